import { cellName } from '../../grid/address.js';
import type { AuditedTable } from '../audited-table.js';
import type { Check, CheckDescription } from '../check.js';
import type { Finding, Suspect } from '../finding.js';
import { uniqueNotes } from '../method-notes.js';
import type { NoteFinding } from '../note-text.js';
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
      .flatMap((table) => uniqueNotes(table.notes).map((note) => findingOf(table, note))),
    notChecked: [],
  }),
};

function findingOf(table: AuditedTable, note: NoteFinding): Finding {
  const { code, clause, name, found, expected, wording } = note;
  const cell = cellName(note.row, note.column);
  const suspect: Suspect = {
    sheet: table.attachment.sheet,
    cell,
    found,
    proposed: expected,
    value: wording,
    why: { code: 'why-method', parameters: {} },
    place: 1,
  };
  return report({
    check: description.id,
    severity: 'warning',
    table,
    cells: [cell],
    found,
    expected,
    advice: 'advice-which-place',
    message: { code, parameters: { clause, name, found, expected } },
    suspects: wording === null ? [] : [suspect],
  });
}
