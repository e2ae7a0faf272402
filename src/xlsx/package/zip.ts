import { deflateSync, inflateSync } from 'fflate';
import { XlsxRefusal } from '../refusal.js';

/** What an archive may hold before it is refused as a bomb. */
const LIMITS = { entries: 10_000, bytes: 512 * 1024 * 1024, ratio: 1000, ratioFrom: 1024 * 1024 } as const;

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const END_64_LOCATOR = 0x07064b50;
const STORED = 0;
const DEFLATED = 8;
/** What a field of 32 bits holds where a Zip64 field holds the value. */
const IN_ZIP64 = 0xffffffff;
/** 1 January 1980, the first day of the format: the same parts always give the same bytes. */
const NO_TIME = 0x00210000;
/** From here on speed counts more than the last tenth of the size. */
const LARGE = 4 * 1024 * 1024;

/** An entry as it lies in an archive: it can be put into another one without being packed anew. */
export interface Packed {
  readonly method: number;
  readonly time: number;
  readonly crc: number;
  readonly size: number;
  readonly data: Uint8Array;
}

/**
 * A file of an archive; `packed` is there as long as the bytes are those that were read. It is unpacked, and its
 * checksum compared, when its bytes are asked for the first time.
 */
export interface Entry {
  readonly bytes: Uint8Array;
  readonly packed?: Packed;
}

/**
 * Reads a zip archive, Zip64 too: its entries by name, in their order. Every checksum is compared before an entry is
 * read, because one wrong bit may make a wrong figure. Refuses damage, encryption, bombs, paths that leave the archive,
 * and two entries of one name.
 */
export function readZip(bytes: Uint8Array): Map<string, Entry> {
  try {
    return entriesOf(bytes);
  } catch (error) {
    // A reader of offsets runs out of a broken archive's bounds sooner or later.
    if (error instanceof RangeError) throw damaged('');
    throw error;
  }
}

function entriesOf(bytes: Uint8Array): Map<string, Entry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = new Map<string, Entry>();
  const names = new Set<string>();
  let total = 0;
  for (const record of directoryOf(bytes, view)) {
    const { name, method, time, crc, size } = record;
    total += size;
    if (total > LIMITS.bytes || isBomb(record)) throw new XlsxRefusal('file-is-bomb');
    if (LEAVES_PACKAGE.test(name)) throw new XlsxRefusal('file-path-leaves-package', { part: name });
    if (names.has(name.toLowerCase())) throw new XlsxRefusal('file-duplicate-entry', { part: name });
    names.add(name.toLowerCase());
    const packed: Packed = { method, time, crc, size, data: dataOf(bytes, view, record) };
    entries.set(name, new PackedEntry(name, packed));
  }
  return entries;
}

class PackedEntry implements Entry {
  private unpackedBytes: Uint8Array | undefined;

  constructor(
    private readonly name: string,
    readonly packed: Packed,
  ) {}

  get bytes(): Uint8Array {
    this.unpackedBytes ??= unpacked(this.name, this.packed);
    return this.unpackedBytes;
  }
}

/** A path from the root, from a drive, or with a step upwards. */
const LEAVES_PACKAGE = /^[\\/]|(^|[\\/])\.\.([\\/]|$)|^[A-Za-z]:/;

function isBomb({ size, length }: DirectoryRecord): boolean {
  return size > LIMITS.ratioFrom && size / Math.max(1, length) > LIMITS.ratio;
}

/** What the directory says of an entry. */
interface DirectoryRecord extends Omit<Packed, 'data'> {
  readonly name: string;
  /** Where the entry's local header lies. */
  readonly offset: number;
  /** How many bytes it takes as it is packed. */
  readonly length: number;
}

