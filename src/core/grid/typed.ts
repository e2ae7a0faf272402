import { DAY_SECONDS, momentOf, PAST_LAST_DAY, serialOfDay } from './day.js';
import type { CellValue } from './grid.js';

/** What typing a text into a cell makes of it: a value, and the number format it brings along. */
export interface Typed {
  readonly value: CellValue;
  readonly format: string | null;
}

/**
 * Reads a typed text as Chinese Excel does: `1,234` is a number, `15.12%` and `50 %` are percentages, `0 1/2` is a fraction,
 * `2021-7-5`, `21/7/5`, `2021-7`, `7月5日` (of `year`) and `2021/7/5 14:30` are dates, `TRUE` is a boolean, full-width signs
 * count like plain ones; a leading apostrophe, or a cell formatted as text, keeps it text; nothing typed empties the cell.
 * `undefined` for a formula. An apostrophe brings no format: of a number typed into the cell afterwards it would make text.
 */
export function typedValue(text: string, format: string, year: number): Typed | undefined {
  if (text === '') return { value: null, format: null };
  if (format === '@') return { value: text, format: null };
  if (text.startsWith("'")) return { value: text.slice(1), format: null };
  const plain = halfWidth(text).trim();
  if (/^[=@]/.test(plain) || /^[+-]\s*[^\d.,(¥$\s+-]/.test(plain)) return undefined;
  return (
    typedNumber(plain, format) ??
    typedFraction(plain) ??
    typedDate(plain, year) ??
    (/^(true|false)$/i.test(plain)
      ? { value: plain.toLowerCase() === 'true', format: null }
      : { value: text, format: null })
  );
}

/** Returns the text to type for what a cell holds already: typed again, it leaves the cell as it was. */
export function typedText(value: CellValue, format: string): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'object') return value.error;
  if (typeof value === 'string') return format === '@' || isKept(value) ? value : `'${value}`;
  if (isPercent(format)) return `${hundredfold(value)}%`;
  const text =
    isDate(format) && value >= 1 && value < PAST_LAST_DAY
      ? dateText(value)
      : isTime(format) && value >= 0 && value < 1
        ? timeText(Math.round(value * DAY_SECONDS))
        : null;
  // A moment between two seconds, or the 29 February 1900 that there never was, is only kept as a number.
  return text !== null && typedValue(text, format, 2000)?.value === value ? text : String(value);
}

/** Whether a text typed into a General cell stays the text it is. */
function isKept(text: string): boolean {
  return typedValue(text, 'General', 2000)?.value === text;
}

const NUMBER = /^([+-]?)([¥$]?)([+-]?)(\d+|\d{1,3}(?:,\d{3})+)?(\.\d*)?(?:e([+-]?\d{1,3}))?(\s*%)?$/i;

function typedNumber(plain: string, format: string): Typed | null {
  const bracketed = /^\((.+)\)$/.exec(plain)?.[1];
  const match = NUMBER.exec(bracketed ?? plain);
  if (match === null || !/\d/.test((match[4] ?? '') + (match[5] ?? ''))) return null;
  const [, sign = '', currency = '', inner = '', whole = '0', fraction = '', exponent, percent] = match;
  if ((sign !== '' && inner !== '') || (bracketed !== undefined && sign + inner !== '')) return null;
  const negative = bracketed !== undefined || sign === '-' || inner === '-' ? '-' : '';
  const typed = `${negative}${whole.replace(/,/g, '')}${fraction}`;
  const number = Number(`${typed}${exponent === undefined ? '' : `e${exponent}`}`);
  if (!Number.isFinite(number)) return null;
  if (percent !== undefined)
    return { value: hundredth(typed, Number(exponent ?? 0)), format: fraction.length > 1 ? '0.00%' : '0%' };
  // "Typing 10 or 0.1 both result in 10.00%" in a cell formatted as a percentage: support.microsoft.com, "Format numbers as percentages".
  if (isPercent(format) && exponent === undefined)
    return { value: Math.abs(number) >= 1 ? hundredth(typed) : number, format: null };
  const brought =
    exponent !== undefined
      ? '0.00E+00'
      : currency !== ''
        ? `${currency}#,##0${fraction.length > 1 ? '.00' : ''}`
        : whole.includes(',')
          ? `#,##0${fraction.length > 1 ? '.00' : ''}`
          : null;
  return { value: number, format: brought };
}

/** `0 1/2`; without the whole number before it, it is a date. */
function typedFraction(plain: string): Typed | null {
  const found = /^(-?)(\d{1,15})\s+(\d{1,5})\/(\d{1,5})$/.exec(plain);
  if (found === null || Number(found[4]) === 0) return null;
  const [, sign, whole, above, below = ''] = found;
  const size = Number(whole) + Number(above) / Number(below);
  return { value: sign === '-' ? -size : size, format: below.length === 1 ? '# ?/?' : '# ??/??' };
}

