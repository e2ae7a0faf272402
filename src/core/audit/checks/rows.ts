import type { AuditedTable } from '../audited-table.js';
import { badRowsOf, isScore } from '../blame/bad-rows.js';
import { cellNameOf, columnSlipOf, type ColumnSlip } from '../blame/column-slip.js';
import { RowModel, type RowState, type Statement } from '../blame/row-model.js';
import { NOTHING_FOUND, type AuditContext, type Check, type CheckOutcome } from '../check.js';
import type { Finding, NotChecked, Severity, Suspect } from '../finding.js';
import { agreement, receivedElsewhere } from '../known-elsewhere.js';
import { cellOf, columnTitle } from '../naming.js';
import { printedCell, shows, textOf } from '../printed-cell.js';
import { report } from '../report.js';
import { RowReport } from '../row-report.js';
import { cellName } from '../../grid/address.js';
import { valueAt } from '../../grid/grid.js';
import { builtInMethods } from '../../method/index.js';
import { score } from '../../scoring/score.js';
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
    return {
      findings: outcomes.flatMap(({ findings }) => findings),
      notChecked: outcomes.flatMap(({ notChecked }) => notChecked),
    };
  },
};

function auditRows(table: AuditedTable, context: AuditContext): CheckOutcome {
  if (table.scorecard === null) return NOTHING_FOUND;
  const modelOf = (one: AuditedTable): RowModel => new RowModel(one, IDS, (check) => context.isOn(check, table));
  const slip = columnSlipOf(table, modelOf);
  return {
    findings:
      slip === null
        ? inRows(table, modelOf(table), context)
        : besideSlip(table, slip, inRows(slip.mended, modelOf(slip.mended), context)),
    notChecked: notChecked(modelOf(table)),
  };
}

function inRows(table: AuditedTable, model: RowModel, context: AuditContext): readonly Finding[] {
  if (table.scorecard === null) return [];
  const received = receivedElsewhere(context, table.attachment.kind === 'districts' ? 'districts' : 'departments');
  const share = agreement(table, received);
  const bad = badRowsOf(model, table.scorecard, ({ name }): RowState['elsewhere'] => {
    const value = received.get(name);
    return value === undefined ? {} : { received: { value, share } };
  });
  const report = new RowReport(model, bad.card);
  return [...throughout(table, bad.throughout), ...bad.rows.flatMap((row) => report.findingsOf(row))];
}

/** A slip of a whole column, and what is wrong besides; what is said of the cell that was lost belongs to the slip. */
function besideSlip(table: AuditedTable, slip: ColumnSlip, others: readonly Finding[]): readonly Finding[] {
  const isLost = ({ cell, place }: Suspect): boolean => cell === slip.lost && place === 1;
  const ofLost = others.filter(({ suspects }) => suspects.some(isLost));
  const lost = ofLost.flatMap(({ suspects }) => suspects.filter(isLost)).slice(0, 1);
  const finding = slipFinding(table, slip, lost);
  const moved = new Set(finding.cells);
  return [finding, ...others.filter((other) => !ofLost.includes(other) && !moved.has(other.cell))];
}

function slipFinding(table: AuditedTable, { kind, columns, cells }: ColumnSlip, lost: readonly Suspect[]): Finding {
  const [one, other] = columns.map(({ id }) => columnTitle(table, id));
  const role = columns[0]?.role;
  const shown = (row: number, column: number): string => textOf(printedCell(table.grid, row, column));
  const moved = cells.map((cell): Suspect => {
    const { row, column, from } = cell;
    return {
      sheet: table.attachment.sheet,
      cell: cellNameOf(cell),
      found: shown(row.row, column.column),
      proposed: shown(from.row.row, from.column.column),
      value: valueAt(table.grid, from.row.row, from.column.column),
      why: { code: `why-column-${kind}`, parameters: {} },
      place: 1,
    };
  });
  const suspects = [...moved, ...lost.map((suspect) => ({ ...suspect, place: 1 }))];
  const first = suspects[0];
  return report({
    check: role === 'input' ? rowRelation.id : role === 'computed' ? ratePrinted.id : scorePrinted.id,
    severity: 'error',
    table,
    cells: suspects.map(({ cell }) => cell),
    column: [one, other].filter(Boolean).join('、'),
    found: first?.found ?? '',
    expected: first?.proposed ?? '',
    advice: 'advice-column-slip',
    suspects,
    says:
      kind === 'exchanged'
        ? { code: 'finding-columns-exchanged', parameters: { column: one ?? '', other: other ?? '' } }
        : {
            code: 'finding-column-shifted',
            parameters: { column: one ?? '', from: first?.cell ?? '', up: kind === 'up' ? 1 : 0 },
          },
  });
}

