import { builtInForms } from '../../../src/core/form/index.js';
import type { Area, CellValue, Grid } from '../../../src/core/grid/grid.js';
import type { Attachment } from '../../../src/core/recognition/attachment.js';
import { recognise, type Recognition } from '../../../src/core/recognition/recognise.js';
import { NAMES, SYMBOLS, TITLE, districtsSheet, gridOf, unitRow } from '../../support/sheets.js';

type Rows = readonly (readonly CellValue[])[];

const COUNTS = [100, 90, 50, 48, 2, 1, 1, 2, 1, 0];
const IDS = [
  'due',
  'received',
  'active',
  'activeGood',
  'bad',
  'validBad',
  'invalidBad',
  'followedUp',
  'rectified',
  'satisfied',
  'adjustment',
];
const PLAIN = ['甲区', ...COUNTS, 10];
const unit = (serial: CellValue = 1, name = '甲区'): CellValue[] => [serial, ...unitRow(0, name, COUNTS, 10).slice(1)];
const named = (from: string, to: string): CellValue[] => NAMES.map((name) => (name === from ? to : name));
const blank = (count: number): null[] => new Array<null>(count).fill(null);
const merged = (top: number, left: number, bottom: number, right: number): Area => ({ top, left, bottom, right });

// The sheet's name tells nothing, so that only the layout does.
const read = (rows: Rows, options: Partial<Grid> = {}): Recognition =>
  recognise(gridOf(rows, { sheet: 'Sheet1', ...options }), Object.values(builtInForms));
const only = (rows: Rows, options: Partial<Grid> = {}): Attachment => {
  const { attachments, problems } = read(rows, options);
  expect(problems).toEqual([]);
  expect(attachments).toHaveLength(1);
  return attachments[0] as Attachment;
};
const unitsOf = ({ rows }: Attachment): unknown =>
  rows
    .filter(({ kind }) => kind === 'unit')
    .map(({ name, readings }) => [
      name,
      ...IDS.map((id) => {
        const reading = readings[id];
        return reading?.kind === 'number' ? reading.value : reading?.kind;
      }),
    ]);
/** Reads just the plain table's one unit, and nothing has to be said. */
const readsPlainly = (rows: Rows, options: Partial<Grid> = {}): void => {
  const attachment = only(rows, options);
  expect(unitsOf(attachment)).toEqual([PLAIN]);
  expect(attachment.problems).toEqual([]);
};

describe('quarters as people write them', () => {
  const periodOf = (...lines: string[]): string | null =>
    only([...lines.map((line) => [line]), ...districtsSheet([unit()]).slice(1)], { sheet: '各区县' }).period;

  it.each([
    '2021年4—6月',
    '2021年4-6月份',
    '2021年4月至6月',
    '2021年4月1日—6月30日',
    '2021年4月—2021年6月',
    '2021.04-2021.06',
    '2021-04-01至2021-06-30',
    '202104—202106',
    '2021年第Ⅱ季度',
    '2021年Q2',
    'Q2 2021',
    '２０２１年二季度',
    '21年二季度',
    '2021年二 季 度',
    '2021年度市级单位第二季度',
    '第二季度（2021年）',
    '2021年第二季度与第一季度对比',
  ])('%s is the second quarter of 2021', (title) => {
    expect(periodOf(title)).toBe('2021Q2');
  });

  it.each([
    '2021年上半年',
    '2021年1-12月',
    '2021年4月',
    '2021年5-7月',
    '2020年4月-2021年6月',
    '2021年第一、二季度',
    '2020年第四季度与2021年第一季度',
  ])('%s names no one quarter', (title) => {
    expect(periodOf(title)).toBeNull();
  });

  it('takes the line nearest to the table where two lines differ', () => {
    expect(periodOf('2021年第一季度通报附件', '2021年第二季度评估通报表')).toBe('2021Q2');
  });

  it('puts a year and a quarter of two lines together', () => {
    expect(periodOf('2021年度', '第二季度评估通报表')).toBe('2021Q2');
  });
});

describe('kinds as people name them', () => {
  it.each(['各县区', '各县（市、区）', '各区（县）', '区、县', '附件一', '各区县（功能区）'])(
    '%s are districts',
    (word) => {
      expect(only([[`2021年第二季度${word}评估通报表`], [...NAMES], unit(), unit(2, '高新技术产业园')]).kind).toBe(
        'districts',
      );
    },
  );

  it.each(['市直各单位', '市级各部门', '附件二', '市直部门'])('%s are departments', (word) => {
    expect(only([[`2021年第二季度${word}评估通报表`], [...NAMES], unit(1, '市公安局'), unit(2, '某某海关')]).kind).toBe(
      'departments',
    );
  });

  it.each<[string, Attachment['kind']]>([
    ['区县名称', 'districts'],
    ['市级部门', 'departments'],
    ['市直单位', 'departments'],
  ])('a column headed %s tells the kind where no title does', (header, kind) => {
    expect(only([['2021年第二季度评估通报表'], named('部门', header), unit(1, '甲'), unit(2, '乙')])).toMatchObject({
      kind,
      evidence: { kind: 'columns' },
    });
  });

  it('does not take 附件12 for 附件1', () => {
    expect(read([['附件12 2021年第二季度评估通报表'], [...NAMES], unit(1, '甲')]).problems).toEqual([
      expect.objectContaining({ code: 'kind-undecided' }),
    ]);
  });
});

