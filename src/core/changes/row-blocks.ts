import { columnName } from '../grid/address.js';
import { valueAt, type Grid } from '../grid/grid.js';
import type { Attachment } from '../recognition/attachment.js';

/** A run of neighbouring rows, both ends included. */
export interface RowBlock {
  readonly from: number;
  readonly to: number;
}

/** What a cell of a row says that is left out of a span by it: 小计 in the column of names. */
export interface Label {
  readonly column: number;
  readonly text: string;
}

/** A block in which rows lie that do not count; their labels tell them from the others. */
export interface LabelledBlock extends RowBlock {
  readonly without: readonly Label[];
}

/** The rows that a formula is to read. */
interface RowSelection {
  /** Ascending. */
  readonly rows: readonly number[];
  /** Rows that the formula must not read, ascending; rows that are neither may lie inside of its ranges. */
  readonly excluded: readonly number[];
}

/** A selection with the rows that may be read although nobody asks for them: they hold nothing that counts. */
export interface ExtendableSelection extends RowSelection {
  readonly isFree: (row: number) => boolean;
}

/**
 * Returns the ranges of a formula over `rows`: their blocks, where one of a single row takes a neighbour along that is
 * free (a heading, a blank row of the table). Of a range whose only row is deleted a spreadsheet leaves #REF!, in the
 * formulas of all other rows too. A single row between two totals has no such neighbour.
 */
export function rangesOf({ rows, excluded, isFree }: ExtendableSelection): readonly RowBlock[] {
  return rowBlocks({ rows, excluded }).map((block) => {
    const { from, to } = block;
    if (!isSingle(block)) return block;
    if (from > 0 && isFree(from - 1)) return { from: from - 1, to };
    if (isFree(to + 1)) return { from, to: to + 1 };
    return block;
  });
}

/**
 * Returns the ranges of a formula over `rows`, and where that leaves single rows, blocks that run on over excluded rows
 * with a label: a condition on the label counts as well as an end of the range, and the last unit of a section can be
 * deleted. `findLabels` is called only where there are single rows.
 */
export function labelledBlocks(
  { rows, excluded, isFree }: ExtendableSelection,
  findLabels: () => ReadonlyMap<number, Label>,
): readonly LabelledBlock[] {
  const plain = rangesOf({ rows, excluded, isFree }).map((block) => ({ ...block, without: [] }));
  if (!plain.some(isSingle)) return plain;
  const labels = findLabels();
  const unlabelled = excluded.filter((row) => !labels.has(row));
  const labelled = rangesOf({ rows, excluded: unlabelled, isFree }).map((range) => {
    const block = withLabelledNeighbour(range, labels);
    return { ...block, without: labelsIn(block, excluded, labels) };
  });
  if (labelled.filter(isSingle).length < plain.filter(isSingle).length) return labelled;
  return plain;
}

/** A single row takes the row above along where that has a label, else the one below. */
function withLabelledNeighbour(block: RowBlock, labels: ReadonlyMap<number, Label>): RowBlock {
  const { from, to } = block;
  if (!isSingle(block)) return block;
  if (labels.has(from - 1)) return { from: from - 1, to };
  if (labels.has(to + 1)) return { from, to: to + 1 };
  return block;
}

function isSingle({ from, to }: RowBlock): boolean {
  return from === to;
}

function labelsIn(
  { from, to }: RowBlock,
  excluded: readonly number[],
  labels: ReadonlyMap<number, Label>,
): readonly Label[] {
  const distinct = new Map<string, Label>();
  for (const row of excluded) {
    const label = labels.get(row);
    if (label !== undefined && from <= row && row <= to) distinct.set(`${label.column} ${label.text}`, label);
  }
  return [...distinct.values()];
}

/** Characters that mean something else in a criterion or end the text in a formula. */
const UNFIT = /["()*?~]/;

/**
 * Returns what tells each of the excluded rows that are no units from all of `rows`, by row: what stands in its column
 * of names, else beside its serial numbers. A row with no such text, or with that of a unit, is left out.
 */
export function labelsOf(
  grid: Grid,
  attachment: Pick<Attachment, 'columns' | 'rows'>,
  { rows, excluded }: RowSelection,
): ReadonlyMap<number, Label> {
  const columns = ['unit', 'serial'].flatMap((role) => {
    const column = attachment.columns.find((one) => one.role === role);
    if (column === undefined) return [];
    return [column.column];
  });
  const units = new Set(attachment.rows.filter(({ kind }) => kind === 'unit').map(({ row }) => row));
  const labels = new Map<number, Label>();
  for (const row of excluded) {
    if (units.has(row)) continue;
    const label = labelOf(grid, row, columns);
    if (label === null) continue;
    const isUnitName = rows.some((unit) => equalsIgnoringCase(valueAt(grid, unit, label.column), label.text));
    if (!isUnitName) labels.set(row, label);
  }
  return labels;
}

/** The first text in these columns by which a formula can tell a row. */
function labelOf(grid: Grid, row: number, columns: readonly number[]): Label | null {
  for (const column of columns) {
    const text = valueAt(grid, row, column);
    if (typeof text === 'string' && text.trim() !== '' && !UNFIT.test(text)) return { column, text };
  }
  return null;
}

function equalsIgnoringCase(value: unknown, text: string): boolean {
  return typeof value === 'string' && value.toLowerCase() === text.toLowerCase();
}

/** A block of a column as it is written in a formula: `C5:C9`, with `fixed` as `C$5:C$9`. */
export function rangeName(column: number, { from, to }: RowBlock, fixed = ''): string {
  const letters = columnName(column);
  return `${letters}${fixed}${from + 1}:${letters}${fixed}${to + 1}`;
}

/** Tells whether a row belongs to an attachment, its header included; what stands outside may be anything tomorrow. */
export function isWithin({ area }: Pick<Attachment, 'area'>, row: number): boolean {
  return row >= area.top && row <= area.bottom;
}

/** Returns the runs of neighbouring rows that cover `rows` and leave out `excluded`. */
function rowBlocks({ rows, excluded }: RowSelection): readonly RowBlock[] {
  const blocks: { from: number; to: number }[] = [];
  let next = 0;
  for (const row of rows) {
    const last = blocks.at(-1);
    let isInterrupted = false;
    for (let before = excluded[next]; before !== undefined && before < row; before = excluded[next]) {
      if (last !== undefined && before > last.to) isInterrupted = true;
      next += 1;
    }
    if (last === undefined || isInterrupted) blocks.push({ from: row, to: row });
    else last.to = row;
  }
  return blocks;
}
