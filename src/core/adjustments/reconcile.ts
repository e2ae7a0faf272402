import {
  add,
  compare,
  fromDecimal,
  fromNumber,
  multiply,
  printShortest,
  subtract,
  toNumber,
  type Rational,
} from '../exact/rational.js';
import { cellName } from '../grid/address.js';
import type { Problem } from '../grid/problem.js';
import type { Reading } from '../grid/reading.js';
import type { TypedPoints } from '../method/components/component-kind.js';
import type { Attachment, AttachmentRow } from '../recognition/attachment.js';
import { EntryAssignment } from './assign-entries.js';
import { UNCLASSIFIED, type EntryDraft, type LedgerEntry } from './entry.js';
import type { Ledger } from './ledger.js';
import type { OwedEntry, ReconciliationRequest } from './reconciliation-request.js';

/** A unit's adjustment: what is typed in its cell and what the ledger makes of it. */
export interface UnitAdjustment {
  readonly row: AttachmentRow;
  readonly unit: string;
  /** The number in the unit's cell, or `null`. */
  readonly typed: number | null;
  readonly entries: readonly LedgerEntry[];
  /** Base + Σ times × points, within the method's bounds; `null` where the unit has no entry or one cannot be read. */
  readonly total: Rational | null;
  /** The same before the bounds. */
  readonly unbounded: Rational | null;
  /**
   * `input`: no entries, the typed number counts; `agrees`; `blank`: entries but nothing typed; `disagrees`: the typed
   * number is another; `unknown`: an entry cannot be read.
   */
  readonly state: 'input' | 'agrees' | 'blank' | 'disagrees' | 'unknown';
  /** A number other than the base without any entry: the reason is still owed. */
  readonly hasNoReason: boolean;
}

/** An attachment's adjustments. */
export interface Adjustments {
  readonly attachment: Attachment;
  readonly component: TypedPoints;
  readonly ledger: Ledger | null;
  readonly units: readonly UnitAdjustment[];
  readonly owed: readonly OwedEntry[];
  readonly problems: readonly Problem[];
}

/**
 * Brings an attachment and the ledger together: whose entries are whose, what they add up to, what is wrong and what is
 * owed.
 */
export function reconcile(request: ReconciliationRequest): Adjustments {
  const { attachment, component, ledger } = request;
  const rows = attachment.rows.filter((row) => row.kind === 'unit');
  const assignment = new EntryAssignment(request, rows);
  const units = rows.map((row) => unitAdjustment(row, assignment.entriesOf(row), component));
  const column = attachment.columns.find(({ id }) => id === component.column)?.column;
  const problems = [...assignment.problems, ...boundedTotals(attachment, units, column ?? 0)];
  if (column === undefined && assignment.hasEntries)
    problems.push({
      severity: 'error',
      code: 'adjustment-column-missing',
      sheet: attachment.sheet,
      cell: '',
      parameters: {},
    });
  return { attachment, component, ledger, units, owed: assignment.owed, problems };
}

/** Says of each unit whose total the method's bounds change what they make of it. */
function boundedTotals({ sheet }: Attachment, units: readonly UnitAdjustment[], column: number): readonly Problem[] {
  const problems: Problem[] = [];
  for (const { row, unit, total, unbounded } of units) {
    if (total === null || unbounded === null || compare(total, unbounded) === 0) continue;
    problems.push({
      severity: 'notice',
      code: 'adjustment-bounded',
      sheet,
      cell: cellName(row.row, column),
      parameters: { unit, sum: printShortest(unbounded), bounded: printShortest(total) },
    });
  }
  return problems;
}

/** Returns base + Σ times × points and what the method's bounds make of it; `null` where an entry cannot be read. */
export function sumOf(
  entries: readonly Pick<LedgerEntry, 'times' | 'points'>[],
  component: TypedPoints,
): { readonly unbounded: Rational; readonly total: Rational } | null {
  let unbounded = fromDecimal(component.base);
  for (const { times, points } of entries) {
    if (times === null || points === null) return null;
    unbounded = add(unbounded, multiply(fromNumber(times), fromNumber(points)));
  }
  let total = unbounded;
  if (component.maximum !== undefined && compare(total, fromDecimal(component.maximum)) > 0)
    total = fromDecimal(component.maximum);
  if (component.minimum !== undefined && compare(total, fromDecimal(component.minimum)) < 0)
    total = fromDecimal(component.minimum);
  return { unbounded, total };
}

/**
 * Returns the attachment as it reads with the ledger's numbers in place of what is typed; units in `kept` keep their
 * typed number.
 */
export function withLedger(
  attachment: Attachment,
  { component, units }: Adjustments,
  kept: (unit: UnitAdjustment) => boolean,
): Attachment {
  const totals = new Map<AttachmentRow, Rational>();
  for (const unit of units) {
    const isReplaced = unit.state !== 'agrees' && !kept(unit);
    if (unit.total !== null && isReplaced) totals.set(unit.row, unit.total);
  }
  if (totals.size === 0) return attachment;
  const rows = attachment.rows.map((row): AttachmentRow => {
    const total = totals.get(row);
    if (total === undefined) return row;
    const reading = { kind: 'number', value: toNumber(total), fromText: false } as const;
    return { ...row, readings: { ...row.readings, [component.column]: reading } };
  });
  return { ...attachment, rows };
}

/** Returns an entry that takes over a unit's bare number as it is, to be put under a clause later. */
export function unclassifiedEntry({ attachment, component }: Adjustments, { unit, typed }: UnitAdjustment): EntryDraft {
  const points = toNumber(subtract(fromNumber(typed ?? 0), fromDecimal(component.base)));
  return {
    attachment: attachment.kind,
    unit,
    clause: UNCLASSIFIED,
    times: 1,
    points,
    reason: '',
    evidence: '',
    date: '',
    by: '',
  };
}

/** Counts the units that still owe a reason: a bare number, or an entry without one. */
export function unitsOwingReasons({ units, owed }: Adjustments): number {
  const names = [
    ...units.filter(({ hasNoReason }) => hasNoReason).map(({ unit }) => unit),
    ...owed.filter(({ lacks }) => lacks.includes('reason')).map(({ unit }) => unit),
  ];
  return new Set(names).size;
}

function unitAdjustment(row: AttachmentRow, entries: readonly LedgerEntry[], component: TypedPoints): UnitAdjustment {
  const reading = row.readings[component.column];
  const typed = reading?.kind === 'number' ? reading.value : null;
  const base = { row, unit: row.name, typed, entries };
  if (entries.length === 0) {
    const isBase = typed !== null && compare(fromNumber(typed), fromDecimal(component.base)) === 0;
    const hasNoReason = typed !== null && row.remark === null && !isBase;
    return { ...base, total: null, unbounded: null, state: 'input', hasNoReason };
  }
  const sum = sumOf(entries, component);
  if (sum === null) return { ...base, total: null, unbounded: null, state: 'unknown', hasNoReason: false };
  return { ...base, ...sum, state: stateBeside(sum.total, reading), hasNoReason: false };
}

/** Compares what is typed in a unit's cell with the ledger's total. */
function stateBeside(total: Rational, reading: Reading | undefined): 'agrees' | 'blank' | 'disagrees' {
  switch (reading?.kind) {
    case 'number':
      return compare(fromNumber(reading.value), total) === 0 ? 'agrees' : 'disagrees';
    case 'unreadable':
      return 'disagrees';
    default:
      return 'blank';
  }
}
