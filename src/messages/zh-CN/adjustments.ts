import type { Texts } from '../texts.js';

/** The adjustment ledger. */
export const adjustments = {
  'adjustments-owed': (p) => `${p['attachment']}：${p['units']} 个单位待补事由`,
  'adjustments-none-owed': (p) => `${p['attachment']}：事由齐全`,
  'owed-reason': () => '事由待补',
  'owed-evidence': () => '依据待补',
  'owed-clause': () => '待分类',
  'adjustment-saved': (p) => `${p['unit']}：加减分 ${p['from']} → ${p['to']}`,
  'rank-moved': (p) => `${p['unit']} ${p['from']}→${p['to']}`,
  'score-moved': (p) => `综合得分 ${p['from']} → ${p['to']}`,
  'rank-changes': (p) => `名次变动：${p['moves']}`,
  'rank-unchanged': () => '名次没有变动。',
} satisfies Texts;
