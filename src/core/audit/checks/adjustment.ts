import {
  compare,
  denominatorOf,
  divide,
  fromDecimal,
  fromNumber,
  numeratorOf,
  printShortest,
  subtract,
  type Rational,
} from '../../exact/rational.js';
import type { Adjustments } from '../../adjustments/reconcile.js';
import { cellOf } from '../naming.js';
import type { AuditedTable } from '../audited-table.js';
import type { Check, CheckDescription } from '../check.js';
import type { Finding, Phrase, Suspect } from '../finding.js';
import { report } from '../report.js';

const bounds: CheckDescription = {
  id: 'adjustment-bounds',
  severity: 'warning',
  title: '加减分超出界限或不成整',
  formula: '下限 ≤ 加减分 ≤ 上限；与基础分之差是条款分值单位的整数倍',
  source: '计分办法“加减分”一项',
  example: '市级单位的加减分 25，最多 20',
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

function boundsFinding(table: AuditedTable, component: Component, { unit, row, typed }: Unit): Finding | null {
  if (typed === null) return null;
  const { base, minimum, maximum, column } = component;
  const points = fromNumber(typed);
  const parts = {
    check: bounds.id,
    severity: 'warning',
    table,
    cells: [cellOf(table, row.row, column)],
    unit,
    found: String(typed),
    advice: 'advice-check-source',
  } as const;
  if (maximum !== undefined && compare(points, fromDecimal(maximum)) > 0) {
    const message: Phrase = { code: 'finding-adjustment-above', parameters: { unit, typed, bound: maximum } };
    return report({ ...parts, expected: `≤${maximum}`, message });
  }
  if (minimum !== undefined && compare(points, fromDecimal(minimum)) < 0) {
    const message: Phrase = { code: 'finding-adjustment-below', parameters: { unit, typed, bound: minimum } };
    return report({ ...parts, expected: `≥${minimum}`, message });
  }
  if (isOnGrid(component, points)) return null;
  return report({ ...parts, message: { code: 'finding-adjustment-off-grid', parameters: { unit, typed, base } } });
}

/** Tells whether the points can be made of whole steps of some clause; where a clause has no steps they always can. */
function isOnGrid({ clauses, base }: Component, points: Rational): boolean {
  if (clauses.length === 0) return true;
  return clauses.some(({ grid }) => {
    if (grid === undefined) return true;
    const steps = divide(subtract(points, fromDecimal(base)), fromDecimal(grid));
    return steps === undefined || numeratorOf(steps) % denominatorOf(steps) === 0n;
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
