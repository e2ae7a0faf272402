import { parseCellName } from '../../grid/address.js';
import type { Problem } from '../../grid/problem.js';
import type { AuditedTable } from '../audited-table.js';
import type { Check, CheckDescription } from '../check.js';
import type { Finding } from '../finding.js';
import { columnTitle } from '../naming.js';
import { report } from '../report.js';

const description: CheckDescription = {
  id: 'count-unreadable',
  severity: 'error',
  title: '不是数',
  formula: '计数是不小于 0 的整数',
  source: '计数的含义',
  example: '主动评价数 12.5；总评价数 -3；应评价数“约300”',
};

/** Counts that are negative, not whole or no numbers. */
export const countUnreadable: Check = {
  descriptions: [description],
  run: ({ tables, isOn }) => ({
    findings: tables.filter((table) => isOn(description.id, table)).flatMap(findingsIn),
    notChecked: [],
  }),
};

function findingsIn(table: AuditedTable): readonly Finding[] {
  return table.attachment.problems
    .filter(({ code }) => code === 'cell-unreadable' || code === 'cell-is-date')
    .map((problem) => findingOf(table, problem));
}

function findingOf(table: AuditedTable, { code, cell, parameters }: Problem): Finding {
  const { attachment } = table;
  const { text = '', proposal } = parameters;
  const place = parseCellName(cell);
  const column = attachment.columns.find((each) => each.column === place?.column)?.id ?? '';
  const unit = attachment.rows.find(({ row }) => row === place?.row)?.name ?? '';
  const title = columnTitle(table, column);
  return report({
    check: description.id,
    severity: 'error',
    table,
    cells: [cell],
    unit,
    column: title,
    found: String(text),
    advice: 'advice-check-source',
    message: {
      code: code === 'cell-is-date' ? 'finding-is-date' : 'finding-not-a-count',
      parameters: { unit, column: title, text },
    },
    suspects: [
      {
        sheet: attachment.sheet,
        cell,
        found: String(text),
        proposed: proposal === undefined ? null : String(proposal),
        value: proposal ?? null,
        why: { code: 'why-not-a-count', parameters: {} },
        place: 1,
      },
    ],
  });
}