describe('names of columns as people write them', () => {
  it.each<[string, string]>([
    ['季度应评价数', '季度应评价数①'],
    ['季度应评价数', '季度应评价数（注1）'],
    ['季度应评价数', '季度应评价数[1]'],
    ['季度应评价数', '应评价办件数'],
    ['季度应评价数', '应评价件数'],
    ['季度应评价数', 'A：季度应评价数'],
    ['季度应评价数', '季度应评价数=A'],
    ['季度应评价数', '本季度应评价数'],
    ['季度应评价数', '2021年第二季度应评价数'],
    ['季度应评价数', '季度应评价数（办件量）'],
    ['季度总评价数', '总评价件数'],
    ['季度总评价数', '已评价数'],
    ['主动评价数', '主动评价数（不含默认）'],
    ['主动评价数', '其中：主动评价数'],
    ['差评总数', '差评总数（含无效）'],
    ['有效差评数', '其中：有效差评数'],
    ['有效差评数', '差评数（有效）'],
    ['加减分', '加减分（基础分10分）'],
    ['加减分', '加/减分'],
    ['综合得分', '综合得分（满分100分）'],
    ['综合得分', '总分'],
    ['有效差评数', '差评有效数'],
    ['季度总评价数', '评价总量'],
    ['差评总数', '总差评数'],
    ['差评回复数', '差评已回访数'],
    ['差评整改数', '已整改数'],
    ['加减分', '加扣分'],
    ['综合得分', '评估总分'],
    ['总评价率', '总评价率=M/A'],
    ['总评价率', '总评价率（M÷A）'],
    ['好评率', '好评率¹'],
    ['部门', '部门（单位）'],
    ['部门', '区县\n（人口/万人）'],
    ['部门', '被评价单位'],
    ['序号', '№'],
    ['序号', 'No.'],
  ])('%s as %s', (name, written) => {
    readsPlainly([[TITLE], named(name, written), unit()]);
  });

  it.each([
    '总评价率（M/A×100%）',
    '总评价率=M/A×100%',
    '总评价率(M/A*100%)',
    '总评价率（M÷A×100％）',
    '总评价率 M/A x 100%',
  ])('总评价率 as %s', (written) => {
    readsPlainly([[TITLE], named('总评价率', written), unit()]);
  });

  it.each(['M/A×100%', 'M/A*100%', 'M÷A×100％', '（M/A）×100%', 'M/A', '(M/A)%'])(
    'the symbol %s is that of 总评价率, with the name above it and without',
    (symbol) => {
      const symbols = SYMBOLS.map((one) => (one === 'M/A' ? symbol : one));
      readsPlainly([[TITLE], [...NAMES], symbols, unit()]);
      expect(only([[TITLE], named('总评价率', '某率'), symbols, unit()]).columns).toContainEqual(
        expect.objectContaining({ id: 'evaluationRate', expression: symbol }),
      );
    },
  );

  it.each(['(1-T/M)×100%', '1-T/M', '(M-T)/M', '100%-T/M'])(
    'the symbol %s below 好评率 is no contradiction',
    (symbol) => {
      readsPlainly([[TITLE], [...NAMES], SYMBOLS.map((one) => (one === '(1-T/M)%' ? symbol : one)), unit()]);
    },
  );

  it.each<[string, string, string, string]>([
    ['总评价率', 'M/A', 'P/A', '主动评价数÷季度应评价数'],
    ['总评价率', 'M/A', 'P/M', '主动评价率'],
    ['好评率', '(1-T/M)%', '(1-D/M)%', '1－（差评总数÷季度总评价数）'],
    ['总评价率', 'M/A', 'M', '季度总评价数'],
  ])('%s above %s written as %s is a contradiction: the name says what is computed', (name, own, symbol, other) => {
    const attachment = only([[TITLE], [...NAMES], SYMBOLS.map((one) => (one === own ? symbol : one)), unit()]);
    expect(attachment.columns.find(({ header }) => header.startsWith(name))).toMatchObject({ expression: own });
    expect(attachment.problems).toEqual([
      expect.objectContaining({
        severity: 'warning',
        code: 'header-contradicts',
        cell: name === '总评价率' ? 'M2' : 'O2',
        parameters: { name, symbol, other },
      }),
    ]);
  });

  it('an expression in brackets behind a name that stands for another is a contradiction too', () => {
    const attachment = only([[TITLE], named('主动评价率', '主动评价率（P/A）'), unit()]);
    expect(attachment.columns).toContainEqual(expect.objectContaining({ id: 'activeRate', expression: 'P/M' }));
    expect(attachment.problems).toEqual([
      expect.objectContaining({
        code: 'header-contradicts',
        cell: 'N2',
        parameters: expect.objectContaining({ symbol: 'P/A' }),
      }),
    ]);
  });

  it('says of a rate times 100 that its cells hold percentage points, unless they show percentages', () => {
    const rows = [[TITLE], [...NAMES], SYMBOLS.map((one) => (one === 'M/A' ? 'M/A×100' : one)), unit()];
    const inFormat = (format: string): Attachment =>
      only(rows, {
        formats: rows.map((row, index) => row.map((_, column) => (index === 3 && column === 12 ? format : 'General'))),
      });
    expect(inFormat('0.00%').problems).toEqual([]);
    for (const format of ['General', '0.00'])
      expect(inFormat(format).problems).toEqual([
        expect.objectContaining({
          severity: 'notice',
          code: 'rate-in-points',
          cell: 'M2',
          parameters: { header: '总评价率 M/A×100' },
        }),
      ]);
  });

  it('reads symbols in small letters and with spaces', () => {
    readsPlainly([
      [TITLE],
      NAMES.map((name, index) => (index > 1 && index < 12 ? `指标${index}` : name)),
      SYMBOLS.map((symbol) => symbol?.toLowerCase().replace('n', 'N ') ?? null),
      unit(),
    ]);
  });

  it('says where a name and the symbol below it contradict each other, and reads by the name', () => {
    const attachment = only([
      [TITLE],
      [...NAMES],
      SYMBOLS.map(
        (symbol) =>
          new Map([
            ['P', 'I'],
            ['I', 'P'],
          ]).get(symbol ?? '') ?? symbol,
      ),
      unit(),
    ]);
    expect(unitsOf(attachment)).toEqual([PLAIN]);
    expect(attachment.problems).toEqual(
      [
        ['E2', 'I'],
        ['F2', 'P'],
      ].map(([cell, symbol]) =>
        expect.objectContaining({ code: 'header-contradicts', cell, parameters: expect.objectContaining({ symbol }) }),
      ),
    );
  });
});

