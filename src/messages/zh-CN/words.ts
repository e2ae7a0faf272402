import type { Texts } from '../texts.js';

/** Single words: names of columns, fields and severities. */
export const words = {
  base: () => '基础分',
  entries: () => '记录',
  clause: () => '条款',
  times: () => '次数',
  reason: () => '事由',
  evidence: () => '依据',
  date: () => '日期',
  by: () => '登记人',
  attachment: () => '附件',
  remarks: () => '待补',
  'severity-error': () => '必须改',
  'severity-warning': () => '请核对',
  'severity-notice': () => '提示',
  unit: () => '单位',
  column: () => '列',
  score: () => '综合得分',
  rank: () => '名次',
  adjustment: () => '加减分',
  points: () => '得分',
} satisfies Texts;
