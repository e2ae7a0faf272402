import { divide, fromNumber, integer, toNumber, type Rational } from '../exact/rational.js';
import { formatAt, valueAt, type Grid } from '../grid/grid.js';
import { printAs, printingOf, type Printing } from '../grid/printed.js';
import { readCell } from '../grid/reading.js';
import type { AttachmentColumn } from '../recognition/attachment.js';

/** What a computed cell shows. */
export type PrintedCell =
  | { readonly kind: 'blank' }
  /** "-": the ratio does not exist. */
  | { readonly kind: 'none'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string; readonly value: number; readonly printing: Printing }
  /** An error such as #DIV/0!, or words. */
  | { readonly kind: 'other'; readonly text: string };

const HUNDRED = integer(100);

/**
 * Reads what a computed cell shows, at the precision at which it shows it. A percentage is a ratio, in a column of
 * points too.
 */
export function printedCell(
  grid: Grid,
  row: number,
  { column, isInPoints = false }: Pick<AttachmentColumn, 'column' | 'isInPoints'>,
): PrintedCell {
  const value = valueAt(grid, row, column);
  const format = formatAt(grid, row, column);
  const reading = readCell(value, format);
  switch (reading.kind) {
    case 'blank':
      return { kind: 'blank' };
    case 'none':
      return { kind: 'none', text: reading.text.trim() };
    case 'unreadable':
      return { kind: 'other', text: reading.text };
    case 'number': {
      const isTyped = typeof value === 'number' || typeof value === 'string';
      const printing = printingOf(format, isTyped ? value : reading.value);
      const number = fromNumber(reading.value);
      if (!isInPoints || printing.percent)
        return { kind: 'number', text: printAs(number, printing), value: reading.value, printing };
      const ratio = divide(number, HUNDRED) ?? number;
      const points: Printing = { percent: true, places: printing.places, inPoints: true };
      return { kind: 'number', text: printAs(ratio, points), value: toNumber(ratio), printing: points };
    }
  }
}

/** Tells whether a cell shows a value at its own precision; a blank cell says nothing wrong. */
export function shows(cell: PrintedCell, exact: Rational | undefined): boolean {
  switch (cell.kind) {
    case 'blank':
      return true;
    case 'none':
      return exact === undefined;
    case 'other':
      return false;
    case 'number':
      return exact !== undefined && printAs(exact, cell.printing) === cell.text;
  }
}

/** The cell's text, `-` and blanks as they are. */
export function textOf(cell: PrintedCell): string {
  if (cell.kind === 'blank') return '';
  return cell.text;
}
