import type { Form, FormColumn } from '../form/form.js';
import { cellName } from '../grid/address.js';
import { formatAt, usedArea, valueAt, type CellValue, type Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import { readCell } from '../grid/reading.js';
import { shownText } from '../grid/shown.js';
import { isDistrict } from './column-header.js';
import type { FoundTable, ProblemMaker } from './found-table.js';
import { lexiconOf, type HeaderLexicon } from './lexicon.js';
import { isMarginRow } from './margin-row.js';

/** Fewer names in a row make no header. */
const FEWEST_NAMES = 3;

/** A cell among a header's names that holds a number, a date, an error or TRUE: somebody typed over the name. */
export interface OverwrittenCell {
  readonly row: number;
  readonly column: number;
  /** What it shows. */
  readonly text: string;
}

/** Finds the cells of a sheet that stand among names of columns and hold what no header holds. */
export function overwrittenCells(grid: Grid, forms: readonly Form[]): readonly OverwrittenCell[] {
  const lexicons = forms.map(lexiconOf);
  const { top, bottom } = usedArea(grid);
  const cells: OverwrittenCell[] = [];
  for (let row = top; row <= bottom; row += 1) {
    const values = grid.values[row - top] ?? [];
    if (!values.some(isNoText) || values.filter(isText).length < FEWEST_NAMES || isMarginRow(grid, row)) continue;
    for (const index of overwrittenAmong(values, lexicons)) {
      const column = grid.left + index;
      cells.push({ row, column, text: shownText(valueAt(grid, row, column), formatAt(grid, row, column)) });
    }
  }
  return cells;
}

function isNoText(value: CellValue): boolean {
  return value !== null && typeof value !== 'string';
}

function isText(value: CellValue): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/**
 * The places of what is no text among the names and symbols of columns in a row; none where those are few. What stands
 * apart from them belongs to a table or a list beside.
 */
function overwrittenAmong(values: readonly CellValue[], lexicons: readonly HeaderLexicon[]): readonly number[] {
  const named = mostNamed(values, lexicons);
  const [first = 0] = named;
  const last = named[named.length - 1] ?? 0;
  const others: number[] = [];
  let texts = 0;
  for (let index = Math.max(0, first - 1); index <= last + 1; index += 1) {
    const value = values[index] ?? null;
    if (isNoText(value)) others.push(index);
    if (isText(value)) texts += 1;
  }
  const isHeader = named.length >= FEWEST_NAMES && named.length > others.length && named.length > texts / 2;
  return isHeader ? others : [];
}

/** The places of names and symbols in a row, by the form that knows most of them. */
function mostNamed(values: readonly CellValue[], lexicons: readonly HeaderLexicon[]): readonly number[] {
  let most: readonly number[] = [];
  for (const lexicon of lexicons) {
    const named = values.flatMap((value, index) => (isText(value) && headsColumn(value, lexicon) ? [index] : []));
    if (named.length > most.length) most = named;
  }
  return most;
}

function headsColumn(text: string, lexicon: HeaderLexicon): boolean {
  const { form } = lexicon;
  if (lexicon.named(text) !== undefined || lexicon.symbol(text) !== undefined) return true;
  const hasDistricts = form.columns.some(({ role }) => role === 'city');
  return lexicon.isExpression(text) || (hasDistricts && isDistrict(text, form));
}

/** The sheet as if those cells were empty. */
export function withoutCells(grid: Grid, cells: readonly OverwrittenCell[]): Grid {
  const values = grid.values.map((row) => [...row]);
  for (const { row, column } of cells) {
    const inRow = values[row - grid.top];
    if (inRow !== undefined) inRow[column - grid.left] = null;
  }
  return { ...grid, values };
}

/** A cell of a header from which the name of a column is gone, with the names that may have stood there. */
interface LostName {
  readonly row: number;
  readonly column: number;
  /** What stands there instead; empty where nothing does. */
  readonly text: string;
  readonly candidates: readonly FormColumn[];
}

/** What was found of a table's names that are gone. */
export interface LostNames {
  readonly problems: readonly Problem[];
  /** A column whose name is gone may be one that the form knows: without it the table cannot be read. */
  readonly hasLostColumn: boolean;
  /** The form's columns that are proposed, by id. */
  readonly proposed: ReadonlySet<string>;
}

/**
 * Finds the cells of a table's header from which a name is gone: typed over, or emptied above figures. What may have
 * stood there is told by the columns on both sides; it is proposed and never taken.
 */
export function lostNames(grid: Grid, table: FoundTable, problem: ProblemMaker): LostNames {
  const lost = [...typedOver(table), ...emptied(grid, table)];
  const isKnown = ({ column }: LostName): boolean => table.columns.some((known) => known.column === column);
  return {
    problems: lost.map(({ row, column, text, candidates }) => {
      const known = table.columns.find((other) => other.column === column);
      const names = known === undefined ? candidates.map(({ names: [name] }) => name ?? '') : [nameOf(known, table)];
      return problem({
        severity: 'error',
        code: text === '' ? 'header-emptied' : 'header-overwritten',
        cell: cellName(row, column),
        parameters: { text, names: names.join('、'), count: names.length },
      });
    }),
    hasLostColumn: lost.some((name) => !isKnown(name) && (name.candidates.length > 0 || hasDistricts(table))),
    proposed: new Set(
      lost.filter((name) => !isKnown(name)).flatMap(({ candidates }) => candidates.map(({ id }) => id)),
    ),
  };
}

function nameOf({ id, header }: { readonly id: string; readonly header: string }, { lexicon }: FoundTable): string {
  return lexicon.form.columns.find((column) => column.id === id)?.names[0] ?? header;
}

function hasDistricts({ lexicon }: FoundTable): boolean {
  return lexicon.form.columns.some(({ role }) => role === 'city');
}

/** Those of the overwritten cells that stand in the rows of the table's headers. */
function typedOver(table: FoundTable): readonly LostName[] {
  return table.overwritten
    .filter(({ row }) => table.headers.some(({ top, bottom }) => top <= row && row <= bottom))
    .map((cell) => ({ ...cell, candidates: candidatesAt(cell.column, table) }));
}

/** Columns between the table's own that have figures in most rows and nothing above them. */
function emptied(grid: Grid, table: FoundTable): readonly LostName[] {
  const {
    columns,
    unknown,
    headers: [{ top, bottom }],
    end,
  } = table;
  const counts = columns.find(({ role }) => role === 'input' || role === 'city');
  const last = columns[columns.length - 1];
  if (counts === undefined || last === undefined) return [];
  const rows: number[] = [];
  for (let row = bottom + 1; row <= end; row += 1) if (isNumber(grid, row, counts.column)) rows.push(row);
  const taken = new Set([...columns, ...unknown, ...table.overwritten].map(({ column }) => column));
  const found: LostName[] = [];
  for (let column = counts.column + 1; column <= last.column + 1; column += 1) {
    if (taken.has(column)) continue;
    const figures = rows.filter((row) => isNumber(grid, row, column));
    if (figures.length === 0 || figures.length <= rows.length / 2) continue;
    const candidates = candidatesAt(column, table);
    if (candidates.length > 0) found.push({ row: top, column, text: '', candidates });
  }
  return found;
}

function isNumber(grid: Grid, row: number, column: number): boolean {
  return readCell(valueAt(grid, row, column), formatAt(grid, row, column)).kind === 'number';
}

/** The form's columns that are not there and belong between the known ones on both sides of a column. */
function candidatesAt(column: number, { columns, lexicon: { form } }: FoundTable): readonly FormColumn[] {
  const placeOf = (id: string): number => form.columns.findIndex((known) => known.id === id);
  const before = columns.filter((known) => known.column < column && placeOf(known.id) >= 0).pop();
  const behind = columns.find((known) => known.column > column && placeOf(known.id) >= 0);
  const first = before === undefined ? 0 : placeOf(before.id) + 1;
  const last = behind === undefined ? form.columns.length - 1 : placeOf(behind.id) - 1;
  return form.columns.filter((known, place) => {
    const isThere = columns.some(({ id }) => id === known.id);
    return place >= first && place <= last && !isThere && known.role !== 'population' && known.role !== 'sum';
  });
}
