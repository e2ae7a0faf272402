import { cellName } from '../grid/address.js';
import type { Attachment, AttachmentColumn } from '../recognition/attachment.js';
import type { AuditedTable } from './audited-table.js';

/** Returns a column's name as our texts say it; a district of attachment 3 by its own. */
export function columnTitle({ attachment }: AuditedTable, id: string): string {
  return formColumnTitle(attachment, id);
}

/** The same for a recognised attachment. */
export function formColumnTitle({ form, columns }: Attachment, id: string): string {
  const inForm = form.columns.find((column) => column.id === id);
  const onSheet = columns.find((column) => column.id === id);
  return inForm?.names[0] ?? onSheet?.header ?? id;
}

/** Returns the sheet's column of an id; `undefined` where the sheet has none. */
export function columnOf({ attachment }: Pick<AuditedTable, 'attachment'>, id: string): AttachmentColumn | undefined {
  return attachment.columns.find((column) => column.id === id);
}

/** Returns the A1 address of a row's cell in a column; the empty string where the sheet has no such column. */
export function cellOf(table: AuditedTable, row: number, id: string): string {
  const column = columnOf(table, id);
  if (column === undefined) return '';
  return cellName(row, column.column);
}
