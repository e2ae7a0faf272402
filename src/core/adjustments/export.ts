import { attachmentName, type LedgerEntry } from './entry.js';
import { LEDGER_COLUMNS } from './ledger.js';
import { csvField } from './plain-text.js';

/** Writes entries as CSV with the ledger's columns; spreadsheets need the byte order mark to read Chinese. */
export function entriesAsCsv(entries: readonly LedgerEntry[]): string {
  const rows = entries.map((entry) =>
    LEDGER_COLUMNS.map(({ field }) => {
      const value = entry[field];
      return csvField(
        field === 'attachment' ? (entry.attachment === null ? '' : attachmentName(entry.attachment)) : (value ?? ''),
      );
    }),
  );
  return `\ufeff${[LEDGER_COLUMNS.map(({ names }) => names[0] ?? ''), ...rows].map((row) => row.join(',')).join('\r\n')}\r\n`;
}
