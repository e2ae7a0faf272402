/**
 * An exact rational number. The denominator is positive; the fraction need not be in lowest terms, because reducing
 * after every step costs more than it saves on the short sums of a score. Plain data that survives structured cloning.
 */
export type Rational = SmallRational | BigRational;

interface BigRational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * A rational whose parts are safe integers, held as doubles: a hundred thousand units are counted in figures that fit,
 * and BigInts for all of them cost ten times as much. Arithmetic that would leave the safe integers goes on in BigInts.
 */
interface SmallRational {
  readonly top: number;
  readonly bottom: number;
}

const MAX_SAFE = Number.MAX_SAFE_INTEGER;

export const ZERO: Rational = of(0, 1);

export const ONE: Rational = of(1, 1);

/** Ranks, points and many counts are so small; shared, they take no memory of their own. */
const SHARED: readonly Rational[] = [ZERO, ONE, ...Array.from({ length: 1022 }, (_, index) => of(index + 2, 1))];

/**
 * Returns the rational of an integer.
 *
 * @throws RangeError where a `number` is no integer
 * @example
 *   import { integer, toNumber } from './rational.js';
 *   toNumber(integer(12)) // => 12
 */
export function integer(value: bigint | number): Rational {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return SHARED[value] ?? of(value, 1);
  return fraction(BigInt(value), 1n);
}

/**
 * Reads a decimal such as `0.5`, `-2` or `1.5e-3` exactly.
 *
 * @throws RangeError where the text is no decimal
 * @example
 *   import { fromDecimal, print } from './rational.js';
 *   print(fromDecimal('1.5e-3'), 4) // => '0.0015'
 */
export function fromDecimal(text: string): Rational {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text);
  const digits = (match?.[2] ?? '') + (match?.[3] ?? '');
  if (match === null || digits === '') throw new RangeError(`not a decimal: ${text}`);
  let signed = BigInt(digits);
  if (match[1] === '-') signed = -signed;
  const exponent = Number(match[4] ?? 0) - (match[3] ?? '').length;
  if (exponent < 0) return fraction(signed, 10n ** BigInt(-exponent));
  return fraction(signed * 10n ** BigInt(exponent), 1n);
}

/**
 * Reads a double as the shortest decimal that denotes it: what somebody typed, not its binary expansion.
 *
 * @throws RangeError for NaN and infinities
 * @example
 *   import { add, fromNumber, printShortest } from './rational.js';
 *   printShortest(add(fromNumber(0.1), fromNumber(0.2))) // => '0.3'
 */
export function fromNumber(value: number): Rational {
  if (Number.isSafeInteger(value)) return integer(value);
  return fromDecimal(String(value));
}

/**
 * Returns the exact sum.
 *
 * @example
 *   import { add, fromDecimal, print } from './rational.js';
 *   print(add(fromDecimal('0.1'), fromDecimal('0.2')), 1) // => '0.3'
 */
export function add(a: Rational, b: Rational): Rational {
  if (isSmall(a) && isSmall(b)) {
    if (b.top === 0) return a;
    if (a.top === 0) return b;
    const sum = smallSum(a.top, a.bottom, b.top, b.bottom);
    if (sum !== undefined) return sum;
  }
  return bigSum(numeratorOf(a), denominatorOf(a), numeratorOf(b), denominatorOf(b));
}

/**
 * Returns the exact difference.
 *
 * @example
 *   import { integer, subtract, toNumber } from './rational.js';
 *   toNumber(subtract(integer(3), integer(5))) // => -2
 */
export function subtract(a: Rational, b: Rational): Rational {
  if (isSmall(a) && isSmall(b)) {
    if (b.top === 0) return a;
    const difference = smallSum(a.top, a.bottom, -b.top, b.bottom);
    if (difference !== undefined) return difference;
  }
  return bigSum(numeratorOf(a), denominatorOf(a), -numeratorOf(b), denominatorOf(b));
}

/**
 * Returns the exact product.
 *
 * @example
 *   import { fromDecimal, multiply, print } from './rational.js';
 *   print(multiply(fromDecimal('0.5'), fromDecimal('0.25')), 3) // => '0.125'
 */
