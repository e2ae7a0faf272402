import { XlsxRefusal } from '../refusal.js';
import type { Package } from '../package/package.js';
import { childOf, parseTree } from '../xml/tree.js';
import { ascii, XmlBytes } from '../xml/xml-bytes.js';

/** Where the rows of a worksheet lie in the bytes of its part. */
export interface RowsPlace {
  /** The tag `sheetData` is [start, contentStart), its element [start, end). */
  readonly start: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly end: number;
  /** Prefix of the worksheet's elements with its colon, or the empty string. */
  readonly prefix: string;
}

const SHEET_DATA = ascii('sheetData');

/** Finds the rows of a worksheet. Refuses a part without any place for them. */
export function rowsPlace(file: Package, part: string): RowsPlace {
  const place = findRows(file, part);
  if (place === undefined) throw new XlsxRefusal('file-damaged', { part });
  return place;
}

/**
 * Returns the text of a sheet's part with `<sheetData/>` in place of its rows: all that is said of the sheet as a whole, and
 * small however many rows there are. A chart sheet is a frame altogether.
 */
export function frameOf(file: Package, part: string): string {
  const bytes = file.bytesOf(part);
  const place = findRows(file, part);
  if (place === undefined) return file.text(part);
  return `${decoded(bytes.subarray(0, place.start))}<${place.prefix}sheetData/>${decoded(bytes.subarray(place.end))}`;
}

/** Writes the frame of a sheet's part; its rows stay to the byte. */
export function setFrame(file: Package, part: string, frame: string): void {
  const bytes = file.bytesOf(part);
  const place = findRows(file, part);
  if (place === undefined) {
    file.setText(part, frame);
    return;
  }
  const hole = childOf(parseTree(frame, part, 1), 'sheetData');
  if (hole === undefined) throw new RangeError('A frame keeps the place of its rows');
  const encoder = new TextEncoder();
  const [before, after] = [encoder.encode(frame.slice(0, hole.start)), encoder.encode(frame.slice(hole.end))];
  const mark = file.markOf(part);
  const written = new Uint8Array(mark + before.length + (place.end - place.start) + after.length);
  written.set(bytes.subarray(0, mark));
  written.set(before, mark);
  written.set(bytes.subarray(place.start, place.end), mark + before.length);
  written.set(after, mark + before.length + (place.end - place.start));
  file.setBytes(part, written);
}

function findRows(file: Package, part: string): RowsPlace | undefined {
  const bytes = file.bytesOf(part);
  const xml = new XmlBytes(bytes, part, file.markOf(part));
  for (let token = xml.next(); token !== 'end'; token = xml.next()) {
    if (token !== 'open' || xml.depth !== 1 || !xml.isNamed(SHEET_DATA)) continue;
    const { start, end: contentStart, name, selfClosing } = xml;
    const prefix = name.slice(0, name.indexOf(':') + 1);
    if (selfClosing) return { start, contentStart, contentEnd: contentStart, end: contentStart, prefix };
    const contentEnd = lastPlace(bytes, ascii(`</${name}`));
    const end = bytes.indexOf(0x3e, contentEnd) + 1;
    // What stands in between is read as rows; if the element ends before, that reading refuses it.
    if (contentEnd < contentStart || end === 0) throw new XlsxRefusal('file-damaged', { part });
    return { start, contentStart, contentEnd, end, prefix };
  }
  return undefined;
}

function lastPlace(bytes: Uint8Array, wanted: Uint8Array): number {
  const first = wanted[0] as number;
  for (let at = bytes.lastIndexOf(first); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(first, at - 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}

function decoded(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
