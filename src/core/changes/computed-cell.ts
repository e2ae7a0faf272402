import { compare, fromNumber, type Rational } from '../exact/rational.js';
import type { CellValue } from '../grid/grid.js';
import { printAs, printingOf, type Printing } from '../grid/printed.js';
import { readCell } from '../grid/reading.js';
import type { CellContent } from './plan.js';

/** The six states of a computed cell before it is filled. */
export type CellState = 'blank' | 'ours' | 'formula-same' | 'typed-same' | 'typed-differs' | 'formula-differs';

/** What a computed cell should show: a number, or "-" where the ratio does not exist. */
export type Wanted = Rational | '-';

/**
 * Tells what stands in a computed cell against what should, at the precision at which it is printed. A number that no
 * format rounds will be printed in the format `becomes`, which must not show a figure that nobody has seen.
 */
export function stateOf(
  present: CellContent,
  { format, becomes }: { readonly format: string; readonly becomes: string },
  wanted: Wanted,
  formula: string | null,
): CellState {
  const { value } = present;
  if (present.formula === null && (value === null || value === '')) return 'blank';
  if (formula !== null && present.formula === formula && holds(value, wanted)) return 'ours';
  const same = holds(value, wanted) || printsAs(value, format, becomes, wanted);
  if (present.formula !== null) return same ? 'formula-same' : 'formula-differs';
  return same ? 'typed-same' : 'typed-differs';
}

/** Tells whether a value is the wanted one to the last of its digits (12 places, since it is a double). */
export function holds(value: CellValue, wanted: Wanted): boolean {
  if (wanted === '-') return typeof value === 'string' && readCell(value, 'General').kind === 'none';
  return typeof value === 'number' && Math.abs(value - Number(printAs(wanted, { percent: false, places: 15 }))) < 1e-11;
}

function printsAs(value: CellValue, format: string, becomes: string, wanted: Wanted): boolean {
  const reading = readCell(value, format);
  if (wanted === '-') return reading.kind === 'none';
  if (reading.kind !== 'number' || (typeof value !== 'number' && typeof value !== 'string')) return false;
  const printing = atLeast(
    printingOf(format, value),
    format !== becomes,
    typeof value === 'number' ? printingOf(becomes, value) : undefined,
  );
  const typed = fromNumber(reading.value);
  return compare(typed, wanted) === 0 || printAs(typed, printing) === printAs(wanted, printing);
}

/** A number 99 without a format of its own is printed as 99.00 afterwards, and so is one under `0`: it is compared so. */
function atLeast(printing: Printing, isReplaced: boolean, after: Printing | undefined): Printing {
  if (!isReplaced || after === undefined) return printing;
  const [before, then] = [printing, after].map(({ percent, places }) => places + (percent ? 2 : 0));
  return { percent: false, places: Math.max(before ?? 0, then ?? 0) };
}
