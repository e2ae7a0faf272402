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

// Summed in decimal arithmetic of sixty digits.
it.each([
  [0, 0.5, 0.606530659713],
  [10, 10, 0.583039750193],
  [20, 20, 0.559092584231],
  [255, 300, 0.00430548273246],
  [700, 750, 0.0342442954937],
  [745, 745, 0.509742405131],
  [746, 746, 0.509735875417],
  [800, 750, 0.966366482249],
  [1000, 1100, 0.00117523056814],
  [99_000, 100_000, 0.000774200829445],
  [100_000, 100_000, 0.500841043099],
])('gives the chance of at most %d events where %d are expected', (count, expected, chance) => {
  expect(Math.abs(chanceOfAtMost(count, expected) / chance - 1)).toBeLessThan(1e-8);
});

it('finds about half of the chance up to the expected number, however large that is', () => {
  for (let expected = 20; expected <= 1_000_000; expected = Math.ceil(expected * 1.3)) {
    const chance = chanceOfAtMost(expected, expected);
    expect(chance).toBeGreaterThan(0.45);
    expect(chance).toBeLessThan(0.56);
  }
});

it('lets small units change more than large ones', () => {
  const steady = [1010, 1005, 1000, 995, 990].map((now) => ({ before: 1000, now }));
  // A tenfold rise from 1 to 10 against the same rise from 100,000.
  expect(changesThatStandOut([...steady, { before: 100_000, now: 1_000_000 }]).at(-1)).toBe(true);
  expect(changesThatStandOut([...steady, { before: 1, now: 1 }]).at(-1)).toBe(false);
});
