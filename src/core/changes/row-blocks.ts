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

/**
 * Returns the ranges of a formula over `rows`: their blocks, where one of a single row takes a neighbour along that is
 * free (a heading, a blank row of the table). Of a range whose only row is deleted a spreadsheet leaves #REF!, in the formulas
 * of all other rows too. A single row between two totals has no such neighbour.
 */
export function rangesOf(
  rows: readonly number[],
  excluded: readonly number[],
  isFree: (row: number) => boolean,
): readonly RowBlock[] {
  return rowBlocks(rows, excluded).map(({ from, to }) => {
    if (from < to) return { from, to };
    if (from > 0 && isFree(from - 1)) return { from: from - 1, to };
    return isFree(to + 1) ? { from, to: to + 1 } : { from, to };
  });
}

/**
 * Returns the ranges of a formula over `rows`, and where that leaves single rows, blocks that run on over excluded rows with
 * a label: a condition on the label counts as well as an end of the range, and the last unit of a section can be deleted.
 */
export function labelledBlocks(
  rows: readonly number[],
  excluded: readonly number[],
  isFree: (row: number) => boolean,
  labelling: () => ReadonlyMap<number, Label>,
): readonly LabelledBlock[] {
  const plain = rangesOf(rows, excluded, isFree).map((block) => ({ ...block, without: [] }));
  if (!plain.some(isLone)) return plain;
  const labels = labelling();
  const blocks = rangesOf(
    rows,
    excluded.filter((row) => !labels.has(row)),
    isFree,
  ).map(({ from, to }): RowBlock => {
    if (from < to) return { from, to };
    return labels.has(from - 1) ? { from: from - 1, to } : { from, to: labels.has(to + 1) ? to + 1 : to };
  });
  const labelled = blocks.map((block) => ({ ...block, without: labelsIn(block, excluded, labels) }));
  return labelled.filter(isLone).length < plain.filter(isLone).length ? labelled : plain;
}

function isLone({ from, to }: RowBlock): boolean {
  return from === to;
}

function labelsIn(
  { from, to }: RowBlock,
  excluded: readonly number[],
  labels: ReadonlyMap<number, Label>,
): readonly Label[] {
  const distinct = new Map(
    excluded
      .filter((row) => from <= row && row <= to)
      .flatMap((row) => {
        const label = labels.get(row);
        return label === undefined ? [] : [[`${label.column} ${label.text}`, label] as const];
      }),
  );
  return [...distinct.values()];
}

/** Signs that mean something else in a criterion or end the text in a formula. */
const UNFIT = /["()*?~]/;

/**
 * Returns what tells each of the excluded rows that are no units from all of `rows`, by row: what stands in its column of
 * names, else beside its serial numbers. A row with no such text, or with that of a unit, is left out.
 */
export function labelsOf(
  grid: Grid,
  { columns, rows: all }: Pick<Attachment, 'columns' | 'rows'>,
  rows: readonly number[],
  excluded: readonly number[],
): ReadonlyMap<number, Label> {
  const [names, serials] = (['unit', 'serial'] as const).map(
    (role) => columns.find((column) => column.role === role)?.column,
  );
  const units = new Set(all.filter(({ kind }) => kind === 'unit').map(({ row }) => row));
  const labels = new Map<number, Label>();
  for (const row of excluded) {
    if (units.has(row)) continue;
    const label = [names, serials].flatMap((column): readonly Label[] => {
      const text = column === undefined ? null : valueAt(grid, row, column);
      return column === undefined || typeof text !== 'string' || text.trim() === '' || UNFIT.test(text)
        ? []
        : [{ column, text }];
    })[0];
    if (label !== undefined && !rows.some((unit) => sayTheSame(valueAt(grid, unit, label.column), label.text)))
      labels.set(row, label);
  }
  return labels;
}

function sayTheSame(value: unknown, text: string): boolean {
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

/** Returns the runs of neighbouring rows that cover `rows` and leave out `excluded`; rows that are neither may lie inside. Rows ascend. */
function rowBlocks(rows: readonly number[], excluded: readonly number[]): readonly RowBlock[] {
  const blocks: { from: number; to: number }[] = [];
  let next = 0;
  for (const row of rows) {
    const last = blocks[blocks.length - 1];
    let interrupted = last === undefined;
    while (next < excluded.length && (excluded[next] as number) < row) {
      interrupted ||= last !== undefined && (excluded[next] as number) > last.to;
      next += 1;
    }
    if (interrupted || last === undefined) blocks.push({ from: row, to: row });
    else last.to = row;
  }
  return blocks;
}
