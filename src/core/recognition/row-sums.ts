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

/** Columns of counts that a row sum may add up. */
type Addends = readonly AttachmentColumn[];

/**
 * Decides what the row sums of attachment 3 add up: the columns by which most of their figures or formulas are the sum,
 * else by their header, else the whole row, 市级 and districts, as a sum at its end is read. One whose figures are hardly
 * ever a sum is none.
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
  const table: SummedTable = { grid, columns: kept, units };
  return {
    columns: kept.map((column) => {
      if (column.role !== 'sum') return column;
      return { ...column, adds: addendsOf(column, table).map(({ id }) => id) };
    }),
    unlike: unlike.map(({ column, header }) => ({ column, header })),
  };
}

/** A table whose row sums are looked at. */
interface SummedTable {
  readonly grid: Grid;
  readonly columns: readonly AttachmentColumn[];
  readonly units: readonly AttachmentRow[];
}

/** Tells whether anything on the sheet says what a row sum adds up; else it is taken to be of the whole row. */
export function saysWhatItAddsUp(
  grid: Grid,
  column: AttachmentColumn,
  { columns, rows }: Pick<Attachment, 'columns' | 'rows'>,
): boolean {
  if (includesCity(column) !== null) return true;
  const candidates = candidatesFor(column, columns);
  if (candidates.length < 2) return true;
  const units = rows.filter(({ kind }) => kind === 'unit');
  return candidates.some((candidate) => rowsConfirming(column, candidate, { grid, columns, units }) > 0);
}

function addendsOf(column: AttachmentColumn, table: SummedTable): Addends {
  const city = includesCity(column);
  const all = candidatesFor(column, table.columns);
  let likely = all;
  if (city !== null) {
    const fitting = all.filter((candidate) => candidate.some(({ role }) => role === 'city') === city);
    if (fitting.length > 0) likely = fitting;
  }
  const compared = likely.map((candidate) => fitOf(column, candidate, table));
  // Of equals the first stays.
  return compared.reduce((best, other) => (fitsBetter(other, best) ? other : best)).candidate;
}

/** How well a column's figures are the sums of a candidate. */
interface Fit {
  readonly candidate: Addends;
  /** Rows whose figure or formula is exactly that sum. */
  readonly exact: number;
  /** Rows whose figure leaves out or doubles one of the columns; of the column of which most do. */
  readonly slipped: number;
  /** How far all rows' figures are from the sums, added up. */
  readonly gap: number;
}

function fitsBetter(one: Fit, other: Fit): boolean {
  if (one.exact !== other.exact) return one.exact > other.exact;
  if (one.slipped !== other.slipped) return one.slipped > other.slipped;
  return one.gap < other.gap;
}

function fitOf(column: AttachmentColumn, candidate: Addends, table: SummedTable): Fit {
  const gaps: { readonly row: AttachmentRow; readonly gap: number }[] = [];
  for (const row of table.units) {
    const reading = row.readings[column.id];
    if (reading?.kind === 'number') gaps.push({ row, gap: Math.abs(reading.value - sumOver(row, candidate)) });
  }
  let slipped = 0;
  for (const addend of candidate) {
    const rows = gaps.filter(({ row, gap }) => gap !== 0 && gap === sumOver(row, [addend]));
    slipped = Math.max(slipped, rows.length);
  }
  return {
    candidate,
    exact: rowsConfirming(column, candidate, table),
    slipped,
    gap: gaps.reduce((sum, { gap }) => sum + gap, 0),
  };
}

/**
 * What the column may add up, the likeliest first: 合计 the whole row or its districts, 小计 the districts since the sum
 * before it.
 */