describe('headers as other programs leave them', () => {
  const twice = (row: readonly CellValue[]): CellValue[] => row.flatMap((value) => [value, null]);
  const pairs = (...rows: number[]): Area[] =>
    rows.flatMap((row) => NAMES.map((_, index) => merged(row, 2 * index, row, 2 * index + 1)));
  const numbers = Array.from({ length: 21 }, (_, index) => index + 1);
  it.each<[string, Rows, Partial<Grid>]>([
    [
      'every cell merged over two columns, as from a PDF',
      [[TITLE], twice(NAMES), twice(SYMBOLS), twice(unit())],
      { merges: pairs(1, 2, 3) },
    ],
    [
      'every header cell merged over two columns and two rows',
      [[TITLE], twice(NAMES), [], twice(unit())],
      { merges: NAMES.map((_, index) => merged(1, 2 * index, 2, 2 * index + 1)) },
    ],
    [
      '部门 merged over the name and the population beside it',
      [[TITLE], ['序号', '部门', null, ...NAMES.slice(2)], [1, '甲区', 75.6, ...unit().slice(2)]],
      { merges: [merged(1, 1, 1, 2)] },
    ],
    [
      '综合得分 merged over score and rank',
      [[TITLE], [...NAMES, null], [...unit(), 1]],
      { merges: [merged(1, 20, 1, 21)] },
    ],
    ['columns numbered 甲 乙 1 2 3', [[TITLE], [...NAMES], ['甲', '乙', ...numbers.slice(0, 19)], unit()], {}],
    ['columns numbered from 1', [[TITLE], [...NAMES], numbers, unit()], {}],
    ['columns numbered in brackets', [[TITLE], [...NAMES], numbers.map((number) => `（${number}）`), unit()], {}],
    [
      '栏次 with what makes each rate',
      [
        [TITLE],
        [...NAMES],
        [
          '栏次',
          null,
          ...numbers.slice(0, 10).map(String),
          '2/1',
          '3/2',
          '1-6/2',
          '4/3',
          '8/5',
          '9/6',
          '10/9',
          '11',
          '12',
        ],
        unit(),
      ],
      {},
    ],
    [
      'a row of 件 and %',
      [
        [TITLE],
        [...NAMES],
        [null, null, ...new Array<string>(10).fill('件'), ...new Array<string>(7).fill('%'), '分', '分'],
        unit(),
      ],
      {},
    ],
    [
      'three levels of groups',
      [
        [TITLE],
        ['序号', '部门', '数据', ...blank(9), '计算', ...blank(8)],
        [null, null, '评价', ...blank(3), '差评', ...blank(5), '率', ...blank(6), '分', null],
        [null, null, ...NAMES.slice(2)],
        [...SYMBOLS],
        unit(),
      ],
      {
        merges: [
          merged(1, 0, 3, 0),
          merged(1, 1, 3, 1),
          merged(1, 2, 1, 11),
          merged(1, 12, 1, 20),
          merged(2, 2, 2, 5),
          merged(2, 6, 2, 11),
          merged(2, 12, 2, 18),
          merged(2, 19, 2, 20),
        ],
      },
    ],
    [
      'groups with 其中 and halves of names',
      [
        [TITLE],
        ['序号', '部门', '评价情况', ...blank(3), '差评（件）', ...blank(5), ...NAMES.slice(12)],
        [
          null,
          null,
          '应评价数',
          '总评价数',
          '主动评价数',
          '主动好评数',
          '总数',
          '其中：有效',
          '其中：无效',
          '回访数',
          '整改数',
          '满意数',
        ],
        unit(),
      ],
      {
        merges: [
          merged(1, 0, 2, 0),
          merged(1, 1, 2, 1),
          merged(1, 2, 1, 5),
          merged(1, 6, 1, 11),
          ...NAMES.slice(12).map((_, index) => merged(1, 12 + index, 2, 12 + index)),
        ],
      },
    ],
  ])('%s', (_, rows, options) => {
    readsPlainly(rows, options);
  });

  it('leaves the numbers of columns below a repeated header alone', () => {
    expect(unitsOf(only([[TITLE], [...NAMES], numbers, unit(), [...NAMES], numbers, unit(2, '乙区')]))).toEqual([
      PLAIN,
      ['乙区', ...PLAIN.slice(1)],
    ]);
  });

  it('reads the columns of this quarter where those of the quarter before stand beside them', () => {
    readsPlainly(
      [
        [TITLE],
        ['序号', '部门', '本季度', ...blank(18), '上季度', null],
        [null, null, ...NAMES.slice(2), '季度应评价数', '综合得分'],
        [...unit(), 5, 6],
      ],
      { merges: [merged(1, 0, 2, 0), merged(1, 1, 2, 1), merged(1, 2, 1, 20), merged(1, 21, 1, 22)] },
    );
  });

  it('names the columns it did not read', () => {
    expect(only([[TITLE], [...NAMES, '上季度综合得分', '名次'], [...unit(), 98, 1]]).foreign).toEqual([
      { column: 21, header: '上季度综合得分' },
      { column: 22, header: '名次' },
    ]);
  });

  it.each<[string, string, string]>([
    ['综合得分', 'score-column-absent', '综合得分'],
    ['加减分', 'input-column-absent', '加减分'],
    ['差评回复数', 'input-column-absent', '差评回复数'],
  ])('says that %s is missing', (name, code, told) => {
    expect(only([[TITLE], named(name, '另一列'), unit()]).problems).toEqual([
      expect.objectContaining({
        severity: 'warning',
        code,
        parameters: expect.objectContaining(code === 'score-column-absent' ? { name: told } : { names: told }),
      }),
    ]);
  });

  it('says that nothing heads the units', () => {
    const { attachments, problems } = read([[TITLE], NAMES.map((name) => (name === '部门' ? null : name)), unit()]);
    expect(attachments).toEqual([]);
    expect(problems).toEqual([expect.objectContaining({ code: 'column-missing' })]);
  });
});

