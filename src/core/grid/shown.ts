import { format } from 'numfmt';
import { inChinese, type NumeralKind } from './chinese-numerals.js';
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
    const shown = withHalfOfDay(
      format(standardCode(code), typeof value === 'number' ? halfUp(value) : value, OPTIONS),
      code,
    );
    const numerals = /\[DBNum([123])\]/i.exec(code)?.[1];
    if (numerals === undefined || typeof value !== 'number') return shown;
    return inChinese(shown, numerals as NumeralKind, /General|通用格式/i.test(code));
  } catch {
    // A code that only newer programs know: the plain value is better than none.
    return String(value);
  }
}

const OPTIONS = { locale: 'zh-CN', throws: true } as const;

/** Chinese Excel writes 上午 and 下午 where the format says so or names the Chinese language, else AM and PM. */
function withHalfOfDay(shown: string, code: string): string {
  const isEnglish = /AM\/PM/i.test(code) && !/804\]/.test(code);
  if (!isEnglish) return shown;
  return shown.replace('上午', 'AM').replace('下午', 'PM');
}

/** Quoted texts, escaped signs, and what Chinese programs write in another way than the file format does. */
const CHINESE_CODE = /"[^"]*"|\\.|!.|G\/通用格式|上午\/下午|\[(?:颜色\s*\d+|[黑蓝青绿洋红白黄]{1,2}色?)\]/gu;

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
const CACHE = new Map<string, string>();
const MOST_CACHED = 1000;

/** Returns a number format with the words of Chinese programs put as the file format has them. */
export function standardCode(code: string): string {
  const cached = CACHE.get(code);
  if (cached !== undefined) return cached;
  const standard = code.replace(CHINESE_CODE, (token) => {
    if (token.startsWith('!')) return `\\${token.slice(1)}`;
    if (token.startsWith('[颜色')) return token.replace(/颜色\s*/, 'Color');
    return STANDARD_CODES[token] ?? token;
  });
  if (CACHE.size >= MOST_CACHED) CACHE.clear();
  CACHE.set(code, standard);
  return standard;
}

/**
 * A spreadsheet knows 15 digits of a number: 98.98499999999999 is 98.985 to it, and a half. The double lies below the
 * half; the next ones above it are rounded as the spreadsheet does.
 */
function halfUp(value: number): number {
  if (Number.isInteger(value)) return value;
  const known = Number(value.toPrecision(15));
  const endsInHalf = /5(?:e|$)/.test(String(known));
  return endsInHalf ? known * (1 + 2 * Number.EPSILON) : known;
}