function candidatesFor(column: AttachmentColumn, columns: readonly AttachmentColumn[]): readonly Addends[] {
  const counts = columns.filter(isCount);
  const before = columns.filter(({ role, column: at }) => role === 'sum' && at < column.column).at(-1)?.column ?? -1;
  const sinceSumBefore = counts.filter(({ column: at }) => before < at && at < column.column);
  const isSubtotal = /小计$/.test(normalise(column.header));
  const whole = withDistricts(counts, isSubtotal);
  const part = withDistricts(sinceSumBefore, isSubtotal);
  const inOrder = isSubtotal ? [...part, ...whole] : [...whole, ...part];
  return inOrder.filter((set, index) => inOrder.findIndex((other) => sameColumns(set, other)) === index);
}

/** Columns of counts, and the districts among them; the likelier set first, and none that is empty. */
function withDistricts(counts: Addends, isSubtotal: boolean): readonly Addends[] {
  const districts = counts.filter(({ role }) => role === 'district');
  const sets = isSubtotal ? [districts, counts] : [counts, districts];
  return sets.filter(({ length }) => length > 0);
}

function sameColumns(a: Addends, b: Addends): boolean {
  return a.length === b.length && a.every((column, index) => column === b[index]);
}

/** 区县合计 leaves 市级 out, 全市合计 and 合计（含市级） take it in; `null` where the header does not say. */
function includesCity({ header }: AttachmentColumn): boolean | null {
  const name = normalise(header);
  if (/不[含包]括?市|区县(?:小计|合计|总计|汇总)/.test(name)) return false;
  if (/全市|含市/.test(name)) return true;
  return null;
}

/**
 * In how many rows the column holds the sum of these columns, or a formula over just their cells; rows that sum to
 * nothing tell nothing.
 */
function rowsConfirming(
  { id, column }: AttachmentColumn,
  candidate: Addends,
  { grid, columns, units }: SummedTable,
): number {
  const counts = columns.filter(isCount);
  const confirming = units.filter((row) => {
    const reading = row.readings[id];
    if (reading?.kind === 'number') return reading.value !== 0 && reading.value === sumOver(row, candidate);
    // A formula that no program has calculated yet has no figure to compare.
    const formula = formulaAt(grid, row.row, column);
    if (formula === null) return false;
    const read = counts.filter((count) => reads(formula, row.row, count.column));
    return sameColumns(read, candidate);
  });
  return confirming.length;
}

function isUnlike({ id }: AttachmentColumn, counts: Addends, units: readonly AttachmentRow[]): boolean {
  const figures: number[] = [];
  for (const row of units) {
    const reading = row.readings[id];
    if (reading?.kind === 'number' && sumOver(row, counts) !== 0) figures.push(reading.value);
  }
  if (figures.length < TELLING) return false;
  const districts = counts.filter(({ role }) => role === 'district');
  let most = 0;
  for (const candidate of [...withSlips(counts), ...withSlips(districts)]) {
    const sums = new Set(units.map((row) => sumOver(row, candidate)));
    most = Math.max(most, figures.filter((value) => sums.has(value)).length);
  }
  return most < SELDOM * figures.length;
}

/** A column left out or added twice, and sums that stand a row off, are slips that an audit tells. */
function withSlips(counts: Addends): readonly Addends[] {
  const withoutOne = counts.map((omitted) => counts.filter((count) => count !== omitted));
  const withOneTwice = counts.map((doubled) => [...counts, doubled]);
  return [counts, ...withoutOne, ...withOneTwice];
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
  let sum = 0;
  for (const { id } of columns) {
    const reading = readings[id];
    if (reading?.kind === 'number') sum += reading.value;
  }
  return sum;
}

/** Tells whether a formula reads a cell, by itself or in a range. */
function reads(formula: string, row: number, column: number): boolean {
  const names = formula.replace(/\$/g, '').matchAll(/[A-Z]{1,3}\d{1,7}(?::[A-Z]{1,3}\d{1,7})?/g);
  for (const [name] of names) {
    const area = parseAreaName(name);
    if (area === undefined) continue;
    const { top, left, bottom, right } = area;
    if (top <= row && row <= bottom && left <= column && column <= right) return true;
  }
  return false;
}

function isCount({ role }: AttachmentColumn): boolean {
  return role === 'city' || role === 'district';
}
