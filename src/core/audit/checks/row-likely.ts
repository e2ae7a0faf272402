import type { CheckDescription } from '../check.js';

/** Relations that hold nearly always. */
export const rowLikely: CheckDescription = {
  id: 'row-likely',
  severity: 'warning',
  title: '差评都是主动评价',
  formula: 'P−I=D',
  source: '表样中的通常关系',
  example: '主动评价 100、主动好评 97，差评总数却是 5',
};