describe('two quarters beside each other', () => {
  const beside = (title: string, left: string, right: string): Rows => [
    [title],
    [null, null, left, ...blank(18), right, ...blank(18)],
    [...NAMES, ...NAMES.slice(2)],
    [
      ...unit(),
      ...unit()
        .slice(2)
        .map((value) => (typeof value === 'number' ? value + 1 : value)),
    ],
  ];
  const merges = [merged(1, 2, 1, 20), merged(1, 21, 1, 39)];

  it.each<[string, Rows, readonly unknown[]]>([
    [
      'on the right, its year in the title',
      beside('2021年各区县评估', '第一季度', '第二季度'),
      ['甲区', ...COUNTS.map((count) => count + 1), 11],
    ],
    ['on the left, its year above it', beside('各区县评估', '2021年二季度', '2021年一季度'), PLAIN],
    [
      'in the new year',
      beside('各区县评估', '2020年四季度', '2021年一季度'),
      ['甲区', ...COUNTS.map((count) => count + 1), 11],
    ],
  ])('reads the newest of them, %s, and leaves the columns of the other alone', (where, rows, units) => {
    const attachment = only(rows, { merges });
    expect(unitsOf(attachment)).toEqual([units]);
    expect(attachment.period).toBe(where.includes('new year') ? '2021Q1' : '2021Q2');
    expect(attachment.foreign).toHaveLength(19);
  });

  it('does not guess of which year one of them is', () => {
    expect(read(beside('各区县评估', '2020年四季度', '一季度'), { merges }).problems[0]).toMatchObject({
      code: 'column-ambiguous',
      cell: 'C、V',
    });
  });
});

