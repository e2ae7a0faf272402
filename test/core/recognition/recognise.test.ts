import { builtInForms } from '../../../src/core/form/index.js';
import type { CellValue, Grid } from '../../../src/core/grid/grid.js';
import type { Attachment } from '../../../src/core/recognition/attachment.js';
import { recognise, type Recognition } from '../../../src/core/recognition/recognise.js';
import { NAMES, SYMBOLS, TITLE, districtsSheet, gridOf, unitRow } from '../../support/sheets.js';

const read = (rows: readonly (readonly CellValue[])[], options: Partial<Grid> = {}): Recognition =>
  recognise(gridOf(rows, options), Object.values(builtInForms));
const only = (rows: readonly (readonly CellValue[])[], options: Partial<Grid> = {}): Attachment => {
  const { attachments, problems } = read(rows, options);
  expect(problems).toEqual([]);
  expect(attachments).toHaveLength(1);
  return attachments[0] as Attachment;
};
const figures = (attachment: Attachment): unknown =>
  attachment.rows
    .filter((row) => row.kind === 'unit')
    .map((row) => [
      row.name,
      ...['due', 'received', 'active', 'activeGood', 'adjustment'].map((id) => {
        const reading = row.readings[id];
        return reading?.kind === 'number' ? reading.value : reading?.kind;
      }),
    ]);

const unit = (name = '甲区'): CellValue[] => unitRow(1, name, [100, 90, 50, 49, 1, 0, 1, 1, 0, 0], 10);
const PLAIN = [['甲区', 100, 90, 50, 49, 10]];

