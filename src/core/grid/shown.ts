import type { CellValue } from './grid.js';

/** Quoted text, an escaped sign, a blank as wide as a sign, a repeated sign, a bracket. */
const LITERAL_TOKEN = /"[^"]*"|\\.|_.|\*.|\[[^[\]]*\]/;
const DATE_TOKEN = /General|AM\/PM|A\/P|上午\/下午|y+|m+|d+|h+|s+(?:\.0+)?/;
const NUMBER_TOKEN = /[eE][+-]0+|[0#?][0#?,]*(?:\.[0#?]*,*)?|\.[0#?]+,*|%|;/;
/** What a format code is made of; a sign that is nothing else stands for itself. */
const TOKENS = new RegExp(`${LITERAL_TOKEN.source}|${DATE_TOKEN.source}|${NUMBER_TOKEN.source}|.`, 'gisu');

/**
 * Returns the text that a cell shows for its value under a number format: 0.1512 under `0.00%` is `15.12%`. Numbers are
 * rounded as spreadsheets round them: to 15 significant digits first, then half away from zero.
 */
export function shownText(value: CellValue, format: string): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'object') return value.error;
  const sections = sectionsOf(format);
  if (typeof value === 'string') return inText(sections[3], value);
  const { section, magnitude } = sectionFor(sections, value);
  return section?.show(magnitude) ?? '';
}

type Tokens = readonly string[];

/** A section of a format with what it makes of a number. */
interface Section {
  readonly tokens: Tokens;
  readonly show: (magnitude: number) => string;
}

/** A table has a handful of formats for all its cells: each is read once. */
const CACHE = new Map<string, readonly Section[]>();
const MOST_CACHED = 1000;

function sectionsOf(format: string): readonly Section[] {
  const cached = CACHE.get(format);
  if (cached !== undefined) return cached;
  const sections: string[][] = [[]];
  for (const token of format.match(TOKENS) ?? []) {
    if (token === ';') sections.push([]);
    else sections[sections.length - 1]?.push(token);
  }
  const read = sections.map((tokens): Section => ({ tokens, show: showing(tokens) }));
  if (CACHE.size >= MOST_CACHED) CACHE.clear();
  CACHE.set(format, read);
  return read;
}

function showing(tokens: Tokens): Section['show'] {
  if (tokens.length === 0) return () => '';
  const code = tokens.map(plain);
  if (code.includes('general')) return (magnitude) => filledIn(tokens, 'general', general(magnitude));
  if (code.includes('@')) return general;
  if (isDate(code)) return (magnitude) => inDate(tokens, magnitude);
  return asNumber(tokens);
}

/**
 * Positive; negative; zero. With one section a negative number keeps its sign, with more the section says how it is
 * shown.
 */
function sectionFor(
  sections: readonly Section[],
  value: number,
): { readonly section: Section | undefined; readonly magnitude: number } {
  const [first, second, third] = sections;
  if (value < 0 && second !== undefined) return { section: second, magnitude: -value };
  if (value === 0 && third !== undefined) return { section: third, magnitude: 0 };
  return { section: first, magnitude: value };
}

function general(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e11 || (size < 1e-9 && size > 0)) return scientific(value, 5, 2).replace(/(?:\.|(?<![.0]))0+E/, 'E');
  if (Number.isInteger(value)) return String(value);
  // Eleven signs with the point: 33.33333333.
  const whole = String(Math.trunc(size)).length;
  const printed = rounded(size, 0, Math.max(0, 10 - whole));
  if (!printed.includes('.')) return withSign(printed, value < 0);
  return withSign(printed.replace(/(?:\.|(?<![.0]))0+$/, ''), value < 0);
}

function withSign(printed: string, isNegative: boolean): string {
  if (isNegative) return `-${printed}`;
  return printed;
}

/**
 * Prints a number that is not negative with so many places, its point moved to the right by `shift` before. A
 * spreadsheet knows 15 digits of a number (98.98499999999999 is 98.985 to it), and those are an integer that a double
 * holds.
 */
function rounded(value: number, shift: number, places: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential(14).split('e');
  const digits = Number(mantissa.replace('.', ''));
  const printed = shiftedDigits(digits, Number(exponent) - 14 + shift + places).padStart(places + 1, '0');
  if (places === 0) return printed;
  return `${printed.slice(0, -places)}.${printed.slice(-places)}`;
}

/** Prints an integer times a power of ten, rounded to an integer. */
function shiftedDigits(digits: number, power: number): string {
  if (digits === 0) return '0';
  if (power >= 0) return `${digits}${'0'.repeat(power)}`;
  return String(nearest(digits, 10 ** -power));
}

/** The integer nearest to a quotient, the higher one of two. */
function nearest(dividend: number, divisor: number): number {
  const rest = dividend % divisor;
  const quotient = (dividend - rest) / divisor;
  if (rest * 2 >= divisor) return quotient + 1;
  return quotient;
}

