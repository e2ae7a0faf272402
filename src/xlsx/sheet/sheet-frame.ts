import { XlsxRefusal } from '../refusal.js';
import type { Package } from '../package/package.js';
import { WORKSHEET_ORDER } from '../xml/schema-order.js';
import { childOf, parseTree, withRootChild, type WriteChild } from '../xml/tree.js';
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
 * Returns the text of a sheet's part with `<sheetData/>` in place of its rows: all that is said of the sheet as a
 * whole, and small however many rows there are. Of a chart sheet, which has no rows, this is the whole text.
 */
export function frameOf(file: Package, part: string): string {
  const bytes = file.bytesOf(part);
  const place = findRows(file, part);
  if (place === undefined) return file.text(part);
  return `${decoded(bytes.subarray(0, place.start))}<${place.prefix}sheetData/>${decoded(bytes.subarray(place.end))}`;
}

/** Writes a child of a worksheet's root anew, at its place in the schema; the rows stay to the byte. */
export function setFrameChild(
  file: Package,
  { part, name }: { readonly part: string; readonly name: string },
  write: WriteChild,
): void {
  const frame = frameOf(file, part);
  setFrame(file, part, withRootChild(frame, { part, order: WORKSHEET_ORDER, name }, write));
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
  const mark = bytes.subarray(0, file.markOf(part));
  const before = encoder.encode(frame.slice(0, hole.start));
  const rows = bytes.subarray(place.start, place.end);
  const after = encoder.encode(frame.slice(hole.end));
  file.setBytes(part, joined([mark, before, rows, after]));
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function findRows(file: Package, part: string): RowsPlace | undefined {
  const bytes = file.bytesOf(part);
  const xml = new XmlBytes(bytes, part, { from: file.markOf(part) });
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
  let at = bytes.lastIndexOf(first);
  while (at >= 0) {
    const start = at;
    if (wanted.every((byte, index) => bytes[start + index] === byte)) return start;
    // From -1 the search would begin at the end again.
    if (start === 0) return -1;
    at = bytes.lastIndexOf(first, start - 1);
  }
  return -1;
}

function decoded(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
