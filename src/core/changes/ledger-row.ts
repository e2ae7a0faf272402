import { owedBy } from '../adjustments/check-entry.js';
import { serialOf } from '../adjustments/date.js';
import { attachmentName, clauseNamed, isUnclassified, UNCLASSIFIED, type EntryDraft } from '../adjustments/entry.js';
import { LEDGER_COLUMNS, OWED, type LedgerField } from '../adjustments/ledger.js';
import type { AdjustmentClause } from '../method/components/adjustment-clause.js';
import { textCell, type DraftCell } from './sheet-draft.js';

/** The cells of an entry's row in the ledger, by field. */
export type RowCells = Readonly<Record<LedgerField, DraftCell | null>>;

/** Gives the clauses of an attachment's method, so that an entry's clause is written with its label. */
export type ClausesOf = (attachment: EntryDraft['attachment']) => readonly AdjustmentClause[];

/** The cells of a row whose entry was removed. */
export const BLANK_ROW: RowCells = Object.fromEntries(LEDGER_COLUMNS.map(({ field }) => [field, null])) as RowCells;

/** Writes an entry as cells; what it still owes says so. */
export function entryCells(entry: EntryDraft, clausesOf: ClausesOf): RowCells {
  const clauses = clausesOf(entry.attachment);
  const owed = owedBy(entry, { clauses });
  const day = serialOf(entry.date);
  return {
    attachment: textCell(attachmentName(entry.attachment)),
    unit: textCell(entry.unit),
    clause: textCell(clauseText(entry.clause, clauses)),
    times: { value: entry.times, format: 'General' },
    points: { value: entry.points, format: 'General' },
    reason: textCell(owed.includes('reason') ? OWED : entry.reason.trim()),
    evidence: textCell(owed.includes('evidence') ? OWED : entry.evidence.trim()),
    date: day === null ? textCell(entry.date.trim()) : { value: day, format: 'yyyy-mm-dd' },
    by: textCell(entry.by.trim()),
  };
}

function clauseText(name: string, clauses: readonly AdjustmentClause[]): string {
  if (isUnclassified(name)) return UNCLASSIFIED;
  const clause = clauseNamed(name, clauses);
  if (clause === undefined) return name;
  return `${clause.number}、${clause.label}`;
}
