import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtInForms } from '../../src/core/form/index.js';
import { builtInMethod } from '../../src/core/method/index.js';
import { Failure } from '../../src/entries/cli/failure.js';
import { rulesFrom } from '../../src/entries/cli/rules-file.js';
import { message, type Language } from '../../src/messages/index.js';

const RULES = { form: builtInForms.districts, method: builtInMethod('districts', null) };
const TEXT = JSON.stringify(RULES);

function written(bytes: Uint8Array): string {
  const file = join(mkdtempSync(join(tmpdir(), 'rules-')), '办法.json');
  writeFileSync(file, bytes);
  return file;
}

/** UTF-16 with the larger byte first. */
function bigEndian(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

it.each<[string, Uint8Array]>([
  ['in UTF-8', Buffer.from(TEXT)],
  ['in UTF-8 with a byte order mark', Buffer.from(`\ufeff${TEXT}`)],
  ['in UTF-16, as Windows PowerShell redirects output', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
  ['in UTF-16 with the larger byte first', bigEndian(`\ufeff${TEXT}`)],
])('a rules file %s is read', async (_, bytes) => {
  expect(await rulesFrom(written(bytes))).toEqual(JSON.parse(TEXT));
});

const failureOf = async (bytes: Uint8Array): Promise<Failure> =>
  rulesFrom(written(bytes)).then(
    () => {
      throw new Error('was read');
    },
    (error: Failure) => error,
  );
const wordsOf = ({ key, parameters }: Failure, language: Language): string => message(language, key, parameters);

it('a rules file in GBK is refused as not being UTF-8', async () => {
  // 评价 in GBK.
  const gbk = Buffer.concat([Buffer.from('{"form":"'), Buffer.from([0xc6, 0xc0, 0xbc, 0xdb]), Buffer.from('"}')]);
  expect(await failureOf(gbk)).toMatchObject({ exitCode: 2, key: 'rules-not-utf8' });
});

const spoilt = (
  spoil: (method: Record<string, unknown> & { components: Record<string, unknown>[] }) => void,
): Buffer => {
  const json = JSON.parse(TEXT) as { method: Parameters<typeof spoil>[0] };
  spoil(json.method);
  return Buffer.from(JSON.stringify(json));
};

it.each<[string, Uint8Array, string]>([
  [
    'a weight without quotes',
    spoilt(({ components }) => {
      (components[0] as Record<string, unknown>)['weight'] = 40;
    }),
    'method.components[0].weight。数写成带引号的十进制数，如 "0.5"。',
  ],
  [
    'places in quotes',
    spoilt((method) => {
      method['rounding'] = { places: '2' };
    }),
    'method.rounding.places。应是 0 到 9 的整数，不带引号。',
  ],
  [
    'a quarter in words',
    spoilt((method) => {
      method['period'] = '2021第二季度';
    }),
    'method.period。季度写成 "2021Q2"。',
  ],
  [
    'a second ladder',
    spoilt(({ components }) => {
      components.push({ ...components[2], id: 'another' });
    }),
    'method.components[6].kind。按名次得分的只能有一项，请删去一项。',
  ],
])('%s is named with what is wanted there', async (_, bytes, words) => {
  expect(wordsOf(await failureOf(bytes), 'zh-CN')).toContain(words);
});
