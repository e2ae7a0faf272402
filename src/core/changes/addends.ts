import { cellName } from '../grid/address.js';
import type { Grid } from '../grid/grid.js';
import type { Attachment, AttachmentColumn, AttachmentRow } from '../recognition/attachment.js';
import type { CellWriter } from './cell-writer.js';
import { settleTexts } from './text-inputs.js';
import { uncomputedCells } from './uncomputed.js';

/** The counts that stay texts: a SUM would pass over them. */
export interface TextCells {
  has(row: AttachmentRow, id: string): boolean;
}

/** Mends or says the counts of 附件3 that were typed as text. */
export function settleCounts(writer: CellWriter, { rows, columns }: Attachment): TextCells {
  const texts = new Map(
    rows
      .filter(({ kind }) => kind === 'unit')
      .map((row) => [row.row, new Set(settleTexts(writer, row, columns, 'sums').map(({ id }) => id))]),
  );
  return { has: ({ row }, id) => texts.get(row)?.has(id) === true };
}

/** Names the first of these cells without which a sum cannot be told: one that cannot be read, or whose formula was never calculated. */
export function missingFrom(
  grid: Grid,
  rows: readonly AttachmentRow[],
  columns: readonly AttachmentColumn[],
): { readonly cell: string; readonly because: 'unreadable' | 'not-calculated' } | null {
  for (const row of rows) {
    for (const column of columns) {
      if (row.readings[column.id]?.kind === 'unreadable')
        return { cell: cellName(row.row, column.column), because: 'unreadable' };
      const [waiting] = uncomputedCells(grid, row, [column]);
      if (waiting !== undefined) return { cell: waiting, because: 'not-calculated' };
    }
  }
  return null;
}
