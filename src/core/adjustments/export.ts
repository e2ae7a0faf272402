import { attachmentName, type LedgerEntry } from './entry.js';
import { LEDGER_COLUMNS, type LedgerField } from './ledger.js';
import { csvField } from './plain-text.js';

/** Spreadsheets need it to read Chinese. */
const BYTE_ORDER_MARK = '\ufeff';

/** Writes entries as CSV with the ledger's columns. */
export function entriesAsCsv(entries: readonly LedgerEntry[]): string {
  const header = LEDGER_COLUMNS.map(({ names }) => names[0] ?? '');
  const rows = entries.map((entry) => LEDGER_COLUMNS.map(({ field }) => csvField(fieldOf(entry, field))));
  const lines = [header, ...rows].map((row) => `${row.join(',')}\r\n`);
  return `${BYTE_ORDER_MARK}${lines.join('')}`;
}

function fieldOf(entry: LedgerEntry, field: LedgerField): string | number {
  if (field !== 'attachment') return entry[field] ?? '';
  if (entry.attachment === null) return '';
  return attachmentName(entry.attachment);
}
