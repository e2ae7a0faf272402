import { compare, toNumber, type Rational } from '../exact/rational.js';

/**
 * Returns the standard competition rank (1, 2, 2, 4) of each value, the greatest first; `null` for `undefined` ones.
 * Sorted by double and decided exactly where doubles lie within rounding error of each other, which keeps n log n cheap.
 */
export function competitionRanks(values: readonly (Rational | undefined)[]): readonly (number | null)[] {
  const entries = values.flatMap((value, index) => (value === undefined ? [] : [{ index, value, approximate: toNumber(value) }]));
  entries.sort((a, b) => {
    const difference = b.approximate - a.approximate;
    return Math.abs(difference) > 1e-9 * Math.abs(a.approximate) ? difference : compare(b.value, a.value);
  });
  const ranks: (number | null)[] = values.map(() => null);
  let rank = 0;
  entries.forEach((entry, position) => {
    const previous = entries[position - 1];
    if (previous === undefined || compare(previous.value, entry.value) !== 0) rank = position + 1;
    ranks[entry.index] = rank;
  });
  return ranks;
}
