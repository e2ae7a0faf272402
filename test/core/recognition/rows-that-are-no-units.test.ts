import { builtInForms } from '../../../src/core/form/index.js';
import type { Area, CellValue, Grid } from '../../../src/core/grid/grid.js';
import type { Attachment } from '../../../src/core/recognition/attachment.js';
import { isComparison } from '../../../src/core/recognition/comparison.js';
import { recognise } from '../../../src/core/recognition/recognise.js';
import { NAMES, SYMBOLS, TITLE, districtsSheet, gridOf, unitRow } from '../../support/sheets.js';

type Rows = readonly (readonly CellValue[])[];

const COUNTS = [100, 90, 50, 48, 2, 1, 1, 2, 1, 0];
const unit = (serial: CellValue, name: string): CellValue[] => [serial, ...unitRow(0, name, COUNTS, 10).slice(1)];
const merged = (top: number, left: number, bottom: number, right: number): Area => ({ top, left, bottom, right });
const only = (rows: Rows, options: Partial<Grid> = {}): Attachment => {
  const { attachments, problems } = recognise(
    gridOf(rows, { sheet: 'Sheet1', ...options }),
    Object.values(builtInForms),
  );
  expect(problems).toEqual([]);
  expect(attachments).toHaveLength(1);
  return attachments[0] as Attachment;
};
const namesOf = ({ rows }: Attachment): readonly string[] =>
  rows.filter(({ kind }) => kind === 'unit').map(({ name }) => name);
const said = ({ problems }: Attachment): unknown => problems.map(({ severity, code, cell }) => [severity, code, cell]);
const three = [unit(1, '甲区'), unit(2, '乙区'), unit(3, '丙区')];
const NOTES = [['各区县“好差评”得分构成：'], ['一、评价率占 40 分，该项得分为评价率×40。']];

