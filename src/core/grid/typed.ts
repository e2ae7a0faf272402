import type { CellValue } from './grid.js';
import { constantResult } from './constant-formula.js';
import { isPercentFormat } from './printed.js';
import { dateOrTimeText, typedDate } from './typed-date.js';

/** What typing a text into a cell makes of it: a value, and the number format it brings along. */
export interface Typed {
  readonly value: CellValue;
  readonly format: string | null;
}

/**
 * Reads a typed text as Chinese Excel does: `1,234` is a number, `15.12%` and `50 %` are percentages, `0 1/2` is a
 * fraction, `2021-7-5`, `21/7/5`, `2021-7`, `7月5日` (of `year`) and `2021/7/5 14:30` are dates, `TRUE` is a boolean,
 * full-width signs count like plain ones; a leading apostrophe, or a cell formatted as text, keeps it text; nothing
 * typed empties the cell; `=90438+62` is its sum. `undefined` for a formula that reads cells. An apostrophe brings no
 * format: of a number typed into the cell afterwards it would make text.
 */
export function typedValue(text: string, format: string, year: number): Typed | undefined {
  if (text === '') return { value: null, format: null };
  if (format === '@') return { value: text, format: null };
  if (text.startsWith("'")) return { value: text.slice(1), format: null };
  const plain = halfWidth(text).trim();
  if (isFormula(plain)) {
    const value = constantResult(plain);
    return value === null ? undefined : { value, format: null };
  }
  const typed = typedNumber(plain, format) ?? typedFraction(plain) ?? typedDate(plain, year) ?? typedBoolean(plain);
  return typed ?? { value: text, format: null };
}

/** Tells whether a text typed into a cell becomes a day or a time: 10-2 is the second of October. */
export function isTypedDate(text: string, year: number): boolean {
  const plain = halfWidth(text).trim();
  const isNumber = typedNumber(plain, 'General') !== null || typedFraction(plain) !== null;
  return !isNumber && typedDate(plain, year) !== null;
}

function isFormula(plain: string): boolean {
  return /^[=@]/.test(plain) || /^[+-]\s*[^\d.,(¥$\s+-]/.test(plain);
}

function typedBoolean(plain: string): Typed | null {
  if (!/^(true|false)$/i.test(plain)) return null;
  return { value: plain.toLowerCase() === 'true', format: null };
}

/** Returns the text to type for what a cell holds already: typed again, it leaves the cell as it was. */
export function typedText(value: CellValue, format: string): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'object') return value.error;
  if (typeof value === 'string') return textToType(value, format);
  if (isPercentFormat(format)) return `${hundredfold(value)}%`;
  const text = dateOrTimeText(value, format);
  // A moment between two seconds, or the 29 February 1900 that there never was, is only kept as a number.
  if (text !== null && typedValue(text, format, 2000)?.value === value) return text;
  return String(value);
}

function textToType(text: string, format: string): string {
  if (format === '@') return text;
  const staysText = typedValue(text, 'General', 2000)?.value === text;
  if (staysText) return text;
  return `'${text}`;
}

const NUMBER = /^([+-]?)([¥$]?)([+-]?)(\d+|\d{1,3}(?:,\d{3})+)?(\.\d*)?(?:e([+-]?\d{1,3}))?(\s*%)?$/i;

/** A typed number, taken apart. */
interface NumberParts {
  readonly sign: '-' | '';
  readonly currency: string;
  /** With its commas. */
  readonly whole: string;
  /** With the point before it. */
  readonly fraction: string;
  readonly exponent: string | undefined;
  readonly isPercent: boolean;
}

function typedNumber(plain: string, format: string): Typed | null {
  const parts = numberPartsOf(plain);
  if (parts === null) return null;
  const { sign, whole, fraction, exponent, isPercent } = parts;
  const digits = `${sign}${whole.replace(/,/g, '')}${fraction}`;
  const number = Number(`${digits}e${exponent ?? 0}`);
  if (!Number.isFinite(number)) return null;
  if (isPercent) {
    const value = hundredth(digits, Number(exponent ?? 0));
    return { value, format: fraction.length > 1 ? '0.00%' : '0%' };
  }
  // "Typing 10 or 0.1 both result in 10.00%" in a cell formatted as a percentage: support.microsoft.com,
  // "Format numbers as percentages".
  const isInPercent = isPercentFormat(format) && exponent === undefined;
  if (isInPercent && Math.abs(number) >= 1) return { value: hundredth(digits), format: null };
  if (isInPercent) return { value: number, format: null };
  return { value: number, format: formatBroughtBy(parts) };
}

/** Takes a number apart; `null` where the text is none, or has two signs. */
function numberPartsOf(plain: string): NumberParts | null {
  const bracketed = /^\((.+)\)$/.exec(plain)?.[1];
  const match = NUMBER.exec(bracketed ?? plain);
  if (match === null) return null;
  const [, outer = '', currency = '', inner = '', whole = '', fraction = '', exponent, percent] = match;
  const sign = signAsTyped(outer + inner, bracketed !== undefined);
  if (sign === null || !/\d/.test(whole + fraction)) return null;
  return {
    sign,
    currency,
    whole: whole || '0',
    fraction,
    exponent,
    isPercent: percent !== undefined,
  };
}

/** A number in brackets is negative; `null` where there is a sign besides, or two. */
function signAsTyped(signs: string, isBracketed: boolean): NumberParts['sign'] | null {
  if (isBracketed) return signs === '' ? '-' : null;
  if (signs.length > 1) return null;
  return signs === '-' ? '-' : '';
}

/** The number format that a number brings along by the way it is typed. */
function formatBroughtBy({ currency, whole, fraction, exponent }: NumberParts): string | null {
  if (exponent !== undefined) return '0.00E+00';
  if (currency === '' && !whole.includes(',')) return null;
  const decimals = fraction.length > 1 ? '.00' : '';
  return `${currency}#,##0${decimals}`;
}

/** `0 1/2`; without the whole number before it, it is a date. */
function typedFraction(plain: string): Typed | null {
  const found = /^(-?)(\d{1,15})\s+(\d{1,5})\/(\d{1,5})$/.exec(plain);
  if (found === null || Number(found[4]) === 0) return null;
  const [, sign, whole, above, below = ''] = found;
  const size = Number(whole) + Number(above) / Number(below);
  const format = below.length === 1 ? '# ?/?' : '# ??/??';
  if (sign === '-') return { value: -size, format };
  return { value: size, format };
}

/** All figures that a number has, its point two places on. */
function hundredfold(value: number): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value)) ?? [];
  if (whole === '') return `${value}`.replace(/e([^e]*)$/, (_, exponent: string) => `e${Number(exponent) + 2}`);
  const moved = `${whole}${fraction.slice(0, 2).padEnd(2, '0')}`.replace(/^0+(?=\d)/, '');
  if (fraction.length <= 2) return `${sign}${moved}`;
  return `${sign}${moved}.${fraction.slice(2)}`;
}

/** Read as a decimal, so that it is the nearest double whatever its last figures are. */
function hundredth(typed: string, exponent = 0): number {
  return Number(`${typed}e${exponent - 2}`);
}

/** Full-width signs as a Chinese input method types them. */
function halfWidth(text: string): string {
  return text
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/　/g, ' ')
    .replace(/￥/g, '¥')
    .replace(/−/g, '-');
}