describe('lists beside a table', () => {
  it.each<[string, Rows]>([
    [
      'contacts on the left, with a gap',
      [
        [null, null, null, null, TITLE],
        ['序号', '部门', '电话', null, ...NAMES],
        [1, '乙区', '0533', null, ...unit()],
      ],
    ],
    [
      'contacts on the right, with a gap',
      [[TITLE], [...NAMES, null, '序号', '部门', '电话'], [...unit(), null, 1, '乙区', '0533']],
    ],
    [
      'contacts on the right, touching',
      [[TITLE], [...NAMES, '序号', '部门', '联系人', '电话'], [...unit(), 1, '乙区', '张三', '0533']],
    ],
  ])('%s', (_, rows) => {
    readsPlainly(rows);
  });

  it('a numbered list on the left, with a gap, whose rows run beside the header', () => {
    readsPlainly([
      ['序号', '通讯录', '电话', null, TITLE],
      [1, '乙区', '0533', null, ...NAMES],
      [2, '丙区', '0533', null, ...unit()],
    ]);
  });

  it('does not choose between two columns of units that touch', () => {
    expect(
      read([[TITLE], ['序号', '区县', ...NAMES.slice(1)], [1, '甲区', '行政审批局', ...unit().slice(2)]]).problems,
    ).toEqual([expect.objectContaining({ code: 'column-ambiguous', cell: 'B、C' })]);
  });
});

describe('tables that go on', () => {
  const both = [PLAIN, ['乙区', ...PLAIN.slice(1)]];
  it.each<[string, Rows]>([
    ['below 续表', [[TITLE], [...NAMES], unit(), ['续表'], [...NAMES], unit(2, '乙区')]],
    ['below the title with （续）', [[TITLE], [...NAMES], unit(), [`${TITLE}（续）`], [...NAMES], unit(2, '乙区')]],
    [
      'below the title once more, the numbers going on',
      [[TITLE], [...NAMES], [...SYMBOLS], unit(), [], [TITLE], [...NAMES], [...SYMBOLS], unit(2, '乙区')],
    ],
  ])('%s', (_, rows) => {
    expect(unitsOf(only(rows))).toEqual(both);
  });

  it('takes a table of the same title whose numbers begin again for a second one', () => {
    expect(read([[TITLE], [...NAMES], unit(), [], [TITLE], [...NAMES], unit(1, '乙区')]).attachments).toHaveLength(2);
  });
});

describe('rows that are no units', () => {
  it.each(['合计：', '全市合计', '全市平均', '平均值', '本页小计', '合计（11个）', '区县合计', '共计', '累计'])(
    '%s',
    (total) => {
      expect(only(districtsSheet([unit(), [null, total, ...COUNTS]])).rows.map(({ kind }) => kind)).toEqual([
        'unit',
        'total',
      ]);
    },
  );

  it.each<[string, readonly CellValue[]]>([
    ['填表日期：', ['填表日期：', 44_382]],
    ['联系电话 without a colon', ['联系电话', 13_812_345_678]],
    ['审核人, 填报人 and a date in one row', ['审核人：', null, '填报人：', null, 44_382]],
  ])('%s below a table without serial numbers', (_, row) => {
    readsPlainly([[TITLE], NAMES.slice(1), unit().slice(1), row]);
  });

  it('rows kept ready for further units, with formulas that show 0 and "-"', () => {
    readsPlainly(districtsSheet([[2, null, ...blank(10), 0, '-', 0, '-', '-', '-', '-', null, 0], unit()]));
  });

  it.each(['二季度未归集到办件评价信息', '2021年第二季度无办件'])(
    'reads the remark %s, though a quarter stands in it',
    (remark) => {
      expect(only(districtsSheet([[1, '甲区', ...blank(5), remark], unit(2, '乙区')])).rows[0]).toMatchObject({
        kind: 'unit',
        name: '甲区',
        remark,
      });
    },
  );
});

