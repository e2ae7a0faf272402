export const MILLIMETRES_A_POINT = 25.4 / 72;

/** Millimetres as twentieths of a point, rounded: Word knows A4 by its measures. */
export function twips(millimetres: number): number {
  return Math.round((millimetres / MILLIMETRES_A_POINT) * 20);
}

/** Points as twentieths. */
export function points(size: number): number {
  return Math.round(size * 20);
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
