/** Robust statistics for notices. Each is defined where it is published; nothing here decides what is an error. */

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  if (sorted.length % 2 === 1) return upper;
  return ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** The quantile by linear interpolation, 0.25 for the first quartile. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? NaN;
  const high = sorted[Math.ceil(at)] ?? NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/**
 * Modified z-scores (Iglewicz and Hoaglin 1993): 0.6745 (x − median) ÷ MAD. Where more than half of the values are
 * equal MAD is 0; then the mean absolute deviation takes its place, as they advise; where that is 0 too, all are 0.
 */
export function modifiedZ(values: readonly number[]): readonly number[] {
  const middle = median(values);
  const deviations = values.map((value) => Math.abs(value - middle));
  const mad = median(deviations);
  if (mad > 0) return values.map((value) => (0.6745 * (value - middle)) / mad);
  const mean = deviations.reduce((sum, deviation) => sum + deviation, 0) / values.length;
  if (mean > 0) return values.map((value) => (value - middle) / (1.253314 * mean));
  return values.map(() => 0);
}

/**
 * Hidiroglou and Berthelot (1986): which changes from one period to the next stand out, large units being allowed less.
 * U = 0.5, A = 0.05, C = 4.
 */
export function changesThatStandOut(
  pairs: readonly { readonly before: number; readonly now: number }[],
): readonly boolean[] {
  const ratios = pairs.map(({ before, now }) => now / before);
  const middle = median(ratios);
  const effects = ratios.map((ratio, index) => {
    const { before = 0, now = 0 } = pairs[index] ?? {};
    const size = ratio < middle ? 1 - middle / ratio : ratio / middle - 1;
    return size * Math.sqrt(Math.max(before, now));
  });
  const centre = median(effects);
  const floor = Math.abs(0.05 * centre);
  const low = Math.max(centre - quantile(effects, 0.25), floor);
  const high = Math.max(quantile(effects, 0.75) - centre, floor);
  return effects.map((effect) => effect < centre - 4 * low || effect > centre + 4 * high);
}

/** The chance of at most `count` events where `expected` are expected (Poisson). */
export function chanceOfAtMost(count: number, expected: number): number {
  if (count < 0) return 0;
  if (expected <= 0) return 1;
  if (count < expected) return sumDownwards(count, expected);
  return 1 - sumUpwards(count + 1, expected);
}

/** P(X ≤ from) for `from` below the expected number: each term is smaller than the one before. */
function sumDownwards(from: number, expected: number): number {
  let term = chanceOfExactly(from, expected);
  let sum = 0;
  for (let k = from; k >= 0 && term > sum * Number.EPSILON; k -= 1) {
    sum += term;
    term *= k / expected;
  }
  return sum;
}

/** P(X ≥ from) for `from` above the expected number: each term is smaller than the one before. */
function sumUpwards(from: number, expected: number): number {
  let term = chanceOfExactly(from, expected);
  let sum = 0;
  for (let k = from + 1; term > sum * Number.EPSILON; k += 1) {
    sum += term;
    term *= expected / k;
  }
  return sum;
}

/** P(X = count), by logarithms: e^−λ alone is 0 in doubles from λ = 746 on. */
function chanceOfExactly(count: number, expected: number): number {
  return Math.exp(count * Math.log(expected) - expected - logFactorial(count));
}

/** ln n!: added up while that is cheap, by Stirling's series beyond, where its error is below 1e-16. */
function logFactorial(n: number): number {
  if (n >= 256) return (n + 0.5) * Math.log(n) - n + Math.log(2 * Math.PI) / 2 + 1 / (12 * n) - 1 / (360 * n ** 3);
  let sum = 0;
  for (let k = 2; k <= n; k += 1) sum += Math.log(k);
  return sum;
}
