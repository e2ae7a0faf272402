import type { CheckDescription } from '../check.js';

/** A printed rate against the row's counts. */
export const ratePrinted: CheckDescription = {
  id: 'rate-printed',
  severity: 'error',
  title: '比率与计数不符',
  formula: '印出的比率＝按计数算出的比率，按印出的位数四舍五入；无此比率的写“-”',
  source: '表头的算式（M/A、P/M …）',
  example: '4512÷4513 印成 99.97%，应为 99.98%（只截位，没有四舍五入）',
};
