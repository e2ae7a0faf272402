import { compare, fromNumber, type Rational } from '../exact/rational.js';
import type { CellValue } from '../grid/grid.js';
import { printAs, printingOf } from '../grid/printed.js';
import { readCell } from '../grid/reading.js';
import type { CellContent } from './plan.js';

/** The six states of a computed cell before it is filled. */
export type CellState = 'blank' | 'ours' | 'formula-same' | 'typed-same' | 'typed-differs' | 'formula-differs';

/** What a computed cell should show: a number, or "-" where the ratio does not exist. */
export type Wanted = Rational | '-';

/**
 * Tells what stands in a computed cell against what should. Typed figures are compared at their printed precision,
 * formulas by their values (to 12 places, since they are doubles).
 */
export function stateOf(present: CellContent, format: string, wanted: Wanted, formula: string | null): CellState {
  const { value } = present;
  if (present.formula === null && (value === null || value === '')) return 'blank';
  if (formula !== null && present.formula === formula && shows(value, wanted)) return 'ours';
  if (present.formula !== null) return shows(value, wanted) ? 'formula-same' : 'formula-differs';
  return showsAtItsPrecision(value, format, wanted) ? 'typed-same' : 'typed-differs';
}

function shows(value: CellValue, wanted: Wanted): boolean {
  if (wanted === '-') return typeof value === 'string' && readCell(value, 'General').kind === 'none';
  return typeof value === 'number' && Math.abs(value - Number(printAs(wanted, { percent: false, places: 15 }))) < 1e-11;
}

function showsAtItsPrecision(value: CellValue, format: string, wanted: Wanted): boolean {
  const reading = readCell(value, format);
  if (wanted === '-') return reading.kind === 'none';
  if (reading.kind !== 'number' || (typeof value !== 'number' && typeof value !== 'string')) return false;
  const printing = printingOf(format, value);
  const typed = fromNumber(reading.value);
  return compare(typed, wanted) === 0 || printAs(typed, printing) === printAs(wanted, printing);
}
