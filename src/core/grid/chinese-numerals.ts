/** The numerals of a number format: `[DBNum1]` (二〇二一), `[DBNum2]` (贰零贰壹), `[DBNum3]` (２０２１). */
interface Numerals {
  readonly digits: string;
  /** The words for ones, tens, hundreds and thousands. */
  readonly units: readonly string[];
}

export type NumeralKind = '1' | '2' | '3';

const NUMERALS: Readonly<Record<NumeralKind, Numerals>> = {
  1: { digits: '〇一二三四五六七八九', units: ['', '十', '百', '千'] },
  2: { digits: '零壹贰叁肆伍陆柒捌玖', units: ['', '拾', '佰', '仟'] },
  3: { digits: '０１２３４５６７８９', units: ['', '十', '百', '千'] },
};

const GROUPS = ['', '万', '亿', '兆'];

/**
 * Writes the figures of a shown text in Chinese numerals. `isGeneral`: with the words for tens and thousands, as the
 * format General writes a number (一千二百三十四); else digit by digit, but for months and days of a date
 * (二〇二一年十二月三日).
 */
export function inChinese(shown: string, kind: NumeralKind, isGeneral: boolean): string {
  const numerals = NUMERALS[kind];
  return shown.replace(/(\d+)(?:\.(\d+))?([月日]?)/g, (_, ...groups: readonly (string | undefined)[]) => {
    const [whole = '', decimals, after = ''] = groups;
    const number = wholeNumber(whole, { numerals, isGeneral, isMonthOrDay: after !== '' });
    if (decimals === undefined) return `${number}${after}`;
    return `${number}.${digitByDigit(decimals, numerals)}${after}`;
  });
}

function wholeNumber(
  figures: string,
  {
    numerals,
    isGeneral,
    isMonthOrDay,
  }: { readonly numerals: Numerals; readonly isGeneral: boolean; readonly isMonthOrDay: boolean },
): string {
  if (isGeneral) return inWords(figures, numerals);
  if (!isMonthOrDay) return digitByDigit(figures, numerals);
  return inWords(figures.replace(/^0+(?=\d)/, ''), numerals).replace(/^一十/, '十');
}

function digitByDigit(figures: string, { digits }: Numerals): string {
  return [...figures].map((digit) => digits[Number(digit)] ?? digit).join('');
}

/** 1234 is 一千二百三十四, 10 is 一十, 1005 is 一千〇五; a number too long for words is written digit by digit. */
function inWords(figures: string, numerals: Numerals): string {
  if (figures.length > 4 * GROUPS.length) return digitByDigit(figures, numerals);
  const { digits, units } = numerals;
  const zero = digits[0] ?? '';
  if (figures === '0') return zero;
  let words = '';
  let isAfterZero = false;
  [...figures].forEach((figure, index) => {
    const place = figures.length - 1 - index;
    if (figure === '0') isAfterZero = true;
    else {
      if (isAfterZero && words !== '') words += zero;
      words += `${digits[Number(figure)] ?? ''}${units[place % 4] ?? ''}`;
      isAfterZero = false;
    }
    const endsGroup = place % 4 === 0 && place > 0;
    if (!endsGroup) return;
    if (/[1-9]/.test(figures.slice(Math.max(0, index - 3), index + 1))) words += GROUPS[place / 4] ?? '';
    isAfterZero = false;
  });
  return words;
}
