import type { Texts } from '../texts.js';
import type { words as chinese } from '../zh-CN/words.js';

/** Single words: names of columns, fields and severities. */
export const words: Texts<keyof typeof chinese> = {
  base: () => 'base',
  entries: () => 'entries',
  clause: () => 'clause',
  times: () => 'times',
  reason: () => 'reason',
  evidence: () => 'evidence',
  date: () => 'date',
  by: () => 'by',
  attachment: () => 'attachment',
  remarks: () => 'owed',
  'severity-error': () => 'error',
  'severity-warning': () => 'warning',
  'severity-notice': () => 'notice',
  unit: () => 'unit',
  column: () => 'column',
  score: () => 'score',
  rank: () => 'rank',
  adjustment: () => 'adjustment',
  points: () => 'points',
};
