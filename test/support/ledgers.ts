import type { EntryDraft } from '../../src/core/adjustments/entry.js';
import type { CellValue } from '../../src/core/grid/grid.js';
import { unitRow } from './sheets.js';

export const LEDGER_NAMES = ['附件', '单位', '条款', '次数', '分值', '事由', '依据', '日期', '登记人'] as const;

/** A ledger sheet as we head it, with these lines. */
export function ledgerSheet(
  lines: readonly (readonly CellValue[])[],
  title = '2021年第二季度加减分台账',
): CellValue[][] {
  return [['内部资料 不随通报下发'], [title], [...LEDGER_NAMES], ...lines.map((line) => [...line])];
}

/** An entry with everything filled in; what a test is about is given. */
export function draft(given: Partial<EntryDraft>): EntryDraft {
  return {
    attachment: 'districts',
    unit: '甲区',
    clause: '5',
    times: 1,
    points: 5,
    reason: '推动基层办件评价',
    evidence: '简报第3期',
    date: '2021-07-01',
    by: '张三',
    ...given,
  };
}

/**
 * A unit whose score is easy to see: everything received and good, so that all but the ladder and the adjustment is
 * full.
 */
export function plainUnit(serial: number, name: string, active: number, adjustment: CellValue = 10): CellValue[] {
  return unitRow(serial, name, [1000, 1000, active, active, 0, 0, 0, 0, 0, 0], adjustment);
}
