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

/** Ranks, points and many counts are below it; shared, they take no memory of their own. */
const SHARED: readonly Rational[] = Array.from({ length: 1024 }, (_, value) =>
  value === 0 ? ZERO : value === 1 ? ONE : of(value, 1),
);

/** Returns the rational of an integer. */
export function integer(value: bigint | number): Rational {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return SHARED[value] ?? of(value, 1);
  return fraction(BigInt(value), 1n);
}

/** Reads a decimal such as `0.5`, `-2` or `1.5e-3` exactly; throws a `RangeError` where the text is none. */
export function fromDecimal(text: string): Rational {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text);
  const digits = (match?.[2] ?? '') + (match?.[3] ?? '');
  if (match === null || digits === '') throw new RangeError(`not a decimal: ${text}`);
  const magnitude = BigInt(digits) * (match[1] === '-' ? -1n : 1n);
  const exponent = Number(match[4] ?? 0) - (match[3] ?? '').length;
  return exponent >= 0
    ? fraction(magnitude * 10n ** BigInt(exponent), 1n)
    : fraction(magnitude, 10n ** BigInt(-exponent));
}

/** Reads a double as the shortest decimal that denotes it: what somebody typed, not its binary expansion. */
export function fromNumber(value: number): Rational {
  return Number.isSafeInteger(value) ? integer(value) : fromDecimal(String(value));
}

export function add(a: Rational, b: Rational): Rational {
  if (isSmall(a) && isSmall(b)) {
    if (b.top === 0) return a;
    if (a.top === 0) return b;
    const sum = smallSum(a.top, a.bottom, b.top, b.bottom);
    if (sum !== undefined) return sum;
  }
  return bigSum(numeratorOf(a), denominatorOf(a), numeratorOf(b), denominatorOf(b));
}

export function subtract(a: Rational, b: Rational): Rational {
  if (isSmall(a) && isSmall(b)) {
    if (b.top === 0) return a;
    const difference = smallSum(a.top, a.bottom, -b.top, b.bottom);
    if (difference !== undefined) return difference;
  }
  return bigSum(numeratorOf(a), denominatorOf(a), -numeratorOf(b), denominatorOf(b));
}

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

/** Returns the quotient, or `undefined` where the divisor is 0. */
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

/** Returns a negative number, 0 or a positive number as `a` is less than, equal to or greater than `b`. */
export function compare(a: Rational, b: Rational): number {
  if (isSmall(a) && isSmall(b)) {
    const left = a.top * b.bottom;
    const right = b.top * a.bottom;
    if (isSafe(left) && isSafe(right)) return left < right ? -1 : left > right ? 1 : 0;
  }
  const difference = numeratorOf(a) * denominatorOf(b) - numeratorOf(b) * denominatorOf(a);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Returns -1, 0 or 1 as the number is negative, 0 or positive. */
export function signOf(value: Rational): -1 | 0 | 1 {
  const numerator = isSmall(value) ? value.top : value.numerator;
  return numerator < 0 ? -1 : numerator > 0 ? 1 : 0;
}

/** The numerator, in no particular terms. */
export function numeratorOf(value: Rational): bigint {
  return isSmall(value) ? BigInt(value.top) : value.numerator;
}

/** The denominator that goes with `numeratorOf`. */
export function denominatorOf(value: Rational): bigint {
  return isSmall(value) ? BigInt(value.bottom) : value.denominator;
}

/** Returns the nearest double. Exact for numbers whose parts are safe integers, which counts are. */
export function toNumber(value: Rational): number {
  if (isSmall(value)) return value.top / value.bottom;
  const { numerator, denominator } = value;
  if (isSafeBig(numerator) && isSafeBig(denominator)) return Number(numerator) / Number(denominator);
  // Scaled to 20 digits first, so that a quotient of two long integers is rounded only once more.
  return Number(print(value, 20));
}

const POWERS_OF_TEN = Array.from({ length: 16 }, (_, places) => 10 ** places);

/** Rounds to `places` decimals, halves away from zero, as Excel's ROUND does. The result's denominator is 10^places. */
export function roundHalfAway(value: Rational, places: number): Rational {
  if (isSmall(value)) {
    const scale = POWERS_OF_TEN[places] ?? Infinity;
    const twice = Math.abs(value.top) * scale * 2 + value.bottom;
    if (twice <= MAX_SAFE && value.bottom * 2 <= MAX_SAFE) {
      // The remainder first: the quotient of two safe integers may itself be rounded up to the next integer.
      const rounded = (twice - (twice % (value.bottom * 2))) / (value.bottom * 2);
      return of(value.top < 0 && rounded !== 0 ? -rounded : rounded, scale);
    }
  }
  const [numerator, denominator] = [numeratorOf(value), denominatorOf(value)];
  const scale = 10n ** BigInt(places);
  const negative = numerator < 0n;
  const magnitude = (negative ? -numerator : numerator) * scale * 2n + denominator;
  const rounded = magnitude / (denominator * 2n);
  return fraction(negative ? -rounded : rounded, scale);
}

/** Prints with exactly `places` decimals, rounded half away from zero: (1/8, 2) → `0.13`. */
export function print(value: Rational, places: number): string {
  const rounded = roundHalfAway(value, places);
  const numerator = isSmall(rounded) ? rounded.top : rounded.numerator;
  const digits = (numerator < 0 ? -numerator : numerator).toString().padStart(places + 1, '0');
  const sign = numerator < 0 ? '-' : '';
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** Prints the shortest exact decimal of at most 12 places, else the number rounded to 12 places. */
export function printShortest(value: Rational): string {
  return print(value, 12).replace(/\.?0+$/, '');
}

function of(top: number, bottom: number): SmallRational {
  return { top, bottom };
}

/** The parts of a rational that are safe integers; `undefined` where it needs longer ones. */
export function safeParts(value: Rational): { readonly top: number; readonly bottom: number } | undefined {
  return isSmall(value) ? value : undefined;
}

/** A rational of parts that are known to be safe integers, `bottom` above 0. Most rates are 0 or 1: shared, and as integers they keep later sums small. */
export function ofSafe(top: number, bottom: number): Rational {
  if (top === 0) return ZERO;
  return top === bottom ? ONE : of(top, bottom);
}

function smallSum(top: number, bottom: number, otherTop: number, otherBottom: number): Rational | undefined {
  if (bottom === otherBottom) {
    const sum = top + otherTop;
    return isSafe(sum) ? ofSafe(sum, bottom) : undefined;
  }
  const left = top * otherBottom;
  const right = otherTop * bottom;
  const denominator = bottom * otherBottom;
  // Each product first: two that were rounded could add up to a number that looks safe.
  return isSafe(left) && isSafe(right) && isSafe(left + right) && denominator <= MAX_SAFE
    ? ofSafe(left + right, denominator)
    : undefined;
}

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
  return denominator === 1n ? integer(Number(numerator)) : of(Number(numerator), Number(denominator));
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