/** Columns that most rows break were made by another rule: one finding, not one a row. */
function throughout(table: AuditedTable, statements: readonly Statement[]): readonly Finding[] {
  const [head, another] = statements;
  if (head === undefined) return [];
  const ids = [
    ...new Set(
      statements.flatMap((statement) => (statement.kind === 'computed' ? [statement.column.id] : statement.columns)),
    ),
  ];
  const columns = ids.map((id) => columnTitle(table, id)).join('、');
  const units = table.scorecard?.units ?? [];
  const cells = statements.flatMap((statement) =>
    statement.kind === 'relation'
      ? units.slice(0, 1).flatMap(({ row }) => statement.columns.map((id) => cellOf(table, row.row, id)))
      : units
          .filter(({ row }) => printedCell(table.grid, row.row, statement.column.column).kind !== 'blank')
          .map(({ row }) => cellName(row.row, statement.column.column)),
  );
  const severity: Severity = statements.some((one) => one.severity === 'error') ? 'error' : 'warning';
  const told = {
    check: head.check,
    severity,
    table,
    cells: [...new Set(cells)],
    column: columns,
    advice: 'advice-method',
  };
  if (another !== undefined)
    return [report({ ...told, says: { code: 'finding-columns-throughout', parameters: { columns } } })];
  if (head.kind === 'relation')
    return [
      report({
        ...told,
        expected: head.text,
        says: { code: 'finding-relation-throughout', parameters: { relation: head.text, columns } },
      }),
    ];
  const other = isScore(head) ? otherMethodFor(table) : null;
  if (other !== null)
    return [
      report({
        ...told,
        says: {
          code: 'finding-scores-other-method',
          parameters: { method: table.method?.title ?? '', other: other.title, count: other.count, all: other.all },
        },
      }),
    ];
  return [
    report({
      ...told,
      says: {
        code: isScore(head) ? 'finding-scores-throughout' : 'finding-rates-throughout',
        parameters: { column: columns, method: table.method?.title ?? '' },
      },
    }),
  ];
}

/** Most of the scores that another method gives are enough to name it. */
const MOST_BY_METHOD = 0.8;

/** Another built-in method that gives most of the printed scores: that of last quarter. */
function otherMethodFor({
  attachment,
  method,
  grid,
}: AuditedTable): { readonly title: string; readonly count: number; readonly all: number } | null {
  const column = attachment.columns.find(({ role }) => role === 'score');
  if (column === undefined) return null;
  const tried = builtInMethods(attachment.kind)
    .filter(({ id }) => id !== method?.id)
    .map((other) => {
      const scores = score(attachment, other).units.flatMap(({ row, score: exact }) => {
        const cell = printedCell(grid, row.row, column.column);
        return exact === null || cell.kind !== 'number' ? [] : [shows(cell, exact)];
      });
      return { title: other.title, count: scores.filter(Boolean).length, all: scores.length };
    });
  return tried.find(({ count, all }) => all > 0 && count >= MOST_BY_METHOD * all) ?? null;
}

function notChecked({ table, statements }: RowModel): readonly NotChecked[] {
  const { form, sheet, columns } = table.attachment;
  const units = table.scorecard?.units ?? [];
  const gone = form.columns.filter(
    ({ id, role }) =>
      (role === 'input' || role === 'computed' || role === 'score') && !columns.some((column) => column.id === id),
  );
  const blank = statements.flatMap((statement) =>
    statement.kind === 'computed' &&
    units.every(({ row }) => printedCell(table.grid, row.row, statement.column.column).kind === 'blank')
      ? [statement]
      : [],
  );
  return [
    ...gone.map(({ id, names, role }) => ({
      check: role === 'score' ? scorePrinted.id : role === 'computed' ? ratePrinted.id : rowRelation.id,
      sheet,
      reason: { code: 'not-checked-no-column', parameters: { column: names[0] ?? id } },
    })),
    ...blank.map(({ check, column }) => ({
      check,
      sheet,
      reason: { code: 'not-checked-blank', parameters: { column: columnTitle(table, column.id) } },
    })),
  ];
}
