/** Puts a period such as `2021Q2` into the bulletin's words: 2021年第二季度. Other text is returned as it is. */
export function quarterName(period: string): string {
  const match = /^(\d{4})Q([1-4])$/.exec(period);
  return match === null ? period : `${match[1]}年第${'一二三四'[Number(match[2]) - 1]}季度`;
}

const DIGITS = '〇一二三四五六七八九';

/** Finds the quarter that a title speaks of: 2021年第二季度, 2021年2季度, 2021-2季度, 二〇二一年第二季度, 2021Q2 → `2021Q2`; else `null`. */
export function periodIn(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/\s+/g, '').replace(/[零○Ｏ]/g, '〇');
  // Digits that run together tell nothing: a count of 20001 before "季度应评价数" is no first quarter of 2000.
  const match = /(20\d\d|二〇[〇一二三四五六七八九]{2})(?:年度?|[./-])?(?:(?<!\d)([1-4])季|第?([一二三四])季|第([1-4])季|Q([1-4]))/i.exec(plain);
  if (match === null) return null;
  const year = [...(match[1] as string)].map((sign) => (DIGITS.includes(sign) ? DIGITS.indexOf(sign) : sign)).join('');
  const quarter = match.slice(2).find((sign) => sign !== undefined) ?? '';
  return `${year}Q${'一二三四'.includes(quarter) ? '一二三四'.indexOf(quarter) + 1 : quarter}`;
}
