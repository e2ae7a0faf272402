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
  const faults: EntryFault[] = [];
  if (!Number.isInteger(entry.times) || entry.times < 1)
    faults.push({
      severity: 'error',
      code: 'entry-times-unreadable',
      field: 'times',
      parameters: { text: String(entry.times) },
    });
  if (!Number.isFinite(entry.points))
    return [
      ...faults,
      {
        severity: 'error',
        code: 'entry-points-unreadable',
        field: 'points',
        parameters: { text: String(entry.points) },
      },
    ];
  if (isUnclassified(entry.clause)) return faults;
  const clause = clauseNamed(entry.clause, component.clauses);
  if (clause === undefined) {
    const known = component.clauses.map(({ number, label }) => `${number} ${label}`).join('；');
    return [
      ...faults,
      { severity: 'error', code: 'entry-clause-unknown', field: 'clause', parameters: { clause: entry.clause, known } },
    ];
  }
  return [...faults, ...checkPoints(fromNumber(entry.points), clause)];
}

/** Returns what an entry still owes, in the order in which it is asked for. */
export function owedBy(
  entry: Pick<EntryDraft, 'clause' | 'reason' | 'evidence'>,
  { clauses }: Pick<TypedPoints, 'clauses'>,
): readonly Owed[] {
  const clause = clauseNamed(entry.clause, clauses);
  const owed: Owed[] = isUnclassified(entry.clause) ? ['clause'] : [];
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
  const steps = grid === undefined ? undefined : divide(points, fromDecimal(grid));
  const onGrid = steps === undefined || numeratorOf(steps) % denominatorOf(steps) === 0n;
  return onGrid ? [] : [{ severity: 'warning', code: 'entry-points-off-grid', field: 'points', parameters }];
}
