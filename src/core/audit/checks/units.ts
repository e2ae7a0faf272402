import { folded } from '../../grid/folded.js';
import { cellName } from '../../grid/address.js';
import { valueAt, type CellValue } from '../../grid/grid.js';
import { parseUnitName } from '../../recognition/unit-name.js';
import { unitsTwice } from '../../recognition/units-twice.js';
import type { AuditedTable } from '../audited-table.js';
import type { AuditContext, Check, CheckDescription } from '../check.js';
import { tableOf, unitsOf } from '../counts.js';
import type { Finding } from '../finding.js';
import { cellOf, columnOf } from '../naming.js';
import { report } from '../report.js';

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
      ...context.tables.flatMap((table) =>
        [...duplicates(table), ...serials(table)].filter(({ check }) => context.isOn(check, table)),
      ),
      ...districtFindings(context),
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
      message: { code: 'finding-unit-twice', parameters: { unit, count: same.length, cells: cells.join('、') } },
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
    const number = serialNumber(value);
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
          message: { code: 'finding-serial', parameters: { unit: name, found: number, expected } },
        }),
      );
    expected = number + 1;
  }
  return findings;
}

/** The number that a cell begins with; NaN where there is none. */
function serialNumber(value: CellValue): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return NaN;
  return Number(/^\s*(\d+)/.exec(folded(value))?.[1] ?? NaN);
}

/** The districts of attachments 1 and 3 against each other. */
function districtFindings({ tables, isOn }: AuditContext): readonly Finding[] {
  const volumes = tableOf(tables, 'volumes');
  const districts = tableOf(tables, 'districts');
  if (volumes === undefined || districts === undefined) return [];
  const rows = new Map(unitsOf(districts).map((row) => [row.name, row]));
  const columns = volumes.attachment.columns
    .filter(({ role }) => role === 'district')
    .map((column) => ({ column: column.column, ...parseUnitName(column.header) }));
  const findings: Finding[] = [];
  for (const { column, name, population: here } of columns) {
    const row = rows.get(name);
    const header = cellName(volumes.attachment.area.top, column);
    if (row === undefined) {
      if (isOn(missing.id, districts))
        findings.push(missingFinding({ table: volumes, cell: header, name, there: '附件3', not: '附件1' }));
      continue;
    }
    const there = row.population;
    const isDifferent = here !== null && there !== null && here !== there;
    if (!isDifferent || !isOn(population.id, volumes)) continue;
    findings.push(
      report({
        check: population.id,
        severity: 'warning',
        table: volumes,
        cells: [header, `${districts.attachment.sheet}!${cellOf(districts, row.row, 'unit')}`],
        unit: name,
        found: String(here),
        expected: String(there),
        advice: 'advice-which-place',
        message: { code: 'finding-population', parameters: { unit: name, here, there } },
      }),
    );
  }
  if (!isOn(missing.id, districts)) return findings;
  const inVolumes = new Set(columns.map(({ name }) => name));
  for (const { name, row } of unitsOf(districts)) {
    if (inVolumes.has(name)) continue;
    const cell = cellOf(districts, row, 'unit');
    findings.push(missingFinding({ table: districts, cell, name, there: '附件1', not: '附件3' }));
  }
  return findings;
}

/** A district that one attachment has and the other lacks. */
interface MissingDistrict {
  readonly table: AuditedTable;
  readonly cell: string;
  readonly name: string;
  readonly there: string;
  readonly not: string;
}

function missingFinding({ table, cell, name, there, not }: MissingDistrict): Finding {
  return report({
    check: missing.id,
    severity: 'warning',
    table,
    cells: [cell],
    unit: name,
    advice: 'advice-which-place',
    message: { code: 'finding-unit-missing', parameters: { unit: name, there, not } },
  });
}
