import { builtInForms } from '../../../src/core/form/index.js';
import type { CellValue, Grid } from '../../../src/core/grid/grid.js';
import { recognise, type Recognition } from '../../../src/core/recognition/recognise.js';
import { NAMES, SYMBOLS, gridOf, unitRow } from '../../support/sheets.js';

type Rows = readonly (readonly CellValue[])[];

const read = (rows: Rows, sheet: string, options: Partial<Grid> = {}): Recognition =>
  recognise(gridOf(rows, { sheet, ...options }), Object.values(builtInForms));
const unit = (serial: CellValue, name: string): CellValue[] => [
  serial,
  ...unitRow(0, name, [100, 90, 50, 48, 2, 1, 1, 2, 1, 0], 10).slice(1),
];
const body = (...units: readonly CellValue[][]): CellValue[][] => [[...NAMES], [...SYMBOLS], ...units];
const lines = (...texts: readonly string[]): CellValue[][] => texts.map((text) => (text === '' ? [] : [text]));
const kindsOf = ({ attachments }: Recognition): unknown =>
  attachments.map(({ kind, period, rows }) => [
    kind,
    period,
    rows.filter((row) => row.kind === 'unit').map(({ name }) => name),
  ]);

// Neither names of units tell the kind: 管委会 are districts and departments, 残疾人联合会 is like neither.
const DISTRICTS = body(unit(1, '甲区'), unit(2, '园区管委会'));
const DEPARTMENTS = body(unit(1, '市甲局'), unit(2, '残疾人联合会'));
const TITLE_1 = '2021年第二季度各区县“好差评”评估通报表';
const TITLE_2 = '2021年第二季度市级单位“好差评”评估通报表';
const NOTES_1 = ['各区县“好差评”得分构成：', '一、评价率占 40 分，该项得分为评价率×40。'];
const NOTES_2 = ['市直部门“好差评”得分构成：', '一、评价率占 40 分，该项得分为评价率×40。'];
const FIRST = ['districts', '2021Q2', ['甲区', '园区管委会']];
const SECOND = ['departments', '2021Q2', ['市甲局', '残疾人联合会']];
const SHEETS = ['附件1', '附件2', 'Sheet1'];
const onEachSheet = <T extends readonly unknown[]>(cases: readonly T[]): (readonly [string, ...T])[] =>
  SHEETS.flatMap((sheet) => cases.map((one) => [sheet, ...one] as const));