describe('units written over two rows', () => {
  const rowsOf = (rows: Rows, options: Partial<Grid> = {}): unknown => {
    const { rows: read, problems } = only(rows, options);
    expect(problems).toEqual([]);
    return read.map(({ kind, name, population, scope }) => [kind, name, population, scope]);
  };
  const figures = [null, null, ...unit().slice(2)];

  it.each<[string, string, number | null, string | null]>([
    ['the population', '75.6 万', 75.6, null],
    ['the population in brackets', '（75.6万人）', 75.6, null],
    ['the population with its word', '常住人口：75.6万人', 75.6, null],
    ['the scope', '（含公证）', null, '含公证'],
  ])('%s stands below the name', (_, below, population, scope) => {
    expect(rowsOf(districtsSheet([unit(), [null, below], unit(2, '乙区')]))).toEqual([
      ['unit', '甲区', population, scope],
      ['continuation', below, null, null],
      ['unit', '乙区', null, null],
    ]);
  });

  it('the population stands below the last name', () => {
    expect(rowsOf(districtsSheet([unit(), [null, '75.6 万']]))).toEqual([
      ['unit', '甲区', 75.6, null],
      ['continuation', '75.6 万', null, null],
    ]);
  });

  it('the bare number below a name is its population where the header says 人口数', () => {
    expect(rowsOf([[TITLE], named('部门', '部门人口数'), unit(), [null, '（75.6）'], unit(2, '乙区')])).toEqual([
      ['unit', '甲区', 75.6, null],
      ['continuation', '（75.6）', null, null],
      ['unit', '乙区', null, null],
    ]);
  });

  it('the figures stand beside the population', () => {
    expect(
      rowsOf(
        districtsSheet([
          [1, '甲区'],
          [null, '75.6万', ...figures.slice(2)],
          [2, '乙区'],
          [null, '30万', ...figures.slice(2)],
        ]),
      ),
    ).toEqual([
      ['continuation', '甲区', null, null],
      ['unit', '甲区', 75.6, null],
      ['continuation', '乙区', null, null],
      ['unit', '乙区', 30, null],
    ]);
  });

  it('the figures stand beside the lower half of a merged name', () => {
    const sheet = districtsSheet([[1, '甲区\n75.6万'], figures, [2, '乙区'], figures]);
    expect(
      rowsOf(sheet, { merges: [merged(3, 0, 4, 0), merged(3, 1, 4, 1), merged(5, 0, 6, 0), merged(5, 1, 6, 1)] }),
    ).toEqual([
      ['continuation', '甲区\n75.6万', null, null],
      ['unit', '甲区', 75.6, null],
      ['continuation', '乙区', null, null],
      ['unit', '乙区', null, null],
    ]);
  });

  it('does not give the figures of a second row to a merged name that has its own', () => {
    const { rows, problems } = only(districtsSheet([unit(), figures, unit(2, '乙区')]), {
      merges: [merged(3, 1, 4, 1)],
    });
    expect(rows.map(({ kind }) => kind)).toEqual(['unit', 'foreign', 'unit']);
    expect(problems).toEqual([expect.objectContaining({ code: 'row-without-unit', cell: 'C5' })]);
  });

  it.each(['（续）', '（接下页）', '第1页 共2页'])('%s below a unit adds nothing to it', (text) => {
    expect(rowsOf(districtsSheet([unit(), [null, text], unit(2, '乙区')]))).toEqual([
      ['unit', '甲区', null, null],
      ['section', text, null, null],
      ['unit', '乙区', null, null],
    ]);
  });
});

describe('rows that are more or less than a unit', () => {
  it('passes over a part of the unit above, and says so', () => {
    const { rows, problems } = only(districtsSheet([unit(), [null, '其中：市场监管分局', ...COUNTS], unit(2, '乙区')]));
    expect(rows.map(({ kind }) => kind)).toEqual(['unit', 'foreign', 'unit']);
    expect(problems).toEqual([
      expect.objectContaining({
        code: 'row-part-of-unit',
        parameters: expect.objectContaining({ text: '其中：市场监管分局', row: 5 }),
      }),
    ]);
  });

  it('counts a unit that handed nothing in where no unit has a serial number, and no heading', () => {
    const { rows } = only([
      [TITLE],
      NAMES.slice(1),
      ['功能区'],
      unit().slice(1),
      ['二、区县'],
      ['乙区', ...blank(19)],
      unit(1, '丙区').slice(1),
    ]);
    expect(rows.map(({ kind, name }) => [kind, name])).toEqual([
      ['section', '功能区'],
      ['unit', '甲区'],
      ['section', '二、区县'],
      ['unit', '乙区'],
      ['unit', '丙区'],
    ]);
  });

  it.each<[string, CellValue[]]>([
    ['as numbers', [null, '人口（万）', null, 75.6, 30]],
    ['as text', [null, null, null, '75.6万', '30万']],
    ['with their word', [null, '常住人口（万人）', '-', 75.6, 30]],
  ])('the populations of the districts below the header of 附件3, %s, are no unit', (_, populations) => {
    const { rows, problems } = only([
      ['2021年第二季度部门政务服务“好差评”评价量统计表'],
      ['序号', '部门', '市级', '甲区', '乙县'],
      populations,
      [1, '公安局', 1, 2, 3],
      [null, '汇总', 1, 2, 3],
    ]);
    expect(rows.filter(({ kind }) => kind === 'unit').map(({ name }) => name)).toEqual(['公安局']);
    expect(problems).toEqual([]);
  });
});

