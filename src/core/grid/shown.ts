import type { CellValue } from './grid.js';

/** Quoted text, an escaped sign, a blank as wide as a sign, a repeated sign, a bracket; then what a number or a date is made of; then any sign. */
const TOKENS =
  /"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|General|AM\/PM|A\/P|上午\/下午|y+|m+|d+|h+|s+(?:\.0+)?|[eE][+-]0+|[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+,*|%|;|./gisu;

/**
 * Returns the text that a cell shows for its value under a number format: 0.1512 under `0.00%` is `15.12%`. Numbers are
 * rounded as spreadsheets round them: to 15 significant digits first, then half away from zero.
 */
export function shownText(value: CellValue, format: string): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'object') return value.error;
  const sections = sectionsOf(format);
  if (typeof value === 'string') return sections.length < 4 ? value : inText(sections[3]?.tokens ?? [], value);
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
const READ = new Map<string, readonly Section[]>();
const MOST_READ = 1000;

function sectionsOf(format: string): readonly Section[] {
  const known = READ.get(format);
  if (known !== undefined) return known;
  const sections: string[][] = [[]];
  for (const token of format.match(TOKENS) ?? []) {
    if (token === ';') sections.push([]);
    else sections[sections.length - 1]?.push(token);
  }
  const read = sections.map((tokens): Section => ({ tokens, show: showing(tokens) }));
  if (READ.size >= MOST_READ) READ.clear();
  READ.set(format, read);
  return read;
}

function showing(tokens: Tokens): Section['show'] {
  if (tokens.length === 0) return () => '';
  const code = tokens.map(plain);
  if (code.includes('general'))
    return (magnitude) =>
      tokens.map((token, index) => (code[index] === 'general' ? general(magnitude) : literal(token))).join('');
  if (code.includes('@')) return general;
  return isDate(code) ? (magnitude) => inDate(tokens, magnitude) : asNumber(tokens);
}

/** Positive; negative; zero. With one section a negative number keeps its sign, with more the section says how it is shown. */
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
  if (size >= 1e11 || (size < 1e-9 && size > 0)) return scientific(value, 5, 2).replace(/\.?0+E/, 'E');
  if (Number.isInteger(value)) return String(value);
  // Eleven signs with the point: 33.33333333.
  const whole = String(Math.trunc(size)).length;
  const printed = rounded(size, 0, Math.max(0, 10 - whole));
  return (value < 0 ? '-' : '') + (printed.includes('.') ? printed.replace(/\.?0+$/, '') : printed);
}

/**
 * Prints a number that is not negative with so many places, its point moved to the right by `shift` before. A spreadsheet
 * knows 15 digits of a number (98.98499999999999 is 98.985 to it), and those are an integer that a double holds.
 */
function rounded(value: number, shift: number, places: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential(14).split('e');
  const digits = Number(mantissa.replace('.', ''));
  const zeros = digits === 0 ? 0 : Number(exponent) - 14 + shift + places;
  const printed = (zeros >= 0 ? `${digits}${'0'.repeat(zeros)}` : String(nearest(digits, 10 ** -zeros))).padStart(
    places + 1,
    '0',
  );
  return places === 0 ? printed : `${printed.slice(0, -places)}.${printed.slice(-places)}`;
}

/** The integer nearest to a quotient, the higher one of two. */
function nearest(dividend: number, divisor: number): number {
  const rest = dividend % divisor;
  return (dividend - rest) / divisor + (rest * 2 >= divisor ? 1 : 0);
}

function asNumber(tokens: Tokens): Section['show'] {
  const exponent = tokens.find((token) => /^e[+-]0+$/i.test(token));
  const digits = tokens.filter(isDigits);
  const code = digits.join('');
  const thousands = /,*$/.exec(code)?.[0].length ?? 0;
  const [whole = '', fraction = ''] = code.slice(0, code.length - thousands).split('.');
  if (exponent !== undefined) return (value) => scientific(value, fraction.length, exponent.length - 2);
  const literals = tokens.map(literal);
  if (digits.length === 0) return () => literals.join('');
  const first = tokens.findIndex(isDigits);
  const before = literals.slice(0, first).join('');
  const after = literals.filter((_, index) => index > first && !isDigits(tokens[index] ?? '')).join('');
  const percent = tokens.filter((token) => token === '%').length;
  const least = (whole.match(/0/g) ?? []).length;
  const groups = /[0#?],+[0#?]/.test(whole);
  return (value) => {
    const printed = rounded(Math.abs(value), 2 * percent - 3 * thousands, fraction.length);
    const negative = value < 0 && /[1-9]/.test(printed);
    const [integer = '', decimals = ''] = printed.split('.');
    const padded = (integer === '0' ? '' : integer).padStart(least, '0');
    const grouped = groups ? padded.replace(/\B(?=(\d{3})+$)/g, ',') : padded;
    return (negative ? '-' : '') + before + grouped + withoutOptional(decimals, fraction) + after;
  };
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

function inText(section: Tokens, value: string): string {
  return section.map((token) => (token === '@' ? value : literal(token))).join('');
}

function inDate(section: Tokens, serial: number): string {
  // Whole seconds, so that 23:59:59.9999 of a rounded double does not show as the day before.
  const date = new Date(Math.round((serial - 25_569) * 86_400) * 1000);
  const noon = section.some((token) => /^(am\/pm|a\/p|上午\/下午)$/i.test(token));
  return section
    .map((token, index) => {
      const code = plain(token);
      const two = (number: number): string => String(number).padStart(code.length > 1 ? 2 : 1, '0');
      switch (code[0]) {
        case 'y':
          return code.length > 2 ? String(date.getUTCFullYear()) : String(date.getUTCFullYear()).slice(2);
        case 'm':
          return isMinute(section, index) ? two(date.getUTCMinutes()) : two(date.getUTCMonth() + 1);
        case 'd':
          return code.length > 2
            ? ['周日', '周一', '周二', '周三', '周四', '周五', '周六'][date.getUTCDay()]
            : two(date.getUTCDate());
        case 'h':
          return two(noon ? date.getUTCHours() % 12 || 12 : date.getUTCHours());
        case 's':
          return two(date.getUTCSeconds());
        case '上':
          return date.getUTCHours() < 12 ? '上午' : '下午';
        case 'a':
          return date.getUTCHours() < 12 ? 'AM' : 'PM';
        default:
          return literal(token);
      }
    })
    .join('');
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
  return /^["\\_*[]/.test(token) ? '' : token.toLowerCase();
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