describe('one table above the other', () => {
  it.each(
    onEachSheet([
      ['notes and blank rows', lines(...NOTES_1, '', '', '附件 2', TITLE_2)],
      ['notes only', lines(...NOTES_1, TITLE_2)],
      ['nothing', lines(TITLE_2)],
      ['blank rows', lines('', '', TITLE_2)],
      ['who made the table above', lines('', '制表人：各区县大数据局', '', '附件2', TITLE_2)],
      ['who made the table above and no blank row', lines('制表人：各区县大数据局', '附件2', TITLE_2)],
      ['a remark that reads like none', lines('以上由各区县填报', '', '附件2', TITLE_2)],
      ['a note after 注', lines('注：本表评价数由各区县统计', '附件2', TITLE_2)],
      ['a note longer than a title', lines(`各区县的评价数${'由各窗口逐件登记'.repeat(12)}`, '附件2', TITLE_2)],
      ['a title without the kind, and the label', lines(...NOTES_1, '', '附件 2', '2021年第二季度“好差评”评估通报表')],
      ['a title without a label', lines(...NOTES_1, '', TITLE_2)],
      ['a title in two lines', lines(...NOTES_1, '2021年第二季度', '市级单位“好差评”评估通报表')],
      ['a label apart from its title', lines(...NOTES_1, '', '附件2', '', '2021年第二季度“好差评”评估通报表')],
      ['a blank row below the title', lines(...NOTES_1, '', TITLE_2, '')],
      ['who fills the table below in, under its title', lines(...NOTES_1, TITLE_2, '填报单位：市大数据局', '单位：件')],
      ['a numbered title', lines(...NOTES_1, '二、2021年第二季度市级单位“好差评”评估通报表（满分100分）')],
    ]),
  )(
    'on a sheet 附件1, 附件2 or Sheet1 (%s) 附件1 and then 附件2 are told apart, with %s between',
    (sheet, _, between) => {
      const recognition = read(
        [...lines('附件 1', TITLE_1), ...DISTRICTS, ...between, ...DEPARTMENTS, ...lines(...NOTES_2)],
        sheet,
      );
      expect(recognition.problems).toEqual([]);
      expect(kindsOf(recognition)).toEqual([FIRST, SECOND]);
    },
  );

  it.each(
    onEachSheet([
      ['notes and blank rows', lines(...NOTES_2, '', '', '附件 1', TITLE_1)],
      ['notes only', lines(...NOTES_2, TITLE_1)],
      ['nothing', lines(TITLE_1)],
    ]),
  )('on a sheet %s 附件2 and then 附件1 are told apart, with %s between', (sheet, _, between) => {
    const recognition = read(
      [...lines('附件 2', TITLE_2), ...DEPARTMENTS, ...between, ...DISTRICTS, ...lines(...NOTES_1)],
      sheet,
    );
    expect(recognition.problems).toEqual([]);
    expect(kindsOf(recognition)).toEqual([SECOND, FIRST]);
  });

  it.each(SHEETS)(
    'titles that leave the quarter to the first line of the sheet %s part the tables as well',
    (sheet) => {
      const recognition = read(
        [
          ...lines('2021年第二季度通报附件', '附件1 各区县评估通报表'),
          ...DISTRICTS,
          ...lines(...NOTES_1, '附件2 市级单位评估通报表'),
          ...DEPARTMENTS,
        ],
        sheet,
      );
      expect(kindsOf(recognition)).toEqual([FIRST, ['departments', null, SECOND[2]]]);
    },
  );

  it('a table without a title below notes is told by the sheet’s name, not by the notes', () => {
    const other = NAMES.map((name) => (name === '综合得分' ? '总分' : name));
    const recognition = read(
      [
        ...lines(TITLE_2),
        ...DEPARTMENTS,
        ...lines(...NOTES_2),
        [],
        other.slice(0, 20),
        unit(1, '甲区'),
        unit(2, '园区管委会'),
      ],
      '附件1',
    );
    expect(recognition.attachments.map(({ kind, evidence }) => [kind, evidence.kind])).toEqual([
      ['departments', 'title'],
      ['districts', 'sheet'],
    ]);
  });
});

describe('one table beside the other', () => {
  const SECTIONS = [
    ...body(),
    ['应评价数高于 100 件'],
    unit(1, '市甲局'),
    ['应评价数低于 100 件'],
    ...body(unit(2, '残疾人联合会')),
  ];
  const beside = (left: Rows, right: Rows, gap: number): CellValue[][] =>
    Array.from({ length: Math.max(left.length, right.length) }, (_, row) => [
      ...Array.from({ length: 21 + gap }, (__, column) => left[row]?.[column] ?? null),
      ...(right[row] ?? []),
    ]);
  const one = [...lines('附件 1', TITLE_1), ...DISTRICTS, ...lines(...NOTES_1)];
  const two = [...lines('附件 2', TITLE_2), ...SECTIONS, ...lines(...NOTES_2)];

  it.each(
    onEachSheet([
      ['two empty columns', 2],
      ['an empty column', 1],
      ['nothing', 0],
    ]),
  )('on a sheet %s 附件2 with sections to the right of 附件1, parted by %s, is one table', (sheet, _, gap) => {
    const recognition = read(beside(one, two, gap), sheet);
    expect(recognition.problems).toEqual([]);
    expect(kindsOf(recognition)).toEqual([FIRST, SECOND]);
  });

  it.each(
    onEachSheet([
      ['two empty columns', 2],
      ['nothing', 0],
    ]),
  )('on a sheet %s 附件2 with sections to the left of 附件1, parted by %s, is one table', (sheet, _, gap) => {
    const recognition = read(beside(two, one, gap), sheet);
    expect(recognition.problems).toEqual([]);
    expect(kindsOf(recognition)).toEqual([SECOND, FIRST]);
  });

  it('a title over both tells the quarter of both, whatever stands over the right one alone', () => {
    const recognition = read(
      beside([['2021年第二季度评估通报表'], [], ...DISTRICTS], [[], ['单位：件'], ...DEPARTMENTS], 1),
      'Sheet1',
    );
    expect(recognition.problems.map(({ code }) => code)).toEqual(['kind-undecided', 'kind-undecided']);
    const told = read(
      beside(
        [
          ['2021年第二季度评估通报表'],
          [],
          ...DISTRICTS.map((row) => row.map((value) => (value === '部门' ? '区县' : value))),
        ],
        [[], ['单位：件'], ...DEPARTMENTS.map((row) => row.map((value) => (value === '部门' ? '市级部门' : value)))],
        1,
      ),
      'Sheet1',
    );
    expect(kindsOf(told)).toEqual([FIRST, SECOND]);
  });
});

