/**
 * An exact rational number. The denominator is positive; the fraction need not be in lowest terms, because reducing
 * after every step costs more than it saves on the short sums of a score.
 */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const ZERO: Rational = { numerator: 0n, denominator: 1n };

/** Returns the rational of an integer. */
export function integer(value: bigint | number): Rational {
  return { numerator: BigInt(value), denominator: 1n };
}

/** Reads a decimal such as `0.5`, `-2` or `1.5e-3` exactly; throws a `RangeError` where the text is none. */
export function fromDecimal(text: string): Rational {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text);
  const digits = (match?.[2] ?? '') + (match?.[3] ?? '');
  if (match === null || digits === '') throw new RangeError(`not a decimal: ${text}`);
  const magnitude = BigInt(digits) * (match[1] === '-' ? -1n : 1n);
  const exponent = Number(match[4] ?? 0) - (match[3] ?? '').length;
  return exponent >= 0
    ? { numerator: magnitude * 10n ** BigInt(exponent), denominator: 1n }
    : { numerator: magnitude, denominator: 10n ** BigInt(-exponent) };
}

/** Reads a double as the shortest decimal that denotes it: what somebody typed, not its binary expansion. */
export function fromNumber(value: number): Rational {
  return Number.isSafeInteger(value) ? integer(value) : fromDecimal(String(value));
}

export function add(a: Rational, b: Rational): Rational {
  if (a.denominator === b.denominator) return { numerator: a.numerator + b.numerator, denominator: a.denominator };
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

export function subtract(a: Rational, b: Rational): Rational {
  return add(a, { numerator: -b.numerator, denominator: b.denominator });
}

export function multiply(a: Rational, b: Rational): Rational {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

/** Returns the quotient, or `undefined` where the divisor is 0. */
export function divide(a: Rational, b: Rational): Rational | undefined {
  if (b.numerator === 0n) return undefined;
  const sign = b.numerator < 0n ? -1n : 1n;
  return { numerator: a.numerator * b.denominator * sign, denominator: a.denominator * b.numerator * sign };
}

/** Returns a negative number, 0 or a positive number as `a` is less than, equal to or greater than `b`. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Returns the nearest double. Exact for numbers whose parts are safe integers, which counts are. */
export function toNumber(value: Rational): number {
  const direct = Number(value.numerator) / Number(value.denominator);
  if (value.numerator < MAX_SAFE && value.numerator > -MAX_SAFE && value.denominator < MAX_SAFE) return direct;
  // Scaled to 20 digits first, so that a quotient of two long integers is rounded only once more.
  const scaled = roundHalfAway(value, 20);
  return Number(print(scaled, 20));
}

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** Rounds to `places` decimals, halves away from zero, as Excel's ROUND does. The result's denominator is 10^places. */
export function roundHalfAway(value: Rational, places: number): Rational {
  const scale = 10n ** BigInt(places);
  const negative = value.numerator < 0n;
  const magnitude = (negative ? -value.numerator : value.numerator) * scale * 2n + value.denominator;
  const rounded = magnitude / (value.denominator * 2n);
  return { numerator: negative ? -rounded : rounded, denominator: scale };
}

/** Prints with exactly `places` decimals, rounded half away from zero: (1/8, 2) → `0.13`. */
export function print(value: Rational, places: number): string {
  const { numerator } = roundHalfAway(value, places);
  const digits = (numerator < 0n ? -numerator : numerator).toString().padStart(places + 1, '0');
  const sign = numerator < 0n ? '-' : '';
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** Prints the shortest exact decimal of at most 12 places, else the number rounded to 12 places. */
export function printShortest(value: Rational): string {
  return print(value, 12).replace(/\.?0+$/, '');
}
