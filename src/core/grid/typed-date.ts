import { DAY_SECONDS, momentOf, PAST_LAST_DAY, serialOfDay } from './day.js';
import { withoutLiterals } from './format-code.js';

/** A day or a time as it was typed: a spreadsheet's serial number, and the format that shows it so. */
export interface TypedMoment {
  readonly value: number;
  readonly format: string;
}

/** A way to type a day. */
interface DayPattern {
  readonly pattern: RegExp;
  readonly format: string;
  /** The year, month (from 1) and day in what the pattern found; a year that was not typed is `thisYear`. */
  readonly parts: (found: readonly string[], thisYear: number) => readonly [number, number, number];
}

const DAY_PATTERNS: readonly DayPattern[] = [
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
    parts: ([, month, day], thisYear) => [thisYear, Number(month), Number(day)],
  },
  {
    pattern: /^(\d{1,2})[-/](\d{1,2})$/,
    format: 'm"月"d"日"',
    parts: ([, month, day], thisYear) => [thisYear, Number(month), Number(day)],
  },
];

/** Of two figures: the years from 1930 to 2029. */
function fullYear(year: number): number {
  if (year < 30) return 2000 + year;
  return 1900 + year;
}

/** Reads a day, a time, or both as they are typed; `thisYear` is the year of a day without one. */
export function typedDate(plain: string, thisYear: number): TypedMoment | null {
  const [, before, clock] = /^(\S+)\s+(\d{1,2}:\d{2}(?::\d{2})?)$/.exec(plain) ?? [];
  if (before === undefined || clock === undefined) return typedDay(plain, thisYear) ?? typedTime(plain);
  const day = typedDay(before, thisYear);
  const time = typedTime(clock);
  if (day === null || time === null) return null;
  return { value: day.value + time.value, format: 'yyyy/m/d h:mm' };
}

function typedDay(plain: string, thisYear: number): TypedMoment | null {
  for (const { pattern, format, parts } of DAY_PATTERNS) {
    const found = pattern.exec(plain);
    if (found === null) continue;
    const [year, month, day] = parts(found, thisYear);
    const at = Date.UTC(year, month - 1, day);
    const date = new Date(at);
    const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    if (year >= 1900 && exists) return { value: serialOfDay(at), format };
  }
  return null;
}

function typedTime(plain: string): TypedMoment | null {
  const time = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(plain);
  if (time === null) return null;
  const hours = Number(time[1]);
  const minutes = Number(time[2]);
  const seconds = Number(time[3] ?? 0);
  if (hours >= 24 || minutes >= 60 || seconds >= 60) return null;
  const value = (hours * 3600 + minutes * 60 + seconds) / DAY_SECONDS;
  return { value, format: time[3] === undefined ? 'h:mm' : 'h:mm:ss' };
}

/** Returns the text of a serial number under a date's or a time's format; `null` where it is no day, or no time. */
export function dateOrTimeText(serial: number, format: string): string | null {
  if (isDate(format) && serial >= 1 && serial < PAST_LAST_DAY) return dateText(serial);
  if (isTime(format) && serial >= 0 && serial < 1) return timeText(Math.round(serial * DAY_SECONDS));
  return null;
}

function dateText(serial: number): string {
  const date = momentOf(serial);
  const day = `${date.getUTCFullYear()}/${date.getUTCMonth() + 1}/${date.getUTCDate()}`;
  if (Number.isInteger(serial)) return day;
  return `${day} ${timeText(Math.round(serial * DAY_SECONDS) % DAY_SECONDS)}`;
}

function timeText(seconds: number): string {
  const two = (count: number): string => String(count).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function isDate(format: string): boolean {
  return /[yd]/i.test(withoutLiterals(format)) && format !== 'General';
}

function isTime(format: string): boolean {
  return /h/i.test(withoutLiterals(format)) && !isDate(format);
}
