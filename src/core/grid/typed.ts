import type { CellValue } from './grid.js';

/** What typing a text into a cell makes of it: a value, and the number format it brings along. */
export interface Typed {
  readonly value: CellValue;
  readonly format: string | null;
}

/**
 * Reads a typed text as a spreadsheet does: `1,234` is a number, `15.12%` a percentage, `TRUE` a boolean; a leading
 * apostrophe, or a cell formatted as text, keeps it text; nothing typed empties the cell. `undefined` for a formula.
 */
export function typedValue(text: string, format: string): Typed | undefined {
  if (text === '') return { value: null, format: null };
  if (format === '@') return { value: text, format: null };
  if (text.startsWith("'")) return { value: text.slice(1), format: '@' };
  const plain = text.trim();
  if (/^[=@]/.test(plain) || /^[+-](?![\d.,])/.test(plain)) return undefined;
  const number = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)?(\.\d*)?(%?)$/.exec(plain);
  if (number !== null && /\d/.test(plain)) {
    const digits = `${number[1]}${(number[2] ?? '0').replace(/,/g, '')}${number[3] ?? ''}`;
    const isPercent = number[4] === '%';
    const places = (number[3] ?? '').length > 1 ? '0.00%' : '0%';
    return { value: Number(isPercent ? `${digits}e-2` : digits), format: isPercent ? places : null };
  }
  if (/^(true|false)$/i.test(plain)) return { value: plain.toLowerCase() === 'true', format: null };
  return { value: text, format: null };
}