function* directoryOf(bytes: Uint8Array, view: DataView): Generator<DirectoryRecord> {
  const { start, count } = directoryPlace(view);
  if (count > LIMITS.entries) throw new XlsxRefusal('file-is-bomb');
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (view.getUint32(at, true) !== CENTRAL) throw damaged('');
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const commentLength = view.getUint16(at + 32, true);
    const name = textOf(bytes, at + 46, nameLength);
    const flags = view.getUint16(at + 8, true);
    if ((flags & 1) !== 0) throw new XlsxRefusal('file-encrypted');
    const long = zip64Fields(view, at + 46 + nameLength, extraLength);
    const field = (value: number): number => {
      if (value !== IN_ZIP64) return value;
      return long();
    };
    // In this order, as Zip64 lists only what does not fit.
    const size = field(view.getUint32(at + 24, true));
    const length = field(view.getUint32(at + 20, true));
    const offset = field(view.getUint32(at + 42, true));
    yield {
      name,
      method: view.getUint16(at + 10, true),
      time: view.getUint32(at + 12, true),
      crc: view.getUint32(at + 16, true),
      size,
      length,
      offset,
    };
    at += 46 + nameLength + extraLength + commentLength;
  }
}

/** The directory is found from the end, behind which a comment of up to 64 KB may stand. */
function directoryPlace(view: DataView): { readonly start: number; readonly count: number } {
  const ends: number[] = [];
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at -= 1) {
    if (view.getUint32(at, true) === END) ends.push(at);
  }
  // A comment may look like the end of an archive; it is none, as it does not reach to the end of the file.
  const at = ends.find((end) => end + 22 + view.getUint16(end + 20, true) === view.byteLength) ?? ends[0];
  if (at === undefined) throw damaged('');
  const hasZip64 = at >= 20 && view.getUint32(at - 20, true) === END_64_LOCATOR;
  if (!hasZip64) return { start: view.getUint32(at + 16, true), count: view.getUint16(at + 10, true) };
  const end = long64(view, at - 12);
  if (view.getUint32(end, true) !== END_64) throw damaged('');
  return { start: long64(view, end + 48), count: long64(view, end + 32) };
}

/** Reads the fields of an entry's Zip64 record, one with each call. */
function zip64Fields(view: DataView, start: number, length: number): () => number {
  for (let at = start; at + 4 <= start + length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    const end = at + 4 + view.getUint16(at + 2, true);
    let next = at + 4;
    return () => {
      if (next + 8 > end) throw damaged('');
      next += 8;
      return long64(view, next - 8);
    };
  }
  return () => {
    throw damaged('');
  };
}

function dataOf(bytes: Uint8Array, view: DataView, { name, offset, length }: DirectoryRecord): Uint8Array {
  if (view.getUint32(offset, true) !== LOCAL) throw damaged(name);
  const nameLength = view.getUint16(offset + 26, true);
  // What one program knows by one name and another by another is no sound file.
  if (textOf(bytes, offset + 30, nameLength) !== name) throw damaged(name);
  const start = offset + 30 + nameLength + view.getUint16(offset + 28, true);
  if (start + length > bytes.length) throw damaged(name);
  return bytes.subarray(start, start + length);
}

function unpacked(name: string, packed: Packed): Uint8Array {
  const bytes = inflated(name, packed);
  if (bytes.length !== packed.size || crcOf(bytes) !== packed.crc) throw damaged(name);
  return bytes;
}

function inflated(name: string, { method, data, size }: Packed): Uint8Array {
  if (method === STORED) return data;
  if (method !== DEFLATED) throw damaged(name);
  try {
    return inflateSync(data, { out: new Uint8Array(size) });
  } catch {
    throw damaged(name);
  }
}

