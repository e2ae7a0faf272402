import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';
import { parseUnitName } from '../../recognition/unit-name.js';
import { cellName } from '../../grid/address.js';
import type { AuditedTable } from '../audited-table.js';
import type { AuditContext, Check, CheckDescription } from '../check.js';
import { countIn, tableOf, unitsOf } from '../counts.js';
import { flag, type Finding, type NotChecked } from '../finding.js';
import { cellOf } from '../naming.js';
import { report } from '../report.js';
import { chanceOfAtMost, changesThatStandOut, modifiedZ } from '../statistics.js';

const perHead: CheckDescription = {
  id: 'per-head',
  severity: 'notice',
  title: '人均评价量偏离',
  formula: '|修正 z|＞3.5，z＝0.6745×(ln x−中位数)÷MAD',
  source: 'Iglewicz、Hoaglin（1993）',
  example: '某区人均评价量是其他区县的十倍',
};
const departmentRow: CheckDescription = {
  id: 'department-row',
  severity: 'notice',
  title: '部门在某区县的人均量偏离',
  formula: '同上，对附件3 每一行',
  source: 'Iglewicz、Hoaglin（1993）',
  example: '行政审批服务局在周村区 898769，人均是其他区县的几十倍',
};
const fewBad: CheckDescription = {
  id: 'few-bad',
  severity: 'notice',
  title: '差评少得不寻常',
  formula: 'P(差评≤D)＜0.05÷单位数，按主动评价数与全体差评率的泊松分布',
  source: '泊松检验，Bonferroni 校正',
  example: '主动评价 20000 件，一件差评也没有，而别的单位千分之一是差评',
};
const change: CheckDescription = {
  id: 'quarter-change',
  severity: 'notice',
  title: '与上季度相比突变',
  formula: 'E＝s×max(上季,本季)^0.5 超出中位数 ±4 倍四分位距',
  source: 'Hidiroglou、Berthelot（1986）',
  example: '总评价数是上季度的 8 倍，而其他区县都在一成以内',
};

/** What is unusual and may well be right: always notices. */
export const statistics: Check = {
  descriptions: [perHead, departmentRow, fewBad, change],
  run: (context, earlier) => {
    const { tables, previous, isOn } = context;
    // A cell that is suspected already need not be called unusual as well.
    const findings = [
      ...tables.filter((table) => isOn(perHead.id, table)).flatMap(unusualPerHead),
      ...unusualRows(context).filter((finding) => !isSuspected(finding, earlier)),
      ...tables.filter((table) => isOn(fewBad.id, table)).flatMap(tooFewBad),
      ...tables
        .filter((table) => isOn(change.id, table))
        .flatMap((table) => jumps(table, tableOf(previous, table.attachment.kind))),
    ];
    return { findings, notChecked: withoutPrevious(context) };
  },
};

function withoutPrevious({ tables, previous }: AuditContext): readonly NotChecked[] {
  if (previous.length > 0) return [];
  const compared = tables.filter(({ attachment }) => attachment.kind !== 'volumes');
  return compared.map(({ attachment }) => ({
    check: change.id,
    sheet: attachment.sheet,
    reason: { code: 'not-checked-no-previous', parameters: {} },
  }));
}

/** With fewer than these, a median says little. */
const FEWEST = 5;
const LIMIT = 3.5;

function isSuspected({ sheet, cell }: Finding, earlier: readonly Finding[]): boolean {
  return earlier.some(({ suspects }) => suspects.some((suspect) => suspect.sheet === sheet && suspect.cell === cell));
}

function unusualPerHead(table: AuditedTable): readonly Finding[] {
  const units: { readonly row: AttachmentRow; readonly rate: number }[] = [];
  for (const row of unitsOf(table)) {
    const received = countIn(row, 'received') ?? 0;
    const population = row.population ?? 0;
    if (population > 0 && received > 0) units.push({ row, rate: received / population });
  }
  if (units.length < FEWEST) return [];
  const scores = modifiedZ(units.map(({ rate }) => Math.log(rate)));
  const findings: Finding[] = [];
  units.forEach(({ row, rate }, index) => {
    const z = scores[index] ?? 0;
    if (Math.abs(z) <= LIMIT) return;
    const parameters = { unit: row.name, rate: Math.round(rate), z: z.toFixed(1), more: flag(z > 0) };
    findings.push(
      report({
        check: perHead.id,
        severity: 'notice',
        table,
        cells: [cellOf(table, row.row, 'received')],
        unit: row.name,
        message: { code: 'finding-per-head', parameters },
      }),
    );
  });
  return findings;
}

/** Few evaluations vary by chance alone. */
const FEW = 100;

/** A district's column of attachment 3, with its population in units of 10,000. */
interface DistrictColumn {
  readonly column: AttachmentColumn;
  readonly name: string;
  readonly people: number;
}

