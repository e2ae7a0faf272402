import type { AuditedTable } from '../audited-table.js';
import { badRowsOf, isScore } from '../blame/bad-rows.js';
import { RowModel, type Statement } from '../blame/row-model.js';
import { NOTHING_FOUND, type AuditContext, type Check, type CheckOutcome } from '../check.js';
import type { Finding, NotChecked } from '../finding.js';
import { receivedElsewhere } from '../known-elsewhere.js';
import { columnTitle } from '../naming.js';
import { printedCell } from '../printed-cell.js';
import { report } from '../report.js';
import { RowReport } from '../row-report.js';
import { cellName } from '../../grid/address.js';
import { ratePrinted } from './rate-printed.js';
import { rowLikely } from './row-likely.js';
import { rowRelation } from './row-relation.js';
import { scorePrinted } from './score-printed.js';

const IDS = { relation: rowRelation.id, likely: rowLikely.id, rate: ratePrinted.id, score: scorePrinted.id };

/** Everything that one row says of itself: one piece of reasoning decides which of its cells is to blame. */
export const rows: Check = {
  descriptions: [rowRelation, rowLikely, ratePrinted, scorePrinted],
  run: (context) => {
    const outcomes = context.tables.map((table) => auditRows(table, context));
    return { findings: outcomes.flatMap(({ findings }) => findings), notChecked: outcomes.flatMap(({ notChecked }) => notChecked) };
  },
};

function auditRows(table: AuditedTable, context: AuditContext): CheckOutcome {
  if (table.scorecard === null) return NOTHING_FOUND;
  const model = new RowModel(table, IDS, (check) => context.isOn(check, table));
  const received = receivedElsewhere(context, table.attachment.kind === 'districts' ? 'districts' : 'departments');
  const bad = badRowsOf(model, table.scorecard, ({ name }): Readonly<Record<string, number>> => {
    const count = received.get(name);
    return count === undefined ? {} : { received: count };
  });
  const inRows = new RowReport(model, bad.card);
  return { findings: [...bad.throughout.flatMap((statement) => throughout(table, statement)), ...bad.rows.flatMap((row) => inRows.findingsOf(row))], notChecked: notChecked(model) };
}

/** A column that most rows break was made by another rule: one finding, not one a row. */
function throughout(table: AuditedTable, statement: Statement): readonly Finding[] {
  if (statement.kind !== 'computed') return [];
  const column = columnTitle(table, statement.column.id);
  const cells = (table.scorecard?.units ?? []).filter(({ row }) => printedCell(table.grid, row.row, statement.column.column).kind !== 'blank').map(({ row }) => cellName(row.row, statement.column.column));
  return [report({
    check: statement.check, severity: 'error', table, cells, column, advice: 'advice-method',
    says: { code: isScore(statement) ? 'finding-scores-throughout' : 'finding-rates-throughout', parameters: { column, method: table.method?.title ?? '' } },
  })];
}

function notChecked({ table, statements }: RowModel): readonly NotChecked[] {
  const { form, sheet, columns } = table.attachment;
  const units = table.scorecard?.units ?? [];
  const gone = form.columns.filter(({ id, role }) => (role === 'input' || role === 'computed' || role === 'score') && !columns.some((column) => column.id === id));
  const blank = statements.flatMap((statement) => (statement.kind === 'computed' && units.every(({ row }) => printedCell(table.grid, row.row, statement.column.column).kind === 'blank') ? [statement] : []));
  return [
    ...gone.map(({ id, names, role }) => ({ check: role === 'score' ? scorePrinted.id : role === 'computed' ? ratePrinted.id : rowRelation.id, sheet, reason: { code: 'not-checked-no-column', parameters: { column: names[0] ?? id } } })),
    ...blank.map(({ check, column }) => ({ check, sheet, reason: { code: 'not-checked-blank', parameters: { column: columnTitle(table, column.id) } } })),
  ];
}
