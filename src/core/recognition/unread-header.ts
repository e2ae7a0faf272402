import type { Form } from '../form/form.js';
import { formatAt, valueAt, type Grid } from '../grid/grid.js';
import { readCell } from '../grid/reading.js';
import type { AttachmentColumn } from './attachment.js';
import { periodIn } from './period.js';
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

/** What stands over rows below a table and keeps them from being its own, with the first row of figures below it. */
export interface UnreadHeader {
  readonly row: number;
  readonly firstRow: number;
  /**
   * A header that nobody understood: of another table (`other`), or repeated in this one, whose serial numbers go on
   * below it (`repeated`). `none`: a title with no header.
   */
  readonly header: 'other' | 'repeated' | 'none';
}

/**
 * Finds among the rows below a table's header those that head another table and were not understood: words side by side
 * with figures below them, and a title of its own above or serial numbers that begin again; or a title right above rows
 * that are numbered anew. Words side by side without either are the table's own header once more. The last one found is
 * that of another table, at which this one ends.
 */
export function unreadHeadersIn(
  grid: Grid,
  columns: readonly AttachmentColumn[],
  { from, to, forms }: Rows & { readonly forms: readonly Form[] },
): readonly UnreadHeader[] {
  const body = bodyColumnsOf(columns);
  const found: UnreadHeader[] = [];
  let above = from - 1;
  for (let row = from; row <= to; row += 1) {
    if (holdsFigures(grid, row, body)) {
      const title = above < from ? undefined : titleWithoutHeader(grid, body, { from, above, row });
      if (title !== undefined) return [...found, { row: title, firstRow: row, header: 'none' }];
      above = row;
    }
    if (above < from) continue;
    const words = columnsOfWords(grid, row, columns);
    if (words.length < FEWEST_WORDS) continue;
    const firstRow = firstFigures(grid, words, { from: row + 1, to: Math.min(to, row + HEADER_ROWS) });
    if (firstRow === undefined) continue;
    const hasTitle = isTitle(titleBelowTable(grid, above + 1, row - 1), forms);
    const isOther = hasTitle || beginsAgain(grid, body, { from, to: firstRow });
    if (isOther) return [...found, { row, firstRow, header: 'other' }];
    if (goesOn(grid, body, { above, row: firstRow })) found.push({ row, firstRow, header: 'repeated' });
  }
  return found;
}

/**
 * The row of the title that stands between a table's rows and others, which are numbered anew and have no header.
 * Headings of sections are no titles.
 */
function titleWithoutHeader(
  grid: Grid,
  body: BodyColumns,
  { from, above, row }: { readonly from: number; readonly above: number; readonly row: number },
): number | undefined {
  for (let line = row - 1; line > above; line -= 1) {
    const title = titleBelowTable(grid, line, line);
    if (title.length === 0 || !isTitle(title, []) || !title.some(namesTable)) continue;
    const isAnew = body.serial === undefined ? title.some(namesQuarter) : beginsAgain(grid, body, { from, to: row });
    return isAnew ? line : undefined;
  }
  return undefined;
}

/** ……通报表, 2021年第二季度……: what names neither a table nor a quarter heads a section. */
function namesTable(line: string): boolean {
  return /通报|表(?:\s*[（(][^（）()]*[)）])?\s*$/.test(line) || periodIn(line) !== null;
}

/** A title with a quarter that is not that of a page that goes on. */
function namesQuarter(line: string): boolean {
  return periodIn(line) !== null && !line.includes('续');
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

/** Tells whether the serial numbers below a header go on from those above it. */
function goesOn(
  grid: Grid,
  { serial }: BodyColumns,
  { above, row }: { readonly above: number; readonly row: number },
): boolean {
  return serial !== undefined && serialAt(grid, row, serial) === serialAt(grid, above, serial) + 1;
}

function serialAt(grid: Grid, row: number, { column }: AttachmentColumn): number {
  const value = valueAt(grid, row, column);
  return value === null || value === '' ? NaN : Number(value);
}
