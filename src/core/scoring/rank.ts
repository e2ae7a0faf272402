import { firstFrom } from '../exact/ascending.js';
import { compare, toNumber, type Rational } from '../exact/rational.js';

/** An array of numbers, or a column of them. */
interface Values {
  readonly length: number;
  at(index: number): Rational | undefined;
}

/**
 * Returns the standard competition rank (1, 2, 2, 4) of each value, the greatest first; `null` for `undefined` ones.
 * Ordered by double and decided exactly where doubles lie within rounding error of each other, which keeps n log n cheap.
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
    if (starts[start + 1] !== start) ranks[index] = start + 1;
    else {
      const run = close.get(start);
      if (run === undefined) close.set(start, [index]);
      else run.push(index);
    }
  });
  const valueAt = (index: number): Rational => values.at(index) as Rational;
  for (const [start, run] of close) {
    run.sort((a, b) => compare(valueAt(b), valueAt(a)));
    let rank = 0;
    run.forEach((index, position) => {
      const previous = run[position - 1];
      if (previous === undefined || compare(valueAt(previous), valueAt(index)) !== 0) rank = start + position + 1;
      ranks[index] = rank;
    });
  }
  return ranks;
}

/** Doubles this near may stand for equal numbers, or for numbers in the other order. */
function nearly(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.abs(a);
}

/** For each position, where the run of nearly equal neighbours around it begins. */
function startsOfRuns(sorted: Float64Array): Uint32Array {
  const starts = new Uint32Array(sorted.length);
  for (let position = 1; position < sorted.length; position += 1) {
    starts[position] = nearly(sorted[position] as number, sorted[position - 1] as number)
      ? (starts[position - 1] as number)
      : position;
  }
  return starts;
}
