import { cellName } from '../grid/address.js';
import type { Grid } from '../grid/grid.js';
import type { Attachment, AttachmentColumn, AttachmentRow } from '../recognition/attachment.js';
import type { CellWriter } from './cell-writer.js';
import { fixTexts } from './text-inputs.js';
import { uncomputedCells } from './uncomputed.js';

/** The counts that stay texts: a SUM would pass over them. */
export interface TextCells {
  has(row: AttachmentRow, id: string): boolean;
}

/** Turns the counts of 附件3 that were typed as text into numbers where that is asked for, and reports them. */
export function fixCounts(writer: CellWriter, { rows, columns }: Attachment): TextCells {
  const texts = new Map<number, ReadonlySet<string>>();
  for (const row of rows) {
    if (row.kind !== 'unit') continue;
    const remaining = fixTexts(writer, { row, columns, writtenAsValue: 'sums' });
    texts.set(row.row, new Set(remaining.map(({ id }) => id)));
  }
  return { has: ({ row }, id) => texts.get(row)?.has(id) === true };
}

/** A cell without which a sum is unknown: one that cannot be read, or whose formula was never calculated. */
interface MissingAddend {
  readonly cell: string;
  readonly because: 'unreadable' | 'not-calculated';
}

/** Returns the first of these cells without which their sum is unknown. */
export function missingFrom(
  grid: Grid,
  rows: readonly AttachmentRow[],
  columns: readonly AttachmentColumn[],
): MissingAddend | null {
  for (const row of rows) {
    for (const column of columns) {
      if (row.readings[column.id]?.kind === 'unreadable')
        return { cell: cellName(row.row, column.column), because: 'unreadable' };
      const [uncomputed] = uncomputedCells(grid, row, [column]);
      if (uncomputed !== undefined) return { cell: uncomputed, because: 'not-calculated' };
    }
  }
  return null;
}
