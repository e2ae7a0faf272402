import { firstFrom } from '../exact/ascending.js';
import { compare, toNumber, type Rational } from '../exact/rational.js';

/** An array of numbers, or a column of them. */
interface Values {
  readonly length: number;
  at(index: number): Rational | undefined;
}

/**
 * Returns the standard competition rank (1, 2, 2, 4) of each value, the greatest first; `null` for `undefined` ones.
 * Ordered by double and decided exactly where doubles lie within rounding error of each other, which keeps n log n
 * cheap.
 *
 * @example
 *   import { competitionRanks } from './rank.js';
 *   import { fromDecimal } from '../exact/rational.js';
 *   competitionRanks(['0.5', '0.9', '0.5', '0.1'].map(fromDecimal)) // => [2, 1, 2, 4]
 */
export function competitionRanks(values: Values): readonly (number | null)[] {
  const approximate = new Float64Array(values.length);
  for (let index = 0; index < values.length; index += 1) {
    const value = values.at(index);
    approximate[index] = value === undefined ? NaN : toNumber(value);
  }
  // Numbers sort several times faster than indices with a comparison; NaN ends up last, so the negatives descend.
  const descending = approximate.map((value) => -value).sort();
  const starts = startsOfRuns(descending);
  const ranks = new Array<number | null>(values.length).fill(null);
  const close = new Map<number, number[]>();
  approximate.forEach((value, index) => {
    if (Number.isNaN(value)) return;
    const start = starts[firstFrom(descending, -value)] as number;
    const isAlone = starts[start + 1] !== start;
    if (isAlone) ranks[index] = start + 1;
    else addTo(close, start, index);
  });
  for (const [start, run] of close) {
    rankExactly(run, values, (index, position) => {
      ranks[index] = start + position;
    });
  }
  return ranks;
}

/** Ranks the few whose doubles cannot tell: `give` gets each one's index and its rank among them, from 1. */
function rankExactly(indices: readonly number[], values: Values, give: (index: number, rank: number) => void): void {
  const valueAt = (index: number): Rational => values.at(index) as Rational;
  const sorted = [...indices].sort((a, b) => compare(valueAt(b), valueAt(a)));
  let rank = 0;
  sorted.forEach((index, position) => {
    const previous = sorted[position - 1];
    const isTied = previous !== undefined && compare(valueAt(previous), valueAt(index)) === 0;
    if (!isTied) rank = position + 1;
    give(index, rank);
  });
}

function addTo(lists: Map<number, number[]>, key: number, item: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

/** Doubles this near may stand for equal numbers, or for numbers in the other order. */
function nearly(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.abs(a);
}

/** For each position, where the run of nearly equal neighbours around it begins. */
function startsOfRuns(sorted: Float64Array): Uint32Array {
  const starts = new Uint32Array(sorted.length);
  for (let position = 1; position < sorted.length; position += 1) {
    const isNear = nearly(sorted[position] as number, sorted[position - 1] as number);
    starts[position] = position;
    if (isNear) starts[position] = starts[position - 1] as number;
  }
  return starts;
}