describe('a table ends where its notes begin', () => {
  it.each<[string, Rows]>([
    ['得分构成', NOTES],
    ['the first clause', [['一、评价率占40分']]],
    ['注：', [['注：数据截至6月30日']]],
    ['注1. in the column of units', [[null, '注1. 数据由省归集']]],
    ['说明', [['说明'], ['按季度统计']]],
    ['备注：', [['备注：市税务局未归集']]],
    ['填表说明：', [['填表说明：1. 按月填报']]],
    ['计分办法', [['计分办法见附件']]],
    ['a sentence', [['以上数据由省好差评系统归集。']]],
    ['who filled it in', [['填报人：张三', null, '审核人：李四']]],
    ['who filled it in, with a number in a column of counts', [[null, '联系电话', 13_812_345_678]]],
  ])('%s', (_, notes) => {
    const attachment = only([...districtsSheet(three), ...notes, [], [], unit(null, '甲区')]);
    const row = 3 + three.length + notes.length + 3;
    expect(namesOf(attachment)).toEqual(['甲区', '乙区', '丙区']);
    expect(attachment.area.bottom).toBe(5);
    expect(attachment.problems).toEqual([
      {
        severity: 'warning',
        code: 'row-below-notes',
        sheet: 'Sheet1',
        cell: `B${row}`,
        parameters: { rows: String(row), row },
      },
    ]);
  });

  it('names all the rows of a draft below in one sentence, its total too, and asks nothing about figures in it', () => {
    const attachment = only([
      ...districtsSheet(three),
      ...NOTES,
      [],
      unit(1, '甲区'),
      [2, '乙区', '约300', ...COUNTS.slice(1)],
      [null, '合计', ...COUNTS],
      [],
      unit(null, '丁区'),
    ]);
    expect(attachment.area.bottom).toBe(5);
    expect(attachment.problems).toEqual([
      expect.objectContaining({ code: 'row-below-notes', cell: 'B10', parameters: { rows: '10—12、14', row: 10 } }),
    ]);
  });

  it('says nothing of names without figures below: who signs', () => {
    const attachment = only([
      [TITLE],
      NAMES.slice(1),
      ...three.map((row) => row.slice(1)),
      ['注：数据截至6月30日'],
      [],
      [null, '市大数据局'],
      ['市大数据局'],
    ]);
    expect([namesOf(attachment), said(attachment)]).toEqual([['甲区', '乙区', '丙区'], []]);
  });

  it.each<[string, Rows]>([
    ['blank rows', [...districtsSheet(three.slice(0, 2)), [], [], unit(3, '丙区')]],
    [
      'a heading of a section',
      [...districtsSheet(three.slice(0, 2)), ['季度应评价数低于 100 件单位'], unit(3, '丙区')],
    ],
    ['a heading that is numbered', [...districtsSheet(three.slice(0, 2)), ['二、功能区'], unit(3, '丙区')]],
    [
      'a heading that speaks of scores',
      [...districtsSheet(three.slice(0, 2)), ['二、综合得分 90 分以下单位'], unit(1, '丙区')],
    ],
    ['a heading that ends with a colon', [...districtsSheet(three.slice(0, 2)), ['功能区：'], unit(1, '丙区')]],
    [
      'a heading that has much to say',
      [
        ...districtsSheet(three.slice(0, 2)),
        ['季度应评价数低于 100 件单位（本组单位不参加主动评价率排名；按综合得分排列）'],
        unit(1, '丙区'),
      ],
    ],
    [
      'a note below a section, the numbers going on',
      [...districtsSheet(three.slice(0, 2)), ['注：以上为各县'], ['各区'], unit(3, '丙区')],
    ],
    [
      'notes at the foot of each page',
      [
        ...districtsSheet(three.slice(0, 2)),
        ...NOTES,
        [],
        [`${TITLE}（续）`],
        [...NAMES],
        [...SYMBOLS],
        unit(1, '丙区'),
      ],
    ],
    ['a note above the first unit', [...districtsSheet([]), ['注：数据截至6月30日'], [], ...three]],
    [
      'a note beside it in a blank row',
      [...districtsSheet(three.slice(0, 2)), [...new Array<null>(22).fill(null), '说明：见附件'], unit(3, '丙区')],
    ],
  ])('%s do not end it', (_, rows) => {
    const attachment = only(rows);
    expect(namesOf(attachment).at(-1)).toBe('丙区');
    expect(said(attachment)).toEqual([]);
  });

  it('keeps a total right below a note', () => {
    expect(
      only([...districtsSheet(three), ['注：数据截至6月30日'], [null, '合计', ...COUNTS]]).rows.map(({ kind }) => kind),
    ).toEqual(['unit', 'unit', 'unit', 'section', 'total']);
  });
});

