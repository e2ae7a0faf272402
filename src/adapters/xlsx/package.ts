import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { WorkbookRefusal } from '../../ports/workbook.js';

/** What a package may hold before it is refused as a bomb. */
const LIMITS = { entries: 10_000, bytes: 512 * 1024 * 1024, ratio: 1000, ratioFrom: 1024 * 1024 } as const;

/** The parts of an Open Packaging file by name, in their order. */
export class Package {
  private constructor(private readonly parts: Map<string, Uint8Array>) {}

  /** Opens the bytes of a file; refuses what is no sound package. */
  static open(bytes: Uint8Array): Package {
    refuseOtherFormats(bytes);
    const parts = new Map<string, Uint8Array>();
    let total = 0;
    let entries = 0;
    try {
      const files = unzipSync(bytes, {
        filter: ({ name, size, originalSize }) => {
          entries += 1;
          total += originalSize;
          const ratio = originalSize / Math.max(1, size);
          if (entries > LIMITS.entries || total > LIMITS.bytes || (originalSize > LIMITS.ratioFrom && ratio > LIMITS.ratio)) throw new WorkbookRefusal('file-is-bomb');
          if (/^[\\/]|(^|[\\/])\.\.([\\/]|$)|^[A-Za-z]:/.test(name)) throw new WorkbookRefusal('file-path-leaves-package', { part: name });
          if (parts.has(name.toLowerCase())) throw new WorkbookRefusal('file-duplicate-entry', { part: name });
          parts.set(name.toLowerCase(), bytes);
          return true;
        },
      });
      return new Package(new Map(Object.entries(files)));
    } catch (error) {
      if (error instanceof WorkbookRefusal) throw error;
      throw new WorkbookRefusal('file-damaged', { part: '' });
    }
  }

  has(name: string): boolean {
    return this.parts.has(this.nameOf(name));
  }

  /** Returns a part's name as the package spells it: names are the same in whatever case. */
  nameOf(name: string): string {
    if (this.parts.has(name)) return name;
    const lower = name.toLowerCase();
    return [...this.parts.keys()].find((present) => present.toLowerCase() === lower) ?? name;
  }

  names(): readonly string[] {
    return [...this.parts.keys()];
  }

  /** Returns the first name of a numbered row that is free: `xl/tables/table#.xml` → `xl/tables/table3.xml`. */
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

  /** Returns a part's text without byte order mark; refuses the file where the part is missing. */
  text(name: string): string {
    const bytes = this.parts.get(this.nameOf(name));
    if (bytes === undefined) throw new WorkbookRefusal('file-damaged', { part: name });
    return new TextDecoder().decode(bytes);
  }

  setText(name: string, text: string): void {
    this.parts.set(this.nameOf(name), strToU8(text));
  }

  remove(name: string): void {
    this.parts.delete(this.nameOf(name));
  }

  /** Returns the file's bytes; the same parts always give the same bytes. */
  bytes(): Uint8Array {
    const files: Zippable = {};
    for (const [name, bytes] of this.parts) files[name] = [bytes, { mtime: '1980-01-01T00:00:00', level: 6 }];
    return zipSync(files);
  }
}

const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];

function refuseOtherFormats(bytes: Uint8Array): void {
  if (COMPOUND_FILE.every((byte, index) => bytes[index] === byte)) {
    // An encrypted workbook is a compound file with the stream EncryptedPackage (name in UTF-16).
    const encrypted = new TextDecoder('utf-16le').decode(bytes.subarray(0, bytes.length - (bytes.length % 2))).includes('EncryptedPackage');
    throw new WorkbookRefusal(encrypted ? 'file-encrypted' : 'file-is-xls');
  }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new WorkbookRefusal('file-is-not-xlsx');
}
