import type { Package } from '../package/package.js';
import { spliceBytes, withAttribute, type Splice } from '../xml/xml.js';
import { SheetCells } from './sheet-cells.js';
import { insertedRows, type NewRow } from './sheet-patch.js';

/** Returns the height of a row in points; `null` where it has none of its own. */
export function rowHeight(sheet: SheetCells, row: number): number | null {
  const place = sheet.rowAt(row);
  if (place === undefined) return null;
  const height = /\sht\s*=\s*["']([^"']*)["']/.exec(sheet.text(place.start, place.tagEnd))?.[1];
  if (height === undefined) return null;
  return Number(height);
}

/** Sets the heights of rows in points; `null` leaves one to the program. */
export function setRowHeights(file: Package, part: string, heights: ReadonlyMap<number, number | null>): void {
  if (heights.size === 0) return;
  const sheet = new SheetCells(file, part, null);
  const missing: NewRow[] = [];
  const splices: Splice[] = [];
  for (const [row, height] of heights) {
    const place = sheet.rowAt(row);
    if (place !== undefined) {
      const { start, tagEnd } = place;
      splices.push({ start, end: tagEnd, text: withHeight(sheet.text(start, tagEnd), height) });
    } else if (height !== null) {
      missing.push({ row, text: withHeight(`<${sheet.place.prefix}row r="${row + 1}"/>`, height) });
    }
  }
  const all = [...splices, ...insertedRows(sheet, missing)];
  file.setBytes(part, spliceBytes(file.bytesOf(part), all));
}

function withHeight(row: string, height: number | null): string {
  if (height === null) return withAttribute(withAttribute(row, 'ht', null), 'customHeight', null);
  return withAttribute(withAttribute(row, 'ht', String(height)), 'customHeight', '1');
}
