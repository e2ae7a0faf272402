import { builtInForms } from '../../../src/core/form/index.js';
import type { Area, CellValue, Grid } from '../../../src/core/grid/grid.js';
import type { Attachment } from '../../../src/core/recognition/attachment.js';
import { recognise, type Recognition } from '../../../src/core/recognition/recognise.js';
import { NAMES, SYMBOLS, TITLE, districtsSheet, gridOf, unitRow } from '../../support/sheets.js';

type Rows = readonly (readonly CellValue[])[];

const read = (rows: Rows, options: Partial<Grid> = {}): Recognition =>
  recognise(gridOf(rows, options), Object.values(builtInForms));
const only = (rows: Rows, options: Partial<Grid> = {}): Attachment => {
  const { attachments, problems } = read(rows, options);
  expect(problems).toEqual([]);
  expect(attachments).toHaveLength(1);
  return attachments[0] as Attachment;
};
const unitsOf = (attachment: Attachment | undefined): unknown =>
  attachment?.rows
    .filter(({ kind }) => kind === 'unit')
    .map(({ name, readings }) => [
      name,
      ...['due', 'received', 'bad', 'validBad', 'rectified', 'adjustment'].map((id) => {
        const reading = readings[id];
        return reading?.kind === 'number' ? reading.value : reading?.kind;
      }),
    ]);

const COUNTS = [100, 90, 50, 48, 2, 1, 1, 2, 1, 0];
const unit = (serial: CellValue = 1, name = '甲区'): CellValue[] => [serial, ...unitRow(0, name, COUNTS, 10).slice(1)];
const department = (name = '市甲局'): CellValue[] => unit(1, name);
const DEPARTMENTS = '2021年第二季度市级单位“好差评”评估通报表';
const JIA = ['甲区', 100, 90, 2, 1, 1, 10];
const merged = (top: number, left: number, bottom: number, right: number): Area => ({ top, left, bottom, right });
const blank = (count: number): null[] => new Array<null>(count).fill(null);

describe('where a table stands', () => {
  it('reads 附件1 and 附件2 one above the other on one sheet', () => {
    const { attachments, problems } = read(
      [
        ...districtsSheet([unit()]),
        ['一、评价率占 40 分。'],
        [],
        [DEPARTMENTS],
        [...NAMES],
        [...SYMBOLS],
        department(),
      ],
      { sheet: 'Sheet1' },
    );
    expect(problems).toEqual([]);
    expect(attachments.map(({ kind, area }) => [kind, area.top, area.bottom])).toEqual([
      ['districts', 1, 3],
      ['departments', 7, 9],
    ]);
  });

  it('reads two tables beside each other, parted by an empty column', () => {
    const left = districtsSheet([unit()]);
    const right: CellValue[][] = [[DEPARTMENTS, ...blank(20)], [...NAMES], [...SYMBOLS], department()];
    const { attachments } = read(
      left.map((row, index) => [
        ...Array.from({ length: 21 }, (_, column) => row[column] ?? null),
        null,
        ...(right[index] ?? []),
      ]),
      { sheet: 'Sheet1' },
    );
    expect(attachments.map(({ kind, area }) => [kind, area.left])).toEqual([
      ['districts', 0],
      ['departments', 22],
    ]);
  });

  it('reads two tables beside each other that begin in different rows', () => {
    const left = districtsSheet([unit(1, '甲区'), unit(2, '乙区'), unit(3, '丙区')]);
    const right: CellValue[][] = [[], [], [DEPARTMENTS, ...blank(20)], [...NAMES], [...SYMBOLS], department()];
    const { attachments } = read(
      left.map((row, index) => [
        ...Array.from({ length: 21 }, (_, column) => row[column] ?? null),
        null,
        ...(right[index] ?? []),
      ]),
      { sheet: 'Sheet1' },
    );
    expect(attachments.map(({ kind, rows }) => [kind, rows.length])).toEqual([
      ['districts', 3],
      ['departments', 1],
    ]);
  });

  it('reads two blocks of districts under one title and one header, side by side', () => {
    const { attachments } = read([
      [TITLE],
      [...NAMES, ...NAMES],
      [...SYMBOLS, ...SYMBOLS],
      [...unit(1, '甲区'), ...unit(2, '乙区')],
    ]);
    expect(attachments.map(unitsOf)).toEqual([[JIA], [['乙区', ...JIA.slice(1)]]]);
  });

  it('does not take an empty column inside a table for its end', () => {
    const split = (row: readonly CellValue[]): CellValue[] => [...row.slice(0, 12), null, ...row.slice(12)];
    expect(unitsOf(only(districtsSheet([unit()]).map((row) => split([...row, ...blank(21 - row.length)]))))).toEqual([
      JIA,
    ]);
  });

  it.each<[string, Rows]>([
    [
      '附件1 and 单位：件 above the header',
      [['附件1'], [TITLE], ['单位：件', ...blank(15), '统计时间：4—6月'], [...NAMES], [...SYMBOLS], unit()],
    ],
    [
      'the title in two cells',
      [['2021年第二季度', null, '各区县“好差评”评估通报表'], [...NAMES], [...SYMBOLS], unit()],
    ],
    ['a blank row between title and header', [[TITLE], [], [...NAMES], [...SYMBOLS], unit()]],
    ['a list of contacts below', [...districtsSheet([unit()]), [], ['填报人', '联系电话'], ['张三', '0533-1234567']]],
    [
      'a signature with a telephone number under the counts',
      [...districtsSheet([unit()]), [], [null, '填报人：张三', 13_812_345_678]],
    ],
  ])('reads a table with %s', (_, rows) => {
    expect(unitsOf(only(rows))).toEqual([JIA]);
  });
});

