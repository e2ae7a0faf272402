import { folded } from './folded.js';
import { withoutLiterals } from './format-code.js';
import { fromNumber, integer, multiply, print, type Rational } from '../exact/rational.js';
import { shownText, standardCode } from './shown.js';

const HUNDRED = integer(100);

/** How a number is shown: as a percentage or not, with how many decimals. */
export interface Printing {
  readonly percent: boolean;
  readonly places: number;
  /** The cell holds the percentage as points: 15.12, for which its header has the sign. */
  readonly inPoints?: boolean;
}

/** The number format that shows numbers so: `0.00%`. */
export function formatFor({ percent, places, inPoints = false }: Printing): string {
  const digits = places === 0 ? '0' : `0.${'0'.repeat(places)}`;
  return percent && !inPoints ? `${digits}%` : digits;
}

/** Tells whether a number format shows percentages. */
export function isPercentFormat(format: string): boolean {
  return withoutLiterals(format).includes('%');
}

/**
 * Returns how a cell shows its number: by what it shows, and where its format is General or text, or shows something
 * else than the number (its thousands, a text), by the digits that were typed ("15.12%" is a percentage of two places,
 * 97.5 a number of one).
 */
export function printingOf(format: string, typed: number | string): Printing {
  if (typeof typed === 'number') return printingShown(format, typed) ?? printingTyped(textAsTyped(typed));
  return printingTyped(textAsTyped(typed));
}

function printingTyped(text: string): Printing {
  return { percent: text.endsWith('%'), places: /\.(\d+)/.exec(text)?.[1]?.length ?? 0 };
}

/** Decimals that make a format show all the places that it has. */
const DECIMALS = 0.123456789;
const SLIGHTLY_LESS = 1 - 1e-9;

/** What a format without conditions shows does not hang on the number, but for its sign. */
const CACHE = new Map<string, Printing | null>();
const MOST_CACHED = 1000;

/** `null` where the format says nothing of the places of numbers, or does not show the number itself. */
function printingShown(format: string, value: number): Printing | null {
  const hasDigits = /[0#?]/.test(withoutLiterals(standardCode(format)));
  if (!hasDigits) return null;
  const sign = value < 0 ? -1 : 1;
  const hasConditions = /\[[<>=]/.test(format);
  // A condition may set the number itself apart ([=1]0%;0.00%): its neighbours show how finely it is shown.
  if (hasConditions) {
    return finest(format, [value, value * SLIGHTLY_LESS, Math.trunc(value) + sign * DECIMALS]);
  }
  const key = `${sign}${format}`;
  let printing = CACHE.get(key);
  if (printing === undefined) {
    printing = finest(format, [sign * (1 + DECIMALS)]);
    if (CACHE.size >= MOST_CACHED) CACHE.clear();
    CACHE.set(key, printing);
  }
  return printing;
}

function finest(format: string, values: readonly number[]): Printing | null {
  let found: Printing | null = null;
  for (const value of values) {
    const printing = printingIn(shownText(value, format), value);
    if (printing !== null && (found === null || printing.places > found.places)) found = printing;
  }
  return found;
}

/** Reads a shown text back; `null` where what it says is not the value, as rounded to its places. */
function printingIn(shown: string, value: number): Printing | null {
  const [, digits, after = ''] = /^[^\d.]*(\d[\d,]*(?:\.\d*)?|\.\d+)([^\d,]\D*)?$/.exec(shown) ?? [];
  if (digits === undefined) return null;
  const percent = after.includes('%');
  const places = /\.(\d*)$/.exec(digits)?.[1]?.length ?? 0;
  const size = Math.abs(value) * (percent ? 100 : 1);
  const isRounded = Math.abs(Number(digits.replace(/,/g, '')) - size) <= 0.500001 * 10 ** -places;
  return isRounded ? { percent, places } : null;
}

function textAsTyped(typed: number | string): string {
  if (typeof typed === 'string') return folded(typed).replace(/[\s,]/g, '');
  return print(fromNumber(typed), 12).replace(/(?:\.|(?<![.0]))0+$/, '');
}

/** Prints a value as a cell would show it: `15.12%`, `95.49`; in points a ratio of 0.1512 is `15.12`. */
export function printAs(value: Rational, { percent, places, inPoints = false }: Printing): string {
  if (!percent) return print(value, places);
  const points = print(multiply(value, HUNDRED), places);
  return inPoints ? points : `${points}%`;
}
