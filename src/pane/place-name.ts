/** A cell as `sheet!cell`; a place without a cell is its sheet. */
export function placeName(sheet: string, cell: string): string {
  if (cell === '') return sheet;
  return `${sheet}!${cell}`;
}
