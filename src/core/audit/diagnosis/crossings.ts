import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';
import { countIn } from '../counts.js';

/** A count that should hold another value. */
export interface CorrectedCell {
  readonly column: AttachmentColumn;
  readonly value: number;
}

/** Cells of one row that explain a wrong row sum and wrong totals of columns at once. */
export interface Crossing<T> {
  readonly sum: T;
  readonly cells: readonly CorrectedCell[];
  /** Whether every cell is wrong; else any one of them would do. */
  readonly areAllWrong: boolean;
}

/** A wrong row sum: what it shows more than its row adds up to. */
interface RowGap {
  readonly row: AttachmentRow;
  readonly gap: number;
}

/** What each column's total shows more than its cells. */
export type ColumnGaps = ReadonlyMap<AttachmentColumn, number>;

/**
 * Finds the counts that explain wrong row sums and wrong column totals: where a row and a column are off by the same
 * amount it is the cell in which they cross. What is left over is explained together: a column by slips in several
 * rows, a row by slips in several columns. `columns` are those the row sums add up.
 */
export function crossingsOf<T extends RowGap>(
  sums: readonly T[],
  columns: readonly AttachmentColumn[],
  gaps: ColumnGaps,
): readonly Crossing<T>[] {
  const singles: Crossing<T>[] = [];
  const rowsLeft: T[] = [];
  for (const sum of sums) {
    const crossed = columns.filter((column) => gaps.get(column) === sum.gap);
    const cells = crossed.flatMap((column) => corrected(sum.row, column, sum.gap));
    if (cells.length > 0) singles.push({ sum, cells, areAllWrong: false });
    else rowsLeft.push(sum);
  }
  const crossed = new Set(singles.flatMap(({ cells }) => cells.map(({ column }) => column)));
  const columnsLeft = columns.filter((column) => (gaps.get(column) ?? 0) !== 0 && !crossed.has(column));
  return [...singles, ...leftOver(rowsLeft, columnsLeft, gaps)];
}

/** The cell with a gap added; none where that cannot be a count. */
function corrected(row: AttachmentRow, column: AttachmentColumn, gap: number): readonly CorrectedCell[] {
  const value = (countIn(row, column.id) ?? 0) + gap;
  if (value < 0) return [];
  return [{ column, value }];
}

function leftOver<T extends RowGap>(
  sums: readonly T[],
  columns: readonly AttachmentColumn[],
  gaps: ColumnGaps,
): readonly Crossing<T>[] {
  const [sum] = sums;
  const [column] = columns;
  if (sum === undefined || column === undefined) return [];
  const gapOfRows = sums.reduce((all, { gap }) => all + gap, 0);
  const gapOfColumns = columns.reduce((all, each) => all + (gaps.get(each) ?? 0), 0);
  if (gapOfRows !== gapOfColumns || (sums.length > 1 && columns.length > 1)) return [];
  const found: Crossing<T>[] = [];
  if (columns.length === 1) {
    for (const each of sums) found.push({ sum: each, cells: corrected(each.row, column, each.gap), areAllWrong: true });
  } else {
    const cells = columns.flatMap((each) => corrected(sum.row, each, gaps.get(each) ?? 0));
    found.push({ sum, cells, areAllWrong: true });
  }
  const cellCount = found.reduce((all, { cells }) => all + cells.length, 0);
  if (cellCount !== Math.max(sums.length, columns.length)) return [];
  return found;
}
