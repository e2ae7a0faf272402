import { parseCellName } from '../../grid/address.js';
import type { Check, CheckDescription } from '../check.js';
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
    findings: tables
      .filter((table) => isOn(description.id, table))
      .flatMap((table) =>
        table.attachment.problems
          .filter(({ code }) => code === 'cell-unreadable' || code === 'cell-is-date')
          .map(({ code, cell, parameters: { text = '', proposal } }) => {
            const place = parseCellName(cell);
            const column = table.attachment.columns.find((one) => one.column === place?.column);
            const unit = table.attachment.rows.find(({ row }) => row === place?.row)?.name ?? '';
            const title = column === undefined ? '' : columnTitle(table, column.id);
            const proposed = proposal === undefined ? null : String(proposal);
            return report({
              check: description.id,
              severity: 'error',
              table,
              cells: [cell],
              unit,
              column: title,
              found: String(text),
              advice: 'advice-check-source',
              says: {
                code: code === 'cell-is-date' ? 'finding-is-date' : 'finding-not-a-count',
                parameters: { unit, column: title, text },
              },
              suspects: [
                {
                  sheet: table.attachment.sheet,
                  cell,
                  found: String(text),
                  proposed,
                  value: proposal ?? null,
                  why: { code: 'why-not-a-count', parameters: {} },
                  place: 1,
                },
              ],
            });
          }),
      ),
    notChecked: [],
  }),
};
