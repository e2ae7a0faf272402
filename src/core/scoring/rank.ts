import { compare, toNumber, type Rational } from '../exact/rational.js';

/**
 * Returns the standard competition rank (1, 2, 2, 4) of each value, the greatest first; `null` for `undefined` ones.
 * Sorted by double and decided exactly where doubles lie within rounding error of each other, which keeps n log n cheap.
 */
export function competitionRanks(values: readonly (Rational | undefined)[]): readonly (number | null)[] {
  const present: number[] = [];
  values.forEach((value, index) => {
    if (value !== undefined) present.push(index);
  });
  const valueAt = (index: number): Rational => values[index] as Rational;
  const approximate = Float64Array.from(values, (value) => (value === undefined ? 0 : toNumber(value)));
  const approximateAt = (index: number): number => approximate[index] as number;
  const nearly = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.abs(a);
  const order = Uint32Array.from(present).sort((a, b) => {
    const [first, second] = [approximateAt(a), approximateAt(b)];
    return nearly(first, second) ? compare(valueAt(b), valueAt(a)) : second - first;
  });
  const ranks = new Array<number | null>(values.length).fill(null);
  let rank = 0;
  order.forEach((index, position) => {
    const previous = order[position - 1];
    const equal = previous !== undefined && nearly(approximateAt(previous), approximateAt(index)) && compare(valueAt(previous), valueAt(index)) === 0;
    if (!equal) rank = position + 1;
    ranks[index] = rank;
  });
  return ranks;
}