describe('what tells kind and quarter', () => {
  const untitled = (row = unit()): Rows => [[...NAMES], [...SYMBOLS], row];
  it.each<
    [
      string,
      Rows,
      string,
      Partial<Attachment['evidence']> & { readonly kindIs: string; readonly periodIs: string | null },
    ]
  >([
    [
      'the title',
      districtsSheet([unit()]),
      'Sheet1',
      { kind: 'title', kindIs: 'districts', period: 'title', periodIs: '2021Q2' },
    ],
    [
      'the sheet’s name',
      untitled(),
      '2021年二季度各区县',
      { kind: 'sheet', kindIs: 'districts', period: 'sheet', periodIs: '2021Q2' },
    ],
    ['the units', untitled(), 'Sheet1', { kind: 'units', kindIs: 'districts', period: null, periodIs: null }],
    [
      'departments',
      untitled(department()),
      'Sheet1',
      { kind: 'units', kindIs: 'departments', period: null, periodIs: null },
    ],
    [
      'a header',
      [NAMES.map((name) => name.replace('季度应', '2021年第2季度应')), [...SYMBOLS], unit()],
      'Sheet1',
      { kind: 'units', kindIs: 'districts', period: 'header', periodIs: '2021Q2' },
    ],
  ])('%s', (_, rows, sheet, { kindIs, periodIs, ...evidence }) => {
    expect(only(rows, { sheet })).toMatchObject({ kind: kindIs, period: periodIs, evidence });
  });

  it('does not decide where the title says 区县 and every unit is a department', () => {
    const { attachments, problems } = read(districtsSheet([unit(1, '市公安局'), unit(2, '市司法局')]));
    expect(attachments).toEqual([]);
    expect(problems).toEqual([
      expect.objectContaining({
        code: 'kind-contradictory',
        parameters: { candidates: expect.stringContaining('各区县') },
      }),
    ]);
  });

  it('takes the title and says so where the sheet’s name is of another quarter', () => {
    const attachment = only(districtsSheet([unit()]), { sheet: '2021年一季度' });
    expect(attachment.period).toBe('2021Q2');
    expect(attachment.problems).toEqual([
      expect.objectContaining({ code: 'period-differs', parameters: { period: '2021Q2', other: '2021Q1' } }),
    ]);
  });

  it('counts 管委会 among the districts', () => {
    expect(only(districtsSheet([unit(1, '高新区管委会'), unit(2, '经开区管委会')])).kind).toBe('districts');
  });
});

