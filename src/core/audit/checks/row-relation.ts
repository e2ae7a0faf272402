import type { CheckDescription } from '../check.js';

/** Relations between a unit's counts that cannot be otherwise. */
export const rowRelation: CheckDescription = {
  id: 'row-relation',
  severity: 'error',
  title: '行内关系',
  formula: 'M≤A，P≤M，I≤P，D≤M，T+B=D，N1≤D，N2≤T，N3≤N2',
  source: '表样中的必然关系',
  example: '有效差评 1、无效差评 5，差评总数却是 7',
};
