import { folded } from './folded.js';
import { dayOrTime } from './day.js';
import { withoutLiterals } from './format-code.js';
import type { CellValue } from './grid.js';

/** What a typed cell means. */
export type Reading =
  | {
      readonly kind: 'number';
      readonly value: number;
      /** The cell holds text that a person reads as this number. */
      readonly fromText: boolean;
    }
  | { readonly kind: 'blank' }
  /** "-", "—", "无" …: somebody says that there is no value. */
  | { readonly kind: 'none'; readonly text: string }
  | {
      readonly kind: 'unreadable';
      readonly text: string;
      /** What somebody most likely meant. */
      readonly proposal?: number;
      /** The cell shows a date or a time: `text` is it, as 2021-10-02 or 10:02. */
      readonly isDate?: true;
    };

const BLANK: Reading = { kind: 'blank' };
/** Most counts are small: their readings are shared, which spares the memory of a large sheet. */
const SMALL_COUNTS: readonly Reading[] = Array.from({ length: 1024 }, (_, value) => ({
  kind: 'number',
  value,
  fromText: false,
}));
/** ①, ², ⑴: signs of footnotes. */
const MARKS = /[①-⑳⑴-⒇⓪²³¹⁰⁴-⁹*＊※]/g;
/** −, ‐, ‑, ‒, – as they come from Word and PDF; — is a stroke in place of a figure. */
const MINUS_BEFORE_NUMBER = /^\s*[−‐‑‒–](?=\s*\d)/;
const NUMBER = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(\.\d+)?(%?)\(?(?:件次?|个|次|条|分|人次?|宗|项|起|笔|例)?\)?$/;
const NO_VALUE = /^(?:[-—–―─−‐‑‒]+|[/\\]+|无|暂无|无数据|N\/?A)$/i;
const DATE_FORMAT = /[ymdhs年月日]/i;

/**
 * Reads a cell as a person would: "１,２３４" is 1234, "12件" is 12, "15.12%" is 0.1512, " - " is no value. What only looks
 * like a number ("约300", an error) is unreadable, with the likely number where there is one; so is a date, of which
 * nobody can tell what number it was: 10-2 typed becomes the second of October.
 */
export function readCell(value: CellValue, format: string): Reading {
  if (value === null) return BLANK;
  if (typeof value === 'number') return readNumber(value, format);
  if (typeof value === 'boolean') return { kind: 'unreadable', text: String(value).toUpperCase() };
  if (typeof value === 'object') return { kind: 'unreadable', text: value.error };
  return readText(value);
}

function readNumber(value: number, format: string): Reading {
  if (isDateFormat(format)) return { kind: 'unreadable', text: dayOrTime(value) ?? String(value), isDate: true };
  // -0 would find the reading of 0.
  if (Object.is(value, -0)) return { kind: 'number', value, fromText: false };
  return SMALL_COUNTS[value] ?? { kind: 'number', value, fromText: false };
}

function readText(original: string): Reading {
  // NFKC makes digits of what only points at a footnote: 12① is no 121.
  const unmarked = original.replace(MARKS, '');
  const isMarked = unmarked !== original;
  const spaced = folded(unmarked).replace(MINUS_BEFORE_NUMBER, '-').trim().replace(/^'/, '');
  const text = spaced.replace(/\s+/g, '');
  if (text === '') return isMarked ? { kind: 'unreadable', text: original } : BLANK;
  if (NO_VALUE.test(text)) return { kind: 'none', text: original };
  const plain = NUMBER.exec(text);
  if (plain !== null && !isMarked && spacesReadAsOne(spaced)) {
    const digits = `${plain[1]}${(plain[2] ?? '').replace(/,/g, '')}${plain[3] ?? ''}`;
    const isPercent = plain[4] === '%';
    return { kind: 'number', value: Number(isPercent ? `${digits}e-2` : digits), fromText: true };
  }
  const proposal = likelyNumber(text);
  if (proposal === undefined) return { kind: 'unreadable', text: original };
  return { kind: 'unreadable', text: original, proposal };
}

/** Spaces part thousands (1 234) or a number from its unit (12 件); "12 13" are two numbers, or one that was torn. */
function spacesReadAsOne(spaced: string): boolean {
  const digits = /\d[\d\s]*\d/.exec(spaced)?.[0] ?? '';
  return !/\s/.test(digits) || /^\d{1,3}(?:\s\d{3})+$/.test(digits);
}

/** 约300, 不足100件, 120余, 1O0 and the like: a number with words or mistyped letters around and in it. */
const ABOUT = /^(?:[<>≤≥~]=?|约|大约|近|共|超过?|逾|不足|不到|至少)*/;
const BEHIND_NUMBER = /[件个次条分余多+?。.;、]|以[上下内]|左右|\([^()]*\)/;
const ROUGH_NUMBER = new RegExp(
  `${ABOUT.source}([\\dOolI,]+)(?:\\.0*,*)?(?:(?:${BEHIND_NUMBER.source})(?:${BEHIND_NUMBER.source}|,)*)?$`,
);

/** What somebody most likely meant; only ever asked, never taken. */
function likelyNumber(text: string): number | undefined {
  const rough = ROUGH_NUMBER.exec(text);
  if (rough !== null && /\d|^[Oo]$/.test(text)) {
    const digits = (rough[1] ?? '').replace(/[oO]/g, '0').replace(/[lI]/g, '1').replace(/,/g, '');
    return Number(digits);
  }
  const tenThousands = /^约?(\d+(?:\.\d{1,4})?)万[余多]?件?$/.exec(text);
  if (tenThousands !== null) return Math.round(Number(tenThousands[1]) * 10_000);
  return chineseNumber(text.replace(/^约|[余多]?[件个次条]?$/g, ''));
}

const CHINESE_DIGITS = '零一二三四五六七八九';
const CHINESE_UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** 零 → 0, 十二 → 12, 三百 → 300, 两千零五 → 2005; below ten thousand. */
function chineseNumber(text: string): number | undefined {
  if (!/^[零〇一二两三四五六七八九十百千]{1,9}$/.test(text)) return undefined;
  let sum = 0;
  let digit = 0;
  for (const sign of text) {
    const unit = CHINESE_UNITS[sign];
    if (unit === undefined) {
      digit = CHINESE_DIGITS.indexOf(sign.replace('〇', '零').replace('两', '二'));
    } else {
      // 十二 is 12: a unit without a digit before it counts once.
      sum += (digit || 1) * unit;
      digit = 0;
    }
  }
  return sum + digit;
}

function isDateFormat(format: string): boolean {
  if (format === 'General') return false;
  const code = withoutLiterals(format);
  if (!DATE_FORMAT.test(code.replace(/General/g, ''))) return false;
  // The zeros of 00.0s count fractions of a second, others the digits of a number.
  const hasDigits = /[#0]/.test(code.replace(/(?<!0)0+(?=s|$)/g, ''));
  return !hasDigits;
}
