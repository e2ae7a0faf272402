import type { AttachmentRow } from '../../recognition/attachment.js';
import { parseUnitName } from '../../recognition/unit-name.js';
import { cellName } from '../../grid/address.js';
import type { AuditedTable } from '../audited-table.js';
import type { AuditContext, Check, CheckDescription } from '../check.js';
import type { Finding } from '../finding.js';
import { cellOf } from '../naming.js';
import { report } from '../report.js';
import { chanceOfAtMost, changesThatStandOut, modifiedZ } from '../statistics.js';
import { countIn, tableOf, unitsOf } from './apart.js';

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
      ...unusualRows(context).filter(
        ({ sheet, cell }) =>
          !earlier.some(({ suspects }) => suspects.some((suspect) => suspect.sheet === sheet && suspect.cell === cell)),
      ),
      ...tables.filter((table) => isOn(fewBad.id, table)).flatMap(tooFewBad),
      ...tables
        .filter((table) => isOn(change.id, table))
        .flatMap((table) => jumps(table, tableOf(previous, table.attachment.kind))),
    ];
    const notChecked =
      previous.length > 0
        ? []
        : tables
            .filter(({ attachment }) => attachment.kind !== 'volumes')
            .map(({ attachment }) => ({
              check: change.id,
              sheet: attachment.sheet,
              reason: { code: 'not-checked-no-previous', parameters: {} },
            }));
    return { findings, notChecked };
  },
};

/** With fewer than these, a median says little. */
const FEWEST = 5;
const LIMIT = 3.5;

function unusualPerHead(table: AuditedTable): readonly Finding[] {
  const rows = unitsOf(table).flatMap((row) => {
    const received = countIn(row, 'received');
    return row.population !== null && row.population > 0 && received !== null && received > 0
      ? [{ row, rate: received / row.population }]
      : [];
  });
  if (rows.length < FEWEST) return [];
  const scores = modifiedZ(rows.map(({ rate }) => Math.log(rate)));
  return rows.flatMap(({ row, rate }, index) => {
    const z = scores[index] ?? 0;
    return Math.abs(z) <= LIMIT
      ? []
      : [
          report({
            check: perHead.id,
            severity: 'notice',
            table,
            cells: [cellOf(table, row.row, 'received')],
            unit: row.name,
            says: {
              code: 'finding-per-head',
              parameters: { unit: row.name, rate: Math.round(rate), z: z.toFixed(1), more: z > 0 ? 1 : 0 },
            },
          }),
        ];
  });
}

/** Few evaluations vary by chance alone. */
const FEW = 100;

function unusualRows({ tables, isOn }: AuditContext): readonly Finding[] {
  const [volumes, districts] = [tableOf(tables, 'volumes'), tableOf(tables, 'districts')];
  if (volumes === undefined || !isOn(departmentRow.id, volumes)) return [];
  const populations = new Map(
    (districts === undefined ? [] : unitsOf(districts)).map(({ name, population }) => [name, population]),
  );
  const columns = volumes.attachment.columns
    .filter(({ role }) => role === 'district')
    .flatMap((column) => {
      const { name, population } = parseUnitName(column.header);
      const people = population ?? populations.get(name) ?? null;
      return people === null || people <= 0 ? [] : [{ column, name, people }];
    });
  return unitsOf(volumes).flatMap((row: AttachmentRow): readonly Finding[] => {
    // A 0 says that the department does not record there: nothing to compare.
    const counted = columns.flatMap(({ column, name, people }) => {
      const count = countIn(row, column.id) ?? 0;
      return count > 0 ? [{ column, name, count, people, rate: count / people }] : [];
    });
    if (counted.length < FEWEST) return [];
    const scores = modifiedZ(counted.map(({ rate }) => Math.log(rate)));
    const typical = counted.map(({ rate }) => rate).sort((a, b) => a - b)[Math.floor(counted.length / 2)] ?? 0;
    return counted.flatMap(({ column, name, count, people }, index) => {
      const z = scores[index] ?? 0;
      if (Math.abs(z) <= LIMIT || Math.max(count, typical * people) < FEW) return [];
      return [
        report({
          check: departmentRow.id,
          severity: 'notice',
          table: volumes,
          cells: [cellName(row.row, column.column)],
          unit: row.name,
          column: name,
          found: String(count),
          says: {
            code: 'finding-department-row',
            parameters: { unit: row.name, district: name, count, usual: Math.round(typical * people), z: z.toFixed(1) },
          },
        }),
      ];
    });
  });
}

function tooFewBad(table: AuditedTable): readonly Finding[] {
  const rows = unitsOf(table).flatMap((row) => {
    const [active, bad] = [countIn(row, 'active'), countIn(row, 'bad')];
    return active === null || bad === null ? [] : [{ row, active, bad }];
  });
  if (rows.length < FEWEST) return [];
  const together = rows.reduce((sum, one) => ({ active: sum.active + one.active, bad: sum.bad + one.bad }), {
    active: 0,
    bad: 0,
  });
  return rows.flatMap(({ row, active, bad }) => {
    const [allActive, allBad] = [together.active - active, together.bad - bad];
    const expected = allActive === 0 ? 0 : (active * allBad) / allActive;
    if (bad >= expected || chanceOfAtMost(bad, expected) >= 0.05 / rows.length) return [];
    return [
      report({
        check: fewBad.id,
        severity: 'notice',
        table,
        cells: [cellOf(table, row.row, 'bad')],
        unit: row.name,
        found: String(bad),
        says: { code: 'finding-few-bad', parameters: { unit: row.name, active, bad, expected: expected.toFixed(1) } },
      }),
    ];
  });
}

function jumps(table: AuditedTable, before: AuditedTable | undefined): readonly Finding[] {
  if (before === undefined) return [];
  const earlier = new Map(unitsOf(before).map((row) => [row.name, row]));
  const id = table.attachment.kind === 'volumes' ? 'city' : 'received';
  const pairs = unitsOf(table).flatMap((row) => {
    const was = earlier.get(row.name);
    const [now, then] = [countIn(row, id), was === undefined ? null : countIn(was, id)];
    return now !== null && then !== null && now > 0 && then > 0 ? [{ row, now, before: then }] : [];
  });
  if (pairs.length < FEWEST) return [];
  const out = changesThatStandOut(pairs);
  return pairs.flatMap(({ row, now, before: then }, index) =>
    out[index] === true
      ? [
          report({
            check: change.id,
            severity: 'notice',
            table,
            cells: [cellOf(table, row.row, id)],
            unit: row.name,
            found: String(now),
            says: { code: 'finding-quarter-change', parameters: { unit: row.name, now, before: then } },
          }),
        ]
      : [],
  );
}
