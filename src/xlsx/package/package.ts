import { XlsxRefusal } from '../refusal.js';
import { XmlBytes } from '../xml/xml-bytes.js';
import { readZip, writeZip, type Entry } from './zip.js';

/** The smallest parts that unpack to so many bytes together are unpacked at once, the others when they are read. */
const UNPACKED_AT_ONCE = 64 * 1024 * 1024;

/**
 * The parts of an Open Packaging file by name, in their order. What was not changed goes out as it lay in the file that
 * was opened.
 */
export class Package {
  /** Names as the package spells them, by their lower case: names of parts are compared without regard to case. */
  private readonly spelling: Map<string, string>;

  private constructor(private readonly parts: Map<string, Entry>) {
    this.spelling = new Map([...parts.keys()].map((name) => [name.toLowerCase(), name]));
  }

  /**
   * Opens the bytes of a file; refuses what is no sound package. A large part is looked at when it is read: until then
   * it may be damaged, and what is never read goes out as it came.
   */
  static open(bytes: Uint8Array): Package {
    refuseOtherFormats(bytes);
    const entries = readZip(bytes);
    const late = unpackedLater(entries);
    const parts = new Map(
      [...entries].map(([name, entry]) => [name, late.has(name) ? new LateEntry(name, entry) : readable(name, entry)]),
    );
    // Other programs keep other things in such an archive: ODS, a plain zip.
    if (!parts.has('_rels/.rels') && !parts.has('[Content_Types].xml')) throw new XlsxRefusal('file-is-not-xlsx');
    const file = new Package(parts);
    for (const part of ['_rels/.rels', '[Content_Types].xml']) {
      if (!file.has(part)) throw new XlsxRefusal('file-damaged', { part });
    }
    return file;
  }

  has(name: string): boolean {
    return this.spelling.has(name.toLowerCase());
  }

  /** Returns a part's name as the package spells it. */
  nameOf(name: string): string {
    return this.spelling.get(name.toLowerCase()) ?? name;
  }

  names(): readonly string[] {
    return [...this.parts.keys()];
  }

  /** Returns the first free name of a numbered series: `xl/tables/table#.xml` → `xl/tables/table3.xml`. */
  freeName(pattern: string): string {
    for (let count = 1; ; count += 1) {
      const name = pattern.replace('#', String(count));
      if (!this.has(name)) return name;
    }
  }

  /** Returns a package that can be changed without changing this one. */
  copy(): Package {
    return new Package(new Map(this.parts));
  }

  /** Returns a part's bytes, which must not be changed; refuses the file where the part is missing. */
  bytesOf(name: string): Uint8Array {
    const entry = this.parts.get(this.nameOf(name));
    if (entry === undefined) throw new XlsxRefusal('file-damaged', { part: name });
    return entry.bytes;
  }

  /** Returns how many bytes a part has, without unpacking it; 0 where it is missing. */
  sizeOf(name: string): number {
    const entry = this.parts.get(this.nameOf(name));
    return entry === undefined ? 0 : sizeOf(entry);
  }

  /** Returns how long a part's byte order mark is, in bytes. */
  markOf(name: string): number {
    return markOf(this.parts.get(this.nameOf(name))?.bytes);
  }

  /** Returns a part's text without byte order mark; refuses the file where the part is missing or no text. */
  text(name: string): string {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(this.bytesOf(name));
    } catch (error) {
      if (error instanceof XlsxRefusal) throw error;
      throw new XlsxRefusal('file-damaged', { part: name });
    }
  }

  setBytes(name: string, bytes: Uint8Array): void {
    const spelling = this.nameOf(name);
    this.parts.set(spelling, { bytes });
    this.spelling.set(spelling.toLowerCase(), spelling);
  }

  /** Sets a part's text; one that had a byte order mark keeps it. */
  setText(name: string, text: string): void {
    const hasMark = this.markOf(name) > 0;
    this.setBytes(name, new TextEncoder().encode(hasMark ? `\ufeff${text}` : text));
  }

  remove(name: string): void {
    this.parts.delete(this.nameOf(name));
    this.spelling.delete(name.toLowerCase());
  }

  /** Returns the file's bytes; the same parts always give the same bytes. */
  bytes(): Uint8Array {
    return writeZip(this.parts);
  }
}

