import { fromDecimal, fromNumber, multiply, print } from '../exact/rational.js';
import type { CellValue } from './grid.js';

/** Quoted text, an escaped sign, a blank as wide as a sign, a repeated sign, a bracket; then what a number or a date is made of; then any sign. */
const TOKENS = /"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|General|AM\/PM|A\/P|上午\/下午|y+|m+|d+|h+|s+(?:\.0+)?|[eE][+-]0+|[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+,*|%|;|./gisu;

/**
 * Returns the text that a cell shows for its value under a number format: 0.1512 under `0.00%` is `15.12%`. Numbers are
 * rounded as spreadsheets round them: to 15 significant digits first, then half away from zero.
 */
export function shownText(value: CellValue, format: string): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'object') return value.error;
  const sections = sectionsOf(format);
  if (typeof value === 'string') return sections.length < 4 ? value : inText(sections[3] ?? [], value);
  const { section, magnitude } = sectionFor(sections, value);
  if (section.length === 0) return '';
  const code = section.map(plain);
  if (code.includes('general')) return section.map((token) => (plain(token) === 'general' ? general(magnitude) : literal(token))).join('');
  if (code.includes('@')) return general(magnitude);
  return isDate(code) ? inDate(section, magnitude) : inNumber(section, magnitude);
}

type Section = readonly string[];

function sectionsOf(format: string): readonly Section[] {
  const sections: string[][] = [[]];
  for (const token of format.match(TOKENS) ?? []) {
    if (token === ';') sections.push([]);
    else sections[sections.length - 1]?.push(token);
  }
  return sections;
}

/** Positive; negative; zero. With one section a negative number keeps its sign, with more the section says how it is shown. */
function sectionFor(sections: readonly Section[], value: number): { readonly section: Section; readonly magnitude: number } {
  const [first = [], second, third] = sections;
  if (value < 0 && second !== undefined) return { section: second, magnitude: -value };
  if (value === 0 && third !== undefined) return { section: third, magnitude: 0 };
  return { section: first, magnitude: value };
}

function general(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e11 || (size < 1e-9 && size > 0)) return scientific(value, 5, 2).replace(/\.?0+E/, 'E');
  // Eleven signs with the point: 33.33333333.
  const whole = String(Math.trunc(size)).length;
  const printed = print(fromNumber(Number(value.toPrecision(15))), Math.max(0, 10 - whole));
  return printed.includes('.') ? printed.replace(/\.?0+$/, '') : printed;
}

function inNumber(section: Section, value: number): string {
  const exponent = section.find((token) => /^e[+-]0+$/i.test(token));
  const digits = section.filter(isDigits);
  const code = digits.join('');
  const thousands = /,*$/.exec(code)?.[0].length ?? 0;
  const [whole = '', fraction = ''] = code.slice(0, code.length - thousands).split('.');
  if (exponent !== undefined) return scientific(value, fraction.length, exponent.length - 2);
  if (digits.length === 0) return section.map(literal).join('');
  const percent = section.filter((token) => token === '%').length;
  // A spreadsheet knows 15 digits of a number: 98.98499999999999 is 98.985 to it.
  const exact = multiply(fromNumber(Number(value.toPrecision(15))), fromDecimal(`1${'00'.repeat(percent)}`));
  const printed = print(multiply(exact, fromDecimal(`1e-${3 * thousands}`)), fraction.length);
  const negative = printed.startsWith('-') && /[1-9]/.test(printed);
  const [integer = '', decimals = ''] = printed.replace('-', '').split('.');
  const least = (whole.match(/0/g) ?? []).length;
  const padded = (integer === '0' ? '' : integer).padStart(least, '0');
  const grouped = /[0#?],+[0#?]/.test(whole) ? padded.replace(/\B(?=(\d{3})+$)/g, ',') : padded;
  const text = grouped + withoutOptional(decimals, fraction);
  let written = false;
  const shown = section.map((token) => {
    if (!isDigits(token)) return token === '%' ? '%' : literal(token);
    if (written) return '';
    written = true;
    return text;
  });
  return (negative ? '-' : '') + shown.join('');
}

/** `0.00##` prints at least two decimals and no more zeros than that; the point stays as in a spreadsheet. */
function withoutOptional(decimals: string, code: string): string {
  let end = decimals.length;
  while (end > 0 && decimals[end - 1] === '0' && code[end - 1] !== '0') end -= 1;
  return code === '' ? '' : `.${decimals.slice(0, end)}`;
}

function scientific(value: number, places: number, exponentDigits: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(places).split('e');
  return `${mantissa}E${Number(exponent) < 0 ? '-' : '+'}${String(Math.abs(Number(exponent))).padStart(exponentDigits, '0')}`;
}

function inText(section: Section, value: string): string {
  return section.map((token) => (token === '@' ? value : literal(token))).join('');
}

function inDate(section: Section, serial: number): string {
  // Whole seconds, so that 23:59:59.9999 of a rounded double does not show as the day before.
  const date = new Date(Math.round((serial - 25_569) * 86_400) * 1000);
  const noon = section.some((token) => /^(am\/pm|a\/p|上午\/下午)$/i.test(token));
  return section.map((token, index) => {
    const code = plain(token);
    const two = (number: number): string => String(number).padStart(code.length > 1 ? 2 : 1, '0');
    switch (code[0]) {
      case 'y': return code.length > 2 ? String(date.getUTCFullYear()) : String(date.getUTCFullYear()).slice(2);
      case 'm': return isMinute(section, index) ? two(date.getUTCMinutes()) : two(date.getUTCMonth() + 1);
      case 'd': return code.length > 2 ? ['周日', '周一', '周二', '周三', '周四', '周五', '周六'][date.getUTCDay()] : two(date.getUTCDate());
      case 'h': return two(noon ? date.getUTCHours() % 12 || 12 : date.getUTCHours());
      case 's': return two(date.getUTCSeconds());
      case '上': return date.getUTCHours() < 12 ? '上午' : '下午';
      case 'a': return date.getUTCHours() < 12 ? 'AM' : 'PM';
      default: return literal(token);
    }
  }).join('');
}

/** `m` counts minutes right after hours and right before seconds, else months. */
function isMinute(section: Section, index: number): boolean {
  const parts = section.map((token, at) => ({ code: plain(token)[0] ?? '', at })).filter(({ code }) => 'ymdhs'.includes(code) && code !== '');
  const place = parts.findIndex(({ at }) => at === index);
  return parts[place - 1]?.code === 'h' || parts[place + 1]?.code === 's';
}

function isDate(code: readonly string[]): boolean {
  return code.some((token) => /^([ymdhs]+)(\.0+)?$/.test(token));
}

function isDigits(token: string): boolean {
  return /^[0#?.][0#?,.]*$/.test(token);
}

/** The token in lower case where it is code; the empty string where it is text. */
function plain(token: string): string {
  return /^["\\_*[]/.test(token) ? '' : token.toLowerCase();
}

function literal(token: string): string {
  switch (token[0]) {
    case '"': return token.slice(1, -1);
    case '\\': return token.slice(1);
    case '_': return ' ';
    case '*': return '';
    // [$¥-804] shows its sign; colours, conditions and locales show nothing.
    case '[': return /^\[\$([^-\]]*)/.exec(token)?.[1] ?? '';
    default: return token;
  }
}
