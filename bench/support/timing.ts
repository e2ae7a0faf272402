/** Runs some work and returns its result with the milliseconds it took. */
export function timed<T>(work: () => T): readonly [T, number] {
  const start = performance.now();
  const result = work();
  return [result, performance.now() - start];
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
