import type { Texts } from '../texts.js';
import type { adjustments as chinese } from '../zh-CN/adjustments.js';
import { counted } from './counted.js';

/** The adjustment ledger. */
export const adjustments: Texts<keyof typeof chinese> = {
  'adjustments-owed': (p) => `${p['attachment']}: reasons missing for ${counted(p['units'], 'unit')}`,
  'adjustments-none-owed': (p) => `${p['attachment']}: no reasons missing`,
  'owed-reason': () => 'reason missing',
  'owed-evidence': () => 'evidence missing',
  'owed-clause': () => 'to be classified',
  'adjustment-saved': (p) => `${p['unit']}: adjustment ${p['from']} → ${p['to']}`,
  'rank-moved': (p) => `${p['unit']} ${p['from']}→${p['to']}`,
  'score-moved': (p) => `composite score ${p['from']} → ${p['to']}`,
  'rank-changes': (p) => `Ranks that change: ${p['moves']}`,
  'rank-unchanged': () => 'No rank changes.',
};
