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
  | { readonly kind: 'unreadable'; readonly text: string; readonly proposal?: number };

const BLANK: Reading = { kind: 'blank' };
/** Most counts are small: their readings are shared, which spares the memory of a large sheet. */
const SMALL_COUNTS: readonly Reading[] = Array.from({ length: 1024 }, (_, value) => ({ kind: 'number', value, fromText: false }));
const NO_VALUE = /^(?:[-—–―─]+|[/\\]+|无|暂无|无数据|N\/?A)$/i;
const DATE_FORMAT = /[ymdhs年月日]/i;

/**
 * Reads a cell as a person would: "１,２３４" is 1234, "12件" is 12, "15.12%" is 0.1512, " - " is no value.
 * What only looks like a number (a date by its number format, "约300", an error) is unreadable, with the likely number where there is one.
 */
export function readCell(value: CellValue, format: string): Reading {
  if (value === null) return BLANK;
  if (typeof value === 'number') {
    if (isDateFormat(format)) return { kind: 'unreadable', text: String(value), proposal: value };
    return (Object.is(value, -0) ? undefined : SMALL_COUNTS[value]) ?? { kind: 'number', value, fromText: false };
  }
  if (typeof value === 'boolean') return { kind: 'unreadable', text: String(value).toUpperCase() };
  if (typeof value === 'object') return { kind: 'unreadable', text: value.error };
  return readText(value);
}

function readText(original: string): Reading {
  const text = original.normalize('NFKC').replace(/[\s\u200b\ufeff]+/g, '').replace(/^'/, '');
  if (text === '') return BLANK;
  if (NO_VALUE.test(text)) return { kind: 'none', text: original };
  const plain = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(\.\d+)?(%?)\(?(?:件|个|次|条|分|人)?\)?$/.exec(text);
  if (plain !== null) {
    const digits = `${plain[1]}${(plain[2] ?? '').replace(/,/g, '')}${plain[3] ?? ''}`;
    return { kind: 'number', value: Number(plain[4] === '%' ? `${digits}e-2` : digits), fromText: true };
  }
  const likely = /^[<>≤≥~]?(?:约|大约|近|共|超|逾)?([\dOolI,]+)(?:\.0+)?(?:件|个|次|条|左右|余|多|\+|\?)*$/.exec(text);
  if (likely !== null && /\d/.test(text)) {
    return { kind: 'unreadable', text: original, proposal: Number((likely[1] ?? '').replace(/[oO]/g, '0').replace(/[lI]/g, '1').replace(/,/g, '')) };
  }
  return { kind: 'unreadable', text: original };
}

function isDateFormat(format: string): boolean {
  if (format === 'General') return false;
  return DATE_FORMAT.test(format.replace(/"[^"]*"|\\.|\[[^\]]*\]|General/g, '')) && !/[#0]/.test(format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').replace(/0+(?=s|$)/g, ''));
}
