import { parseAreaName } from '../grid/address.js';
import { formulaAt, type Grid } from '../grid/grid.js';
import type { Attachment, AttachmentColumn, AttachmentRow } from './attachment.js';
import { normalise } from './normalise.js';

/** A column headed 合计 whose figures are sums of something else: 累计 since January. */
export interface UnlikeSum {
  readonly column: number;
  readonly header: string;
}

/** A row has that many figures before they say that a column is no sum, */
const TELLING = 3;
/** and so small a share of them are sums. */
const SELDOM = 0.25;

/**
 * Settles what the row sums of attachment 3 add up: the columns by which most of their figures or formulas are the sum, else
 * by their header, else the whole row, 市级 and districts, as a sum at its end is read. One whose figures are hardly ever a sum is none.
 */
export function withRowSums(
  grid: Grid,
  columns: readonly AttachmentColumn[],
  rows: readonly AttachmentRow[],
): { readonly columns: readonly AttachmentColumn[]; readonly unlike: readonly UnlikeSum[] } {
  const sums = columns.filter(({ role }) => role === 'sum');
  if (sums.length === 0) return { columns, unlike: [] };
  const counts = columns.filter(isCount);
  const units = rows.filter(({ kind }) => kind === 'unit');
  const unlike = sums.filter((column) => isUnlike(column, counts, units));
  const kept = columns.filter((column) => !unlike.includes(column));
  return {
    columns: kept.map((column) =>
      column.role === 'sum' ? { ...column, adds: addendsOf(grid, column, kept, units).map(({ id }) => id) } : column,
    ),
    unlike: unlike.map(({ column, header }) => ({ column, header })),
  };
}

/** Tells whether anything on the sheet says what a row sum adds up; else it is taken to be of the whole row. */
export function isTold(
  grid: Grid,
  column: AttachmentColumn,
  { columns, rows }: Pick<Attachment, 'columns' | 'rows'>,
): boolean {
  const units = rows.filter(({ kind }) => kind === 'unit');
  const candidates = candidatesFor(column, columns);
  return (
    saysCity(column) !== null ||
    candidates.length < 2 ||
    candidates.some((candidate) => bornOutIn(grid, column, candidate, columns, units) > 0)
  );
}

function addendsOf(
  grid: Grid,
  column: AttachmentColumn,
  columns: readonly AttachmentColumn[],
  units: readonly AttachmentRow[],
): readonly AttachmentColumn[] {
  const city = saysCity(column);
  const all = candidatesFor(column, columns);
  const fitting =
    city === null ? all : all.filter((candidate) => candidate.some(({ role }) => role === 'city') === city);
  const likely = (fitting.length === 0 ? all : fitting).map((candidate) => ({
    candidate,
    ...witnessFor(grid, column, candidate, columns, units),
  }));
  // Of equals the first stays.
  return likely.reduce((best, one) =>
    (one.exact - best.exact || one.slipped - best.slipped || best.gap - one.gap) > 0 ? one : best,
  ).candidate;
}

/** How well a column bears out that it adds up a candidate: rows that do exactly, rows that leave out or double one of its columns, and how far all rows are from it. */
function witnessFor(
  grid: Grid,
  column: AttachmentColumn,
  candidate: readonly AttachmentColumn[],
  columns: readonly AttachmentColumn[],
  units: readonly AttachmentRow[],
): { readonly exact: number; readonly slipped: number; readonly gap: number } {
  const gaps = units.flatMap((row) => {
    const reading = row.readings[column.id];
    return reading?.kind === 'number' ? [{ row, gap: Math.abs(reading.value - sumOver(row, candidate)) }] : [];
  });
  const slipped = Math.max(
    0,
    ...candidate.map((one) => gaps.filter(({ row, gap }) => gap !== 0 && gap === sumOver(row, [one])).length),
  );
  return {
    exact: bornOutIn(grid, column, candidate, columns, units),
    slipped,
    gap: gaps.reduce((sum, { gap }) => sum + gap, 0),
  };
}

