import { folded } from './folded.js';
import { withoutLiterals } from './format-code.js';
import { fromNumber, integer, multiply, print, type Rational } from '../exact/rational.js';

const HUNDRED = integer(100);

/** How a number is shown: as a percentage or not, with how many decimals. */
export interface Printing {
  readonly percent: boolean;
  readonly places: number;
}

/** The number format that shows numbers so: `0.00%`. */
export function formatFor({ percent, places }: Printing): string {
  const digits = places === 0 ? '0' : `0.${'0'.repeat(places)}`;
  return percent ? `${digits}%` : digits;
}

/** Tells whether a number format shows percentages. */
export function isPercentFormat(format: string): boolean {
  return withoutLiterals(format).includes('%');
}

/**
 * Returns how a cell shows its number: by its number format, and where that is General or text, by the digits that
 * were typed ("15.12%" is a percentage of two places, 97.5 a number of one).
 */
export function printingOf(format: string, typed: number | string): Printing {
  const code = withoutLiterals(format).split(';')[0] ?? '';
  if (/[0#]/.test(code) && typeof typed === 'number') {
    return { percent: code.includes('%'), places: /\.([0#?]+)/.exec(code)?.[1]?.length ?? 0 };
  }
  const text = textAsTyped(typed);
  return { percent: text.endsWith('%'), places: /\.(\d+)/.exec(text)?.[1]?.length ?? 0 };
}

function textAsTyped(typed: number | string): string {
  if (typeof typed === 'string') return folded(typed).replace(/[\s,]/g, '');
  return print(fromNumber(typed), 12).replace(/(?:\.|(?<![.0]))0+$/, '');
}

/** Prints a value as a cell would show it: `15.12%`, `95.49`. */
export function printAs(value: Rational, { percent, places }: Printing): string {
  if (percent) return `${print(multiply(value, HUNDRED), places)}%`;
  return print(value, places);
}