describe('what heads the units', () => {
  it.each([
    '县(市、区)',
    '单 位',
    '承办单位',
    '被考核单位',
    '填报单位',
    '区县名',
    '各区县',
    '部门/单位',
    '机构名称',
    '镇（办）',
  ])('%s', (header) => {
    readsPlainly([[TITLE], named('部门', header), unit()]);
  });

  it('proposes the one column before the figures where it does not know its name', () => {
    const { attachments, problems } = read([[TITLE], named('部门', '责任主体'), unit()]);
    expect(attachments).toEqual([]);
    expect(problems).toEqual([
      expect.objectContaining({
        severity: 'error',
        code: 'unit-column-unnamed',
        cell: 'B2',
        parameters: { header: '责任主体', column: 'B' },
      }),
    ]);
  });
});

describe('units with more than a name in their cell', () => {
  it.each<[string, string, number | null, string | null]>([
    ['张店区*', '张店区', null, null],
    ['张店区①', '张店区', null, null],
    ['张店区（注1）', '张店区', null, null],
    ['※张店区', '张店区', null, null],
    ['张店区95万', '张店区', 95, null],
    ['张店区：95万', '张店区', 95, null],
    ['张店区(人口95万)', '张店区', 95, null],
    ['张店区\n（常住人口 75.6 万人）', '张店区', 75.6, null],
    ['95万张店区', '张店区', 95, null],
    ['张店区（含经开区）95万', '张店区', 95, '含经开区'],
    ['张店区（含经开区，95万人）', '张店区', 95, '含经开区'],
    ['一、张店区', '张店区', null, null],
    ['（二）张店区', '张店区', null, null],
    ['12345热线受理中心', '12345热线受理中心', null, null],
  ])('%s', (cell, name, population, scope) => {
    expect(only(districtsSheet([unit(1, cell)])).rows[0]).toMatchObject({ kind: 'unit', name, population, scope });
  });

  it.each(['张店区 75.6', '张店区（75.6）'])('%s is a population where the header says 人口数', (cell) => {
    expect(only([[TITLE], named('部门', '部门人口数'), unit(1, cell)]).rows[0]).toMatchObject({
      name: '张店区',
      population: 75.6,
    });
    expect(only([[TITLE], [...NAMES], unit(1, '开发区2')]).rows[0]).toMatchObject({
      name: '开发区2',
      population: null,
    });
  });
});

describe('figures as they come from Word, WeChat and PDF', () => {
  const reading = (id: string, value: CellValue): unknown =>
    only(districtsSheet([unitRow(1, '甲区', [100, 90, 50, 48, value, 1, 1, 2, 1, 0], value)])).rows[0]?.readings[id];

  it.each<[string, number]>([
    ['０件', 0],
    ['12宗', 12],
    ['12人次', 12],
    ['1 234 件', 1234],
    ['\u00a012\t', 12],
    ['1，234', 1234],
  ])('reads %j as %i', (text, value) => {
    expect(reading('bad', text)).toEqual({ kind: 'number', value, fromText: true });
  });

  it.each<[string, number]>([
    ['−3', -3],
    ['－3', -3],
    ['–2.5', -2.5],
    ['‑ 1', -1],
    ['＋5', 5],
    ['10分', 10],
  ])('reads the adjustment %s', (text, value) => {
    expect(reading('adjustment', text)).toEqual({ kind: 'number', value, fromText: true });
  });

  it.each(['−', '‐', '‑', '﹣'])('reads the stroke %s as no value', (text) => {
    expect(reading('bad', text)).toEqual({ kind: 'none', text });
  });

  it.each<[string, number | undefined]>([
    ['12①', 12],
    ['12²', 12],
    ['12*', 12],
    ['12。', 12],
    ['12（含3件撤回）', 12],
    ['1.2万', 12_000],
    ['零', 0],
    ['十二', 12],
    ['两千零五', 2005],
    ['O', 0],
    ['300件以上', 300],
    ['不足10', 10],
    ['904\n38', 90_438],
    ['12 13', 1213],
    ['−3', undefined],
    ['95%', undefined],
    ['²', undefined],
    ['10-12', undefined],
    ['4月5日', undefined],
    ['#N/A', undefined],
    ['1.234.567', undefined],
  ])('does not read %j as a count, and asks for the likely number', (text, proposal) => {
    expect(reading('bad', text)).toEqual({ kind: 'unreadable', text, ...(proposal === undefined ? {} : { proposal }) });
  });
});

