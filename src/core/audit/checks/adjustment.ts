import { faultOfTotal } from '../../adjustments/total-fault.js';
import { printShortest } from '../../exact/rational.js';
import type { Adjustments } from '../../adjustments/reconcile.js';
import { cellOf } from '../naming.js';
import type { AuditedTable } from '../audited-table.js';
import type { Check, CheckDescription } from '../check.js';
import type { Finding, Suspect } from '../finding.js';
import { report } from '../report.js';

const bounds: CheckDescription = {
  id: 'adjustment-bounds',
  severity: 'error',
  title: '加减分用条款凑不出来',
  formula: '下限 ≤ 加减分 ≤ 上限；与基础分之差是条款分值单位的整数倍，各条款各用一次够得到，或台账逐条说明',
  source: '计分办法“加减分”一项',
  example: '市级单位的加减分 25，最多 20；区县的加减分 1613',
};

const ledger: CheckDescription = {
  id: 'adjustment-ledger',
  severity: 'warning',
  title: '加减分与台账不符',
  formula: '加减分＝基础分＋Σ 次数×分值',
  source: '工作表 加减分台账',
  example: '博山区填 15，台账合计 13',
};

type Component = Adjustments['component'];
type Unit = Adjustments['units'][number];

/** Typed adjustments against the method's bounds and against the ledger. */
export const adjustment: Check = {
  descriptions: [bounds, ledger],
  run: ({ tables, isOn }) => ({
    findings: tables.flatMap((table) =>
      [...outOfBounds(table), ...unlikeLedger(table)].filter(({ check }) => isOn(check, table)),
    ),
    notChecked: [],
  }),
};

function outOfBounds(table: AuditedTable): readonly Finding[] {
  const { adjustments } = table;
  if (adjustments === null) return [];
  return adjustments.units
    .filter(({ row }) => row.remark === null)
    .flatMap((unit) => boundsFinding(table, adjustments.component, unit) ?? []);
}

function boundsFinding(table: AuditedTable, component: Component, adjusted: Unit): Finding | null {
  const { unit, row, typed, entries } = adjusted;
  if (typed === null) return null;
  const fault = faultOfTotal({ unit, typed, entries }, component);
  if (fault === null) return null;
  const { code, parameters, expected } = fault;
  return report({
    check: bounds.id,
    severity: 'error',
    table,
    cells: [cellOf(table, row.row, component.column)],
    unit,
    found: String(typed),
    ...(expected !== undefined && { expected }),
    advice: 'advice-check-source',
    message: { code, parameters },
  });
}

function unlikeLedger(table: AuditedTable): readonly Finding[] {
  const { adjustments } = table;
  if (adjustments === null) return [];
  return adjustments.units
    .filter(({ state }) => state === 'disagrees')
    .map((unit) => ledgerFinding(table, adjustments.component, unit));
}

function ledgerFinding(table: AuditedTable, { column }: Component, { unit, row, typed, total }: Unit): Finding {
  const cell = cellOf(table, row.row, column);
  const found = String(typed ?? '');
  const sum = total === null ? '' : printShortest(total);
  const suspect: Suspect = {
    sheet: table.attachment.sheet,
    cell,
    found,
    proposed: sum,
    value: Number(sum),
    why: { code: 'why-ledger', parameters: {} },
    place: 1,
  };
  return report({
    check: ledger.id,
    severity: 'warning',
    table,
    cells: [cell],
    unit,
    found,
    expected: sum,
    advice: 'advice-which-place',
    message: { code: 'adjustment-disagrees', parameters: { unit, typed: typed ?? '', sum } },
    suspects: sum === '' ? [] : [suspect],
  });
}
