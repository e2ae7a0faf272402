import {
  compare,
  denominatorOf,
  divide,
  fromDecimal,
  fromNumber,
  numeratorOf,
  printShortest,
  subtract,
} from '../../exact/rational.js';
import { cellOf } from '../naming.js';
import type { AuditedTable } from '../audited-table.js';
import type { Check, CheckDescription } from '../check.js';
import type { Finding } from '../finding.js';
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

/** Typed adjustments against the method's bounds and against the ledger. */
export const adjustment: Check = {
  descriptions: [bounds, ledger],
  run: ({ tables, isOn }) => ({
    findings: tables.flatMap((table) => [
      ...(isOn(bounds.id, table) ? outOfBounds(table) : []),
      ...(isOn(ledger.id, table) ? unlikeLedger(table) : []),
    ]),
    notChecked: [],
  }),
};

function outOfBounds(table: AuditedTable): readonly Finding[] {
  const component = table.adjustments?.component;
  if (component === undefined) return [];
  const grids = component.clauses.flatMap(({ grid }) => (grid === undefined ? [] : [fromDecimal(grid)]));
  const { base, minimum, maximum, column } = component;
  return (table.adjustments?.units ?? []).flatMap(({ unit, row, typed }): readonly Finding[] => {
    if (typed === null || row.remark !== null) return [];
    const points = fromNumber(typed);
    const told = {
      check: bounds.id,
      severity: 'warning',
      table,
      cells: [cellOf(table, row.row, column)],
      unit,
      found: String(typed),
      advice: 'advice-check-source',
    } as const;
    if (maximum !== undefined && compare(points, fromDecimal(maximum)) > 0)
      return [
        report({
          ...told,
          expected: `≤${maximum}`,
          says: { code: 'finding-adjustment-above', parameters: { unit, typed, bound: maximum } },
        }),
      ];
    if (minimum !== undefined && compare(points, fromDecimal(minimum)) < 0)
      return [
        report({
          ...told,
          expected: `≥${minimum}`,
          says: { code: 'finding-adjustment-below', parameters: { unit, typed, bound: minimum } },
        }),
      ];
    const offGrid =
      grids.length > 0 &&
      grids.length === component.clauses.length &&
      grids.every((grid) => {
        const steps = divide(subtract(points, fromDecimal(base)), grid);
        return steps !== undefined && numeratorOf(steps) % denominatorOf(steps) !== 0n;
      });
    return offGrid
      ? [report({ ...told, says: { code: 'finding-adjustment-off-grid', parameters: { unit, typed, base } } })]
      : [];
  });
}

function unlikeLedger(table: AuditedTable): readonly Finding[] {
  const { adjustments } = table;
  if (adjustments === null) return [];
  return adjustments.units
    .filter(({ state }) => state === 'disagrees')
    .map(({ unit, row, typed, total }) => {
      const cell = cellOf(table, row.row, adjustments.component.column);
      const sum = total === null ? '' : printShortest(total);
      return report({
        check: ledger.id,
        severity: 'warning',
        table,
        cells: [cell],
        unit,
        found: String(typed ?? ''),
        expected: sum,
        advice: 'advice-which-place',
        says: { code: 'adjustment-disagrees', parameters: { unit, typed: typed ?? '', sum } },
        suspects:
          sum === ''
            ? []
            : [
                {
                  sheet: table.attachment.sheet,
                  cell,
                  found: String(typed ?? ''),
                  proposed: sum,
                  value: Number(sum),
                  why: { code: 'why-ledger', parameters: {} },
                  place: 1,
                },
              ],
      });
    });
}