function unusualRows({ tables, isOn }: AuditContext): readonly Finding[] {
  const volumes = tableOf(tables, 'volumes');
  if (volumes === undefined || !isOn(departmentRow.id, volumes)) return [];
  const columns = districtColumns(volumes, tableOf(tables, 'districts'));
  return unitsOf(volumes).flatMap((row) => unusualCells(volumes, row, columns));
}

function districtColumns(volumes: AuditedTable, districts: AuditedTable | undefined): readonly DistrictColumn[] {
  const populations = new Map<string, number | null>();
  if (districts !== undefined) for (const { name, population } of unitsOf(districts)) populations.set(name, population);
  const columns: DistrictColumn[] = [];
  for (const column of volumes.attachment.columns) {
    if (column.role !== 'district') continue;
    const { name, population } = parseUnitName(column.header);
    const people = population ?? populations.get(name) ?? 0;
    if (people > 0) columns.push({ column, name, people });
  }
  return columns;
}

function unusualCells(table: AuditedTable, row: AttachmentRow, columns: readonly DistrictColumn[]): readonly Finding[] {
  // A 0 says that the department does not record there: nothing to compare.
  const cells = columns
    .map((district) => ({ ...district, count: countIn(row, district.column.id) ?? 0 }))
    .filter(({ count }) => count > 0)
    .map((cell) => ({ ...cell, rate: cell.count / cell.people }));
  if (cells.length < FEWEST) return [];
  const scores = modifiedZ(cells.map(({ rate }) => Math.log(rate)));
  const typical = cells.map(({ rate }) => rate).sort((a, b) => a - b)[Math.floor(cells.length / 2)] ?? 0;
  const findings: Finding[] = [];
  cells.forEach(({ column, name, count, people }, index) => {
    const z = scores[index] ?? 0;
    const usual = typical * people;
    if (Math.abs(z) <= LIMIT || Math.max(count, usual) < FEW) return;
    const parameters = { unit: row.name, district: name, count, usual: Math.round(usual), z: z.toFixed(1) };
    findings.push(
      report({
        check: departmentRow.id,
        severity: 'notice',
        table,
        cells: [cellName(row.row, column.column)],
        unit: row.name,
        column: name,
        found: String(count),
        message: { code: 'finding-department-row', parameters },
      }),
    );
  });
  return findings;
}

function tooFewBad(table: AuditedTable): readonly Finding[] {
  const units: { readonly row: AttachmentRow; readonly active: number; readonly bad: number }[] = [];
  for (const row of unitsOf(table)) {
    const active = countIn(row, 'active');
    const bad = countIn(row, 'bad');
    if (active !== null && bad !== null) units.push({ row, active, bad });
  }
  if (units.length < FEWEST) return [];
  const allActive = units.reduce((sum, { active }) => sum + active, 0);
  const allBad = units.reduce((sum, { bad }) => sum + bad, 0);
  const findings: Finding[] = [];
  for (const { row, active, bad } of units) {
    const othersActive = allActive - active;
    const expected = othersActive === 0 ? 0 : (active * (allBad - bad)) / othersActive;
    if (bad >= expected || chanceOfAtMost(bad, expected) >= SIGNIFICANCE / units.length) continue;
    const parameters = { unit: row.name, active, bad, expected: expected.toFixed(1) };
    findings.push(
      report({
        check: fewBad.id,
        severity: 'notice',
        table,
        cells: [cellOf(table, row.row, 'bad')],
        unit: row.name,
        found: String(bad),
        message: { code: 'finding-few-bad', parameters },
      }),
    );
  }
  return findings;
}

const SIGNIFICANCE = 0.05;

function jumps(table: AuditedTable, previous: AuditedTable | undefined): readonly Finding[] {
  if (previous === undefined) return [];
  const previousRows = new Map(unitsOf(previous).map((row) => [row.name, row]));
  const id = table.attachment.kind === 'volumes' ? 'city' : 'received';
  const pairs: { readonly row: AttachmentRow; readonly now: number; readonly before: number }[] = [];
  for (const row of unitsOf(table)) {
    const previousRow = previousRows.get(row.name);
    if (previousRow === undefined) continue;
    const now = countIn(row, id) ?? 0;
    const before = countIn(previousRow, id) ?? 0;
    if (now > 0 && before > 0) pairs.push({ row, now, before });
  }
  if (pairs.length < FEWEST) return [];
  const standsOut = changesThatStandOut(pairs);
  return pairs
    .filter((_, index) => standsOut[index])
    .map(({ row, now, before }) =>
      report({
        check: change.id,
        severity: 'notice',
        table,
        cells: [cellOf(table, row.row, id)],
        unit: row.name,
        found: String(now),
        message: { code: 'finding-quarter-change', parameters: { unit: row.name, now, before } },
      }),
    );
}
