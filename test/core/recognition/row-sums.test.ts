import { builtInForms } from '../../../src/core/form/index.js';
import type { CellValue, Grid } from '../../../src/core/grid/grid.js';
import type { Attachment } from '../../../src/core/recognition/attachment.js';
import { recognise } from '../../../src/core/recognition/recognise.js';
import { gridOf } from '../../support/sheets.js';

const TITLE: CellValue[] = ['2021年第二季度部门“好差评”评价量统计表'];
const read = (rows: readonly (readonly CellValue[])[], options: Partial<Grid> = {}): Attachment => {
  const { attachments, problems } = recognise(
    gridOf(rows, { sheet: '附件3', ...options }),
    Object.values(builtInForms),
  );
  expect([problems, attachments.length]).toEqual([[], 1]);
  return attachments[0] as Attachment;
};
const sumsOf = ({ columns }: Attachment): unknown =>
  columns.filter(({ role }) => role === 'sum').map(({ id, column, adds }) => [id, column, adds]);
const districtsOf = ({ columns }: Attachment): unknown =>
  columns.filter(({ role }) => role === 'district').map(({ id }) => id);
/** 市级 7, 甲区 20, 乙区 300: 320 without 市级, 327 with it. */
const row = (...sums: CellValue[]): CellValue[] => [1, '公安局', 7, 20, 300, ...sums];
const header = (...names: string[]): CellValue[] => ['序号', '部门/区县', '市级', '甲区', '乙区', ...names];

describe('a column of row sums', () => {
  const of = { whole: ['city', '甲区', '乙区'], districts: ['甲区', '乙区'] };
  it.each<[string, readonly string[]]>([
    ...['合计', '总计', '合 计', '总数', '累计', '共计', '汇总', '合计（件）', '合计①', '合\n计'].map(
      (name): [string, readonly string[]] => [name, of.whole],
    ),
    ['小计', of.districts],
    ['各区县合计', of.districts],
  ])('is headed %s', (name, adds) => {
    const attachment = read([TITLE, header(name), row(null), ['汇总']]);
    expect([sumsOf(attachment), districtsOf(attachment), attachment.foreign, attachment.area.right]).toEqual([
      [[expect.any(String), 5, adds]],
      ['甲区', '乙区'],
      [],
      5,
    ]);
  });

  it('stands at the left, beside the name, as well', () => {
    const attachment = read([
      TITLE,
      ['序号', '部门/区县', '合计', '市级', '甲区', '乙区'],
      [1, '公安局', null, 7, 20, 300],
    ]);
    expect([sumsOf(attachment), districtsOf(attachment)]).toEqual([
      [['合计', 2, ['city', '甲区', '乙区']]],
      ['甲区', '乙区'],
    ]);
    expect(sumsOf(read([TITLE, ['合计', '部门/区县', '市级', '甲区', '乙区'], [null, '公安局', 7, 20, 300]]))).toEqual([
      ['合计', 0, ['city', '甲区', '乙区']],
    ]);
  });

  it('stands under a group, and over two rows', () => {
    const merges = [
      { top: 1, left: 3, bottom: 1, right: 5 },
      ...[0, 1, 2].map((column) => ({ top: 1, left: column, bottom: 2, right: column })),
    ];
    expect(
      sumsOf(
        read([TITLE, ['序号', '部门/区县', '市级', '各区县'], [null, null, null, '甲区', '乙区', '合计'], row(null)], {
          merges,
        }),
      ),
    ).toEqual([['各区县合计', 5, ['甲区', '乙区']]]);
  });

  it.each(['占比', '备注', '同比', '上季度合计', '平均'])('is not headed %s', (name) => {
    const attachment = read([TITLE, header(name, '合计'), row(0.5, null)]);
    expect([sumsOf(attachment), attachment.foreign]).toEqual([
      [['合计', 6, ['city', '甲区', '乙区']]],
      [{ column: 5, header: name }],
    ]);
  });

  it('is none where the word stands below a header’s blank', () => {
    const attachment = read([TITLE, [null, '部门/区县', '市级', '甲区', '乙区'], ['合计'], [1, '公安局', 7, 20, 300]]);
    expect([sumsOf(attachment), attachment.rows.map(({ kind }) => kind)]).toEqual([[], ['blank', 'unit']]);
  });

  it.each([[header('合计')], [header()]])('goes on over a repeated header, with its word or without: %p', (again) => {
    const attachment = read([TITLE, header('合计'), row(null), again, [2, '人社局', 1, 2, 3, null], ['汇总']]);
    expect([sumsOf(attachment), attachment.rows.map(({ kind }) => kind)]).toEqual([
      [['合计', 5, ['city', '甲区', '乙区']]],
      ['unit', 'header', 'unit', 'total'],
    ]);
  });

  it('may be there twice, at the left and at the right', () => {
    expect(
      sumsOf(
        read([
          TITLE,
          ['序号', '部门/区县', '合计', '市级', '甲区', '乙区', '合计'],
          [1, '公安局', 320, 7, 20, 300, 327],
        ]),
      ),
    ).toEqual([
      ['合计', 2, ['甲区', '乙区']],
      ['合计 G', 6, ['city', '甲区', '乙区']],
    ]);
  });
});

