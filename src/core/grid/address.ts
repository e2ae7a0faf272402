import type { Area } from './grid.js';

/** Returns the letters of a column counted from 0: 0 → `A`, 26 → `AA`. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** Reads the letters of a column, in either case: `A` → 0, `aa` → 26. */
export function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}

/**
 * Returns the A1 address of a cell.
 *
 * @param row counted from 0
 * @param column counted from 0
 * @example
 *   import { cellName } from './address.js';
 *   cellName(4, 20) // => 'U5'
 */
export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row + 1}`;
}

/** Returns the A1 address of an area: `A5:U15`, or `A5` where it is one cell. */
export function areaName(area: Area): string {
  const first = cellName(area.top, area.left);
  const last = cellName(area.bottom, area.right);
  if (first === last) return first;
  return `${first}:${last}`;
}

/** Reads an A1 address, `$` signs allowed; `undefined` where the text is none. Row and column count from 0. */
export function parseCellName(text: string): { readonly row: number; readonly column: number } | undefined {
  const match = /^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$/.exec(text);
  if (match === null) return undefined;
  return { row: Number(match[2]) - 1, column: columnNumber(match[1] as string) };
}

/** Reads an A1 area such as `A5:U15` or a single cell; `undefined` where the text is none. */
export function parseAreaName(text: string): Area | undefined {
  const [from, to = from] = text.split(':');
  const first = parseCellName(from ?? '');
  const last = parseCellName(to ?? '');
  if (first === undefined || last === undefined) return undefined;
  return {
    top: Math.min(first.row, last.row),
    left: Math.min(first.column, last.column),
    bottom: Math.max(first.row, last.row),
    right: Math.max(first.column, last.column),
  };
}
