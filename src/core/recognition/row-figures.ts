import { folded } from '../grid/folded.js';
import { formatAt, valueAt, type CellValue, type Grid } from '../grid/grid.js';
import { readCell, type Reading } from '../grid/reading.js';
import type { FigureColumn } from './body-columns.js';

type NumberReading = Extract<Reading, { readonly kind: 'number' }>;

/** What the figure columns of one row hold. */
export interface RowFigures {
  /** By column id. */
  readonly readings: Record<string, Reading>;
  /** Words that stand where figures should. */
  readonly remark: string | null;
  /** How many columns hold a number. */
  readonly filled: number;
  /** How many columns of counts hold a number or something that cannot be read. */
  readonly counted: number;
}

/** Reads the figures of one row of the sheet. */
export function readFigures(grid: Grid, row: number, columns: readonly FigureColumn[]): RowFigures {
  const readings: Record<string, Reading> = {};
  let hasRemark = false;
  let filled = 0;
  let counted = 0;
  for (const column of columns) {
    const reading = readFigure(grid, row, column);
    readings[column.id] = reading;
    if (reading.kind === 'number') {
      filled += 1;
      if (column.isCount) counted += 1;
    } else if (reading.kind === 'unreadable') {
      if (isRemark(reading.text)) hasRemark = true;
      else if (column.isCount) counted += 1;
    }
  }
  const figures = { readings, remark: null, filled, counted };
  if (!hasRemark) return figures;
  return withRemark(figures, columns);
}

function readFigure(grid: Grid, row: number, { column, isCount }: FigureColumn): Reading {
  const value = valueAt(grid, row, column);
  const reading = readCell(value, formatAt(grid, row, column));
  if (isCount && reading.kind === 'number') return asCount(reading, value);
  return reading;
}

/** Takes the words that stand in place of figures for the row's remark; the figures then are none. */
function withRemark(figures: RowFigures, columns: readonly FigureColumn[]): RowFigures {
  const readings = { ...figures.readings };
  let remark: string | null = null;
  let adjustment: { readonly id: string; readonly text: string } | undefined;
  for (const { id, role } of columns) {
    const reading = readings[id];
    if (reading?.kind !== 'unreadable' || !isRemark(reading.text)) continue;
    const { text } = reading;
    if (role === 'adjustment') adjustment ??= { id, text };
    else remark ??= text.trim();
    readings[id] = { kind: 'none', text };
  }
  if (adjustment === undefined || remark !== null) return { ...figures, readings, remark };
  // 待定 beside whole figures is an adjustment that nobody can read; over the whole row it stands for the figures too.
  const { id, text } = adjustment;
  if (figures.counted === 0 || !hasAllCounts(columns, readings)) return { ...figures, readings, remark: text.trim() };
  readings[id] = { kind: 'unreadable', text };
  return { ...figures, readings };
}

/** Counts are whole and not negative; another number in their column is unreadable. */
function asCount(reading: NumberReading, value: CellValue): Reading {
  let count = reading.value;
  if (!reading.fromText) count = asShown(count);
  if (count < 0 || !Number.isInteger(count)) return { kind: 'unreadable', text: String(value) };
  if (count === reading.value) return reading;
  return { ...reading, value: count };
}

/** The number that a spreadsheet shows and calculates with: it takes 15 digits, so that 69376.99999999999 is 69377. */
function asShown(value: number): number {
  if (Number.isInteger(value)) return value;
  return Number(value.toPrecision(15));
}

function hasAllCounts(columns: readonly FigureColumn[], readings: Readonly<Record<string, Reading>>): boolean {
  return columns.every(({ id, isCount }) => !isCount || readings[id]?.kind === 'number');
}

/** Words where a figure should stand (未归集, 二季度未归集到办件评价信息): Chinese, without any number but a quarter's. */
function isRemark(text: string): boolean {
  const plain = folded(text).replace(/\s+/g, '');
  const words = plain.replace(/(?:20\d\d年度?)?第?[一二三四1-4]季度/g, '');
  const hasNumber = /[\d一二三四五六七八九十百千万两]/.test(words);
  return !hasNumber && (words.match(/\p{Script=Han}/gu)?.length ?? 0) >= 2;
}