/** What the column may add up, the likeliest first: 合计 the whole row or its districts, 小计 the districts since the sum before it. */
function candidatesFor(
  column: AttachmentColumn,
  columns: readonly AttachmentColumn[],
): readonly (readonly AttachmentColumn[])[] {
  const counts = columns.filter(isCount);
  const before = columns.filter((one) => one.role === 'sum' && one.column < column.column).at(-1)?.column ?? -1;
  const stretch = counts.filter((one) => before < one.column && one.column < column.column);
  const isSubtotal = /小计$/.test(normalise(column.header));
  const [whole, part] = [counts, stretch].map((set) => {
    const districts = set.filter(({ role }) => role === 'district');
    return (isSubtotal ? [districts, set] : [set, districts]).filter(({ length }) => length > 0);
  });
  const inOrder = isSubtotal ? [...(part ?? []), ...(whole ?? [])] : [...(whole ?? []), ...(part ?? [])];
  return inOrder.filter((set, index) => inOrder.findIndex((other) => sameColumns(set, other)) === index);
}

function sameColumns(a: readonly AttachmentColumn[], b: readonly AttachmentColumn[]): boolean {
  return a.length === b.length && a.every((column, index) => column === b[index]);
}

/** 区县合计 leaves 市级 out, 全市合计 and 合计（含市级） take it in; `null` where the header does not say. */
function saysCity({ header }: AttachmentColumn): boolean | null {
  const name = normalise(header);
  if (/不[含包]括?市|区县(?:小计|合计|总计|汇总)/.test(name)) return false;
  return /全市|含市/.test(name) ? true : null;
}

/** In how many rows the column holds the sum of these columns, or a formula over just their cells; rows that sum to nothing tell nothing. */
function bornOutIn(
  grid: Grid,
  { id, column }: AttachmentColumn,
  candidate: readonly AttachmentColumn[],
  columns: readonly AttachmentColumn[],
  units: readonly AttachmentRow[],
): number {
  const counts = columns.filter(isCount);
  return units.filter((row) => {
    const reading = row.readings[id];
    if (reading?.kind === 'number') return reading.value !== 0 && reading.value === sumOver(row, candidate);
    // A formula that no program has calculated yet has no figure to compare.
    const formula = formulaAt(grid, row.row, column);
    return (
      formula !== null &&
      sameColumns(
        counts.filter((one) => reads(formula, row.row, one.column)),
        candidate,
      )
    );
  }).length;
}

function isUnlike(
  { id }: AttachmentColumn,
  counts: readonly AttachmentColumn[],
  units: readonly AttachmentRow[],
): boolean {
  const districts = counts.filter(({ role }) => role === 'district');
  const shown = units.flatMap((row) => {
    const reading = row.readings[id];
    return reading?.kind === 'number' && sumOver(row, counts) !== 0 ? [{ row, value: reading.value }] : [];
  });
  if (shown.length < TELLING) return false;
  // A column left out or added twice, and sums that stand a row off, are slips that an audit tells.
  const candidates = [counts, districts].flatMap((set) => [
    set,
    ...set.map((left) => set.filter((one) => one !== left)),
    ...set.map((twice) => [...set, twice]),
  ]);
  const most = Math.max(
    ...candidates.map((candidate) => {
      const sums = new Set(units.map((row) => sumOver(row, candidate)));
      return shown.filter(({ value }) => sums.has(value)).length;
    }),
  );
  return most < SELDOM * shown.length;
}

/** Returns the columns that a row sum adds up, from left to right. */
export function addendsIn(
  { columns }: Pick<Attachment, 'columns'>,
  { adds = [] }: AttachmentColumn,
): readonly AttachmentColumn[] {
  return columns.filter(({ id }) => adds.includes(id));
}

/** Adds up a row's counts; blanks and dashes are nothing. */
export function sumOver({ readings }: AttachmentRow, columns: readonly Pick<AttachmentColumn, 'id'>[]): number {
  return columns.reduce((sum, { id }) => {
    const reading = readings[id];
    return sum + (reading?.kind === 'number' ? reading.value : 0);
  }, 0);
}

/** Tells whether a formula reads a cell, by itself or in a range. */
function reads(formula: string, row: number, column: number): boolean {
  return [...formula.replace(/\$/g, '').matchAll(/[A-Z]{1,3}\d{1,7}(?::[A-Z]{1,3}\d{1,7})?/g)].some(([name]) => {
    const area = parseAreaName(name);
    return area !== undefined && area.top <= row && row <= area.bottom && area.left <= column && column <= area.right;
  });
}

function isCount({ role }: AttachmentColumn): boolean {
  return role === 'city' || role === 'district';
}
