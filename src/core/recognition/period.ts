import { folded } from '../grid/folded.js';

/** Puts a period such as `2021Q2` into the bulletin's words: 2021年第二季度. Other text is returned as it is. */
export function quarterName(period: string): string {
  const match = /^(\d{4})Q([1-4])$/.exec(period);
  if (match === null) return period;
  return `${match[1]}年第${'一二三四'[Number(match[2]) - 1]}季度`;
}

const DIGITS = '〇一二三四五六七八九';
const QUARTERS: Readonly<Record<string, string>> = {
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  I: '1',
  II: '2',
  III: '3',
  IV: '4',
};
const YEAR = '(?<year>20\\d\\d|二〇[〇一二三四五六七八九]{2}|(?<!\\d)\\d\\d(?=年|Q))';
// Digits that run together tell nothing: a count of 20001 before "季度应评价数" is no first quarter of 2000.
const QUARTER = '(?:(?:(?<!\\d)|第)(?<digit>[1-4])季|第?(?<sign>[一二三四]|I{1,3}|IV)季|Q(?<latin>[1-4]))';
const TOGETHER = new RegExp(`${YEAR}(?:年度?|[./-])?${QUARTER}`, 'gi');
const QUARTER_FIRST = /Q(?<latin>[1-4])[/,.-]?(?<year>20\d\d)/gi;
/** 4—6月, 4月1日至6月30日, 2021.04-2021.06, 202104—202106. */
const FIRST_MONTH = '0?(?<from>10|1|4|7)(?:月(?:份|0?1日)?|[./-]0?1)?';
const LAST_MONTH = '(?:(?<again>20\\d\\d)(?:年|[./-])?)?0?(?<to>12|3|6|9)(?!\\d)';
const MONTHS = new RegExp(`${YEAR}(?:年|[./-])?${FIRST_MONTH}(?:-|—|–|~|至|到)+${LAST_MONTH}`, 'g');
/** 第一、二季度 speaks of more than one. */
const SEVERAL = /[一二三四1-4](?:季度?)?[、,和及与至到~—–-]+第?[一二三四1-4]季/;

/**
 * Finds the quarter that a title speaks of: 2021年第二季度, 2021-2季度, 二〇二一年二季度, 2021Q2, 2021年4—6月,
 * 2021年度市级单位第二季度 → `2021Q2`; `null` where it names none, or more than one.
 */
export function periodIn(text: string): string | null {
  const plain = folded(text).replace(/\s+/g, '').replace(/[零○]/g, '〇').replace(/−/g, '-');
  const spelled = new Set(
    [TOGETHER, QUARTER_FIRST]
      .flatMap((pattern) => [...plain.matchAll(pattern)])
      .map(({ groups = {} }) => `${yearOf(groups)}Q${quarterOf(groups)}`),
  );
  if (spelled.size > 0) return only(spelled);
  const byMonths = new Set([...plain.matchAll(MONTHS)].flatMap(({ groups = {} }) => quarterOfMonths(groups)));
  if (byMonths.size > 0) return only(byMonths);
  if (SEVERAL.test(plain)) return null;
  const year = yearIn(plain);
  const quarter = quarterIn(plain);
  if (year === null || quarter === null) return null;
  return `${year}Q${quarter}`;
}

function yearIn(plain: string): string | null {
  const years = [...plain.matchAll(new RegExp(`${YEAR}年`, 'g'))].map(({ groups = {} }) => yearOf(groups));
  return only(new Set(years));
}

/** The one quarter that a text without blanks names, as a digit. */
function quarterIn(plain: string): string | null {
  const quarters = [...plain.matchAll(new RegExp(QUARTER, 'gi'))].map(({ groups = {} }) => quarterOf(groups));
  return only(new Set(quarters));
}

/** Finds the quarter in lines of a title: the last line that names one tells, else all of them together. */
export function periodInLines(lines: readonly string[]): string | null {
  const last = lines
    .map(periodIn)
    .filter((period) => period !== null)
    .pop();
  return last ?? periodIn(lines.join(' '));
}

/**
 * Returns the quarter that a group of columns is of, sortable: `2021Q2`, or `Q2` where no year is said; `null` where it
 * names none, or more than one.
 */
export function quarterOfGroup(text: string): string | null {
  const plain = folded(text).replace(/\s+/g, '');
  if (SEVERAL.test(plain)) return null;
  const period = periodIn(text);
  if (period !== null) return period;
  const quarter = quarterIn(plain);
  if (quarter === null) return null;
  return `Q${quarter}`;
}

type Groups = Readonly<Record<string, string | undefined>>;

function yearOf({ year = '' }: Groups): string {
  // 二〇二一 is written in the digits of which each sign is one.
  const digits = year.replace(/[〇一二三四五六七八九]/g, (digit) => String(DIGITS.indexOf(digit)));
  if (digits.length === 2) return `20${digits}`;
  return digits;
}

function quarterOf({ digit, sign, latin }: Groups): string {
  return digit ?? latin ?? QUARTERS[(sign ?? '').toUpperCase()] ?? '';
}

function quarterOfMonths({ from, again, to, ...year }: Groups): readonly string[] {
  const isQuarter = Number(to) === Number(from) + 2;
  const isOneYear = again === undefined || again === yearOf(year);
  if (!isQuarter || !isOneYear) return [];
  return [`${yearOf(year)}Q${Number(to) / 3}`];
}

function only(found: ReadonlySet<string>): string | null {
  const [first, ...more] = found;
  if (first === undefined || more.length > 0) return null;
  return first;
}