/** All figures that a number has, its point two places on. */
function hundredfold(value: number): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value)) ?? [];
  if (whole === '') return `${value}`.replace(/e(.*)$/, (_, exponent: string) => `e${Number(exponent) + 2}`);
  const moved = `${whole}${fraction.slice(0, 2).padEnd(2, '0')}`.replace(/^0+(?=\d)/, '');
  return `${sign}${moved}${fraction.length > 2 ? `.${fraction.slice(2)}` : ''}`;
}

/** Read as a decimal, so that it is the nearest double whatever its last figures are. */
function hundredth(typed: string, exponent = 0): number {
  return Number(`${typed}e${exponent - 2}`);
}

const DATES: readonly {
  readonly pattern: RegExp;
  readonly format: string;
  readonly parts: (found: readonly string[], year: number) => readonly [number, number, number];
}[] = [
  {
    pattern: /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/,
    format: 'yyyy/m/d',
    parts: ([, year, month, day]) => [Number(year), Number(month), Number(day)],
  },
  {
    pattern: /^(\d{1,2})[-/](\d{1,2})[-/](\d{1,2})$/,
    format: 'yyyy/m/d',
    parts: ([, year, month, day]) => [fullYear(Number(year)), Number(month), Number(day)],
  },
  {
    pattern: /^(\d{4})[-/](\d{1,2})$/,
    format: 'yyyy"年"m"月"',
    parts: ([, year, month]) => [Number(year), Number(month), 1],
  },
  {
    pattern: /^(\d{4})年(\d{1,2})月(\d{1,2})日$/,
    format: 'yyyy"年"m"月"d"日"',
    parts: ([, year, month, day]) => [Number(year), Number(month), Number(day)],
  },
  {
    pattern: /^(\d{4})年(\d{1,2})月$/,
    format: 'yyyy"年"m"月"',
    parts: ([, year, month]) => [Number(year), Number(month), 1],
  },
  {
    pattern: /^(\d{1,2})月(\d{1,2})日$/,
    format: 'm"月"d"日"',
    parts: ([, month, day], year) => [year, Number(month), Number(day)],
  },
  {
    pattern: /^(\d{1,2})[-/](\d{1,2})$/,
    format: 'm"月"d"日"',
    parts: ([, month, day], year) => [year, Number(month), Number(day)],
  },
];

/** Of two figures: the years from 1930 to 2029. */
function fullYear(year: number): number {
  return year < 30 ? 2000 + year : 1900 + year;
}

function typedDate(plain: string, thisYear: number): Typed | null {
  const [, before, clock] = /^(\S+)\s+(\d{1,2}:\d{2}(?::\d{2})?)$/.exec(plain) ?? [];
  if (before === undefined || clock === undefined) return typedDay(plain, thisYear) ?? typedTime(plain);
  const [day, time] = [typedDay(before, thisYear), typedTime(clock)];
  return day === null || time === null ? null : { value: day.value + time.value, format: 'yyyy/m/d h:mm' };
}

interface TypedMoment extends Typed {
  readonly value: number;
}

function typedDay(plain: string, thisYear: number): TypedMoment | null {
  for (const { pattern, format, parts } of DATES) {
    const found = pattern.exec(plain);
    if (found === null) continue;
    const [year, month, day] = parts(found, thisYear);
    const at = Date.UTC(year, month - 1, day);
    const date = new Date(at);
    if (year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day)
      return { value: serialOfDay(at), format };
  }
  return null;
}

function typedTime(plain: string): TypedMoment | null {
  const time = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(plain);
  if (time === null) return null;
  const [hours, minutes, seconds] = [Number(time[1]), Number(time[2]), Number(time[3] ?? 0)];
  return hours < 24 && minutes < 60 && seconds < 60
    ? {
        value: (hours * 3600 + minutes * 60 + seconds) / DAY_SECONDS,
        format: time[3] === undefined ? 'h:mm' : 'h:mm:ss',
      }
    : null;
}

function dateText(serial: number): string {
  const seconds = Math.round(serial * DAY_SECONDS);
  const date = momentOf(serial);
  const day = `${date.getUTCFullYear()}/${date.getUTCMonth() + 1}/${date.getUTCDate()}`;
  return Number.isInteger(serial) ? day : `${day} ${timeText(seconds % DAY_SECONDS)}`;
}

function timeText(seconds: number): string {
  const two = (count: number): string => String(count).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function isPercent(format: string): boolean {
  return /%/.test(bare(format));
}

function isDate(format: string): boolean {
  return /[yd]/i.test(bare(format)) && format !== 'General';
}

function isTime(format: string): boolean {
  return /h/i.test(bare(format)) && !isDate(format);
}

/** A number format without its texts. */
function bare(format: string): string {
  return format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
}

/** Full-width signs as a Chinese input method types them. */
function halfWidth(text: string): string {
  return text
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/　/g, ' ')
    .replace(/￥/g, '¥')
    .replace(/−/g, '-');
}
