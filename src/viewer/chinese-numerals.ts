/** The numerals of `[DBNum1]` (二〇二一), `[DBNum2]` (贰零贰壹) and `[DBNum3]` (２０２１), with the words for tens, hundreds and thousands. */
const NUMERALS = {
  1: { digits: '〇一二三四五六七八九', units: ['', '十', '百', '千'] },
  2: { digits: '零壹贰叁肆伍陆柒捌玖', units: ['', '拾', '佰', '仟'] },
  3: { digits: '０１２３４５６７８９', units: ['', '十', '百', '千'] },
} as const;

export type NumeralKind = '1' | '2' | '3';

const GROUPS = ['', '万', '亿', '兆'];

/**
 * Writes the figures of a shown text in Chinese numerals. `isGeneral`: with the words for tens and thousands, as the format
 * General writes a number (一千二百三十四); else digit by digit, but for months and days of a date (二〇二一年十二月三日).
 */
export function inChinese(shown: string, kind: NumeralKind, isGeneral: boolean): string {
  const { digits, units } = NUMERALS[kind];
  const one = (digit: string): string => digits[Number(digit)] ?? digit;
  const digitwise = (figures: string): string => [...figures].map(one).join('');
  const inWords = (figures: string): string =>
    figures.length > 4 * GROUPS.length ? digitwise(figures) : worded(figures, digits, units);
  return shown.replace(/(\d+)(\.\d+)?([月日]?)/g, (_, whole: string, decimals: string | undefined, after: string) => {
    const number = isGeneral
      ? inWords(whole)
      : after === ''
        ? digitwise(whole)
        : inWords(whole.replace(/^0+(?=\d)/, '')).replace(/^一十/, '十');
    return `${number}${decimals === undefined ? '' : `.${digitwise(decimals.slice(1))}`}${after}`;
  });
}

/** 1234 is 一千二百三十四, 10 is 一十, 1005 is 一千〇五. */
function worded(figures: string, digits: string, units: readonly string[]): string {
  const zero = digits[0] ?? '';
  if (figures === '0') return zero;
  let words = '';
  let skipped = false;
  [...figures].forEach((figure, index) => {
    const place = figures.length - 1 - index;
    if (figure === '0') skipped = true;
    else {
      words += `${skipped && words !== '' ? zero : ''}${digits[Number(figure)] ?? ''}${units[place % 4] ?? ''}`;
      skipped = false;
    }
    if (place % 4 !== 0 || place === 0) return;
    if (/[1-9]/.test(figures.slice(Math.max(0, index - 3), index + 1))) words += GROUPS[place / 4] ?? '';
    skipped = false;
  });
  return words;
}
