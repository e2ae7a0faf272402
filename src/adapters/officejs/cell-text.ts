import type { CellContent } from '../../core/changes/plan.js';
import type { CellValue } from '../../core/grid/grid.js';

const ERRORS = new Set([
  '#DIV/0!',
  '#VALUE!',
  '#REF!',
  '#NAME?',
  '#N/A',
  '#NUM!',
  '#NULL!',
  '#SPILL!',
  '#CALC!',
  '#GETTING_DATA',
  '#FIELD!',
  '#BLOCKED!',
  '#UNKNOWN!',
  '#CONNECT!',
  '#BUSY!',
]);

/** A cell's value out of what Excel reports: blanks come as empty text, errors as their names. */
export function valueOf(reported: unknown): CellValue {
  if (reported === '' || reported === null || reported === undefined) return null;
  if (typeof reported === 'number' || typeof reported === 'boolean') return reported;
  const text = String(reported);
  if (ERRORS.has(text)) return { error: text };
  return text;
}

/** A cell's formula, or `null`. Text such as `'=A1` is reported like a formula, but its value is itself. */
export function formulaOf(formula: unknown, value: unknown): string | null {
  if (typeof formula !== 'string' || !formula.startsWith('=')) return null;
  return formula === value ? null : formula;
}

/** What has to be entered so that Excel keeps this content; `format` is the number format the cell has by then. */
export function enteredAs({ value, formula }: CellContent, format: string): string | number | boolean {
  if (formula !== null) return formula;
  if (value === null) return '';
  if (typeof value === 'object') return value.error;
  if (typeof value !== 'string' || format === '@') return value;
  return mayBeConverted(value) ? `'${value}` : value;
}

/** Tells whether content needs a cell that is not formatted as text while it is entered. */
export function isNoText({ value, formula }: CellContent): boolean {
  return formula !== null || (value !== null && typeof value !== 'string');
}

/**
 * Tells whether Excel might make a formula, a number, a date, a truth value or an error of this text.
 * Rather too often than too seldom: an apostrophe too many is not seen, a date instead of "1-2" is.
 */
function mayBeConverted(text: string): boolean {
  const plain = text.normalize('NFKC').trim();
  if (plain === '-') return false;
  if (/^['=+\-@#]/.test(plain) || /^(true|false)$/i.test(plain)) return true;
  // Letters other than Latin ones, and the characters of Chinese dates and sums of money, do not occur in numbers.
  return /\d/.test(plain) && !/[^\P{L}A-Za-z年月日时分秒上下午元]/u.test(plain);
}