describe('市级 is added', () => {
  it.each<[string, string, CellValue, string[]]>([
    ['where the figures say so', '合计', 327, ['city', '甲区', '乙区']],
    ['and not where they do not', '合计', 320, ['甲区', '乙区']],
    ['where the header says so', '合计（含市级）', null, ['city', '甲区', '乙区']],
    ['and not where the header leaves it out, whatever the figures are', '区县合计', 327, ['甲区', '乙区']],
    ['in 全市合计', '全市合计', null, ['city', '甲区', '乙区']],
    ['where nothing tells', '合计', null, ['city', '甲区', '乙区']],
    ['where the figures leave out one district and nothing else', '合计', 307, ['city', '甲区', '乙区']],
    ['and not where they leave out one district of several', '合计', 300, ['甲区', '乙区']],
  ])('%s', (_, name, value, adds) => {
    expect(sumsOf(read([TITLE, header(name), row(value)]))).toEqual([[expect.any(String), 5, adds]]);
  });

  it.each([
    ['=SUM(C3:E3)', ['city', '甲区', '乙区']],
    ['=D3+E3', ['甲区', '乙区']],
    ['=SUM($D3:$E3)', ['甲区', '乙区']],
  ])('where a formula that nothing has calculated yet says so: %s', (formula, adds) => {
    const grid = gridOf([TITLE, header('合计'), row(null)], { sheet: '附件3' });
    const formulas = grid.formulas.map((cells, index) =>
      cells.map((cell, column) => (index === 2 && column === 5 ? formula : cell)),
    );
    expect(sumsOf(recognise({ ...grid, formulas }, Object.values(builtInForms)).attachments[0] as Attachment)).toEqual([
      ['合计', 5, adds],
    ]);
  });

  it('by the most of the rows', () => {
    const rows = [row(327), [2, '人社局', 1, 2, 3, 6], [3, '住建局', 4, 5, 6, 11]];
    expect(sumsOf(read([TITLE, header('合计'), ...rows]))).toEqual([['合计', 5, ['city', '甲区', '乙区']]]);
  });
});

it('小计 among the districts adds those since the sum before, 合计 all of them', () => {
  const attachment = read([
    TITLE,
    ['序号', '部门/区县', '市级', '甲区', '乙区', '小计', '丙区', '丁区', '小计', '合计'],
    [1, '公安局', 7, 1, 2, 3, 4, 5, 9, 12],
  ]);
  expect(sumsOf(attachment)).toEqual([
    ['小计', 5, ['甲区', '乙区']],
    ['小计 I', 8, ['丙区', '丁区']],
    ['合计', 9, ['甲区', '乙区', '丙区', '丁区']],
  ]);
});

it('a column whose figures are hardly ever the sum of their row is none, and that is said', () => {
  // 累计 since January.
  const attachment = read([TITLE, header('累计'), row(650), [2, '人社局', 1, 2, 3, 55], [3, '住建局', 4, 5, 6, 44]]);
  expect([sumsOf(attachment), attachment.foreign, attachment.area.right]).toEqual([
    [],
    [{ column: 5, header: '累计' }],
    4,
  ]);
  expect(attachment.problems).toEqual([
    {
      severity: 'warning',
      code: 'sum-column-unlike',
      sheet: '附件3',
      cell: 'F2',
      parameters: { header: '累计', column: 'F' },
    },
  ]);
});

it.each<[string, readonly CellValue[]]>([
  ['leave a district out', [300, 3, 6]],
  ['stand a row off', [5, 327, 5]],
])('figures that %s are sums all the same: an audit tells', (_, [first, second, third]) => {
  expect(
    sumsOf(
      read([
        TITLE,
        header('合计'),
        row(first ?? null),
        [2, '人社局', 1, 2, 3, second ?? null],
        [3, '住建局', 4, 5, 6, third ?? null],
      ]),
    ),
  ).toEqual([['合计', 5, expect.any(Array)]]);
});