/** A part that is unpacked and looked at when somebody reads it. */
class LateEntry implements Entry {
  private read: Entry | undefined;

  constructor(
    private readonly name: string,
    private readonly entry: Entry,
  ) {}

  get packed(): Entry['packed'] {
    return this.entry.packed;
  }

  get bytes(): Uint8Array {
    this.read ??= readable(this.name, this.entry);
    return this.read.bytes;
  }
}

/** The names of the largest entries: what is left when the smaller ones fill what is unpacked at once. */
function unpackedLater(entries: ReadonlyMap<string, Entry>): ReadonlySet<string> {
  const bySize = [...entries].sort(([, one], [, other]) => sizeOf(one) - sizeOf(other));
  const late = new Set<string>();
  let sum = 0;
  for (const [name, entry] of bySize) {
    sum += sizeOf(entry);
    if (sum > UNPACKED_AT_ONCE) late.add(name);
  }
  return late;
}

function sizeOf(entry: Entry): number {
  return entry.packed?.size ?? entry.bytes.length;
}

/** An entry as it is read: in UTF-8, and without a document type. */
function readable(name: string, entry: Entry): Entry {
  const inOurEncoding = inUtf8(name, entry);
  refuseDocumentType(name, inOurEncoding.bytes);
  return inOurEncoding;
}

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const DECLARED = /^(\ufeff?<\?xml\b[^>]*?\sencoding\s*=\s*["'])([\w.-]+)/;

/**
 * A part in UTF-16, which the format allows, is read as UTF-8; as long as nobody changes it, it goes out as it came.
 * XML in any other encoding is refused: read as if it were UTF-8, names of units would turn into others.
 */
function inUtf8(name: string, entry: Entry): Entry {
  const { bytes } = entry;
  const wide = wideEncodingOf(bytes);
  const beginning = new TextDecoder(wide ?? 'utf-8').decode(bytes.subarray(0, 400));
  const declared = DECLARED.exec(beginning)?.[2]?.toLowerCase();
  const readable = ['utf-8', 'utf8', 'us-ascii', 'ascii'];
  if (wide !== null) readable.push('utf-16', wide);
  if (declared !== undefined && !readable.includes(declared)) throw new XlsxRefusal('file-damaged', { part: name });
  if (wide === null || !beginning.startsWith('<')) return entry;
  const text = new TextDecoder(wide).decode(bytes).replace(DECLARED, (_, before: string) => `${before}UTF-8`);
  return { ...entry, bytes: new TextEncoder().encode(text) };
}

/** The encoding that a byte order mark of UTF-16 tells of. */
function wideEncodingOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** Refuses a part that declares a document type, even one that is never read here: another program would read it. */
function refuseDocumentType(name: string, bytes: Uint8Array): void {
  const xml = new XmlBytes(bytes, name, { from: markOf(bytes) });
  try {
    while (xml.next() === 'text');
  } catch (error) {
    // Pictures and the like are no XML at all, and what else is damaged is found when it is read.
    if (error instanceof XlsxRefusal && error.code === 'file-has-doctype') throw error;
  }
}

function markOf(bytes: Uint8Array | undefined): number {
  const hasMark = BYTE_ORDER_MARK.every((byte, index) => bytes?.[index] === byte);
  return hasMark ? BYTE_ORDER_MARK.length : 0;
}

const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];

function refuseOtherFormats(bytes: Uint8Array): void {
  if (COMPOUND_FILE.every((byte, index) => bytes[index] === byte)) {
    // An encrypted workbook is a compound file with the stream EncryptedPackage (name in UTF-16).
    const encrypted = new TextDecoder('utf-16le')
      .decode(bytes.subarray(0, bytes.length - (bytes.length % 2)))
      .includes('EncryptedPackage');
    throw new XlsxRefusal(encrypted ? 'file-encrypted' : 'file-is-xls');
  }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new XlsxRefusal('file-is-not-xlsx');
}
