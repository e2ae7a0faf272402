import { compare, denominatorOf, divide, fromDecimal, numeratorOf, signOf } from '../../exact/rational.js';
import type { Doubt } from './component-kind.js';

/** 条款: a permitted kind of adjustment, from `least` to `most` points each time. Its sign is that of its range. */
export interface AdjustmentClause {
  readonly number: string;
  readonly label: string;
  readonly least: string;
  readonly most: string;
  /** Points are multiples of it; absent: any points in the range. */
  readonly grid?: string;
  /** Whether an entry shall give a reason and evidence; absent: it shall. */
  readonly reason?: boolean;
  readonly evidence?: boolean;
}

/** Returns a clause's points as the bulletin prints them: `1-5`, or `2` where they are fixed. */
export function clausePoints({ least, most }: AdjustmentClause): string {
  const [small, large] = isDeduction({ most }) ? [most, least] : [least, most];
  return small === large ? magnitude(small) : `${magnitude(small)}-${magnitude(large)}`;
}

/** Tells whether a clause takes points off. */
export function isDeduction({ most }: Pick<AdjustmentClause, 'most'>): boolean {
  return signOf(fromDecimal(most)) < 0;
}

function magnitude(decimal: string): string {
  return decimal.replace(/^-/, '');
}

/** Looks for ranges that are reversed, mixed, off their grid, twice there or overlapping. */
export function doubtsAboutClauses(clauses: readonly AdjustmentClause[]): readonly Doubt[] {
  return clauses.flatMap((clause, index) => [
    ...doubtsAbout(clause),
    ...clauses.slice(index + 1).flatMap((other): readonly Doubt[] => {
      if (other.number === clause.number)
        return [{ severity: 'warning', code: 'method-clause-twice', parameters: { clause: clause.number } }];
      if (!overlap(clause, other)) return [];
      return [
        {
          severity: 'notice',
          code: 'method-ranges-overlap',
          parameters: {
            clause: clause.number,
            other: other.number,
            range: `${clause.least} … ${clause.most}`,
            otherRange: `${other.least} … ${other.most}`,
          },
        },
      ];
    }),
  ]);
}

function doubtsAbout({ number, least, most, grid }: AdjustmentClause): readonly Doubt[] {
  const [low, high] = [fromDecimal(least), fromDecimal(most)];
  if (compare(low, high) > 0)
    return [{ severity: 'warning', code: 'method-range-reversed', parameters: { clause: number, least, most } }];
  const mixed: readonly Doubt[] =
    signOf(low) <= 0 && signOf(high) >= 0
      ? [{ severity: 'warning', code: 'method-range-mixed', parameters: { clause: number, least, most } }]
      : [];
  if (grid === undefined) return mixed;
  const step = fromDecimal(grid);
  const fits =
    signOf(step) > 0 &&
    [divide(low, step), divide(high, step)].every(
      (count) => count !== undefined && numeratorOf(count) % denominatorOf(count) === 0n,
    );
  return fits
    ? mixed
    : [...mixed, { severity: 'warning', code: 'method-grid-odd', parameters: { clause: number, grid, least, most } }];
}

function overlap(a: AdjustmentClause, b: AdjustmentClause): boolean {
  return (
    compare(fromDecimal(a.least), fromDecimal(b.most)) <= 0 && compare(fromDecimal(b.least), fromDecimal(a.most)) <= 0
  );
}
