import { cellName } from '../grid/address.js';
import { formulaAt, valueAt, type Grid } from '../grid/grid.js';
import type { AttachmentColumn, AttachmentRow } from '../recognition/attachment.js';

/**
 * The row's cells whose formula no program has calculated yet: a file written by a script holds formulas without
 * results, which read like blanks.
 */
export function uncomputedCells(
  grid: Grid,
  { row }: Pick<AttachmentRow, 'row'>,
  columns: readonly Pick<AttachmentColumn, 'column'>[],
): readonly string[] {
  return columns
    .filter(({ column }) => valueAt(grid, row, column) === null && formulaAt(grid, row, column) !== null)
    .map(({ column }) => cellName(row, column));
}