function asNumber(tokens: Tokens): Section['show'] {
  const exponent = tokens.find((token) => /^e[+-]0+$/i.test(token));
  const digits = tokens.filter(isDigits);
  const code = digits.join('');
  const thousands = /(?<!,),*$/.exec(code)?.[0].length ?? 0;
  const [whole = '', fraction = ''] = code.slice(0, code.length - thousands).split('.');
  if (exponent !== undefined) return (value) => scientific(value, fraction.length, exponent.length - 2);
  const literals = tokens.map(literal);
  if (digits.length === 0) return () => literals.join('');
  const first = tokens.findIndex(isDigits);
  const before = literals.slice(0, first).join('');
  const after = literals.filter((_, index) => index > first && !isDigits(tokens[index] ?? '')).join('');
  const percent = tokens.filter((token) => token === '%').length;
  const least = (whole.match(/0/g) ?? []).length;
  const hasGroups = /[0#?],+[0#?]/.test(whole);
  return (value) => {
    const printed = rounded(Math.abs(value), 2 * percent - 3 * thousands, fraction.length);
    const isNegative = value < 0 && /[1-9]/.test(printed);
    const [integer = '', decimals = ''] = printed.split('.');
    let digitsBefore = integer.replace(/^0$/, '').padStart(least, '0');
    // eslint-disable-next-line regexp/no-super-linear-move -- The digits of a number are never many.
    if (hasGroups) digitsBefore = digitsBefore.replace(/\B(?=(\d{3})+$)/g, ',');
    return withSign(before + digitsBefore + withoutOptional(decimals, fraction) + after, isNegative);
  };
}

/** `0.00##` prints at least two decimals and no more zeros than that; the point stays as in a spreadsheet. */
function withoutOptional(decimals: string, code: string): string {
  if (code === '') return '';
  let end = decimals.length;
  while (end > 0 && decimals[end - 1] === '0' && code[end - 1] !== '0') end -= 1;
  return `.${decimals.slice(0, end)}`;
}

function scientific(value: number, places: number, exponentDigits: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(places).split('e');
  const sign = exponent.startsWith('-') ? '-' : '+';
  const digits = exponent.replace(/^[+-]/, '').padStart(exponentDigits, '0');
  return `${mantissa}E${sign}${digits}`;
}

/** The fourth section of a format says how texts are shown. */
function inText(section: Section | undefined, value: string): string {
  if (section === undefined) return value;
  return filledIn(section.tokens, '@', value);
}

/** A section's texts, with a value in the place of its token. */
function filledIn(section: Tokens, token: string, value: string): string {
  let text = '';
  for (const part of section) {
    if (part.toLowerCase() === token) text += value;
    else text += literal(part);
  }
  return text;
}

function inDate(section: Tokens, serial: number): string {
  // Whole seconds, so that 23:59:59.9999 of a rounded double does not show as the day before.
  const date = new Date(Math.round((serial - 25_569) * 86_400) * 1000);
  const hasHalves = section.some((token) => /^(am\/pm|a\/p|上午\/下午)$/i.test(token));
  return section.map((token, index) => datePart({ section, index, date, hasHalves }, token)).join('');
}

/** Where a token of a date's format stands, and the date that it shows. */
interface DateToken {
  readonly section: Tokens;
  readonly index: number;
  readonly date: Date;
  /** Hours are counted from 1 to 12, before noon and after. */
  readonly hasHalves: boolean;
}

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

function datePart({ section, index, date, hasHalves }: DateToken, token: string): string {
  const code = plain(token);
  const isLong = code.length > 2;
  switch (code[0]) {
    case 'y':
      return String(date.getUTCFullYear()).slice(isLong ? 0 : 2);
    case 'm':
      if (isMinute(section, index)) return padded(date.getUTCMinutes(), code);
      return padded(date.getUTCMonth() + 1, code);
    case 'd':
      if (isLong) return WEEKDAYS[date.getUTCDay()] ?? '';
      return padded(date.getUTCDate(), code);
    case 'h':
      return padded(hourOf(date, hasHalves), code);
    case 's':
      return padded(date.getUTCSeconds(), code);
    case '上':
    case 'a':
      return halfOfDay(date, code);
    default:
      return literal(token);
  }
}

function hourOf(date: Date, hasHalves: boolean): number {
  const hour = date.getUTCHours();
  if (!hasHalves) return hour;
  return hour % 12 || 12;
}

function halfOfDay(date: Date, code: string): string {
  const [morning, afternoon] = code.startsWith('a') ? ['AM', 'PM'] : ['上午', '下午'];
  return (date.getUTCHours() < 12 ? morning : afternoon) ?? '';
}

/** A number in two digits, where its token has more than one letter. */
function padded(number: number, code: string): string {
  if (code.length === 1) return String(number);
  return String(number).padStart(2, '0');
}

/** `m` counts minutes right after hours and right before seconds, else months. */
function isMinute(section: Tokens, index: number): boolean {
  const parts = section
    .map((token, at) => ({ code: plain(token)[0] ?? '', at }))
    .filter(({ code }) => 'ymdhs'.includes(code) && code !== '');
  const place = parts.findIndex(({ at }) => at === index);
  return parts[place - 1]?.code === 'h' || parts[place + 1]?.code === 's';
}

function isDate(code: Tokens): boolean {
  return code.some((token) => /^([ymdhs]+)(\.0+)?$/.test(token));
}

function isDigits(token: string): boolean {
  return /^[0#?.][0#?,.]*$/.test(token);
}

/** The token in lower case where it is code; the empty string where it is text. */
function plain(token: string): string {
  if (/^["\\_*[]/.test(token)) return '';
  return token.toLowerCase();
}

function literal(token: string): string {
  switch (token[0]) {
    case '"':
      return token.slice(1, -1);
    case '\\':
      return token.slice(1);
    case '_':
      return ' ';
    case '*':
      return '';
    // [$¥-804] shows its sign; colours, conditions and locales show nothing.
    case '[':
      return /^\[\$([^-\]]*)/.exec(token)?.[1] ?? '';
    default:
      return token;
  }
}