describe('layouts that read like the plain one', () => {
  const mapped = (row: readonly CellValue[], f: (text: string) => string): CellValue[] =>
    row.map((value) => (typeof value === 'string' ? f(value) : value));
  const reversed = (row: readonly CellValue[]): CellValue[] =>
    Array.from({ length: 21 }, (_, index) => row[index] ?? null).reverse();
  it.each<[string, CellValue[][]]>([
    ['the plain one', districtsSheet([unit()])],
    [
      'a table that starts at C6',
      [
        ...Array.from({ length: 5 }, (): CellValue[] => []),
        ...districtsSheet([unit()]).map((row) => [null, null, ...row]),
      ],
    ],
    ['no symbol row', [[TITLE], [...NAMES], unit()]],
    ['the symbol row above the names', [[TITLE], [...SYMBOLS], [...NAMES], unit()]],
    [
      'symbols in the same cells as the names',
      [
        [TITLE],
        NAMES.map((name, index) => (index > 1 && index < 12 ? `${name}${SYMBOLS[index] ?? ''}` : name)),
        unit(),
      ],
    ],
    [
      'line breaks inside the names',
      [[TITLE], mapped(NAMES, (name) => name.replace(/(..)/, '$1\n')), [...SYMBOLS], unit()],
    ],
    [
      'full-width symbols',
      [
        [TITLE],
        [...NAMES],
        mapped(SYMBOLS, (symbol) =>
          symbol.replace(/[A-Z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
        ),
        unit(),
      ],
    ],
    ['回访 for 回复', [[TITLE], mapped(NAMES, (name) => name.replace('回复', '回访')), [...SYMBOLS], unit()]],
    [
      '总得分 for 综合得分',
      [[TITLE], mapped(NAMES, (name) => name.replace('综合得分', '总得分')), [...SYMBOLS], unit()],
    ],
    ['columns the other way round', districtsSheet([unit()]).map((row, index) => (index === 0 ? row : reversed(row)))],
    [
      'columns of contacts and remarks beside',
      districtsSheet([unit()]).map((row, index) => {
        if (index === 0) return row;
        if (index === 1) return [...row, '备注', '联系电话'];
        return [...row, null, index === 3 ? '0533-1234567' : null];
      }),
    ],
    [
      'notes below',
      [...districtsSheet([unit()]), ['各区县“好差评”得分构成：'], ['一、评价率占 40 分，该项得分为评价率×40。']],
    ],
    ['blank rows inside', [...districtsSheet([]), [], unit()]],
    ['the population in the unit cell', districtsSheet([unit('甲区\n75.6 万')])],
    ['a scope in brackets', districtsSheet([unit('甲区（含园区）')])],
    ['stray spaces in the name', districtsSheet([unit('　甲 区 ')])],
    ['a serial number glued to the name', districtsSheet([unit('1、甲区')])],
    [
      'thousands and units typed as text',
      districtsSheet([unitRow(1, '甲区', ['１００', '90件', ' 50 ', '49', 1, 0, 1, 1, 0, 0], '10')]),
    ],
    ['a totals row', [...districtsSheet([unit()]), ['', '合计', 100, 90, 50, 49, 1, 0, 1, 1, 0, 0]]],
  ])('%s', (_, rows) => {
    expect(figures(only(rows))).toEqual(PLAIN);
  });
});

it.each([
  ['2021年第二季度', '2021Q2'],
  ['2021 年 2 季度', '2021Q2'],
  ['二〇二一年第四季度', '2021Q4'],
  ['2022Q1', '2022Q1'],
  ['2021-2季度', '2021Q2'],
  ['2021年度第2季度', '2021Q2'],
])('the title of %s is %s', (title, period) => {
  expect(only([[`${title}各区县“好差评”评估通报表`], ...districtsSheet([unit()]).slice(1)]).period).toBe(period);
});

it('takes a count that stands before 季度 for no quarter', () => {
  const activeGoodLast = (row: readonly CellValue[]): CellValue[] => [
    ...row.slice(0, 5),
    ...row.slice(6, 21),
    row[5] ?? null,
  ];
  const row = (serial: number, name: string, activeGood: string): CellValue[] =>
    activeGoodLast(unitRow(serial, name, [1, 1, 1, activeGood, 0, 0, 0, 0, 0, 0], 0));
  const rows = only([
    [TITLE],
    activeGoodLast(NAMES),
    row(1, '甲区', '２０００１'),
    ['季度应评价数高于 100 件单位'],
    activeGoodLast(NAMES),
    row(2, '乙区', '０'),
  ]).rows;
  expect(rows.filter(({ kind }) => kind === 'unit')).toHaveLength(2);
});

it('says that the period is unknown', () => {
  expect(only([['各区县评估通报表'], ...districtsSheet([unit()]).slice(1)]).problems).toContainEqual(
    expect.objectContaining({ code: 'period-unknown' }),
  );
});

it('does not guess the kind: units of both kinds and no title are a problem', () => {
  const { attachments, problems } = read([[...NAMES], unit('甲区'), unit('市公安局')], { sheet: 'Sheet1' });
  expect(attachments).toEqual([]);
  expect(problems).toContainEqual(expect.objectContaining({ code: 'kind-undecided' }));
});

it('names two columns that claim to be the same', () => {
  const names = NAMES.map((name) => (name === '无效差评数' ? '差评总数' : name));
  expect(read([[TITLE], names, unit()]).problems).toContainEqual(
    expect.objectContaining({ code: 'column-ambiguous', cell: 'G、I' }),
  );
});

it('names an essential column that is missing', () => {
  const names = NAMES.map((name) => (name === '主动好评数' ? '另一列' : name));
  expect(read([[TITLE], names, unit()]).problems).toContainEqual(
    expect.objectContaining({ code: 'column-missing', parameters: { names: '主动好评数' } }),
  );
});

it('computes a column headed P/A that nobody foresaw', () => {
  const rows = districtsSheet([unit()]).map((row, index) => (index === 0 ? row : [...row, index === 2 ? 'P/A' : null]));
  expect(only(rows).columns).toContainEqual(
    expect.objectContaining({ id: 'P/A', role: 'computed', expression: 'P/A' }),
  );
});

it('reads a header repeated inside the table and the section above it', () => {
  const attachment = only([
    ['2021年第二季度市级单位评估通报表'],
    [...NAMES],
    [...SYMBOLS],
    ['季度应评价数高于 100 件单位'],
    unit('市甲局'),
    ['季度应评价数低于 100 件单位'],
    [...NAMES],
    [...SYMBOLS],
    unit('市乙局'),
  ]);
  expect(attachment.rows.map((row) => row.kind)).toEqual(['section', 'unit', 'section', 'header', 'header', 'unit']);
});

it('reads a remark in place of figures', () => {
  const row: CellValue[] = [1, '市卫健委', ...new Array<null>(14).fill(null), '本季度未归集到办件评价信息'];
  expect(only([['2021年第二季度市级单位评估通报表'], [...NAMES], row]).rows[0]).toMatchObject({
    kind: 'unit',
    remark: '本季度未归集到办件评价信息',
  });
});

it.each<[string, CellValue, number | undefined]>([
  ['约300', '约300', 300],
  ['O for 0', '1O0', 100],
  ['an error', { error: '#DIV/0!' }, undefined],
  ['a negative count', -3, undefined],
  ['half an evaluation', 1.5, undefined],
])('%s in a count is a problem with its cell', (_, value, proposal) => {
  const { problems } = only(districtsSheet([unitRow(1, '甲区', [value, 90, 50, 49, 1, 0, 1, 1, 0, 0], 10)]));
  expect(problems).toContainEqual(
    expect.objectContaining({
      code: 'cell-unreadable',
      cell: 'C4',
      parameters: expect.objectContaining(proposal === undefined ? {} : { proposal }),
    }),
  );
});

it.each<[string, CellValue[][]]>([
  [
    'a staff list with 加减分',
    [
      ['序号', '姓名', '部门', '加减分', '综合得分'],
      [1, '张三', '办公室', 2, 98],
    ],
  ],
  [
    'a plain 排名 table',
    [
      ['名次', '单位', '得分'],
      [1, '甲区', 99],
    ],
  ],
  [
    'hotline statistics',
    [['2021年第二季度热线统计'], ['部门', '受理数', '办结数', '满意率'], ['市公安局', 100, 99, 0.9]],
  ],
  ['an empty sheet', [[]]],
])('%s is no attachment', (_, rows) => {
  expect(read(rows).attachments).toEqual([]);
});
