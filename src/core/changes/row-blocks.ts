import type { Attachment } from '../recognition/attachment.js';

/** A run of neighbouring rows, both ends included. */
export interface RowBlock {
  readonly from: number;
  readonly to: number;
}

/**
 * Returns the ranges of a formula over `rows`: their blocks, where one of a single row takes a neighbour along that is
 * free (a heading, a blank row of the table). Of a range whose only row is deleted a spreadsheet leaves #REF!, in the formulas
 * of all other rows too. A single row between two totals has no such neighbour.
 */
export function rangesOf(rows: readonly number[], excluded: readonly number[], isFree: (row: number) => boolean): readonly RowBlock[] {
  return rowBlocks(rows, excluded).map(({ from, to }) => {
    if (from < to) return { from, to };
    if (from > 0 && isFree(from - 1)) return { from: from - 1, to };
    return isFree(to + 1) ? { from, to: to + 1 } : { from, to };
  });
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
