import { valueAt } from '../../grid/grid.js';
import type { ColumnRole } from '../../form/form.js';
import type { AttachmentRow } from '../../recognition/attachment.js';
import type { AuditedTable } from '../audited-table.js';
import { diagnoseRows } from '../diagnosis/diagnose-rows.js';
import { cellNameOf, columnSlipOf, type ColumnSlip } from '../diagnosis/column-slip.js';
import { RowModel, type ComputedStatement, type CrossReferences } from '../diagnosis/row-model.js';
import { NOTHING_FOUND, type AuditContext, type Check, type CheckDescription, type CheckOutcome } from '../check.js';
import { flag, type Finding, type NotChecked, type Phrase, type Suspect } from '../finding.js';
import { agreement, receivedInVolumes } from '../cross-references.js';
import { columnTitle } from '../naming.js';
import { printedCell, textOf } from '../printed-cell.js';
import { report } from '../report.js';
import { RowReports } from '../row-report.js';
import { systematicFindings } from './systematic.js';

/** Relations between a unit's counts that cannot be otherwise. */
const rowRelation: CheckDescription = {
  id: 'row-relation',
  severity: 'error',
  title: '行内关系',
  formula: 'M≤A，P≤M，I≤P，D≤M，T+B=D，N1≤D，N2≤T，N3≤N2',
  source: '表样中的必然关系',
  example: '有效差评 1、无效差评 5，差评总数却是 7',
};

/** Relations that hold nearly always. */
const rowLikely: CheckDescription = {
  id: 'row-likely',
  severity: 'warning',
  title: '差评都是主动评价',
  formula: 'P−I=D',
  source: '表样中的通常关系',
  example: '主动评价 100、主动好评 97，差评总数却是 5',
};

/** A printed rate against the row's counts. */
const ratePrinted: CheckDescription = {
  id: 'rate-printed',
  severity: 'error',
  title: '比率与计数不符',
  formula: '印出的比率＝按计数算出的比率，按印出的位数四舍五入；无此比率的写“-”',
  source: '表头的算式（M/A、P/M …）',
  example: '4512÷4513 印成 99.97%，应为 99.98%（只截位，没有四舍五入）',
};

/** A printed composite score against the method. */
const scorePrinted: CheckDescription = {
  id: 'score-printed',
  severity: 'error',
  title: '综合得分与计分办法不符',
  formula: '印出的综合得分＝各得分项之和，封顶后保留两位小数',
  source: '计分办法（附件下的“得分构成”）',
  example: '第 11 名用了第 10 名的分：印 77.53，应为 77.03',
};

const IDS = { relation: rowRelation.id, likely: rowLikely.id, rate: ratePrinted.id, score: scorePrinted.id };

/** All that one row says of itself: one diagnosis decides which of its cells is wrong. */
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
  const modelOf = (each: AuditedTable): RowModel => new RowModel(each, IDS, (check) => context.isOn(check, table));
  const notChecked = notCheckedIn(modelOf(table));
  const slip = columnSlipOf(table, modelOf);
  if (slip === null) return { findings: findingsIn(modelOf(table), context), notChecked };
  const others = findingsIn(modelOf(slip.corrected), context);
  return { findings: withSlip(table, slip, others), notChecked };
}

function findingsIn(model: RowModel, context: AuditContext): readonly Finding[] {
  const { table } = model;
  if (table.scorecard === null) return [];
  const received = receivedInVolumes(context, table);
  const share = agreement(table, received);
  const crossReferencesOf = ({ name }: AttachmentRow): CrossReferences => {
    const value = received.get(name);
    if (value === undefined) return {};
    return { received: { value, share } };
  };
  const diagnosis = diagnoseRows(model, table.scorecard, crossReferencesOf);
  const reports = new RowReports(model, diagnosis.card);
  return [
    ...systematicFindings(table, diagnosis.systematic),
    ...diagnosis.rows.flatMap((row) => reports.findingsOf(row)),
  ];
}

