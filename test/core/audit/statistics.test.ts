import { chanceOfAtMost, changesThatStandOut, modifiedZ } from '../../../src/core/audit/statistics.js';

it('scores by the median and the median deviation', () => {
  // Median 3, deviations 2 1 0 1 97, MAD 1: 0.6745 × 97 = 65.4.
  expect(modifiedZ([1, 2, 3, 4, 100]).map((z) => z.toFixed(2))).toEqual(['-1.35', '-0.67', '0.00', '0.67', '65.43']);
});

it('takes the mean deviation where more than half are equal, and calls nothing unusual where all are', () => {
  // Median 5, mean deviation 1: 5 ÷ 1.253314 = 3.99.
  expect(modifiedZ([5, 5, 5, 5, 10]).map((z) => z.toFixed(2))).toEqual(['0.00', '0.00', '0.00', '0.00', '3.99']);
  expect(modifiedZ([7, 7, 7])).toEqual([0, 0, 0]);
});

it('adds up Poisson chances', () => {
  // e⁻² (1 + 2) = 0.406.
  expect(chanceOfAtMost(1, 2)).toBeCloseTo(0.406, 3);
  expect(chanceOfAtMost(0, 100)).toBeLessThan(1e-40);
});

it('lets small units change more than large ones', () => {
  const steady = [1010, 1005, 1000, 995, 990].map((now) => ({ before: 1000, now }));
  // A tenfold rise from 1 to 10 against the same rise from 100,000.
  expect(changesThatStandOut([...steady, { before: 100_000, now: 1_000_000 }]).at(-1)).toBe(true);
  expect(changesThatStandOut([...steady, { before: 1, now: 1 }]).at(-1)).toBe(false);
});
