import type { Form } from '../form/form.js';
import { formatAt, valueAt, type Grid } from '../grid/grid.js';
import { readCell } from '../grid/reading.js';
import type { AttachmentColumn } from './attachment.js';
import { bodyColumnsOf, type BodyColumns } from './body-columns.js';
import { holdsFigures } from './rows-above.js';
import { isTitle, titleBelowTable } from './title.js';

/** A header has so many rows at the most. */
const HEADER_ROWS = 4;
/** Fewer words side by side head a summary, or are a remark. */
const FEWEST_WORDS = 5;

/** A part of a sheet from its row `from` to its row `to`. */
interface Rows {
  readonly from: number;
  readonly to: number;
}

/** A header that nobody understood, with the first row of figures below it. */
export interface UnreadHeader {
  readonly row: number;
  readonly firstRow: number;
}

/**
 * Finds among the rows below a table's header one that heads another table and was not understood: words side by side,
 * figures below them, and a title of its own above or serial numbers that begin again.
 */
export function unreadHeaderIn(
  grid: Grid,
  columns: readonly AttachmentColumn[],
  { from, to, forms }: Rows & { readonly forms: readonly Form[] },
): UnreadHeader | undefined {
  const body = bodyColumnsOf(columns);
  let above = from - 1;
  for (let row = from; row <= to; row += 1) {
    if (holdsFigures(grid, row, body)) above = row;
    if (above < from) continue;
    const words = columnsOfWords(grid, row, columns);
    if (words.length < FEWEST_WORDS) continue;
    const firstRow = firstFigures(grid, words, { from: row + 1, to: Math.min(to, row + HEADER_ROWS) });
    if (firstRow === undefined) continue;
    const hasTitle = isTitle(titleBelowTable(grid, above + 1, row - 1), forms);
    if (hasTitle || beginsAgain(grid, body, { from, to: firstRow })) return { row, firstRow };
  }
  return undefined;
}

/** The columns in which different words stand in a row; none where it holds a number. */
function columnsOfWords(grid: Grid, row: number, columns: readonly AttachmentColumn[]): readonly number[] {
  const words = new Map<string, number>();
  for (const { column } of columns) {
    const value = valueAt(grid, row, column);
    if (typeof value === 'number') return [];
    if (typeof value === 'string' && /\p{Script=Han}/u.test(value)) words.set(value, column);
  }
  return [...words.values()];
}

/** The first row that has numbers below more than a third of the words. */
function firstFigures(grid: Grid, words: readonly number[], { from, to }: Rows): number | undefined {
  for (let row = from; row <= to; row += 1) {
    const numbers = words.filter((column) => {
      return readCell(valueAt(grid, row, column), formatAt(grid, row, column)).kind === 'number';
    });
    if (numbers.length > Math.max(2, words.length / 3)) return row;
  }
  return undefined;
}

/** Tells whether the serial number of a row is one that stands above it already. */
function beginsAgain(grid: Grid, { serial }: BodyColumns, { from, to }: Rows): boolean {
  if (serial === undefined) return false;
  const number = serialAt(grid, to, serial);
  if (Number.isNaN(number)) return false;
  for (let row = from; row < to; row += 1) if (serialAt(grid, row, serial) === number) return true;
  return false;
}

function serialAt(grid: Grid, row: number, { column }: AttachmentColumn): number {
  const value = valueAt(grid, row, column);
  return value === null || value === '' ? NaN : Number(value);
}
