import { cellName } from '../../grid/address.js';
import type { AuditedTable } from '../audited-table.js';
import type { Check, CheckDescription } from '../check.js';
import type { Finding, Phrase } from '../finding.js';
import { listed, report } from '../report.js';

const description: CheckDescription = {
  id: 'count-blank',
  severity: 'notice',
  title: '空白、“-”与 0 混用',
  formula: '没有的写 0；不适用的写“-”；不留空白',
  source: '空白看不出是 0 还是漏填',
  example: '附件3 总工会一行全是 0，只有淄川区空着',
};

const COUNTED = new Set(['input', 'city', 'district']);

/** Blank counts, and dashes, in rows that otherwise give figures. */
export const countBlank: Check = {
  descriptions: [description],
  run: ({ tables, isOn }) => ({
    findings: tables.filter((table) => isOn(description.id, table)).flatMap(findingsIn),
    notChecked: [],
  }),
};

function findingsIn(table: AuditedTable): readonly Finding[] {
  const { attachment } = table;
  const columns = attachment.columns.filter(({ role }) => COUNTED.has(role));
  // A row with a remark instead of figures says itself why it has none.
  const rows = attachment.rows.filter(
    ({ kind, remark, readings }) =>
      kind === 'unit' && remark === null && columns.some(({ id }) => readings[id]?.kind === 'number'),
  );
  const blank: string[] = [];
  const none: string[] = [];
  for (const { row, readings } of rows) {
    for (const { id, column } of columns) {
      const kind = readings[id]?.kind;
      if (kind === 'blank') blank.push(cellName(row, column));
      if (kind === 'none') none.push(cellName(row, column));
    }
  }
  return [...listFinding(table, 'finding-blank', blank), ...listFinding(table, 'finding-dash', none)];
}

function listFinding(table: AuditedTable, code: Phrase['code'], cells: readonly string[]): readonly Finding[] {
  if (cells.length === 0) return [];
  return [
    report({
      check: description.id,
      severity: 'notice',
      table,
      cells,
      message: { code, parameters: { count: cells.length, cells: listed(cells) } },
    }),
  ];
}