describe('附件3', () => {
  const title = ['2021年第二季度部门政务服务“好差评”评价量统计表'];
  const row = (serial: number, name: string): CellValue[] => [serial, name, 1, 2, 3];
  it.each<[string, CellValue[]]>([
    ['a corner of two words', ['序号', '      区县\n部门', '市级', '甲区', '乙县']],
    ['a corner with a full-width stroke', ['序号', '部门＼区县', '市级', '甲区', '乙县']],
    ['部门名称 and 市本级', ['序号', '部门名称', '市本级', '甲区', '乙县']],
    ['a column of sums named 全市', ['序号', '部门', '市级', '甲区', '乙县', '全市']],
    ['populations under the districts', ['序号', '部门', '市级', '甲区\n75.6万', '乙县（30万）']],
    ['parks and towns', ['序号', '部门', '市级', '高新技术产业园', '南郊镇']],
    ['a unit behind each name', ['序号', '部门', '市本级（件）', '甲区（件）', '乙县（件）']],
  ])('%s', (_, header) => {
    const { columns, kind } = only([title, header, row(1, '公安局'), [null, '汇总']]);
    expect([kind, ...columns.map(({ role }) => role)]).toEqual([
      'volumes',
      'serial',
      'unit',
      'city',
      'district',
      'district',
    ]);
  });
});

describe('sheets in a shape that no table has', () => {
  const said = (rows: Rows): unknown => {
    const { attachments, problems } = read(rows);
    expect(attachments).toEqual([]);
    return problems.map(({ code, cell }) => [code, cell]);
  };

  it('says that a table lies on its side', () => {
    expect(
      said([[TITLE], ...NAMES.map((name, column) => [name, unit()[column] ?? null, unit(2, '乙区')[column] ?? null])]),
    ).toEqual([['table-transposed', 'A4']]);
  });

  it.each<[string, string]>([
    ['spaces', ' '],
    ['tabs', '\t'],
    ['strokes', ' | '],
  ])('says that a table is pasted into one column, parted by %s', (_, by) => {
    expect(
      said([
        [TITLE],
        [NAMES.join(by)],
        [
          unit()
            .filter((value) => value !== null)
            .join(by),
        ],
      ]),
    ).toEqual([['table-in-one-column', 'A2']]);
  });
});

describe('more sheets that resemble an attachment and are none', () => {
  it.each<[string, Rows]>([
    [
      'people of one department',
      [
        ['2021年第二季度窗口人员评估'],
        ['序号', '姓名', ...NAMES.slice(1)],
        [1, '张三', '市公安局', ...COUNTS],
        [2, '李四', '市公安局', ...COUNTS],
      ],
    ],
    [
      'items of a department',
      [
        ['2021年第二季度事项评价统计'],
        ['序号', '事项', '部门', '应评价数', '评价数', '主动评价数', '差评数'],
        [1, '户口迁移', '市公安局', 10, 9, 8, 1],
      ],
    ],
    [
      'units with half of the counts',
      [['2021年第二季度评价量排名'], ['序号', '部门', '应评价数', '评价数', '主动评价数'], [1, '市公安局', 10, 9, 8]],
    ],
    [
      'months',
      [
        ['2021年各月情况'],
        ['月份', '单位', '应评价数', '总评价数', '主动评价数', '主动好评数', '有效差评数'],
        ['4月', '甲区', 1, 1, 1, 1, 0],
      ],
    ],
    [
      'what each column means',
      [
        ['季度应评价数', '季度总评价数', '主动评价数', '主动好评数', '有效差评数', '部门'],
        ['指应当评价的', '指已经评价的', '指主动评价的', '指好评', '指核实的差评', '指部门'],
      ],
    ],
    [
      'the columns’ meaning, one below the other',
      [
        ['指标', '说明'],
        ['季度应评价数', '应评价的办件'],
        ['季度总评价数', '已评价的办件'],
        ['主动评价数', '主动评价'],
        ['主动好评数', '主动好评'],
        ['有效差评数', '经核实的差评'],
      ],
    ],
    [
      'rectified complaints, one a row',
      [
        ['2021年第二季度差评整改台账'],
        ['序号', '部门', '差评时间', '差评内容', '是否有效', '整改情况'],
        [1, '市公安局', 44_300, '办理慢', '是', '已整改'],
      ],
    ],
  ])('%s', (_, rows) => {
    expect(read(rows)).toEqual({ attachments: [], problems: [], unread: [] });
  });
});