describe('the title of a single table', () => {
  it.each<[string, readonly string[], string, string]>([
    ['its nearest line wins over a general one', ['淄博市各区县通报附件', TITLE_2], 'Sheet1', 'departments'],
    [
      'a line that is no title does not count where the lines are at odds',
      [TITLE_2, '（不含各区县）'],
      '附件2',
      'departments',
    ],
    [
      'notes above the table do not count where the lines are at odds',
      [TITLE_2, '注：各区县评价数见另表'],
      '附件2',
      'departments',
    ],
  ])('%s', (_, title, sheet, kind) => {
    const recognition = read([...lines(...title), ...DEPARTMENTS], sheet);
    expect(recognition.attachments.map((attachment) => attachment.kind)).toEqual([kind]);
  });
});

describe('a name merged over serial number and unit', () => {
  const merged = (top: number, left: number, bottom: number, right: number): Grid['merges'][number] => ({
    top,
    left,
    bottom,
    right,
  });
  const inFirst = (name: string): CellValue[] => [name, null, ...unit(1, '').slice(2)];

  it('is a unit like those that have a serial number', () => {
    const recognition = read([[TITLE_1], ...body(unit(1, '甲区'), inFirst('乙区'), unit(3, '丙区'))], 'Sheet1', {
      merges: [merged(4, 0, 4, 1)],
    });
    expect(kindsOf(recognition)).toEqual([['districts', '2021Q2', ['甲区', '乙区', '丙区']]]);
    expect(recognition.attachments[0]?.problems).toEqual([]);
  });

  it('is a unit where it is merged over two rows as well', () => {
    const recognition = read([[TITLE_1], ...body(unit(1, '甲区'), inFirst('乙区'), [], unit(3, '丙区'))], 'Sheet1', {
      merges: [merged(4, 0, 5, 1)],
    });
    expect(kindsOf(recognition)).toEqual([['districts', '2021Q2', ['甲区', '乙区', '丙区']]]);
  });

  it.each<[string, string, CellValue[]]>([
    ['a heading', 'section', ['功能区']],
    ['a totals row', 'total', ['合计', null, 200, 180, 100, 96, 4, 2, 2, 4, 2, 0]],
    ['a name beside few figures', 'foreign', ['上季度', null, 90, 80]],
  ])('is none as %s', (_, kind, row) => {
    const recognition = read([[TITLE_1], ...body(unit(1, '甲区'), row, unit(2, '乙区'))], 'Sheet1', {
      merges: [merged(4, 0, 4, 1)],
    });
    expect(recognition.attachments[0]?.rows.map((one) => one.kind)).toEqual(['unit', kind, 'unit']);
  });

  it('is not read from a cell that is merged over the figures too, nor where nothing is merged', () => {
    for (const merges of [[], [merged(4, 0, 4, 20)]]) {
      const recognition = read([[TITLE_1], ...body(unit(1, '甲区'), inFirst('乙区'), unit(3, '丙区'))], 'Sheet1', {
        merges,
      });
      expect(recognition.attachments[0]?.rows.map(({ kind }) => kind)).toEqual(['unit', 'foreign', 'unit']);
    }
  });
});
