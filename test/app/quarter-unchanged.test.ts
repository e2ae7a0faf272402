import { audit } from '../../src/app/audit.js';
import { planFinalRecord } from '../../src/core/publish/record.js';
import { publishedFigures } from '../../src/app/publish.js';
import { unacceptedErrors } from '../../src/app/unaccepted-errors.js';
import { computeAsItStands } from '../../src/app/compute.js';
import { afterChanges } from '../../src/core/changes/simulate.js';
import type { CellValue, Grid } from '../../src/core/grid/grid.js';
import { snapshotOf } from '../support/audits.js';
import { districtsSheet, gridOf, unitRow } from '../support/sheets.js';
import type { WorkbookSnapshot } from '../../src/ports/workbook.js';

/** 附件1 of a quarter; `received` is what 甲区 received. */
function districts(quarter: string, received = 71_456, name = '甲区'): Grid {
  const rows: CellValue[][] = [
    unitRow(1, name, [83_121, received, 9321, 9318, 3, 0, 3, 3, 0, 0], 10),
    unitRow(2, '乙区', [45_900, 44_811, 200, 198, 2, 0, 2, 2, 0, 0], 10),
  ];
  return gridOf([[`${quarter}各区县“好差评”评估通报表`], ...districtsSheet(rows).slice(1)], { sheet: '附件1' });
}

const [SECOND, THIRD] = ['2021年第二季度', '2021年第三季度'];

const told = (snapshot: WorkbookSnapshot, previous: WorkbookSnapshot | null = null): readonly (readonly unknown[])[] =>
  audit(snapshot, { rules: null, previous })
    .findings.filter(({ check }) => check === 'quarter-unchanged' || check === 'row-copied')
    .map(({ severity, cell, message: { code, parameters } }) => [severity, cell, code, parameters]);

/** A workbook in which 附件1 of a quarter was published as a file, and which then became `now`. */
function published(file: string, was: Grid, now: Grid): WorkbookSnapshot {
  const figures = publishedFigures(snapshotOf(was), null);
  const record = { at: '2021-07-05 09:30', file, fingerprint: 'ab12', by: '张三', remark: '' };
  return snapshotOf(...afterChanges([now], planFinalRecord([now], [record], figures)));
}

const NAME = '2021年第二季度各区县“好差评”评估通报表（附件1）.xlsx';
const finding = (final: number): unknown => [
  'error',
  'B4',
  'finding-quarter-unchanged',
  { sheet: '附件1', period: '2021Q3', before: '2021Q2', final },
];

it('a new title over the counts of the last 定稿 is one error, which the official copy waits for', () => {
  const snapshot = published(NAME, districts(SECOND), districts(THIRD));
  expect(told(snapshot)).toEqual([finding(1)]);
  const errors = unacceptedErrors(computeAsItStands(snapshot, null), snapshot, null);
  expect(errors.map(({ code }) => code)).toContain('finding-quarter-unchanged');
});

it('a new title over the counts of the quarter before is one error, also where a unit has a new name', () => {
  const previous = snapshotOf(districts(SECOND));
  expect([
    told(snapshotOf(districts(THIRD)), previous),
    told(snapshotOf(districts(THIRD, 71_456, '甲县')), previous),
  ]).toEqual([[finding(0)], [finding(0)]]);
});

it.each<[string, WorkbookSnapshot]>([
  ['the same quarter is made official again', published(NAME, districts(SECOND), districts(SECOND))],
  ['one count is another', published(NAME, districts(SECOND), districts(THIRD, 71_457))],
  ['nothing tells the quarter of what was published', published('附件.xlsx', districts(SECOND), districts(THIRD))],
  ['nothing was published', snapshotOf(districts(THIRD))],
])('nothing is said where %s', (_, snapshot) => {
  expect(told(snapshot)).toEqual([]);
});

it('rows are told one by one where the workbook given as the one before is of the same quarter', () => {
  expect(told(snapshotOf(districts(SECOND)), snapshotOf(districts(SECOND))).map((one) => one[2])).toEqual([
    'finding-row-stale',
    'finding-row-stale',
  ]);
});

it.each<[string, (quarter: string) => Grid]>([
  [
    '附件2',
    (quarter) => {
      const rows = [
        unitRow(1, '市公安局', [83_121, 71_456, 9321, 9318, 3, 0, 3, 3, 0, 0], 10),
        unitRow(2, '市教育局', [45_900, 44_811, 200, 198, 2, 0, 2, 2, 0, 0], 10),
      ];
      const [, ...table] = districtsSheet(rows);
      return gridOf([[`${quarter}市级单位“好差评”评估通报表`], ...table], { sheet: '附件2' });
    },
  ],
  [
    '附件3',
    (quarter) =>
      gridOf(
        [
          [`${quarter}部门“好差评”评价量统计表`],
          ['序号', '部门/区县', '市级', '甲区', '乙区'],
          [1, '市公安局', 8312, 714, 932],
          [2, '市教育局', 459, 4481, 20],
        ],
        { sheet: '附件3' },
      ),
  ],
])('%s is compared, too', (sheet, table) => {
  const found = told(snapshotOf(table(THIRD)), snapshotOf(table(SECOND)));
  const codes = found.map(([severity, , code]) => [severity, code]);
  expect([sheet, codes]).toEqual([sheet, [['error', 'finding-quarter-unchanged']]]);
});
