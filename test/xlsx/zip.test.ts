import { strToU8, unzipSync, zipSync } from 'fflate';
import { readZip, writeZip } from '../../src/xlsx/package/zip.js';
import { XlsxRefusal } from '../../src/xlsx/refusal.js';

const FILES = {
  'a.xml': strToU8('<a>1234567890</a>'),
  '文件/乙.bin': Uint8Array.from({ length: 5000 }, (_, index) => (index * 7) % 251),
  empty: new Uint8Array(),
};
const contents = (bytes: Uint8Array): unknown =>
  Object.fromEntries([...readZip(bytes)].map(([name, entry]) => [name, [...entry.bytes]]));
const expected = Object.fromEntries(Object.entries(FILES).map(([name, bytes]) => [name, [...bytes]]));

function refusal(bytes: Uint8Array): string {
  try {
    contents(bytes);
  } catch (error) {
    if (error instanceof XlsxRefusal) return error.code;
    throw error;
  }
  return 'read';
}

/** Writes little-endian numbers, each with its width in bytes. */
function little(...fields: readonly (readonly [value: number, width: number])[]): Uint8Array {
  return Uint8Array.from(
    fields.flatMap(([value, width]) =>
      Array.from({ length: width }, (_, at) => Math.floor(value / 2 ** (8 * at)) % 256),
    ),
  );
}

/**
 * An archive of one stored entry as writers of streams make it: sizes, offset and counts in Zip64 fields. The checksum
 * of "x" is 8cdc1683.
 */
function zip64(): Uint8Array {
  const name = strToU8('x.txt');
  const local = [
    little(
      [0x04034b50, 4],
      [45, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [0x8cdc1683, 4],
      [0xffffffff, 4],
      [0xffffffff, 4],
      [5, 2],
      [20, 2],
    ),
    name,
    little([1, 2], [16, 2], [1, 8], [1, 8]),
    strToU8('x'),
  ];
  const directoryAt = local.reduce((sum, piece) => sum + piece.length, 0);
  const directory = [
    little(
      [0x02014b50, 4],
      [45, 2],
      [45, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [0x8cdc1683, 4],
      [0xffffffff, 4],
      [0xffffffff, 4],
      [5, 2],
      [28, 2],
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [0xffffffff, 4],
    ),
    name,
    little([1, 2], [24, 2], [1, 8], [1, 8], [0, 8]),
  ];
  const length = directory.reduce((sum, piece) => sum + piece.length, 0);
  const end = [
    little([0x06064b50, 4], [44, 8], [45, 2], [45, 2], [0, 4], [0, 4], [1, 8], [1, 8], [length, 8], [directoryAt, 8]),
    little([0x07064b50, 4], [0, 4], [directoryAt + length, 8], [1, 4]),
    little([0x06054b50, 4], [0, 2], [0, 2], [0xffff, 2], [0xffff, 2], [0xffffffff, 4], [0xffffffff, 4], [0, 2]),
  ];
  return Uint8Array.from([...local, ...directory, ...end].flatMap((piece) => [...piece]));
}

it.each([
  ['packed', zipSync(FILES)],
  ['stored', zipSync(FILES, { level: 0 })],
  ['with a comment behind', Uint8Array.from([...zipSync(FILES), ...strToU8('remark')])],
])('reads an archive that is %s', (_, bytes) => {
  expect(contents(bytes)).toEqual(expected);
});

it('reads Zip64', () => {
  expect(contents(zip64())).toEqual({ 'x.txt': [...strToU8('x')] });
});

it('writes what another program reads', () => {
  expect(unzipSync(writeZip(readZip(zipSync(FILES))))).toEqual(FILES);
  expect(unzipSync(writeZip(new Map(Object.entries(FILES).map(([name, bytes]) => [name, { bytes }]))))).toEqual(FILES);
});

it('puts an untouched entry into the new archive as it lay packed in the old one', () => {
  const old = zipSync(FILES, { level: 1 });
  const entries = readZip(old);
  const packed = entries.get('文件/乙.bin')?.packed?.data ?? new Uint8Array();
  entries.set('a.xml', { bytes: strToU8('<a/>') });
  expect(Buffer.from(writeZip(entries)).includes(Buffer.from(packed))).toBe(true);
});

it('refuses one wrong bit anywhere in what is stored', () => {
  const sound = zipSync({ 'a.xml': FILES['a.xml'] }, { level: 0 });
  const start = Buffer.from(sound).indexOf('<a>');
  for (let at = start; at < start + FILES['a.xml'].length; at += 1) {
    const broken = sound.slice();
    broken[at] = (broken[at] ?? 0) ^ 1;
    expect(refusal(broken)).toBe('file-damaged');
  }
});

it('refuses an archive cut off anywhere', () => {
  const sound = zipSync(FILES);
  for (let length = 0; length < sound.length; length += 7) expect(refusal(sound.slice(0, length))).toBe('file-damaged');
});

it.each<[string, string, (view: DataView, directory: number) => void]>([
  ['an encrypted entry', 'file-encrypted', (view, at) => view.setUint16(at + 8, 1, true)],
  ['an unknown way of packing', 'file-damaged', (view, at) => view.setUint16(at + 10, 99, true)],
  ['a size that is a lie', 'file-damaged', (view, at) => view.setUint32(at + 24, 3, true)],
  ['an entry that reaches beyond the file', 'file-damaged', (view, at) => view.setUint32(at + 20, 1_000_000, true)],
  ['an offset beyond the file', 'file-damaged', (view, at) => view.setUint32(at + 42, 0xfffffff0, true)],
  ['another name in front of the entry', 'file-damaged', (view) => view.setUint8(30, 0x62)],
])('refuses %s', (_, code, change) => {
  const bytes = zipSync({ 'a.xml': FILES['a.xml'] });
  const directory = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  change(new DataView(bytes.buffer, bytes.byteOffset), directory);
  expect(refusal(bytes)).toBe(code);
});
