import {
  compare,
  denominatorOf,
  fromDecimal,
  fromNumber,
  numeratorOf,
  subtract,
  toNumber,
  type Rational,
} from '../exact/rational.js';
import type { AdjustmentClause } from '../method/components/adjustment-clause.js';
import type { TypedPoints } from '../method/components/component-kind.js';
import { fitsClause } from './check-entry.js';

/** One part of a split: a clause with its times and points. */
export interface SplitPart {
  readonly clause: string;
  readonly times: number;
  readonly points: number;
}

const MOST_TIMES = 3;
/** So many clauses a number is split over. */
const MOST_CLAUSES = 3;
const MOST_STEPS = 40;

/**
 * Returns ways to explain a bare number by clauses: base 10 and 18 typed are +8, which departments may make of 5 + 3,
 * 4 + 4 or 3 + 5. Every part fits its clause and all have one sign; the fewest parts come first. At most `limit` ways.
 */
export function fittingSplits(typed: number, component: TypedPoints, limit = 8): readonly (readonly SplitPart[])[] {
  const total = subtract(fromNumber(typed), fromDecimal(component.base));
  if (numeratorOf(total) === 0n) return [];
  const positive = numeratorOf(total) > 0n;
  const clauses = component.clauses.filter(({ least }) => numeratorOf(fromDecimal(least)) > 0n === positive);
  const splits: (readonly SplitPart[])[] = [];
  for (const clause of clauses) {
    for (let times = 1; times <= MOST_TIMES; times += 1) {
      const each: Rational = { numerator: numeratorOf(total), denominator: denominatorOf(total) * BigInt(times) };
      if (fitsClause(each, clause)) splits.push([part(clause, times, each)]);
    }
  }
  const mostClauses = Math.min(MOST_CLAUSES, clauses.length);
  for (let size = 2; size <= mostClauses && splits.length < limit; size += 1) {
    for (const chosen of combinations(clauses, size)) {
      for (const shares of sharesOf(total, chosen)) splits.push(shares);
    }
  }
  return splits.sort((a, b) => a.length - b.length || timesOf(a) - timesOf(b)).slice(0, limit);
}

function sharesOf(total: Rational, clauses: readonly AdjustmentClause[]): readonly (readonly SplitPart[])[] {
  const [first, ...rest] = clauses;
  if (first === undefined) return [];
  if (rest.length === 0 && !fitsClause(total, first)) return [];
  if (rest.length === 0) return [[part(first, 1, total)]];
  return gridPoints(first).flatMap((points) =>
    sharesOf(subtract(total, points), rest).map((shares) => [part(first, 1, points), ...shares]),
  );
}

/** The permitted points of a clause, the greatest first in size; a clause without a grid is taken in whole points. */
function gridPoints({ least, most, grid = '1' }: AdjustmentClause): readonly Rational[] {
  const low = fromDecimal(least);
  const high = fromDecimal(most);
  const step = fromDecimal(grid);
  const points: Rational[] = [];
  const from = ceilDivide(low, step);
  for (let count = from; points.length < MOST_STEPS; count += 1n) {
    const value: Rational = { numerator: count * numeratorOf(step), denominator: denominatorOf(step) };
    if (compare(value, high) > 0) break;
    points.push(value);
  }
  const isGreatestLast = numeratorOf(low) > 0n;
  if (isGreatestLast) points.reverse();
  return points;
}

function ceilDivide(a: Rational, b: Rational): bigint {
  const numerator = numeratorOf(a) * denominatorOf(b);
  const denominator = denominatorOf(a) * numeratorOf(b);
  const quotient = numerator / denominator;
  const isCutOff = numerator % denominator !== 0n && numerator > 0n;
  return isCutOff ? quotient + 1n : quotient;
}

function combinations<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]];
  return items.flatMap((item, index) => combinations(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]));
}

function part({ number }: AdjustmentClause, times: number, points: Rational): SplitPart {
  return { clause: number, times, points: toNumber(points) };
}

function timesOf(split: readonly SplitPart[]): number {
  return split.reduce((sum, { times }) => sum + times, 0);
}
