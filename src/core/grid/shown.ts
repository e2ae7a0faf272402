import { format } from 'numfmt';
import { inChinese, type NumeralKind } from './chinese-numerals.js';
import { withoutLiterals } from './format-code.js';
import type { CellValue } from './grid.js';

/**
 * Returns the text that a cell shows for its value under a number format, as Chinese Excel does: 0.1512 under
 * `0.00%` is `15.12%`. Numbers are rounded as spreadsheets round them: to 15 significant digits first,
 * then half away from zero.
 */
export function shownText(value: CellValue, code: string): string {
  if (value === null) return '';
  if (typeof value === 'object') return value.error;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  try {
    const reading = readingOf(code);
    if (typeof value === 'number') return shownNumber(value, reading);
    return format(reading.code, value, { locale: reading.locale, throws: true });
  } catch {
    // A code that only newer programs know: the plain value is better than none.
    return String(value);
  }
}

function shownNumber(value: number, { code, locale, isMixedFraction, hasBareWeekday }: Reading): string {
  const options = { locale, throws: true };
  const rounded = halfUp(value);
  let shown = format(code, rounded, options);
  if (isMixedFraction) shown = withRightWhole(shown, value);
  // A text section shows the number as it was before it was put above the half.
  if (rounded !== value) shown = shown.replace(String(rounded), String(fifteenDigits(value)));
  if (hasBareWeekday) shown = shown.replace(/周(?=[一二三四五六日])/g, '');
  return withNumerals(shown);
}

const WHOLE_AND_FRACTION = /(\d{0,16})( {1,8})(\d{1,8})( {0,8}\/ {0,8})(\d{1,8})/;

/**
 * The library rounds the whole number before a fraction apart from the fraction: 98.985 becomes 99 66/67 under
 * `# ??/??`, and 98 1/1 or 99 1/1 under `# ?/?`.
 */
function withRightWhole(shown: string, value: number): string {
  const whole = Math.trunc(Math.abs(value));
  const corrected = shown.replace(WHOLE_AND_FRACTION, (all, ...groups: readonly string[]) => {
    const [before = '', blank = '', numerator = '', slash = '', denominator = ''] = groups;
    const isWholeOfNumber = [whole, whole + 1].includes(Number(before));
    if (!isWholeOfNumber) return all;
    const fraction = `${blank}${numerator}${slash}${denominator}`;
    if (numerator === denominator) return `${whole + 1}${' '.repeat(fraction.length)}`;
    if (whole === 0 && before !== '0') return fraction;
    return `${whole}${fraction}`;
  });
  return corrected.replace(/^-0( {0,16})$/, '0$1');
}

/** What is known of a number format without a number. */
interface Reading {
  /** The code as the library reads it, with a mark in each section that writes Chinese numerals. */
  readonly code: string;
  /** The language of the names of months and weekdays and of the halves of the day. */
  readonly locale: 'zh-CN' | 'en-US';
  /** `# ?/?`: whole numbers stand before the fraction. */
  readonly isMixedFraction: boolean;
  /** `aaa`: the weekday without 周. */
  readonly hasBareWeekday: boolean;
}

function readingOf(code: string): Reading {
  const cached = READINGS.get(code);
  if (cached !== undefined) return cached;
  const signs = withoutLiterals(code);
  // Chinese Excel names months and weekdays in English, unless the format names the Chinese language.
  const isChinese = /\[\$[^\]]*804\]/.test(code) || code.includes('上午/下午') || signs.includes('aaa');
  const reading: Reading = {
    code: withNumeralMarks(standardCode(code)),
    locale: isChinese ? 'zh-CN' : 'en-US',
    isMixedFraction: /[0#?] +[0#?]+\/[#?]/.test(signs),
    hasBareWeekday: /(?<!a)aaa(?!a)/.test(signs),
  };
  if (READINGS.size >= MOST_CACHED) READINGS.clear();
  READINGS.set(code, reading);
  return reading;
}

const SECTION = /(?:"[^"]*"|\\.|[^;"\\])+/gu;
const NUMERALS = /\[DBNum([123])\]/i;

/** Signs of private use stand for the three kinds of numerals; three more for them with the words for tens. */
const FIRST_MARK = 0xe000;
const MARK = /[\ue001-\ue006]/;

/** Which section is shown is known only afterwards: a mark, shown as a text, tells that it has Chinese numerals. */
function withNumeralMarks(code: string): string {
  if (!NUMERALS.test(code)) return code;
  return code.replace(SECTION, (section) => {
    const kind = NUMERALS.exec(section)?.[1];
    if (kind === undefined) return section;
    const signs = withoutLiterals(section).trim();
    const hasWords = signs === '' || signs === 'General';
    const mark = String.fromCharCode(FIRST_MARK + Number(kind) + (hasWords ? 3 : 0));
    return `${section.replace(NUMERALS, '')}${signs === '' ? 'General' : ''}"${mark}"`;
  });
}

function withNumerals(shown: string): string {
  const mark = MARK.exec(shown)?.[0];
  if (mark === undefined) return shown;
  const place = mark.charCodeAt(0) - FIRST_MARK;
  const hasWords = place > 3;
  const kind = String(hasWords ? place - 3 : place) as NumeralKind;
  return inChinese(shown.replace(mark, ''), kind, hasWords);
}

/** Quoted texts, escaped signs, and what Chinese programs write in another way than the file format does. */
const CHINESE_CODE =
  /"[^"]*"|\\.|!.|G\/通用格式|上午\/下午|\[(?:颜色\s*\d+|[黑蓝青绿洋红白黄]{1,2}色?)\]|\[\$-F[48]00\][^;]*/giu;

const STANDARD_CODES: Readonly<Record<string, string>> = {
  'G/通用格式': 'General',
  '上午/下午': 'AM/PM',
  '[黑色]': '[Black]',
  '[蓝色]': '[Blue]',
  '[青色]': '[Cyan]',
  '[绿色]': '[Green]',
  '[洋红]': '[Magenta]',
  '[红色]': '[Red]',
  '[白色]': '[White]',
  '[黄色]': '[Yellow]',
};

/** A table has a handful of formats for all its cells: each is read once. */
const READINGS = new Map<string, Reading>();
const MOST_CACHED = 1000;

/** Returns a number format with the words of Chinese programs put as the file format has them. */
export function standardCode(code: string): string {
  return code.replace(CHINESE_CODE, (token) => {
    if (token.startsWith('!')) return `\\${token.slice(1)}`;
    if (token.startsWith('[颜色')) return token.replace(/颜色\s*/, 'Color');
    // The date and the time of the system, as Chinese Windows has them.
    if (/^\[\$-F8/i.test(token)) return 'yyyy"年"m"月"d"日"';
    if (/^\[\$-F4/i.test(token)) return 'h:mm:ss';
    return STANDARD_CODES[token] ?? token;
  });
}

/**
 * A spreadsheet knows 15 digits of a number: 98.98499999999999 is 98.985 to it, and a half. The double lies below the
 * half; the next ones above it are rounded as the spreadsheet does.
 */
function halfUp(value: number): number {
  if (Number.isInteger(value)) return value;
  const known = fifteenDigits(value);
  const endsInHalf = /5(?:e|$)/.test(String(known));
  return endsInHalf ? known * (1 + 2 * Number.EPSILON) : known;
}

function fifteenDigits(value: number): number {
  return Number(value.toPrecision(15));
}
