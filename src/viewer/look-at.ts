import { firstFrom } from '../core/exact/ascending.js';
import { MOST_COLUMNS, type CellLook, type SheetLook } from '../ports/appearance.js';

/** Returns how a cell looks: by its own style, its row's, its column's, else the workbook's normal one. */
export function lookAt(sheet: SheetLook, row: number, column: number): CellLook | undefined {
  return sheet.looks[lookIndexAt(sheet, row, column)];
}

/** Returns the number of a cell's look. */
export function lookIndexAt(
  { cells: { keys, looks }, rowLooks, columnLooks }: SheetLook,
  row: number,
  column: number,
): number {
  const key = row * MOST_COLUMNS + column;
  const place = firstFrom(keys, key);
  if (keys[place] === key) return looks[place] as number;
  return rowLooks.get(row) ?? columnLooks.find(({ first, last }) => column >= first && column <= last)?.look ?? 0;
}
