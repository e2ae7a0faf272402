import type { Package } from '../package/package.js';
import { spliceBytes, withAttribute, type Splice } from '../xml/xml.js';
import { SheetCells } from './sheet-cells.js';
import { insertedRows } from './sheet-patch.js';

/** Returns the height of a row in points; `null` where it has none of its own. */
export function rowHeight(sheet: SheetCells, row: number): number | null {
  const place = sheet.rowAt(row);
  const height =
    place === undefined ? undefined : /\sht\s*=\s*["']([^"']*)["']/.exec(sheet.text(place.start, place.tagEnd))?.[1];
  return height === undefined ? null : Number(height);
}

/** Sets the heights of rows in points; `null` leaves one to the program. */
export function setRowHeights(file: Package, part: string, heights: ReadonlyMap<number, number | null>): void {
  if (heights.size === 0) return;
  const sheet = new SheetCells(file, part, null);
  const missing: { row: number; text: string }[] = [];
  const splices: Splice[] = [];
  for (const [row, height] of heights) {
    const place = sheet.rowAt(row);
    const tag =
      place === undefined ? `<${sheet.place.prefix}row r="${row + 1}"/>` : sheet.text(place.start, place.tagEnd);
    const text = withAttribute(
      withAttribute(tag, 'ht', height === null ? null : String(height)),
      'customHeight',
      height === null ? null : '1',
    );
    if (place !== undefined) splices.push({ start: place.start, end: place.tagEnd, text });
    else if (height !== null) missing.push({ row, text });
  }
  if (missing.length > 0)
    splices.push(
      ...insertedRows(
        sheet,
        missing.sort((a, b) => a.row - b.row),
        sheet.place.prefix,
      ),
    );
  file.setBytes(part, spliceBytes(file.bytesOf(part), splices));
}
