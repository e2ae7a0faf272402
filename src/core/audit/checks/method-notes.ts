import { cellName } from '../../grid/address.js';
import type { Check, CheckDescription } from '../check.js';
import { eachOnce } from '../method-notes.js';
import { report } from '../report.js';

const description: CheckDescription = {
  id: 'method-notes',
  severity: 'warning',
  title: '表下说明与计分办法不符',
  formula: '“得分构成”里的每个数字＝计分办法里的数字',
  source: '计分办法',
  example: '办法改为 35 分，说明还写着“评价率占 40 分”',
};

/** The rules printed under a table against the method it was scored by. */
export const methodNotes: Check = {
  descriptions: [description],
  run: ({ tables, isOn }) => ({
    findings: tables
      .filter((table) => isOn(description.id, table))
      .flatMap((table) =>
        eachOnce(table.notes).map(({ code, row, column, clause, name, found, expected, wording }) => {
          const cell = cellName(row, column);
          return report({
            check: description.id,
            severity: 'warning',
            table,
            cells: [cell],
            found,
            expected,
            advice: 'advice-which-place',
            says: { code, parameters: { clause, name, found, expected } },
            suspects:
              wording === null
                ? []
                : [
                    {
                      sheet: table.attachment.sheet,
                      cell,
                      found,
                      proposed: expected,
                      value: wording,
                      why: { code: 'why-method', parameters: {} },
                      place: 1,
                    },
                  ],
          });
        }),
      ),
    notChecked: [],
  }),
};
