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
import type { TypedPoints } from '../method/components/component-kind.js';
import type { Attachment, AttachmentRow } from '../recognition/attachment.js';
import { parseUnitName } from '../recognition/unit-name.js';
import { checkEntry, owedBy, type Owed } from './check-entry.js';
import { attachmentName, UNCLASSIFIED, type EntryDraft, type LedgerEntry } from './entry.js';
import type { Ledger } from './ledger.js';

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
  readonly bare: boolean;
}

/** An entry that lacks something. */
export interface OwedEntry {
  readonly entry: LedgerEntry;
  readonly unit: string;
  readonly lacks: readonly Owed[];
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

/** Brings an attachment and the ledger together: whose entries are whose, what they add up to, what is wrong and what is owed. */
export function settle(
  attachment: Attachment,
  component: TypedPoints,
  ledger: Ledger | null,
  others: readonly Attachment[] = [],
): Adjustments {
  const rows = attachment.rows.filter((row) => row.kind === 'unit');
  const problems: Problem[] = [];
  const owed: OwedEntry[] = [];
  const entriesOf = new Map<AttachmentRow, LedgerEntry[]>();
  for (const entry of ledger?.entries ?? []) {
    if (!belongs(entry, attachment, others)) continue;
    const found = unitsNamed(entry.unit, rows);
    const [row] = found;
    const say = (
      severity: Problem['severity'],
      code: string,
      field: 'unit' | 'clause' | 'points' | 'times',
      parameters: Problem['parameters'],
    ): void => {
      problems.push({
        severity,
        code,
        sheet: entry.sheet,
        cell: cellName(entry.row, ledger?.columns[field] ?? 0),
        parameters,
      });
    };
    if (row === undefined)
      say('error', 'entry-unit-unknown', 'unit', {
        unit: entry.unit,
        attachment: attachmentName(attachment.kind),
        likely: likelyUnit(entry.unit, rows),
      });
    // Words stand where this unit's figures should, often merged over the 加减分 cell.
    else if (row.remark !== null)
      say('warning', 'entry-unit-not-scored', 'unit', { unit: row.name, remark: row.remark });
    else if (found.length > 1)
      say('error', 'entry-unit-ambiguous', 'unit', { unit: entry.unit, attachment: attachmentName(attachment.kind) });
    else {
      entriesOf.set(row, [...(entriesOf.get(row) ?? []), entry]);
      const lacks = owedBy(entry, component);
      if (lacks.length > 0) owed.push({ entry, unit: row.name, lacks });
      if (entry.times !== null && entry.points !== null) {
        for (const { severity, code, field, parameters } of checkEntry(
          { ...entry, times: entry.times, points: entry.points },
          component,
        ))
          say(severity, code, field, { unit: row.name, ...parameters });
      }
    }
  }
  const units = rows.map((row) => unitAdjustment(row, entriesOf.get(row) ?? [], component));
  const column = attachment.columns.find(({ id }) => id === component.column);
  for (const { row, unit, total, unbounded } of units) {
    if (total === null || unbounded === null || compare(total, unbounded) === 0) continue;
    problems.push({
      severity: 'notice',
      code: 'adjustment-bounded',
      sheet: attachment.sheet,
      cell: cellName(row.row, column?.column ?? 0),
      parameters: { unit, sum: printShortest(unbounded), bounded: printShortest(total) },
    });
  }
  if (column === undefined && entriesOf.size > 0)
    problems.push({
      severity: 'error',
      code: 'adjustment-column-missing',
      sheet: attachment.sheet,
      cell: '',
      parameters: {},
    });
  return { attachment, component, ledger, units, owed, problems };
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

/** Returns the attachment as it reads with the ledger's numbers in place of what is typed; units in `kept` keep their typed number. */
export function withLedger(
  attachment: Attachment,
  { component, units }: Adjustments,
  kept: (unit: UnitAdjustment) => boolean,
): Attachment {
  const totals = new Map(
    units.flatMap((unit) =>
      unit.total === null || unit.state === 'agrees' || kept(unit) ? [] : [[unit.row, unit.total] as const],
    ),
  );
  if (totals.size === 0) return attachment;
  const rows = attachment.rows.map((row): AttachmentRow => {
    const total = totals.get(row);
    return total === undefined
      ? row
      : {
          ...row,
          readings: {
            ...row.readings,
            [component.column]: { kind: 'number', value: toNumber(total), fromText: false },
          },
        };
  });
  return { ...attachment, rows };
}

/** The on-ramp: an entry that takes over a unit's bare number as it is, to be put under a clause later. */
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
    ...units.filter(({ bare }) => bare).map(({ unit }) => unit),
    ...owed.filter(({ lacks }) => lacks.includes('reason')).map(({ unit }) => unit),
  ];
  return new Set(names).size;
}

/** Finds the units that a name means: spaces, numbering, population and scope in brackets do not count. */
export function unitsNamed(text: string, rows: readonly AttachmentRow[]): readonly AttachmentRow[] {
  const { name } = parseUnitName(text);
  return name === '' ? [] : rows.filter((row) => row.kind === 'unit' && row.name === name);
}

/** Returns the unit that somebody may have meant, or the empty string: 博山 is likely 博山区. */
export function likelyUnit(text: string, rows: readonly AttachmentRow[]): string {
  const { name } = parseUnitName(text);
  if (name === '') return '';
  const near = rows.filter((row) => row.kind === 'unit' && (row.name.includes(name) || name.includes(row.name)));
  return near.length === 1 ? (near[0]?.name ?? '') : '';
}

function unitAdjustment(row: AttachmentRow, entries: readonly LedgerEntry[], component: TypedPoints): UnitAdjustment {
  const reading = row.readings[component.column];
  const typed = reading?.kind === 'number' ? reading.value : null;
  const base = { row, unit: row.name, typed, entries };
  if (entries.length === 0) {
    const bare = typed !== null && row.remark === null && compare(fromNumber(typed), fromDecimal(component.base)) !== 0;
    return { ...base, total: null, unbounded: null, state: 'input', bare };
  }
  const sum = sumOf(entries, component);
  if (sum === null) return { ...base, total: null, unbounded: null, state: 'unknown', bare: false };
  const state =
    typed === null
      ? reading?.kind === 'unreadable'
        ? 'disagrees'
        : 'blank'
      : compare(fromNumber(typed), sum.total) === 0
        ? 'agrees'
        : 'disagrees';
  return { ...base, ...sum, state, bare: false };
}

// An entry that names no attachment belongs where its unit stands; one whose unit stands nowhere is the first attachment's to report.
function belongs(entry: LedgerEntry, attachment: Attachment, others: readonly Attachment[]): boolean {
  if (entry.attachment !== null) return entry.attachment === attachment.kind;
  const homes = [attachment, ...others].filter(({ rows }) => unitsNamed(entry.unit, rows).length > 0);
  if (homes.length > 0) return homes.includes(attachment);
  return others.every(({ kind }) => attachmentName(attachment.kind) < attachmentName(kind));
}