describe('figures to compare, to check or to show how', () => {
  const COMPARISONS = [
    '去年同期',
    '上季度',
    '上年同期',
    '上 季 度 数',
    '同比',
    '同比增减',
    '环比',
    '较上季度',
    '较上季度增减',
    '比去年同期',
    '与上季度相比',
    '占比',
    '占全市比重',
    '差额',
    '增长率',
    '核对',
    '核对数',
    '校验',
    '测算',
    '全省',
    '全省水平',
    '平均水平',
    '最高',
    '第一季度',
    '2020年二季度',
    '示例',
    '填报示例',
    '例：张店区',
    '张店区（上季度）',
    '张店区\n（去年同期）',
  ];
  it.each(COMPARISONS)('%s below the units is left alone, and said', (name) => {
    const attachment = only([...districtsSheet([...three, unit(null, name)]), ...NOTES]);
    expect(namesOf(attachment)).toEqual(['甲区', '乙区', '丙区']);
    expect(attachment.problems).toEqual([
      expect.objectContaining({
        severity: 'notice',
        code: 'row-comparison',
        cell: 'B7',
        parameters: { text: name.replace(/\s/g, ''), row: 7 },
      }),
    ]);
  });

  it.each(['全市平均', '全省平均'])('%s is a total', (name) => {
    expect(only(districtsSheet([...three, unit(null, name)])).rows.map(({ kind }) => kind)).toEqual([
      'unit',
      'unit',
      'unit',
      'total',
    ]);
  });

  it.each<[string, Rows, string]>([
    ['among the units', districtsSheet([three[0] as CellValue[], unit(null, '去年同期'), unit(2, '乙区')]), 'B5'],
    ['with a number that was filled down', districtsSheet([...three, unit(4, '上季度')]), 'B7'],
    [
      'in a table without serial numbers',
      [[TITLE], NAMES.slice(1), unit(1, '甲区').slice(1), unit(1, '示例').slice(1)],
      'A4',
    ],
    ['in the column of numbers, merged over the name', districtsSheet([...three, ['环比', null, ...COUNTS]]), 'B7'],
    ['with rates alone', districtsSheet([...three, [null, '环比', ...new Array<null>(10).fill(null), 0.1, 0.2]]), 'B7'],
    ['with words for figures', districtsSheet([...three, [null, '示例', '填数字']]), 'B7'],
    ['with figures that nobody can read', districtsSheet([...three, [null, '同比', '+12.5%', '↑3']]), 'B7'],
  ])('%s', (_, rows, cell) => {
    expect(said(only(rows))).toEqual([['notice', 'row-comparison', cell]]);
  });

  it('says nothing of such a row without figures', () => {
    expect(said(only(districtsSheet([...three, [null, '去年同期']])))).toEqual([]);
  });

  it('占比, 较上季度增减 and 差额 below the total of 附件3 are none of its units', () => {
    const attachment = only([
      ['2021年第二季度部门政务服务“好差评”评价量统计表'],
      ['序号', '部门', '市级', '甲区', '乙县'],
      [1, '公安局', 1, 2, 3],
      ['汇总', null, 1, 2, 3],
      [null, '占比', 0.2, 0.3, 0.5],
      ['较上季度增减', null, 1, -2, 3],
      [null, '差额', 0, 0, 0],
    ]);
    expect(namesOf(attachment)).toEqual(['公安局']);
    expect(said(attachment)).toEqual([
      ['notice', 'row-comparison', 'B5'],
      ['notice', 'row-comparison', 'B6'],
      ['notice', 'row-comparison', 'B7'],
    ]);
  });

  it.each([
    '张店区',
    '上海路街道',
    '市大数据局',
    '全民健身中心',
    '示范区',
    '市核工业局',
    '市司法局（含公证）',
    '市教育局（原市教体局）',
    '市场监管局',
    '第一季区',
    '较场口管委会',
    '市平安办',
    '测绘局',
    '校对中心',
    '高新区',
    '中心城区',
    '例会办',
  ])('%s may be a unit', (name) => {
    expect(isComparison(name)).toBe(false);
  });
});

describe('a unit without a serial number', () => {
  it('among units that have one is a unit, and is said', () => {
    const attachment = only([...districtsSheet([...three, unit(null, '丁区')]), ...NOTES]);
    expect(namesOf(attachment)).toEqual(['甲区', '乙区', '丙区', '丁区']);
    expect(attachment.problems).toEqual([
      expect.objectContaining({
        severity: 'notice',
        code: 'unit-unnumbered',
        cell: 'B7',
        parameters: { unit: '丁区', row: 7 },
      }),
    ]);
  });

  it.each<[string, Rows, Partial<Grid>]>([
    ['where no unit has one', districtsSheet([unit(null, '甲区'), unit(null, '乙区'), unit(null, '丙区')]), {}],
    ['where hardly more have one', districtsSheet([...three, unit(null, '丁区'), unit(null, '戊区')]), {}],
    ['where there is no such column', [[TITLE], NAMES.slice(1), ...three.map((row) => row.slice(1))], {}],
    ['where two units share one', districtsSheet([...three, unit(null, '丁区')]), { merges: [merged(5, 0, 6, 0)] }],
    [
      'where the number stands above the figures',
      districtsSheet([...three, [4, '丁区'], [null, '75.6万', ...COUNTS]]),
      {},
    ],
    ['where it is a sign', districtsSheet([...three, unit('④', '丁区')]), {}],
    ['beside no figures', districtsSheet([...three, [null, '丁区', '本季度未归集到办件评价信息']]), {}],
  ])('%s is not said', (_, rows, options) => {
    expect(said(only(rows, options))).toEqual([]);
  });
});

