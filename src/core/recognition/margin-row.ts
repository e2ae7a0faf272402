import { folded } from '../grid/folded.js';
import type { CellValue, Grid } from '../grid/grid.js';

/** What stands beside the numbers of columns: 甲, 乙; 栏次; which columns make this one (4/3). */
const BESIDE_NUMBERS = /^(?:[甲乙丙丁]|[栏列行]次|序号?|[\d+\-*/×÷=()%.]+)$/;
const MEASURE = /^\(?(?:件|个|次|条|分|人|%|万|万人|名|单位)\)?$/;

/**
 * Tells whether a row below a header only numbers its columns (甲 乙 1 2 3 …) or says what they are measured in (件 % 分).
 */
export function isMarginRow(grid: Grid, row: number): boolean {
  const cells = (grid.values[row - grid.top] ?? []).filter((value) => value !== null && value !== '');
  return cells.length >= 5 && (numbersColumns(cells) || cells.every((value) => MEASURE.test(plain(value))));
}

function numbersColumns(cells: readonly CellValue[]): boolean {
  const numbers = cells.map(numberOf).filter((number) => number !== undefined);
  const [first] = numbers;
  if (first === undefined || first > 3 || numbers.length < 5) return false;
  return (
    numbers.every((number, index) => number === first + index) &&
    cells.every((value) => numberOf(value) !== undefined || BESIDE_NUMBERS.test(plain(value)))
  );
}

function numberOf(value: CellValue): number | undefined {
  if (typeof value === 'number') return value;
  const match = /^\(?(\d{1,2})\)?$/.exec(plain(value));
  if (match === null) return undefined;
  return Number(match[1]);
}

function plain(value: CellValue): string {
  return typeof value === 'string' ? folded(value).replace(/\s+/g, '') : String(value);
}
