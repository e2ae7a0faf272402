import { compare, fromNumber, type Rational } from '../exact/rational.js';
import type { CellValue } from '../grid/grid.js';
import { printAs, printingOf, type Printing } from '../grid/printed.js';
import { readCell } from '../grid/reading.js';
import { isBlank, type CellContent } from './plan.js';

/** The six states of a computed cell before it is filled. */
export type CellState = 'blank' | 'ours' | 'formula-same' | 'typed-same' | 'typed-differs' | 'formula-differs';

/** What a computed cell should show: a number, or "-" where the ratio does not exist. */
export type Wanted = Rational | '-';

/** A cell as it stands before it is filled. */
export interface PresentCell {
  readonly content: CellContent;
  readonly format: string;
}

/** What is to stand in a computed cell. */
export interface ComputedCell {
  readonly wanted: Wanted;
  /** `null` where only a value can stand there. */
  readonly formula: string | null;
  readonly format: string;
}

/**
 * Compares what stands in a computed cell with what should, at the precision at which it is printed. A number that no
 * format rounds will be printed in the computed cell's format, which must not show a figure that nobody has seen.
 */
export function stateOf(present: PresentCell, computed: ComputedCell): CellState {
  const { value, formula } = present.content;
  if (isBlank(present.content)) return 'blank';
  const isExact = holds(value, computed.wanted);
  if (computed.formula !== null && formula === computed.formula && isExact) return 'ours';
  const isSame = isExact || printsSame(present, computed);
  if (formula !== null) return isSame ? 'formula-same' : 'formula-differs';
  if (isSame) return 'typed-same';
  return 'typed-differs';
}

/** Tells whether a value is the wanted one to the last of its digits (12 places, since it is a double). */
export function holds(value: CellValue, wanted: Wanted): boolean {
  if (wanted === '-') return typeof value === 'string' && readCell(value, 'General').kind === 'none';
  if (typeof value !== 'number') return false;
  const exact = Number(printAs(wanted, { percent: false, places: 15 }));
  return Math.abs(value - exact) < 1e-11;
}

function printsSame({ content: { value }, format }: PresentCell, computed: ComputedCell): boolean {
  const { wanted } = computed;
  const reading = readCell(value, format);
  if (wanted === '-') return reading.kind === 'none';
  if (reading.kind !== 'number') return false;
  if (typeof value !== 'number' && typeof value !== 'string') return false;
  const typed = fromNumber(reading.value);
  if (compare(typed, wanted) === 0) return true;
  let printing = printingOf(format, value);
  if (typeof value === 'number' && format !== computed.format)
    printing = finerOf(printing, printingOf(computed.format, value));
  return printAs(typed, printing) === printAs(wanted, printing);
}

/** A number 99 without a format of its own, or under `0`, is printed as 99.00 afterwards: it is compared so. */
function finerOf(before: Printing, after: Printing): Printing {
  return { percent: false, places: Math.max(decimalsOf(before), decimalsOf(after)) };
}

function decimalsOf({ percent, places }: Printing): number {
  if (percent) return places + 2;
  return places;
}
