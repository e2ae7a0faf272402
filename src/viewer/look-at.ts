import { MOST_COLUMNS, type CellLook, type SheetLook } from '../ports/appearance.js';

/** Returns how a cell looks: by its own style, its row's, its column's, else the workbook's normal one. */
export function lookAt(sheet: SheetLook, row: number, column: number): CellLook | undefined {
  return sheet.looks[lookIndexAt(sheet, row, column)];
}

/** Returns the number of a cell's look. */
export function lookIndexAt({ cells: { keys, looks }, rowLooks, columnLooks }: SheetLook, row: number, column: number): number {
  const key = row * MOST_COLUMNS + column;
  let [low, high] = [0, keys.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] as number) < key) low = middle + 1;
    else high = middle;
  }
  if (keys[low] === key) return looks[low] as number;
  return rowLooks.get(row) ?? columnLooks.find(({ first, last }) => column >= first && column <= last)?.look ?? 0;
}
