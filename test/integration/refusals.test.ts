import { copyFileSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { INPUTS, bytesOf } from '../support/published.js';
import { cli } from './command-line.js';
import { savedAs } from './libreoffice.js';

const SHEET = 'xl/worksheets/sheet1.xml';
const SAMPLE = bytesOf(INPUTS);

/** The sample with one of its parts changed. */
function sampleWith(part: string, change: (xml: string) => string): Uint8Array {
  const parts = unzipSync(SAMPLE);
  return zipSync({ ...parts, [part]: strToU8(change(strFromU8(parts[part] ?? new Uint8Array()))) });
}

/** What an encrypted workbook is known by: a compound file with the stream EncryptedPackage, named in UTF-16. */
const encrypted = (): Uint8Array =>
  Uint8Array.from([
    0xd0,
    0xcf,
    0x11,
    0xe0,
    0xa1,
    0xb1,
    0x1a,
    0xe1,
    ...new Array<number>(504).fill(0),
    ...Buffer.from('EncryptedPackage', 'utf16le'),
  ]);

const stored = (): Uint8Array => zipSync(unzipSync(SAMPLE), { level: 0 });
const withDigitFlipped = (): Uint8Array => {
  const bytes = stored();
  const at = Buffer.from(bytes).indexOf('<v>') + 3;
  bytes[at] = bytes[at] === 0x37 ? 0x38 : 0x37;
  return bytes;
};
const strict = (): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(unzipSync(SAMPLE)).map(([name, bytes]) => [
        name,
        strToU8(
          strFromU8(bytes).replaceAll(
            'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
            'http://purl.oclc.org/ooxml/spreadsheetml/main',
          ),
        ),
      ]),
    ),
  );
const without = (part: string): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(unzipSync(SAMPLE)).filter(([name]) => name !== part)));

it.each<[string, () => Uint8Array, RegExp]>([
  ['a file with a password', encrypted, /有打开密码.*取消密码/],
  ['an .xls', () => savedAs(SAMPLE, 'xls', 'MS Excel 97'), /旧格式.*另存为 \.xlsx/],
  ['an .ods', () => savedAs(SAMPLE, 'ods', 'calc8'), /不是 \.xlsx.*另存为 \.xlsx/],
  ['a CSV', () => strToU8('序号,部门\n1,张店区\n'), /不是 \.xlsx.*另存为 \.xlsx/],
  ['nothing at all', () => new Uint8Array(), /不是 \.xlsx/],
  ['a file cut off', () => SAMPLE.slice(0, (SAMPLE.length * 2) / 3), /已损坏.*修复/],
  ['one digit of a count changed by a bad disk', withDigitFlipped, /已损坏（xl\/worksheets\/sheet1\.xml）/],
  ['a sheet missing', () => without(SHEET), /已损坏（xl\/worksheets\/sheet1\.xml）/],
  ['the content types missing', () => without('[Content_Types].xml'), /已损坏（\[Content_Types\]\.xml）/],
  [
    'a document type',
    () => sampleWith(SHEET, (xml) => xml.replace('<worksheet', '<!DOCTYPE x [<!ENTITY a "b">]><worksheet')),
    /DOCTYPE.*另存为 \.xlsx/,
  ],
  [
    'a document type in a part that is never read',
    () => sampleWith('customXml/item1.xml', () => '<!DOCTYPE x SYSTEM "file:///x"><x/>'),
    /DOCTYPE/,
  ],
  ['a bomb', () => sampleWith('xl/media/image1.png', () => '\0'.repeat(30_000_000)), /解压后过大/],
  ['a path that leaves the package', () => sampleWith('../evil.xml', () => '<a/>'), /路径越界/],
  ['two entries of one name', () => sampleWith('XL/Worksheets/sheet1.xml', () => '<a/>'), /内容重复/],
  ['the strict form', strict, /Strict Open XML.*另存为/],
])('refuses %s in Chinese with the way out, ends with 2, writes nothing and leaves the file', async (_, make, told) => {
  const folder = mkdtempSync(join(tmpdir(), 'refused-'));
  const file = join(folder, '通报.xlsx');
  const bytes = make();
  writeFileSync(file, bytes);
  for (const more of [[], ['--in-place']]) {
    const { status, stdout, stderr } = await cli('compute', file, ...more);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(told);
    expect(readdirSync(folder)).toEqual(['通报.xlsx']);
    expect(Buffer.compare(Buffer.from(bytesOf(file)), Buffer.from(bytes))).toBe(0);
  }
});

it('computes a file that is not packed at all like the packed one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stored-'));
  const scores = async (name: string): Promise<unknown> => {
    const { status, stdout } = await cli('compute', join(folder, name), '--json');
    return [
      status,
      (JSON.parse(stdout) as { tables: { units: { score: number }[] }[] }).tables.map(({ units }) =>
        units.map(({ score }) => score),
      ),
    ];
  };
  copyFileSync(INPUTS, join(folder, 'sample.xlsx'));
  writeFileSync(join(folder, 'stored.xlsx'), stored());
  expect(await scores('stored.xlsx')).toEqual(await scores('sample.xlsx'));
});
