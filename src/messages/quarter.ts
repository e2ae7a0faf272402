/** Puts a period such as `2021Q2` into the bulletin's words: 2021年第二季度. Other text is returned as it is. */
export function quarterName(period: string): string {
  const match = /^(\d{4})Q([1-4])$/.exec(period);
  return match === null ? period : `${match[1]}年第${'一二三四'[Number(match[2]) - 1]}季度`;
}
