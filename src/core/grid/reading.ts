import { dayOrTime } from './day.js';
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
 * Reads a cell as a person would: "１,２３４" is 1234, "12件" is 12, "15.12%" is 0.1512, " - " is no value.
 * What only looks like a number ("约300", an error) is unreadable, with the likely number where there is one; so is a date,
 * of which nobody can tell what number it was: 10-2 typed becomes the second of October.
 */
export function readCell(value: CellValue, format: string): Reading {
  if (value === null) return BLANK;
  if (typeof value === 'number') {
    if (isDateFormat(format)) return { kind: 'unreadable', text: dayOrTime(value) ?? String(value), isDate: true };
    return (Object.is(value, -0) ? undefined : SMALL_COUNTS[value]) ?? { kind: 'number', value, fromText: false };
  }
  if (typeof value === 'boolean') return { kind: 'unreadable', text: String(value).toUpperCase() };
  if (typeof value === 'object') return { kind: 'unreadable', text: value.error };
  return readText(value);
}

function readText(original: string): Reading {
  // NFKC makes digits of what only points at a footnote: 12① is no 121.
  const unmarked = original.replace(MARKS, '');
  const spaced = unmarked
    .normalize('NFKC')
    .replace(/[\u200b\ufeff]+/g, '')
    .replace(MINUS_BEFORE_NUMBER, '-')
    .trim()
    .replace(/^'/, '');
  const text = spaced.replace(/\s+/g, '');
  if (text === '') return unmarked === original ? BLANK : { kind: 'unreadable', text: original };
  if (NO_VALUE.test(text)) return { kind: 'none', text: original };
  const plain = NUMBER.exec(text);
  if (plain !== null && unmarked === original && spacesReadAsOne(spaced)) {
    const digits = `${plain[1]}${(plain[2] ?? '').replace(/,/g, '')}${plain[3] ?? ''}`;
    return { kind: 'number', value: Number(plain[4] === '%' ? `${digits}e-2` : digits), fromText: true };
  }
  const proposal = likelyNumber(text);
  return { kind: 'unreadable', text: original, ...(proposal === undefined ? {} : { proposal }) };
}

/** Spaces part thousands (1 234) or a number from its unit (12 件); "12 13" are two numbers, or one that was torn. */
function spacesReadAsOne(spaced: string): boolean {
  const digits = /\d[\d\s]*\d/.exec(spaced)?.[0] ?? '';
  return !/\s/.test(digits) || /^\d{1,3}(?:\s\d{3})+$/.test(digits);
}

/** What somebody most likely meant; only ever asked, never taken. */
function likelyNumber(text: string): number | undefined {
  const likely =
    /^(?:[<>≤≥~]=?|约|大约|近|共|超过?|逾|不足|不到|至少)*([\dOolI,]+)(?:\.0*)?(?:件|个|次|条|以上|以下|以内|左右|余|多|\+|\?|[。.,;、]|\(.*\))*$/.exec(
      text,
    );
  if (likely !== null && /\d|^[Oo]$/.test(text))
    return Number((likely[1] ?? '').replace(/[oO]/g, '0').replace(/[lI]/g, '1').replace(/,/g, ''));
  const tenThousands = /^约?(\d+(?:\.\d{1,4})?)万[余多]?件?$/.exec(text);
  if (tenThousands !== null) return Math.round(Number(tenThousands[1]) * 10_000);
  return chineseNumber(text.replace(/^约|[余多]?[件个次条]?$/g, ''));
}

/** 零 → 0, 十二 → 12, 三百 → 300, 两千零五 → 2005; below ten thousand. */
function chineseNumber(text: string): number | undefined {
  if (!/^[零〇一二两三四五六七八九十百千]{1,9}$/.test(text)) return undefined;
  let [sum, digit] = [0, 0];
  for (const sign of text) {
    const unit = { 十: 10, 百: 100, 千: 1000 }[sign];
    if (unit === undefined) digit = '零一二三四五六七八九'.indexOf(sign.replace('〇', '零').replace('两', '二'));
    else {
      sum += (digit === 0 ? 1 : digit) * unit;
      digit = 0;
    }
  }
  return sum + digit;
}

function isDateFormat(format: string): boolean {
  if (format === 'General') return false;
  return (
    DATE_FORMAT.test(format.replace(/"[^"]*"|\\.|\[[^\]]*\]|General/g, '')) &&
    !/[#0]/.test(format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').replace(/0+(?=s|$)/g, ''))
  );
}