export function multiply(a: Rational, b: Rational): Rational {
  if (isSmall(a) && isSmall(b)) {
    if (a === ONE || b === ZERO) return b;
    if (b === ONE || a === ZERO) return a;
    const top = a.top * b.top;
    const bottom = a.bottom * b.bottom;
    if (isSafe(top) && bottom <= MAX_SAFE) return ofSafe(top, bottom);
  }
  return { numerator: numeratorOf(a) * numeratorOf(b), denominator: denominatorOf(a) * denominatorOf(b) };
}

/**
 * Returns the exact quotient, or `undefined` where the divisor is 0.
 *
 * @example
 *   import { divide, integer, print, ZERO } from './rational.js';
 *   print(divide(integer(2), integer(3)) ?? ZERO, 4) // => '0.6667'
 *   divide(integer(2), ZERO) // => undefined
 */
export function divide(a: Rational, b: Rational): Rational | undefined {
  const sign = signOf(b);
  if (sign === 0) return undefined;
  if (isSmall(a) && isSmall(b)) {
    const top = a.top * b.bottom * sign;
    const bottom = a.bottom * b.top * sign;
    if (isSafe(top) && bottom <= MAX_SAFE) return ofSafe(top, bottom);
  }
  const direction = BigInt(sign);
  return {
    numerator: numeratorOf(a) * denominatorOf(b) * direction,
    denominator: denominatorOf(a) * numeratorOf(b) * direction,
  };
}

/**
 * Returns a negative number, 0 or a positive number as `a` is less than, equal to or greater than `b`.
 *
 * @example
 *   import { compare, fromDecimal, integer } from './rational.js';
 *   compare(fromDecimal('0.5'), integer(1)) < 0 // => true
 */
export function compare(a: Rational, b: Rational): number {
  if (isSmall(a) && isSmall(b)) {
    const left = a.top * b.bottom;
    const right = b.top * a.bottom;
    if (isSafe(left) && isSafe(right)) return signOfParts(left - right);
  }
  const difference = numeratorOf(a) * denominatorOf(b) - numeratorOf(b) * denominatorOf(a);
  return signOfParts(difference);
}

/** Returns -1, 0 or 1 as the number is negative, 0 or positive. */
export function signOf(value: Rational): -1 | 0 | 1 {
  if (isSmall(value)) return signOfParts(value.top);
  return signOfParts(value.numerator);
}

function signOfParts(numerator: number | bigint): -1 | 0 | 1 {
  if (numerator < 0) return -1;
  if (numerator > 0) return 1;
  return 0;
}

/** The numerator, in no particular terms. */
export function numeratorOf(value: Rational): bigint {
  if (isSmall(value)) return BigInt(value.top);
  return value.numerator;
}

/** The denominator that goes with `numeratorOf`. */
export function denominatorOf(value: Rational): bigint {
  if (isSmall(value)) return BigInt(value.bottom);
  return value.denominator;
}

/**
 * Returns the nearest double. Exact for numbers whose parts are safe integers, which counts are.
 *
 * @example
 *   import { fromDecimal, toNumber } from './rational.js';
 *   toNumber(fromDecimal('0.125')) // => 0.125
 */
export function toNumber(value: Rational): number {
  if (isSmall(value)) return value.top / value.bottom;
  const { numerator, denominator } = value;
  if (isSafeBig(numerator) && isSafeBig(denominator)) return Number(numerator) / Number(denominator);
  // Scaled to 20 digits first, so that a quotient of two long integers is rounded only once more.
  return Number(print(value, 20));
}

const POWERS_OF_TEN = Array.from({ length: 16 }, (_, places) => 10 ** places);

/**
 * Rounds to `places` decimals, halves away from zero, as Excel's ROUND does. The result's denominator is 10^places.
 *
 * @param places 0 or more
 * @example
 *   import { fromDecimal, roundHalfAway, toNumber } from './rational.js';
 *   toNumber(roundHalfAway(fromDecimal('-2.5'), 0)) // => -3
 */