describe('values under merged cells are said, with the cell that is seen', () => {
  const hiddenIn = (area: Area, change: (rows: CellValue[][]) => void = () => undefined): unknown[] => {
    const rows = districtsSheet(three).map((row) => [...row]);
    change(rows);
    const { problems } = only(rows, { merges: [area] });
    return problems
      .filter(({ code }) => code === 'value-under-merge')
      .map(({ cell, severity, parameters }) => ({ cell, severity, ...parameters }));
  };
  // 甲区, 乙区 and 丙区 stand in rows 4 to 6; each has the same counts.
  it.each<[string, Area, string, string, string]>([
    ['a count', merged(3, 2, 4, 2), 'C4', 'C4:C5', 'C5（100）'],
    ['counts beside each other', merged(3, 2, 3, 4), 'C4', 'C4:E4', 'D4（90）、E4（50）'],
    ['a block', merged(3, 2, 4, 3), 'C4', 'C4:D5', 'C5（100）、D4（90）、D5（90）'],
    ['an adjustment', merged(3, 19, 5, 19), 'T4', 'T4:T6', 'T5（10）、T6（10）'],
    ['a name', merged(3, 1, 4, 1), 'B4', 'B4:B5', 'B5（乙区）'],
    ['a serial number', merged(3, 0, 4, 0), 'A4', 'A4:A5', 'A5（2）'],
  ])('%s', (_, area, shown, name, hidden) => {
    expect(hiddenIn(area)).toEqual([
      expect.objectContaining({ severity: 'warning', area: name, shown, hidden, cell: hidden.split('（')[0] }),
    ]);
  });

  it('a rate, a score and an error', () => {
    for (const [column, value, text] of [
      [12, 0.9, '0.9'],
      [20, 92, '92'],
      [12, { error: '#DIV/0!' }, '#DIV/0!'],
    ] as const)
      expect(hiddenIn(merged(3, column, 4, column), (rows) => rows[4]?.splice(column, 1, value))).toEqual([
        expect.objectContaining({ hidden: expect.stringContaining(`（${text}）`), count: 1 }),
      ]);
  });

  it('in the totals row', () => {
    const withTotal = (rows: CellValue[][]): unknown => rows.push(['合计', null, 300, 270]);
    expect(hiddenIn(merged(6, 2, 6, 3), withTotal)).toEqual([expect.objectContaining({ hidden: 'D7（270）' })]);
  });

  it.each<[string, Area]>([
    ['blank cells', merged(3, 12, 4, 13)],
    ['the header', merged(1, 2, 2, 2)],
    ['columns that are not read', merged(3, 21, 4, 22)],
  ])('nothing is said of %s', (_, area) => {
    expect(hiddenIn(area)).toEqual([]);
  });

  it('nothing is said of a name that stands below itself', () => {
    expect(hiddenIn(merged(3, 1, 4, 1), (rows) => rows[4]?.splice(1, 1, '甲区'))).toEqual([]);
  });
});

describe('cells of the score and of the adjustment that are merged over several units', () => {
  it.each<[string, number, string]>([
    ['综合得分', 20, 'U'],
    ['加减分', 19, 'T'],
    ['总评价率', 12, 'M'],
  ])('%s, where nothing stands below', (name, column, letter) => {
    const rows = districtsSheet(three).map((row, index) => (index === 4 ? row.with(column, null) : row));
    const header = `${name}${name === '总评价率' ? ' M/A' : ''}`;
    const attachment = only(rows, { merges: [merged(3, column, 4, column)] });
    expect(attachment.problems).toEqual([
      {
        severity: 'warning',
        code: 'cell-merged',
        sheet: 'Sheet1',
        cell: `${letter}5`,
        parameters: { area: `${letter}4:${letter}5`, header, units: `乙区（${letter}5）` },
      },
    ]);
  });

  it.each<[string, Rows, Area]>([
    ['over one unit and a blank row', districtsSheet([unit(1, '甲区'), [], unit(2, '乙区')]), merged(3, 20, 4, 20)],
    [
      'with a remark over units without figures',
      districtsSheet([...three, [4, '丁区', ...new Array<null>(14).fill(null), '未归集'], [5, '戊区']]),
      merged(6, 16, 7, 20),
    ],
    ['over the header', districtsSheet(three), merged(1, 20, 2, 20)],
  ])('nothing is said of cells merged %s', (_, rows, area) => {
    expect(said(only(rows, { merges: [area] }))).toEqual([]);
  });
});
