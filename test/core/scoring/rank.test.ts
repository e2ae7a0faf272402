import fc from 'fast-check';
import { compare, type Rational } from '../../../src/core/exact/rational.js';
import { competitionRanks } from '../../../src/core/scoring/rank.js';

const of = (numerator: number | bigint, denominator: number | bigint = 1): Rational => ({
  numerator: BigInt(numerator),
  denominator: BigInt(denominator),
});

it('ranks 1, 2, 2, 4 and passes over units that take no part', () => {
  expect(competitionRanks([of(1, 2), undefined, of(3, 4), of(2, 4), of(1, 4)])).toEqual([2, null, 1, 2, 4]);
});

it('tells apart rates that are the same double: 10^17+1 and 10^17 over 10^18', () => {
  expect(competitionRanks([of(10n ** 17n, 10n ** 18n), of(10n ** 17n + 1n, 10n ** 18n)])).toEqual([2, 1]);
});

it('gives all of nothing and nothing of all their places: 0 last, negative below it', () => {
  expect(competitionRanks([of(0), of(-1), of(1), of(0)])).toEqual([2, 4, 1, 2]);
});

it('gives each value one more than the number of greater ones', () => {
  // Small parts make ties; n/(n+1) with large n lie nearer to each other than a billionth.
  const value = fc.oneof(
    fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 6 })).map(([a, b]) => of(a, b)),
    fc.integer({ min: 10_000_000, max: 10_000_020 }).map((n) => of(n, n + 1)),
    fc.constant(undefined),
  );
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), (values) => {
      const expected = values.map((one) =>
        one === undefined ? null : 1 + values.filter((other) => other !== undefined && compare(other, one) > 0).length,
      );
      expect(competitionRanks(values)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});
