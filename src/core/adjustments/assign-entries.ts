import { cellName } from '../grid/address.js';
import type { Problem } from '../grid/problem.js';
import type { Attachment, AttachmentRow } from '../recognition/attachment.js';
import { checkEntry, owedBy } from './check-entry.js';
import { attachmentName, type LedgerEntry } from './entry.js';
import type { LedgerField } from './ledger.js';
import { likelyUnit, unitsNamed } from './named-units.js';
import type { OwedEntry, ReconciliationRequest } from './reconciliation-request.js';

/** What is wrong with an entry, before it is known where it stands. */
interface EntryProblem extends Pick<Problem, 'severity' | 'code' | 'parameters'> {
  readonly field: LedgerField;
}

/** The ledger's entries by the units of an attachment, with what is wrong with them and what they owe. */
export class EntryAssignment {
  readonly problems: Problem[] = [];
  readonly owed: OwedEntry[] = [];
  private readonly entries = new Map<AttachmentRow, LedgerEntry[]>();

  /** `rows` are the attachment's units. */
  constructor(
    private readonly settlement: ReconciliationRequest,
    private readonly rows: readonly AttachmentRow[],
  ) {
    const { attachment, ledger, others } = settlement;
    for (const entry of ledger?.entries ?? []) {
      if (belongs(entry, attachment, others)) this.assign(entry);
    }
  }

  get hasEntries(): boolean {
    return this.entries.size > 0;
  }

  entriesOf(row: AttachmentRow): readonly LedgerEntry[] {
    return this.entries.get(row) ?? [];
  }

  private assign(entry: LedgerEntry): void {
    const attachment = attachmentName(this.settlement.attachment.kind);
    const named = unitsNamed(entry.unit, this.rows);
    const [row] = named;
    if (row === undefined) {
      const parameters = { unit: entry.unit, attachment, likely: likelyUnit(entry.unit, this.rows) };
      this.report(entry, { severity: 'error', code: 'entry-unit-unknown', field: 'unit', parameters });
    } else if (row.remark !== null) {
      // Words stand where this unit's figures should, often merged over the 加减分 cell.
      const parameters = { unit: row.name, remark: row.remark };
      this.report(entry, { severity: 'warning', code: 'entry-unit-not-scored', field: 'unit', parameters });
    } else if (named.length > 1) {
      const parameters = { unit: entry.unit, attachment };
      this.report(entry, { severity: 'error', code: 'entry-unit-ambiguous', field: 'unit', parameters });
    } else {
      this.entries.set(row, [...this.entriesOf(row), entry]);
      this.check(entry, row.name);
    }
  }

  private check(entry: LedgerEntry, unit: string): void {
    const { component } = this.settlement;
    const lacks = owedBy(entry, component);
    if (lacks.length > 0) this.owed.push({ entry, unit, lacks });
    const { times, points } = entry;
    if (times === null || points === null) return;
    for (const fault of checkEntry({ ...entry, times, points }, component))
      this.report(entry, { ...fault, parameters: { unit, ...fault.parameters } });
  }

  private report(entry: LedgerEntry, { severity, code, field, parameters }: EntryProblem): void {
    const column = this.settlement.ledger?.columns[field] ?? 0;
    this.problems.push({ severity, code, sheet: entry.sheet, cell: cellName(entry.row, column), parameters });
  }
}

// An entry that names no attachment belongs where its unit stands; one whose unit stands nowhere is the first
// attachment's to report.
function belongs(entry: LedgerEntry, attachment: Attachment, others: readonly Attachment[]): boolean {
  if (entry.attachment !== null) return entry.attachment === attachment.kind;
  const homes = [attachment, ...others].filter(({ rows }) => unitsNamed(entry.unit, rows).length > 0);
  if (homes.length > 0) return homes.includes(attachment);
  return others.every(({ kind }) => attachmentName(attachment.kind) < attachmentName(kind));
}
