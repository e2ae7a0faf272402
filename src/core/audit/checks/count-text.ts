import { cellName } from '../../grid/address.js';
import { withoutInvisible } from '../../grid/folded.js';
import { valueAt } from '../../grid/grid.js';
import type { AuditedTable } from '../audited-table.js';
import type { Check, CheckDescription } from '../check.js';
import { unitsOf } from '../counts.js';
import type { Finding } from '../finding.js';
import { listed, report } from '../report.js';

const description: CheckDescription = {
  id: 'count-text',
  severity: 'notice',
  title: '数字存成了文本',
  formula: '计数和加减分是数字，不是文本',
  source: '文本数字会让公式出错，求和会漏掉它',
  example: '总评价数是文本“１２３”',
};

const TYPED = new Set(['input', 'adjustment', 'city', 'district']);

/** Numbers that a person reads as such and a formula does not. */
export const countText: Check = {
  descriptions: [description],
  run: ({ tables, isOn }) => ({
    findings: tables.filter((table) => isOn(description.id, table)).flatMap(findingsIn),
    notChecked: [],
  }),
};

function findingsIn(table: AuditedTable): readonly Finding[] {
  const columns = table.attachment.columns.filter(({ role }) => TYPED.has(role));
  const cells: string[] = [];
  const withInvisible: string[] = [];
  for (const { row, readings } of unitsOf(table)) {
    for (const { id, column } of columns) {
      const reading = readings[id];
      if (reading?.kind !== 'number' || !reading.fromText) continue;
      const cell = cellName(row, column);
      cells.push(cell);
      const text = String(valueAt(table.grid, row, column));
      if (text !== withoutInvisible(text)) withInvisible.push(`${cell} (${reading.value})`);
    }
  }
  if (cells.length === 0) return [];
  return [
    report({
      check: description.id,
      severity: 'notice',
      table,
      cells,
      message: {
        code: 'finding-text-numbers',
        parameters: { count: cells.length, cells: listed(cells), invisible: listed(withInvisible) },
      },
      advice: 'advice-to-number',
    }),
  ];
}