describe('headers', () => {
  const GROUPED: CellValue[] = [
    '序号',
    '部门',
    '季度',
    null,
    '主动',
    null,
    '差评',
    null,
    null,
    null,
    null,
    '整改满意数',
    '总评价率',
    '主动评价率',
    '好评率',
    '主动评价好评率',
    '差评回复率',
    '差评整改率',
    '整改满意率',
    '加减分',
    '综合得分',
  ];
  const BELOW: CellValue[] = [
    null,
    null,
    '应评价数',
    '总评价数',
    '评价数',
    '好评数',
    '总数',
    '有效',
    '无效',
    '回复数',
    '整改数',
    ...blank(10),
  ];
  const GROUP_MERGES = [
    merged(1, 2, 1, 3),
    merged(1, 4, 1, 5),
    merged(1, 6, 1, 10),
    ...[0, 1, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20].map((column) => merged(1, column, 2, column)),
  ];
  it.each<[string, Rows, Partial<Grid>]>([
    ['names under groups that are half of them', [[TITLE], GROUPED, BELOW, unit()], { merges: GROUP_MERGES }],
    [
      'names under groups, and the symbols below',
      [[TITLE], GROUPED, BELOW, [...SYMBOLS], unit()],
      { merges: GROUP_MERGES },
    ],
    [
      'groups that only head the names',
      [
        [TITLE],
        [null, null, '评价情况', ...blank(3), '差评情况', ...blank(5), '比率', ...blank(6), '得分情况', null],
        [...NAMES],
        [...SYMBOLS],
        unit(),
      ],
      { merges: [merged(1, 2, 1, 5), merged(1, 6, 1, 11), merged(1, 12, 1, 18), merged(1, 19, 1, 20)] },
    ],
    [
      '序号 and 部门 merged downwards beside groups',
      [
        [TITLE],
        ['序号', '部门', '评价情况', ...blank(9), '比率', ...blank(6), '得分情况', null],
        [null, null, ...NAMES.slice(2)],
        unit(),
      ],
      {
        merges: [
          merged(1, 0, 2, 0),
          merged(1, 1, 2, 1),
          merged(1, 2, 1, 11),
          merged(1, 12, 1, 18),
          merged(1, 19, 1, 20),
        ],
      },
    ],
    [
      '序号 and 部门 in the row above, nothing merged',
      [[TITLE], ['序号', '部门', '评价情况'], [null, null, ...NAMES.slice(2)], unit()],
      {},
    ],
    [
      'each name broken over two cells',
      [[TITLE], NAMES.map((name) => name.slice(0, 2)), NAMES.map((name) => name.slice(2) || null), unit()],
      {},
    ],
    [
      'units in brackets',
      [
        [TITLE],
        NAMES.map((name) => name.replace(/数$/, '数（件）').replace(/率$/, '率（%）').replace(/分$/, '分（分）')),
        unit(),
      ],
      {},
    ],
    [
      'R1, R2, R3',
      [
        [TITLE],
        NAMES.map(
          (name) =>
            ({ 总评价率: '总评价率R1', 主动评价率: '主动评价率（R2）', 好评率: '好评率 R3' })[name as string] ?? name,
        ),
        unit(),
      ],
      {},
    ],
    [
      'symbols on a line of their own in the cell',
      [[TITLE], NAMES.map((name, index) => (SYMBOLS[index] == null ? name : `${name}\n${SYMBOLS[index]}`)), unit()],
      {},
    ],
    [
      'expressions in brackets behind the rates',
      [[TITLE], NAMES.map((name, index) => (name.endsWith('率') ? `${name}（${SYMBOLS[index]}）` : name)), unit()],
      {},
    ],
    [
      'no 数 at the end',
      [
        [TITLE],
        NAMES.map((name) =>
          name.replace(/^(季度应评价|季度总评价|主动评价|主动好评|有效差评|无效差评|整改满意)数$/, '$1'),
        ),
        unit(),
      ],
      {},
    ],
    [
      '量 for 数',
      [[TITLE], NAMES.map((name) => name.replace(/^(季度应评价|季度总评价|主动评价)数$/, '$1量')), unit()],
      {},
    ],
    ['full-width brackets, colons and stars', [[TITLE], NAMES.map((name) => `【${name}】：＊`), unit()], {}],
    ['应评价数 and 总评价数 without 季度', [[TITLE], NAMES.map((name) => name.replace('季度', '')), unit()], {}],
    [
      '差评整改满意数 for 整改满意数',
      [[TITLE], NAMES.map((name) => name.replace('整改满意', '差评整改满意')), unit()],
      {},
    ],
    [
      'only symbols over the counts',
      [
        [TITLE],
        NAMES.map((name, index) => (index > 1 && index < 12 && index % 2 === 1 ? null : name)),
        [...SYMBOLS],
        unit(),
      ],
      {},
    ],
    [
      '单位名称 for 部门',
      [[TITLE], NAMES.map((name) => (name === '部门' ? '单位名称' : name)), [...SYMBOLS], unit()],
      {},
    ],
  ])('%s', (_, rows, options) => {
    expect(unitsOf(only(rows, options))).toEqual([JIA]);
  });

  it('reads hidden columns, and says so', () => {
    const attachment = only(districtsSheet([unit()]), { hiddenColumns: [8, 9] });
    expect(unitsOf(attachment)).toEqual([JIA]);
    expect(attachment.problems).toEqual([
      expect.objectContaining({ code: 'columns-hidden', parameters: { columns: 'I、J' } }),
    ]);
  });

  it('proposes an essential column whose name has one wrong sign, and does not take it', () => {
    const { attachments, problems } = read([
      [TITLE],
      NAMES.map((name) => name.replace('主动好评数', '主动好平数')),
      unit(),
    ]);
    expect(attachments).toEqual([]);
    expect(problems).toEqual([
      expect.objectContaining({
        severity: 'error',
        code: 'header-nearly',
        cell: 'F2',
        parameters: { header: '主动好平数', names: '主动好评数' },
      }),
      expect.objectContaining({ code: 'column-missing', parameters: { names: '主动好评数' } }),
    ]);
  });

  it('proposes another column whose name lacks a sign, and reads the rest', () => {
    const attachment = only([[TITLE], NAMES.map((name) => name.replace('差评回复率', '差评回率')), unit()]);
    expect(unitsOf(attachment)).toEqual([JIA]);
    expect(attachment.problems).toEqual([
      expect.objectContaining({ severity: 'warning', code: 'header-nearly', cell: 'Q2' }),
    ]);
  });

  it('says nothing of a column of the office’s own that resembles one already there', () => {
    expect(only([[TITLE], [...NAMES, '主动差评数'], [...unit(), 3]]).problems).toEqual([]);
  });

  it('tells which names made a column', () => {
    const { columns } = only([[TITLE], GROUPED, BELOW, unit()], { merges: GROUP_MERGES });
    expect(columns.find(({ id }) => id === 'validBad')).toMatchObject({ header: '差评 有效', because: 'names' });
    expect(columns.find(({ id }) => id === 'satisfied')).toMatchObject({ header: '整改满意数', because: 'name' });
  });
});

