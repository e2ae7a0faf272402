import type { CheckDescription } from '../check.js';

/** A printed composite score against the method. */
export const scorePrinted: CheckDescription = {
  id: 'score-printed',
  severity: 'error',
  title: '综合得分与计分办法不符',
  formula: '印出的综合得分＝各得分项之和，封顶后保留两位小数',
  source: '计分办法（附件下的“得分构成”）',
  example: '第 11 名用了第 10 名的分：印 77.53，应为 77.03',
};
