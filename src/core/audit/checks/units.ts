import { cellName } from '../../grid/address.js';
import { valueAt } from '../../grid/grid.js';
import { parseUnitName } from '../../recognition/unit-name.js';
import { unitsTwice } from '../../recognition/units-twice.js';
import type { AuditedTable } from '../audited-table.js';
import type { AuditContext, Check, CheckDescription } from '../check.js';
import type { Finding } from '../finding.js';
import { cellOf, columnOf } from '../naming.js';
import { report } from '../report.js';
import { tableOf, unitsOf } from './apart.js';

const twice: CheckDescription = {
  id: 'unit-twice',
  severity: 'error',
  title: '单位重复',
  formula: '一张表里每个单位只有一行',
  source: '附件的含义',
  example: '临淄区出现两次',
};
const missing: CheckDescription = {
  id: 'unit-missing',
  severity: 'warning',
  title: '区县不齐',
  formula: '附件1 的区县＝附件3 的区县',
  source: '两个附件统计的是同一些区县',
  example: '附件3 有文昌湖区，附件1 没有',
};
const serial: CheckDescription = {
  id: 'serial',
  severity: 'notice',
  title: '序号不连续',
  formula: '序号 1、2、3 …',
  source: '附件的含义',
  example: '序号从 4 跳到 6',
};
const population: CheckDescription = {
  id: 'population',
  severity: 'warning',
  title: '人口数不一致',
  formula: '附件3 列名下的人口数＝附件1 的人口数',
  source: '两个附件用的是同一份人口数',
  example: '张店区在附件1 是 75.6 万，附件3 是 76.5 万',
};

/** Who is there: units twice or missing, serial numbers, populations. */
export const units: Check = {
  descriptions: [twice, missing, serial, population],
  run: (context) => ({
    findings: [
      ...context.tables.flatMap((table) => [
        ...(context.isOn(twice.id, table) ? duplicates(table) : []),
        ...(context.isOn(serial.id, table) ? serials(table) : []),
      ]),
      ...districtsApart(context),
    ],
    notChecked: [],
  }),
};

function duplicates(table: AuditedTable): readonly Finding[] {
  return unitsTwice(table.attachment).map((same) => {
    const cells = same.map(({ row }) => cellOf(table, row, 'unit')).reverse();
    const unit = same[0].name;
    return report({
      check: twice.id,
      severity: 'error',
      table,
      cells,
      unit,
      advice: 'advice-check-source',
      says: { code: 'finding-unit-twice', parameters: { unit, count: same.length, cells: cells.join('、') } },
    });
  });
}

/** Numbering may go on through the sections or begin anew in each. */
function serials(table: AuditedTable): readonly Finding[] {
  const column = columnOf(table, 'serial');
  if (column === undefined) return [];
  const findings: Finding[] = [];
  let expected = 1;
  for (const { kind, row, name } of table.attachment.rows) {
    if (kind !== 'unit') continue;
    const value = valueAt(table.grid, row, column.column);
    const number =
      typeof value === 'number'
        ? value
        : Number(/^\s*(\d+)/.exec(typeof value === 'string' ? value.normalize('NFKC') : '')?.[1] ?? NaN);
    if (Number.isNaN(number)) continue;
    if (number !== expected && number !== 1)
      findings.push(
        report({
          check: serial.id,
          severity: 'notice',
          table,
          cells: [cellName(row, column.column)],
          unit: name,
          found: String(number),
          expected: String(expected),
          says: { code: 'finding-serial', parameters: { unit: name, found: number, expected } },
        }),
      );
    expected = number + 1;
  }
  return findings;
}

function districtsApart({ tables, isOn }: AuditContext): readonly Finding[] {
  const [volumes, districts] = [tableOf(tables, 'volumes'), tableOf(tables, 'districts')];
  if (volumes === undefined || districts === undefined) return [];
  const rows = new Map(unitsOf(districts).map((row) => [row.name, row]));
  const columns = volumes.attachment.columns
    .filter(({ role }) => role === 'district')
    .map((column) => ({ column, ...parseUnitName(column.header) }));
  const header = (column: number): string => cellName(volumes.attachment.area.top, column);
  const inVolumes = new Set(columns.map(({ name }) => name));
  const findings: Finding[] = [];
  for (const { column, name, population: here } of columns) {
    const row = rows.get(name);
    if (row === undefined) {
      if (isOn(missing.id, districts))
        findings.push(
          report({
            check: missing.id,
            severity: 'warning',
            table: volumes,
            cells: [header(column.column)],
            unit: name,
            advice: 'advice-which-place',
            says: { code: 'finding-unit-missing', parameters: { unit: name, there: '附件3', not: '附件1' } },
          }),
        );
    } else if (here !== null && row.population !== null && here !== row.population && isOn(population.id, volumes)) {
      findings.push(
        report({
          check: population.id,
          severity: 'warning',
          table: volumes,
          cells: [header(column.column), `${districts.attachment.sheet}!${cellOf(districts, row.row, 'unit')}`],
          unit: name,
          found: String(here),
          expected: String(row.population),
          advice: 'advice-which-place',
          says: { code: 'finding-population', parameters: { unit: name, here, there: row.population } },
        }),
      );
    }
  }
  if (!isOn(missing.id, districts)) return findings;
  const absent = unitsOf(districts).filter(({ name }) => !inVolumes.has(name));
  return [
    ...findings,
    ...absent.map(({ name, row }) =>
      report({
        check: missing.id,
        severity: 'warning',
        table: districts,
        cells: [cellOf(districts, row, 'unit')],
        unit: name,
        advice: 'advice-which-place',
        says: { code: 'finding-unit-missing', parameters: { unit: name, there: '附件1', not: '附件3' } },
      }),
    ),
  ];
}
