/**
 * Returns the largest of some numbers, or `least` where that is larger or there are none; `NaN` where one of them is.
 * `Math.max` itself takes its numbers as arguments, of which there can be too many.
 */
export function maximum(numbers: Iterable<number>, least: number): number {
  let result = least;
  for (const number of numbers) result = Math.max(result, number);
  return result;
}