describe('rows', () => {
  it('passes over figures without a unit, and says so', () => {
    const attachment = only(districtsSheet([unit(), [null, null, 5, 4, 3], unit(2, '乙区')]));
    expect(attachment.rows.map(({ kind }) => kind)).toEqual(['unit', 'foreign', 'unit']);
    expect(attachment.problems).toEqual([
      expect.objectContaining({
        severity: 'warning',
        code: 'row-without-unit',
        cell: 'C5',
        parameters: { row: 5, text: '' },
      }),
    ]);
  });

  it('passes over an unnumbered row with stray figures between numbered ones, and says so', () => {
    const attachment = only(districtsSheet([unit(), [null, '补报', 80], unit(2, '乙区')]));
    expect(attachment.rows.map(({ kind }) => kind)).toEqual(['unit', 'foreign', 'unit']);
    expect(attachment.problems).toEqual([expect.objectContaining({ code: 'row-not-read', cell: 'C5' })]);
  });

  it.each(['合计', '汇总', '全市', ' 总 计 ', '小计'])('knows %s for a total', (total) => {
    expect(only(districtsSheet([unit(), [null, total, ...COUNTS]])).rows.map(({ kind }) => kind)).toEqual([
      'unit',
      'total',
    ]);
  });

  it('knows a total whose word stands in the column of numbers, merged over the name', () => {
    expect(
      only(districtsSheet([unit(), ['合计', null, ...COUNTS]]), { merges: [merged(4, 0, 4, 1)] }).rows.map(
        ({ kind }) => kind,
      ),
    ).toEqual(['unit', 'total']);
  });

  it.each([2, 8, 12, 20])('reads a remark merged from column %i on', (column) => {
    const row: CellValue[] = [1, '市税务局', ...blank(19)];
    row[column] = '未归集';
    expect(
      only([[DEPARTMENTS], [...NAMES], row, unit(2, '市甲局')], { merges: [merged(2, column, 2, 20)] }).rows[0],
    ).toMatchObject({ kind: 'unit', name: '市税务局', remark: '未归集' });
  });

  it('reads a partly filled row as it is: its figures, and its words', () => {
    const row: CellValue[] = [1, '市税务局', 500, 480, ...blank(8), '本季度未归集到办件评价信息'];
    expect(only([[DEPARTMENTS], [...NAMES], row, unit(2, '市甲局')]).rows[0]).toMatchObject({
      kind: 'unit',
      remark: '本季度未归集到办件评价信息',
      readings: {
        due: { kind: 'number', value: 500 },
        received: { kind: 'number', value: 480 },
        active: { kind: 'blank' },
      },
    });
  });

  it('reads hidden rows, and says so', () => {
    const attachment = only(districtsSheet([unit(), unit(2, '乙区')]), { hiddenRows: [4] });
    expect(attachment.rows).toHaveLength(2);
    expect(attachment.problems).toEqual([expect.objectContaining({ code: 'rows-hidden', parameters: { rows: '5' } })]);
  });

  it('keeps sections apart from units, whatever column their words stand in', () => {
    expect(
      only([
        [DEPARTMENTS],
        [...NAMES],
        ['季度应评价数高于 100 件单位'],
        department(),
        [null, '季度应评价数低于 100 件单位'],
        department('市乙局'),
      ]).rows.map(({ kind }) => kind),
    ).toEqual(['section', 'unit', 'section', 'unit']);
  });
});