/** A slip of a whole column, and what is wrong besides; what is found of the cell that was lost belongs to the slip. */
function withSlip(table: AuditedTable, slip: ColumnSlip, others: readonly Finding[]): readonly Finding[] {
  const isLost = ({ cell, place }: Suspect): boolean => cell === slip.lost && place === 1;
  const ofLost = others.filter(({ suspects }) => suspects.some(isLost));
  const lost = ofLost.flatMap(({ suspects }) => suspects.filter(isLost)).slice(0, 1);
  const finding = slipFinding(table, slip, lost);
  const moved = new Set(finding.cells);
  return [finding, ...others.filter((other) => !ofLost.includes(other) && !moved.has(other.cell))];
}

function slipFinding(table: AuditedTable, slip: ColumnSlip, lost: readonly Suspect[]): Finding {
  const suspects = [...movedCells(table, slip), ...lost];
  const [first] = suspects;
  const titles = slip.columns.map(({ id }) => columnTitle(table, id));
  return report({
    check: checkFor(slip.columns[0]?.role),
    severity: 'error',
    table,
    cells: suspects.map(({ cell }) => cell),
    column: titles.filter(Boolean).join('、'),
    found: first?.found ?? '',
    expected: first?.proposed ?? '',
    advice: 'advice-column-slip',
    suspects,
    message: slipInWords(slip, titles, first?.cell ?? ''),
  });
}

function movedCells(table: AuditedTable, { kind, cells }: ColumnSlip): readonly Suspect[] {
  const { grid } = table;
  return cells.map((cell) => {
    const { row, column, from } = cell;
    return {
      sheet: table.attachment.sheet,
      cell: cellNameOf(cell),
      found: textOf(printedCell(grid, row.row, column)),
      proposed: textOf(printedCell(grid, from.row.row, from.column)),
      value: valueAt(grid, from.row.row, from.column.column),
      why: { code: `why-column-${kind}`, parameters: {} },
      place: 1,
    };
  });
}

function slipInWords({ kind }: ColumnSlip, [column = '', other = '']: readonly string[], from: string): Phrase {
  if (kind === 'exchanged') return { code: 'finding-columns-exchanged', parameters: { column, other } };
  return { code: 'finding-column-shifted', parameters: { column, from, up: flag(kind === 'up') } };
}

/** The check that a column's values belong to. */
function checkFor(role: ColumnRole | undefined): string {
  if (role === 'input') return rowRelation.id;
  if (role === 'computed') return ratePrinted.id;
  return scorePrinted.id;
}

const NEEDED: ReadonlySet<ColumnRole> = new Set(['input', 'computed', 'score']);

/** Columns that the sheet lacks or that are blank: what would be checked with them is not. */
function notCheckedIn(model: RowModel): readonly NotChecked[] {
  const { table, statements } = model;
  const { form, sheet, columns } = table.attachment;
  const missing = form.columns.filter(
    ({ id, role }) => NEEDED.has(role) && !columns.some((column) => column.id === id),
  );
  const computed = statements.filter((statement) => statement.kind === 'computed');
  const blank = computed.filter((statement) => isBlankColumn(table, statement));
  return [
    ...missing.map(({ id, names, role }): NotChecked => ({
      check: checkFor(role),
      sheet,
      reason: { code: 'not-checked-no-column', parameters: { column: names[0] ?? id } },
    })),
    ...blank.map(({ check, column }): NotChecked => ({
      check,
      sheet,
      reason: { code: 'not-checked-blank', parameters: { column: columnTitle(table, column.id) } },
    })),
  ];
}

function isBlankColumn({ grid, scorecard }: AuditedTable, { column }: ComputedStatement): boolean {
  const units = scorecard?.units ?? [];
  return units.every(({ row }) => printedCell(grid, row.row, column).kind === 'blank');
}