export function roundHalfAway(value: Rational, places: number): Rational {
  if (isSmall(value)) {
    const scale = POWERS_OF_TEN[places] ?? Infinity;
    const twice = Math.abs(value.top) * scale * 2 + value.bottom;
    if (twice <= MAX_SAFE && value.bottom * 2 <= MAX_SAFE) {
      // The remainder first: the quotient of two safe integers may itself be rounded up to the next integer.
      const rounded = (twice - (twice % (value.bottom * 2))) / (value.bottom * 2);
      if (value.top < 0 && rounded !== 0) return of(-rounded, scale);
      return of(rounded, scale);
    }
  }
  const numerator = numeratorOf(value);
  const denominator = denominatorOf(value);
  const scale = 10n ** BigInt(places);
  const rounded = (magnitudeOf(numerator) * scale * 2n + denominator) / (denominator * 2n);
  if (numerator < 0n) return fraction(-rounded, scale);
  return fraction(rounded, scale);
}

function magnitudeOf(value: bigint): bigint {
  if (value < 0n) return -value;
  return value;
}

/**
 * Prints with exactly `places` decimals, rounded half away from zero.
 *
 * @param places 0 or more
 * @example
 *   import { fromDecimal, print } from './rational.js';
 *   print(fromDecimal('0.125'), 2) // => '0.13'
 */
export function print(value: Rational, places: number): string {
  const rounded = roundHalfAway(value, places);
  const numerator = isSmall(rounded) ? rounded.top : rounded.numerator;
  const sign = numerator < 0 ? '-' : '';
  const digits = numerator
    .toString()
    .replace('-', '')
    .padStart(places + 1, '0');
  if (places === 0) return sign + digits;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/**
 * Prints the shortest exact decimal of at most 12 places, else the number rounded to 12 places.
 *
 * @example
 *   import { fromDecimal, printShortest } from './rational.js';
 *   printShortest(fromDecimal('97.50')) // => '97.5'
 */
export function printShortest(value: Rational): string {
  return print(value, 12).replace(/(?:\.|(?<![.0]))0+$/, '');
}

function of(top: number, bottom: number): SmallRational {
  return { top, bottom };
}

/** The parts of a rational that are safe integers; `undefined` where it needs longer ones. */
export function safeParts(value: Rational): { readonly top: number; readonly bottom: number } | undefined {
  if (isSmall(value)) return value;
  return undefined;
}

/**
 * A rational of parts that are known to be safe integers, `bottom` above 0. Most rates are 0 or 1: shared, and as
 * integers they keep later sums small.
 */
export function ofSafe(top: number, bottom: number): Rational {
  if (top === 0) return ZERO;
  if (top === bottom) return ONE;
  return of(top, bottom);
}

// eslint-disable-next-line max-params -- objects for the two fractions would be made for every sum
function smallSum(top: number, bottom: number, otherTop: number, otherBottom: number): Rational | undefined {
  if (bottom === otherBottom) {
    const sum = top + otherTop;
    if (!isSafe(sum)) return undefined;
    return ofSafe(sum, bottom);
  }
  const left = top * otherBottom;
  const right = otherTop * bottom;
  const denominator = bottom * otherBottom;
  // Each product first: two that were rounded could add up to a number that looks safe.
  if (!isSafe(left) || !isSafe(right) || !isSafe(left + right) || denominator > MAX_SAFE) return undefined;
  return ofSafe(left + right, denominator);
}

// eslint-disable-next-line max-params -- as in smallSum
function bigSum(numerator: bigint, denominator: bigint, otherNumerator: bigint, otherDenominator: bigint): Rational {
  if (denominator === otherDenominator) return { numerator: numerator + otherNumerator, denominator };
  return {
    numerator: numerator * otherDenominator + otherNumerator * denominator,
    denominator: denominator * otherDenominator,
  };
}

/** A fraction as small as its parts allow. */
function fraction(numerator: bigint, denominator: bigint): Rational {
  if (!isSafeBig(numerator) || !isSafeBig(denominator)) return { numerator, denominator };
  if (denominator === 1n) return integer(Number(numerator));
  return of(Number(numerator), Number(denominator));
}

// By its field, not by instanceof, which costs more in the innermost loops.
function isSmall(value: Rational): value is SmallRational {
  return (value as Partial<SmallRational>).bottom !== undefined;
}

function isSafe(value: number): boolean {
  return value <= MAX_SAFE && value >= -MAX_SAFE;
}

const MAX_SAFE_BIG = BigInt(MAX_SAFE);

function isSafeBig(value: bigint): boolean {
  return value <= MAX_SAFE_BIG && value >= -MAX_SAFE_BIG;
}
