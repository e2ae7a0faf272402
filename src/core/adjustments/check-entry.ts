import {
  compare,
  denominatorOf,
  divide,
  fromDecimal,
  fromNumber,
  numeratorOf,
  type Rational,
} from '../exact/rational.js';
import type { AdjustmentClause } from '../method/components/adjustment-clause.js';
import type { TypedPoints } from '../method/components/component-kind.js';
import { clauseNamed, isUnclassified, type EntryDraft } from './entry.js';

/** What is wrong with an entry; `warning` may stand, `error` must be corrected. */
export interface EntryFault {
  readonly severity: 'error' | 'warning';
  readonly code:
    | 'entry-clause-unknown'
    | 'entry-points-outside'
    | 'entry-points-off-grid'
    | 'entry-times-unreadable'
    | 'entry-points-unreadable';
  readonly field: 'clause' | 'points' | 'times';
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** What a clause asks for and an entry lacks: 待补. */
export type Owed = 'reason' | 'evidence' | 'clause';

/** Checks clause, times and points against the method, as somebody types. Nothing wrong: an empty list. */
export function checkEntry(
  entry: Pick<EntryDraft, 'clause' | 'times' | 'points'>,
  component: TypedPoints,
): readonly EntryFault[] {
  return [...checkTimes(entry.times), ...checkClause(entry, component)];
}

function checkTimes(times: number): readonly EntryFault[] {
  if (Number.isInteger(times) && times >= 1) return [];
  const parameters = { text: String(times) };
  return [{ severity: 'error', code: 'entry-times-unreadable', field: 'times', parameters }];
}

function checkClause(
  entry: Pick<EntryDraft, 'clause' | 'points'>,
  { clauses }: Pick<TypedPoints, 'clauses'>,
): readonly EntryFault[] {
  if (!Number.isFinite(entry.points)) {
    const parameters = { text: String(entry.points) };
    return [{ severity: 'error', code: 'entry-points-unreadable', field: 'points', parameters }];
  }
  if (isUnclassified(entry.clause)) return [];
  const clause = clauseNamed(entry.clause, clauses);
  if (clause !== undefined) return checkPoints(fromNumber(entry.points), clause);
  const known = clauses.map(({ number, label }) => `${number} ${label}`).join('；');
  const parameters = { clause: entry.clause, known };
  return [{ severity: 'error', code: 'entry-clause-unknown', field: 'clause', parameters }];
}

/** Returns what an entry still owes, in the order in which it is asked for. */
export function owedBy(
  entry: Pick<EntryDraft, 'clause' | 'reason' | 'evidence'>,
  { clauses }: Pick<TypedPoints, 'clauses'>,
): readonly Owed[] {
  const clause = clauseNamed(entry.clause, clauses);
  const owed: Owed[] = [];
  if (isUnclassified(entry.clause)) owed.push('clause');
  if ((clause?.reason ?? true) && entry.reason.trim() === '') owed.push('reason');
  if ((clause?.evidence ?? true) && entry.evidence.trim() === '') owed.push('evidence');
  return owed;
}

/** Tells whether points lie in a clause's range and on its grid. */
export function fitsClause(points: Rational, clause: AdjustmentClause): boolean {
  return checkPoints(points, clause).length === 0;
}

function checkPoints(points: Rational, clause: AdjustmentClause): readonly EntryFault[] {
  const { number, label, least, most, grid } = clause;
  const parameters = {
    clause: `${number} ${label}`,
    points: Number(numeratorOf(points)) / Number(denominatorOf(points)),
    least,
    most,
    grid: grid ?? '',
  };
  if (compare(points, fromDecimal(least)) < 0 || compare(points, fromDecimal(most)) > 0)
    return [{ severity: 'error', code: 'entry-points-outside', field: 'points', parameters }];
  if (isOnGrid(points, grid)) return [];
  return [{ severity: 'warning', code: 'entry-points-off-grid', field: 'points', parameters }];
}

function isOnGrid(points: Rational, grid: string | undefined): boolean {
  if (grid === undefined) return true;
  const steps = divide(points, fromDecimal(grid));
  return steps === undefined || numeratorOf(steps) % denominatorOf(steps) === 0n;
}