/** Writes an archive; what is packed already goes in as it is. */
export function writeZip(entries: ReadonlyMap<string, Entry>): Uint8Array {
  const files = [...entries].map(([name, entry]): PackedFile => ({
    name: new TextEncoder().encode(name),
    packed: entry.packed ?? pack(entry.bytes),
  }));
  const size = files.reduce((sum, { name, packed }) => sum + 30 + 46 + 2 * name.length + packed.data.length, 22);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  const offsets: number[] = [];
  let at = 0;
  for (const file of files) {
    const { name, packed } = file;
    offsets.push(at);
    view.setUint32(at, LOCAL, true);
    writeCommonFields(view, at + 4, file);
    bytes.set(name, at + 30);
    bytes.set(packed.data, at + 30 + name.length);
    at += 30 + name.length + packed.data.length;
  }
  const start = at;
  files.forEach((file, index) => {
    view.setUint32(at, CENTRAL, true);
    view.setUint16(at + 4, 20, true);
    writeCommonFields(view, at + 6, file);
    view.setUint32(at + 42, offsets[index] ?? 0, true);
    bytes.set(file.name, at + 46);
    at += 46 + file.name.length;
  });
  view.setUint32(at, END, true);
  view.setUint16(at + 8, files.length, true);
  view.setUint16(at + 10, files.length, true);
  view.setUint32(at + 12, at - start, true);
  view.setUint32(at + 16, start, true);
  return bytes;
}

interface PackedFile {
  /** In UTF-8. */
  readonly name: Uint8Array;
  readonly packed: Packed;
}

/** Writes the fields that a local header and a record of the directory have in common. */
function writeCommonFields(view: DataView, at: number, { name, packed }: PackedFile): void {
  const { method, time, crc, size, data } = packed;
  view.setUint16(at, 20, true);
  // The name is UTF-8.
  view.setUint16(at + 2, 0x0800, true);
  view.setUint16(at + 4, method, true);
  view.setUint32(at + 6, time, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, data.length, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, name.length, true);
}

function pack(bytes: Uint8Array): Packed {
  const isLarge = bytes.length > LARGE;
  const data = deflateSync(bytes, { level: isLarge ? 1 : 6 });
  return { method: DEFLATED, time: NO_TIME, crc: crcOf(bytes), size: bytes.length, data };
}

function long64(view: DataView, at: number): number {
  const value = view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
  if (!Number.isSafeInteger(value)) throw damaged('');
  return value;
}

function textOf(bytes: Uint8Array, start: number, length: number): string {
  if (start + length > bytes.length) throw damaged('');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(start, start + length));
  } catch {
    // In another encoding a part would come out under another name than it went in.
    throw damaged('');
  }
}

function damaged(part: string): XlsxRefusal {
  return new XlsxRefusal('file-damaged', { part });
}

const CRC_POLYNOMIAL = 0xedb88320;
/** Four tables one behind the other: table n tells what a byte does to the checksum n bytes later. */
const CRC_TABLES = new Int32Array(4 * 256);
for (let index = 0; index < 256; index += 1) {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) {
    const isOdd = (value & 1) === 1;
    value >>>= 1;
    if (isOdd) value ^= CRC_POLYNOMIAL;
  }
  CRC_TABLES[index] = value;
}
for (let index = 256; index < CRC_TABLES.length; index += 1) {
  const value = CRC_TABLES[index - 256] as number;
  CRC_TABLES[index] = (value >>> 8) ^ (CRC_TABLES[value & 0xff] as number);
}

/** The checksum of zip archives (CRC-32), four bytes at a step. */
function crcOf(bytes: Uint8Array): number {
  let crc = -1;
  const whole = bytes.length - (bytes.length % 4);
  let at = 0;
  for (; at < whole; at += 4) {
    crc ^=
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24);
    crc =
      (CRC_TABLES[768 + (crc & 0xff)] as number) ^
      (CRC_TABLES[512 + ((crc >>> 8) & 0xff)] as number) ^
      (CRC_TABLES[256 + ((crc >>> 16) & 0xff)] as number) ^
      (CRC_TABLES[crc >>> 24] as number);
  }
  for (; at < bytes.length; at += 1) crc = (crc >>> 8) ^ (CRC_TABLES[(crc ^ (bytes[at] as number)) & 0xff] as number);
  return ~crc >>> 0;
}
