import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';

/** Cells of one row that explain a wrong row sum and wrong totals of columns at once. */
export interface Crossing<T> {
  readonly sum: T;
  readonly cells: readonly { readonly column: AttachmentColumn; readonly value: number }[];
  /** Each cell is a slip of its own; else any one of them would do. */
  readonly together: boolean;
}

/** A wrong row sum: what it shows more than its row adds up to. */
interface RowGap {
  readonly row: AttachmentRow;
  readonly gap: number;
}

/**
 * Finds the counts that explain wrong row sums and wrong column totals: where a row and a column are apart by the same
 * amount it is the cell in which they cross. What is left over is explained together: a column by slips in several rows, a
 * row by slips in several columns. `gaps` gives what a column's total shows more than its cells; `columns` are those the row sums add up.
 */
export function crossingsOf<T extends RowGap>(
  sums: readonly T[],
  columns: readonly AttachmentColumn[],
  gaps: ReadonlyMap<AttachmentColumn, number>,
  countIn: (row: AttachmentRow, id: string) => number | null,
): readonly Crossing<T>[] {
  const cell = (row: AttachmentRow, column: AttachmentColumn, gap: number): Crossing<T>['cells'] => {
    const value = (countIn(row, column.id) ?? 0) + gap;
    return value < 0 ? [] : [{ column, value }];
  };
  const singles = sums.flatMap((sum): readonly Crossing<T>[] => {
    const cells = columns.flatMap((column) => (gaps.get(column) === sum.gap ? cell(sum.row, column, sum.gap) : []));
    return cells.length === 0 ? [] : [{ sum, cells, together: false }];
  });
  const crossed = new Set(singles.flatMap(({ cells }) => cells.map(({ column }) => column)));
  const rowsLeft = sums.filter((sum) => !singles.some((one) => one.sum === sum));
  const columnsLeft = columns.filter((column) => (gaps.get(column) ?? 0) !== 0 && !crossed.has(column));
  return [...singles, ...leftOver(rowsLeft, columnsLeft, gaps, cell)];
}

function leftOver<T extends RowGap>(
  sums: readonly T[],
  columns: readonly AttachmentColumn[],
  gaps: ReadonlyMap<AttachmentColumn, number>,
  cell: (row: AttachmentRow, column: AttachmentColumn, gap: number) => Crossing<T>['cells'],
): readonly Crossing<T>[] {
  const [sum, anotherSum] = sums;
  const [column, anotherColumn] = columns;
  if (sum === undefined || column === undefined) return [];
  const rowsShow = sums.reduce((all, { gap }) => all + gap, 0);
  const columnsShow = columns.reduce((all, one) => all + (gaps.get(one) ?? 0), 0);
  if (rowsShow !== columnsShow || (anotherSum !== undefined && anotherColumn !== undefined)) return [];
  const found =
    anotherColumn === undefined
      ? sums.map((one): Crossing<T> => ({ sum: one, cells: cell(one.row, column, one.gap), together: true }))
      : [{ sum, cells: columns.flatMap((one) => cell(sum.row, one, gaps.get(one) ?? 0)), together: true }];
  const whole = found.reduce((all, { cells }) => all + cells.length, 0);
  return whole === Math.max(sums.length, columns.length) ? found : [];
}
