import type { AttachmentRow } from '../../recognition/attachment.js';
import type { AuditedTable } from '../audited-table.js';

/** With fewer digits than these, and one more for every ten times as many pairs of rows, two rows may be alike by chance. */
const DIGITS = 6;

/** A row's counts as one text; `null` where so few digits may be another's by chance, among so many rows. */
export function signatureOf(
  { attachment }: Pick<AuditedTable, 'attachment'>,
  row: AttachmentRow,
  rows: number,
): string | null {
  const counts = attachment.columns
    .filter(({ role }) => role === 'input')
    .map(({ id }) => {
      const reading = row.readings[id];
      return reading?.kind === 'number' ? reading.value : null;
    });
  // M often equals A and I nearly P: each different number counts once.
  const digits = [...new Set(counts)].reduce<number>(
    (sum, count) => sum + (count === null || count < 10 ? 0 : String(count).length),
    0,
  );
  return digits < DIGITS + Math.log10(Math.max(1, (rows * (rows - 1)) / 2)) ? null : counts.join(' ');
}

/** Rows whose counts are all those of a row above them. */
export function copiesIn(
  table: Pick<AuditedTable, 'attachment'>,
  rows: readonly AttachmentRow[],
): readonly { readonly row: AttachmentRow; readonly other: AttachmentRow }[] {
  const seen = new Map<string, AttachmentRow>();
  return rows.flatMap((row) => {
    const key = signatureOf(table, row, rows.length);
    const other = key === null ? undefined : seen.get(key);
    if (key !== null && other === undefined) seen.set(key, row);
    return other === undefined ? [] : [{ row, other }];
  });
}