describe('units', () => {
  it.each<[string, string, string, number | null, string | null]>([
    ['the population under a line break', '张店区\n75.6 万', '张店区', 75.6, null],
    ['the population in brackets', '张店区（75.6万人）', '张店区', 75.6, null],
    ['the population with its word', '张店区 人口75.6万', '张店区', 75.6, null],
    ['a serial number and a stop', '3．张店区', '张店区', null, null],
    ['a serial number in brackets', '（3）张店区', '张店区', null, null],
    ['a serial number and nothing', '3张店区', '张店区', null, null],
    ['full-width spaces', '张　店　区', '张店区', null, null],
    ['a scope in square brackets', '张店区【含园区】', '张店区', null, '含园区'],
    ['signs that a PDF puts in place of Chinese ones', '⽂昌湖区', '文昌湖区', null, null],
    ['a space nobody sees', '张店区\u200b', '张店区', null, null],
  ])('%s', (_, cell, name, population, scope) => {
    expect(only(districtsSheet([unit(1, cell)])).rows[0]).toMatchObject({ kind: 'unit', name, population, scope });
  });

  it.each<[string, CellValue]>([
    ['a number', 75.6],
    ['text', '75.6'],
    ['text with its unit', '75.6万人'],
  ])('reads the population in a column of its own, as %s', (_, population) => {
    const beside = (row: readonly CellValue[], cell: CellValue): CellValue[] => [
      row[0] ?? null,
      row[1] ?? null,
      cell,
      ...row.slice(2),
    ];
    expect(
      only([[TITLE], beside(NAMES, '人口数'), beside(SYMBOLS, null), beside(unit(), population)]).rows[0],
    ).toMatchObject({ name: '甲区', population: 75.6 });
  });

  it('reads a name merged over two rows once', () => {
    const attachment = only(districtsSheet([unit(), blank(21), unit(2, '乙区')]), { merges: [merged(3, 1, 4, 1)] });
    expect(attachment.rows.map(({ kind, name }) => [kind, name])).toEqual([
      ['unit', '甲区'],
      ['blank', ''],
      ['unit', '乙区'],
    ]);
  });
});

