import {
  compare,
  fromDecimal,
  integer,
  multiply,
  ONE,
  print,
  roundHalfAway,
  signOf,
  ZERO,
  type Rational,
} from '../../exact/rational.js';

const HUNDRED = integer(100);
const MOST_PLACES = 8;

/** Prints a rate with two decimals, or with as many more as it takes not to look like 0 % or 100 % where it is not. */
export function printRate(rate: Rational): string {
  const percent = multiply(rate, HUNDRED);
  const places = placesToTell(percent, [ZERO, HUNDRED]);
  return `${print(percent, places)}%`;
}

/** Prints the threshold of a rule: 0.01 → `1%`. */
export function printThreshold(decimal: string): string {
  return `${shortest(multiply(fromDecimal(decimal), HUNDRED), MOST_PLACES)}%`;
}

/** Prints points and loss with two decimals at most, or with as many more as it takes for a loss to be seen. */
export function printPoints({ points, lost }: { readonly points: Rational; readonly lost: Rational }): {
  readonly points: string;
  readonly lost: string;
} {
  const places = placesToTell(lost, [ZERO]);
  return { points: shortest(points, places), lost: shortest(lost, places) };
}

/** A rate of exactly 1 lacks nothing. */
export function isWhole(rate: Rational): boolean {
  return compare(rate, ONE) === 0;
}

function placesToTell(value: Rational, limits: readonly Rational[]): number {
  const misleads = (places: number): boolean =>
    limits.some((limit) => compare(value, limit) !== 0 && compare(roundHalfAway(value, places), limit) === 0);
  let places = 2;
  while (places < MOST_PLACES && misleads(places)) places += 1;
  return places;
}

function shortest(value: Rational, places: number): string {
  const text = print(value, places);
  if (signOf(value) === 0) return '0';
  if (!text.includes('.')) return text;
  return text.replace(/(?:\.|(?<![.0]))0+$/, '');
}
