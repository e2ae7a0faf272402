import { cellName } from '../grid/address.js';
import { formatAt, usedArea, valueAt, type Grid } from '../grid/grid.js';
import { withoutInvisible } from '../grid/folded.js';
import type { Problem } from '../grid/problem.js';
import { readCell } from '../grid/reading.js';
import { bodyColumnsOf, type BodyColumns } from './body-columns.js';
import { problemsOf, type FoundTable } from './found-table.js';
import { inOneLine } from './header-texts.js';

/** So many rows may stand between the last row of a page and the header of the next: notes, a title again, blanks. */
const ROWS_BETWEEN = 5;
/** A header has so many rows at the most. */
const HEADER_ROWS = 4;

/**
 * Rows right above a table's first header that hold its figures: the header above them was not understood, and this one
 * is its repetition. Returns what to put right; `undefined` where no such rows stand there.
 */
export function rowsAboveHeader(grid: Grid, table: FoundTable, from: number): Problem | undefined {
  const {
    columns,
    headers: [header],
  } = table;
  const body = bodyColumnsOf(columns);
  const last = lastRowAbove(grid, body, { from: Math.max(from, header.top - ROWS_BETWEEN), to: header.top - 1 });
  if (last === undefined) return undefined;
  let first = last;
  for (let row = last - 1; row >= from && row >= first - ROWS_BETWEEN; row -= 1)
    if (holdsFigures(grid, row, body)) first = row;
  const names = unlikeNames(grid, table, { from: Math.max(from, first - HEADER_ROWS), to: first - 1 });
  const [place = cellName(first, columns[0]?.column ?? 0)] = names.map(({ cell }) => cell);
  return problemsOf(
    table,
    grid.sheet,
  )({
    severity: 'error',
    code: 'header-above-unread',
    cell: place,
    parameters: {
      rows: `${first + 1}—${last + 1}`,
      header: header.top + 1,
      names: proposed(names),
    },
  });
}

interface Rows {
  readonly from: number;
  readonly to: number;
}

function lastRowAbove(grid: Grid, body: BodyColumns, { from, to }: Rows): number | undefined {
  for (let row = to; row >= from; row -= 1) if (holdsFigures(grid, row, body)) return row;
  return undefined;
}

/** Tells whether a row has a name where the units stand, and counts under most of the columns of counts. */
export function holdsFigures(grid: Grid, row: number, { unit, figures }: BodyColumns): boolean {
  const name = valueAt(grid, row, unit?.column ?? -1);
  if (typeof name !== 'string' || withoutInvisible(name).trim() === '') return false;
  const counts = figures.filter(({ isCount }) => isCount);
  const read = counts.filter(({ column }) => {
    return readCell(valueAt(grid, row, column), formatAt(grid, row, column)).kind === 'number';
  });
  return read.length >= 2 && read.length > counts.length / 2;
}

/**
 * The names to which the texts of an unread header below a table may be put right: where the words beside them head the
 * same columns as in the table, by their places; else those that are nearly a column's name.
 */
export function namesForHeader(grid: Grid, table: FoundTable, rows: Rows): string {
  const { columns, lexicon } = table;
  let words = 0;
  let alike = 0;
  const near: UnlikeName[] = [];
  for (let row = rows.from; row <= rows.to; row += 1) {
    for (const { column, id } of columns) {
      const text = valueAt(grid, row, column);
      if (typeof text !== 'string' || text.trim() === '') continue;
      words += 1;
      if (lexicon.named(text)?.id === id) alike += 1;
      const [name] = lexicon.named(text) === undefined ? (lexicon.nearlyNamed(text)?.names ?? []) : [];
      if (name !== undefined) near.push({ cell: cellName(row, column), text: inOneLine([text]), name });
    }
  }
  return proposed(alike * 3 >= words ? unlikeNames(grid, table, rows) : near);
}

function proposed(names: readonly UnlikeName[]): string {
  return names.map(({ cell, text, name }) => `${cell}“${text}”→“${name}”`).join('、');
}

interface UnlikeName {
  readonly cell: string;
  readonly text: string;
  readonly name: string;
}

/** The texts above the rows that name none of the columns which the repeated header names there. */
function unlikeNames(grid: Grid, { columns, lexicon }: FoundTable, { from, to }: Rows): readonly UnlikeName[] {
  const names: UnlikeName[] = [];
  for (let row = Math.max(usedArea(grid).top, from); row <= to; row += 1) {
    for (const { column, id, because, header } of columns) {
      const text = valueAt(grid, row, column);
      if (typeof text !== 'string' || because !== 'name') continue;
      const isSymbol = lexicon.symbol(text) !== undefined || lexicon.isExpression(text);
      const isTitle = text.length > 20 || isAlone(grid, row);
      if (text.trim() === '' || isSymbol || isTitle || lexicon.named(text)?.id === id) continue;
      const name = lexicon.form.columns.find((known) => known.id === id)?.names[0] ?? header;
      names.push({ cell: cellName(row, column), text: inOneLine([text]), name });
    }
  }
  return names;
}

function isAlone(grid: Grid, row: number): boolean {
  return (grid.values[row - grid.top] ?? []).filter((value) => value !== null && value !== '').length < 3;
}
