import type { AttachmentRow } from '../recognition/attachment.js';
import type { AuditedTable } from './audited-table.js';

/** The table of a kind; one of each is audited. */
export function tableOf(
  tables: readonly AuditedTable[],
  kind: AuditedTable['attachment']['kind'],
): AuditedTable | undefined {
  return tables.find(({ attachment }) => attachment.kind === kind);
}

/** The rows of a table that are units. */
export function unitsOf({ attachment }: AuditedTable): readonly AttachmentRow[] {
  return attachment.rows.filter(({ kind }) => kind === 'unit');
}

/** What a row has in a column; `null` where that is no number. */
export function countIn({ readings }: AttachmentRow, id: string): number | null {
  const reading = readings[id];
  return reading?.kind === 'number' ? reading.value : null;
}

/** The sum of a column over some rows; what is no number counts as 0. */
export function sumOfCounts(rows: readonly AttachmentRow[], id: string): number {
  return rows.reduce((sum, row) => sum + (countIn(row, id) ?? 0), 0);
}
