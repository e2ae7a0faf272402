import { cellName } from '../../grid/address.js';
import { formulaAt } from '../../grid/grid.js';
import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';
import { addendsIn, sumOver } from '../../recognition/row-sums.js';
import type { AuditedTable } from '../audited-table.js';
import { printedCell, type PrintedCell } from '../printed-cell.js';

/** What attachment 3 prints as the sum of a unit's row. */
export interface PrintedRowSum {
  readonly row: AttachmentRow;
  readonly printed: Extract<PrintedCell, { readonly kind: 'number' }>;
  readonly cell: string;
  /** A formula follows its cells: it tells nothing of them, and where it is wrong only the formula can be. */
  readonly isLive: boolean;
  readonly sum: number;
  /** The printed sum less the true one. */
  readonly gap: number;
}

/** Returns the printed sums of a column's units; those of rows that cannot be read tell nothing. */
export function printedRowSums({ grid, attachment }: AuditedTable, column: AttachmentColumn): readonly PrintedRowSum[] {
  const addends = addendsIn(attachment, column);
  return attachment.rows
    .filter(({ kind }) => kind === 'unit')
    .flatMap((row): readonly PrintedRowSum[] => {
      const printed = printedCell(grid, row.row, column);
      if (printed.kind !== 'number' || addends.some(({ id }) => row.readings[id]?.kind === 'unreadable')) return [];
      const sum = sumOver(row, addends);
      return [
        {
          row,
          printed,
          cell: cellName(row.row, column.column),
          isLive: formulaAt(grid, row.row, column.column) !== null,
          sum,
          gap: printed.value - sum,
        },
      ];
    });
}

/** Tells of a row's cell whether the row's sum corroborates it: the sum was typed, and is that of the row. */
export function corroboratedByRow(table: AuditedTable, column: AttachmentColumn): (row: AttachmentRow) => boolean {
  const sums = table.attachment.columns.filter(({ adds }) => adds?.includes(column.id) === true);
  const rows = new Set(
    sums
      .flatMap((sum) => printedRowSums(table, sum))
      .filter(({ isLive, gap }) => !isLive && gap === 0)
      .map(({ row }) => row),
  );
  return (row) => rows.has(row);
}
