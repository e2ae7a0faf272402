import type { AttachmentRow } from '../../recognition/attachment.js';
import type { AuditedTable } from '../audited-table.js';
import { countIn } from '../counts.js';

/** With fewer digits, and one more for every ten times as many pairs of rows, two rows may be alike by chance. */
const DIGITS = 6;

/** A row's counts as one text; `null` where so few digits may be another's by chance, among so many rows. */
export function signatureOf(
  { attachment }: Pick<AuditedTable, 'attachment'>,
  row: AttachmentRow,
  rows: number,
): string | null {
  const inputs = attachment.columns.filter(({ role }) => role === 'input');
  const counts = inputs.map(({ id }) => countIn(row, id));
  const pairsOfRows = Math.max(1, (rows * (rows - 1)) / 2);
  if (significantDigits(counts) < DIGITS + Math.log10(pairsOfRows)) return null;
  return counts.join(' ');
}

/** The digits of all counts above 9. M often equals A and I nearly P: each different number counts once. */
function significantDigits(counts: readonly (number | null)[]): number {
  let digits = 0;
  for (const count of new Set(counts)) {
    if (count !== null && count >= 10) digits += String(count).length;
  }
  return digits;
}

export interface CopiedRow {
  readonly row: AttachmentRow;
  /** The row above with the same counts. */
  readonly original: AttachmentRow;
}

/** Rows whose counts are all those of a row above them. */
export function copiesIn(
  table: Pick<AuditedTable, 'attachment'>,
  rows: readonly AttachmentRow[],
): readonly CopiedRow[] {
  const firstRows = new Map<string, AttachmentRow>();
  const copies: CopiedRow[] = [];
  for (const row of rows) {
    const signature = signatureOf(table, row, rows.length);
    if (signature === null) continue;
    const original = firstRows.get(signature);
    if (original === undefined) firstRows.set(signature, row);
    else copies.push({ row, original });
  }
  return copies;
}