describe('values', () => {
  const reading = (value: CellValue, format = 'General'): unknown => {
    const rows = districtsSheet([[...unit().slice(0, 6), value, ...unit().slice(7)]]);
    const grid = gridOf(rows);
    const formats = grid.formats.map((row, index) =>
      row.map((code, column) => (index === 3 && column === 6 ? format : code)),
    );
    return only(rows, { formats }).rows[0]?.readings['bad'];
  };
  it.each<[CellValue, number]>([
    ['1,234', 1234],
    ['１２３４', 1234],
    ['1 234', 1234],
    [' 12 件', 12],
    ["'12", 12],
    ['12（件）', 12],
    ['12.0', 12],
    ['0', 0],
  ])('reads the text %j as %i', (value, number) => {
    expect(reading(value)).toEqual({ kind: 'number', value: number, fromText: true });
  });
  it.each(['-', '—', '－', '――', '/', '／', '无', 'N/A', 'n/a', '暂无'])('reads %s as no value', (value) => {
    expect(reading(value)).toEqual({ kind: 'none', text: value });
  });
  it.each<CellValue>([null, '', '  ', '\u3000'])('reads %j as blank', (value) => {
    expect(reading(value)).toEqual({ kind: 'blank' });
  });
  it.each<[string, CellValue, number | undefined]>([
    ['about three hundred', '约300', 300],
    ['more than three hundred', '300余件', 300],
    ['three hundred and more', '300+', 300],
    ['less than three hundred', '<300', 300],
    ['O for 0', '3O0', 300],
    ['l for 1', 'l2', 12],
    ['Chinese numerals', '三百', 300],
    ['a truth value', true, undefined],
    ['an error', { error: '#N/A' }, undefined],
    ['a negative count', -1, undefined],
    ['a fraction', 2.5, undefined],
    ['two numbers', '12/13', undefined],
  ])('does not read %s', (_, value, proposal) => {
    expect(reading(value)).toEqual({
      kind: 'unreadable',
      text: expect.anything(),
      ...(proposal === undefined ? {} : { proposal }),
    });
  });
  it.each(['yyyy/m/d', 'm月d日', '[$-804]yyyy"年"m"月"'])(
    'does not read a date by its format %s, and proposes no number: 44471 is the day that 10-2 became',
    (format) => {
      expect(reading(44_471, format)).toEqual({ kind: 'unreadable', text: '2021-10-02', isDate: true });
    },
  );
  it.each<[number, string]>([
    [10, '1900-01-10'],
    [60, '1900-03-01'],
    [61, '1900-03-01'],
    [44_471.75, '2021-10-02'],
    [0.418_06, '10:02'],
    [-3, '-3'],
    [1e9, '1000000000'],
  ])('of %d under the format of a date it says %s', (value, text) => {
    expect(reading(value, 'yyyy/m/d')).toEqual({ kind: 'unreadable', text, isDate: true });
  });
  it.each<[CellValue, number]>([
    [69_376.999_999_999_99, 69_377],
    [69_377.000_000_000_01, 69_377],
    [0.999_999_999_999_999_9, 1],
  ])('reads %d as %i, as a spreadsheet does with its 15 digits', (value, number) => {
    expect(reading(value)).toEqual({ kind: 'number', value: number, fromText: false });
  });
  it.each<CellValue>([12.5, 69_376.999_99, 1e-15, '69376.99999999999'])('%p is no count', (value) => {
    expect(reading(value)).toMatchObject({ kind: 'unreadable' });
  });
});

describe('sheets that resemble an attachment and are none', () => {
  it.each<[string, Rows]>([
    [
      'a staff list with 加减分',
      [
        ['2021年第二季度考核'],
        ['序号', '姓名', '单位', '出勤率', '加减分', '综合得分'],
        [1, '张三', '办公室', 0.98, 2, 98],
      ],
    ],
    ['a ranking of units', [['2021年第二季度各区县排名'], ['名次', '单位', '综合得分', '加减分'], [1, '甲区', 99, 10]]],
    [
      'hotline statistics',
      [
        ['2021年第二季度 12345 热线统计'],
        ['序号', '部门', '受理数', '办结数', '满意数', '满意率'],
        [1, '市公安局', 100, 99, 98, 0.99],
      ],
    ],
    [
      'a page of rates only',
      [
        ['2021年第二季度各区县'],
        ['序号', '部门', '总评价率', '主动评价率', '好评率', '综合得分'],
        [1, '甲区', 0.9, 0.5, 0.98, 95],
      ],
    ],
    [
      'the rules of scoring',
      [
        ['各区县“好差评”得分构成'],
        ['季度应评价数', '季度总评价数', '主动评价数'],
        ['应评价的办件数', '已评价的办件数', '主动作出的评价数'],
      ],
    ],
    ['a form without any unit', [[TITLE], [...NAMES], [...SYMBOLS]]],
    [
      'a list of contacts',
      [
        ['序号', '单位', '联系人', '联系电话'],
        [1, '甲区', '张三', '13812345678'],
      ],
    ],
    [
      'windows of a service hall',
      [
        ['序号', '部门', '窗口数', '评价器数', '评价率'],
        [1, '市公安局', 12, 12, 1],
      ],
    ],
  ])('%s', (_, rows) => {
    expect(read(rows, { sheet: 'Sheet1' }).attachments).toEqual([]);
  });
});
