import { builtInForms } from '../../../src/core/form/index.js';
import { folded } from '../../../src/core/grid/folded.js';
import type { CellValue, Grid } from '../../../src/core/grid/grid.js';
import { readCell } from '../../../src/core/grid/reading.js';
import { clauseNamed } from '../../../src/core/adjustments/entry.js';
import { hasClauses } from '../../../src/core/method/components/index.js';
import { builtInMethod } from '../../../src/core/method/index.js';
import { periodIn } from '../../../src/core/recognition/period.js';
import { recognise, type Recognition } from '../../../src/core/recognition/recognise.js';
import { plainUnit } from '../../support/ledgers.js';
import { districtsSheet, gridOf, NAMES, SYMBOLS, TITLE } from '../../support/sheets.js';

type Rows = readonly (readonly CellValue[])[];

const read = (rows: Rows, options: Partial<Grid> = {}): Recognition =>
  recognise(gridOf(rows, options), Object.values(builtInForms));
const codes = ({ attachments, problems }: Recognition): string[] =>
  [...problems, ...attachments.flatMap((attachment) => attachment.problems)].map(({ code }) => code);
const unitNames = ({ attachments }: Recognition): string[] =>
  attachments.flatMap(({ rows }) => rows.filter(({ kind }) => kind === 'unit').map(({ name }) => name));

const mistyped = NAMES.map((name, index) => (index > 1 && index < 7 ? `甲乙${name.slice(2)}` : name));
const firstPage = [plainUnit(1, '甲区', 500), plainUnit(2, '乙区', 400)];
const secondPage = [plainUnit(3, '丙区', 300), plainUnit(4, '丁区', 200)];

describe('a table whose first header is not understood is not cut to what stands below its repetition', () => {
  it.each<[string, Rows]>([
    ['a mistyped header', [[TITLE], mistyped, ...firstPage, [...NAMES], ...secondPage]],
    [
      'a mistyped header with symbols nobody knows',
      [[TITLE], mistyped, ['x'], ...firstPage, [...NAMES], ...secondPage],
    ],
    ['no first header at all', [[TITLE], ...firstPage, [...NAMES], [...SYMBOLS], ...secondPage]],
    ['a blank row between the pages', [[TITLE], mistyped, ...firstPage, [], [...NAMES], ...secondPage]],
    [
      'a title again between the pages',
      [[TITLE], mistyped, ...firstPage, [`${TITLE}（续）`], [...NAMES], ...secondPage],
    ],
    [
      'a unit without figures last on the page',
      [[TITLE], mistyped, ...firstPage, [3, '戊区', '本季度未归集'], [...NAMES], ...secondPage],
    ],
    [
      'attachment 3',
      [
        ['2021年第二季度评价量统计表'],
        ['序号', '部闸', '市本级', '张店区', '淄川区', '博山区'],
        [1, '市公安局', 10, 20, 30, 40],
        [2, '市财政局', 1, 2, 3, 4],
        ['序号', '部门/区县', '市本级', '张店区', '淄川区', '博山区'],
        [3, '市司法局', 5, 6, 7, 8],
      ],
    ],
  ])('%s', (_, rows) => {
    const recognition = read(rows);
    expect(recognition.attachments).toEqual([]);
    expect(codes(recognition)).toEqual(['header-above-unread']);
    expect(recognition.unread).toHaveLength(1);
  });

  it('proposes the names of the columns', () => {
    const { problems } = read([[TITLE], mistyped, ...firstPage, [...NAMES], ...secondPage]);
    expect(problems[0]).toMatchObject({
      cell: 'C2',
      parameters: { rows: '3—4', header: 5, names: expect.stringContaining('C2“甲乙应评价数”→“季度应评价数”') },
    });
  });

  it.each<[string, Rows]>([
    ['a list of people', [['1', '张三', '电话', 5338], ['2', '李四', '电话', 5339], [], ...districtsSheet(firstPage)]],
    ['a small summary', [['指标', '本季', '上季'], ['总评价数', 100, 90], ...districtsSheet(firstPage)]],
    ['a repeated header that is understood', [...districtsSheet(firstPage), [...NAMES], ...secondPage]],
  ])('but one below %s is read', (_, rows) => {
    expect(unitNames(read(rows)).slice(0, 2)).toEqual(['甲区', '乙区']);
  });
});

describe('rows under a header that is not understood are not taken for those of the table above', () => {
  const TITLE_BELOW = '2021年第二季度市级单位“好差评”评估通报表';
  const upper = districtsSheet([plainUnit(1, '甲区', 500), plainUnit(2, '乙区', 400)]);
  const page = [plainUnit(1, '市公安局', 500), plainUnit(2, '市财政局', 400)];
  const nextPage = [plainUnit(3, '市司法局', 300), plainUnit(4, '市教育局', 200)];
  const volumes = (names: string): Rows => [
    ['2021年第二季度评价量统计表'],
    ['序号', names, '市本级', '张店区', '淄川区', '博山区'],
    [1, '市公安局', 10, 20, 30, 40],
    [2, '市财政局', 1, 2, 3, 4],
  ];

  it.each<[string, Rows, string]>([
    ['with a title', [...upper, [], [TITLE_BELOW], mistyped, ...page, [...NAMES], ...nextPage], '甲区、乙区'],
    ['right below', [...upper, [TITLE_BELOW], mistyped, ...page, [...NAMES], ...nextPage], '甲区、乙区'],
    ['without a title, numbered anew', [...upper, [], mistyped, ...page, [...NAMES], ...nextPage], '甲区、乙区'],
    [
      'below a total',
      [...upper, [null, '合计', 900], [], [TITLE_BELOW], mistyped, ...page, [...NAMES], [...SYMBOLS], ...nextPage],
      '甲区、乙区',
    ],
    [
      'below notes',
      [...upper, ['得分构成：略。'], [], [TITLE_BELOW], mistyped, ...page, [...NAMES], ...nextPage],
      '甲区、乙区',
    ],
    [
      'of attachment 3',
      [
        ...upper,
        [],
        ...volumes('部闸'),
        ['序号', '部门/区县', '市本级', '张店区', '淄川区', '博山区'],
        [3, '市司法局', 5, 6, 7, 8],
      ],
      '甲区、乙区',
    ],
    [
      'below attachment 3',
      [...volumes('部门/区县'), [], [TITLE_BELOW], mistyped, ...page, [...NAMES], ...nextPage],
      '市公安局、市财政局',
    ],
  ])('%s, and repeated', (_, rows, names) => {
    const recognition = read(rows, { sheet: 'Sheet1' });
    expect(unitNames(recognition).join('、')).toBe(names);
    expect(recognition.problems.map(({ code }) => code)).toEqual(['header-above-unread']);
    expect(recognition.unread).toHaveLength(1);
  });

  it.each<[string, Rows, number]>([
    ['with a title', [...upper, [], [TITLE_BELOW], mistyped, ...page], 8],
    ['without a title, numbered anew', [...upper, [], mistyped, ...page], 7],
    ['of attachment 3', [...upper, [], ...volumes('部闸')], 8],
  ])('%s, and not repeated', (_, rows, row) => {
    const recognition = read(rows, { sheet: 'Sheet1' });
    expect(unitNames(recognition)).toEqual(['甲区', '乙区']);
    expect(recognition.problems).toEqual([
      expect.objectContaining({
        severity: 'error',
        cell: `A${row}`,
        parameters: expect.objectContaining({ row, first: row + 1 }) as unknown,
      }),
    ]);
    expect(recognition.unread).toHaveLength(1);
  });

  it('proposes the names of the columns of a table like the one above', () => {
    const { problems } = read([...upper, [TITLE_BELOW], mistyped, ...page], { sheet: 'Sheet1' });
    expect(problems[0]?.parameters['names']).toContain('C7“甲乙应评价数”→“季度应评价数”');
    expect(problems[0]?.parameters['names']).not.toContain('序号');
  });

  it('proposes what is nearly a name in a table of other columns, and nothing else', () => {
    const [, , ...figures] = volumes('部闸');
    const header = ['序号', '某单位', '综合得份', '张店区', '淄川区', '博山区'];
    const { problems } = read([...upper, [], [TITLE_BELOW], header, ...figures], { sheet: 'Sheet1' });
    expect(problems[0]?.parameters['names']).toBe('C8“综合得份”→“综合得分”');
  });

  it.each<[string, Rows, number]>([
    ['right below', [...upper, [TITLE_BELOW], ...page], 6],
    ['below a blank row', [...upper, [], [TITLE_BELOW], ...page], 7],
    ['below a total', [...upper, [null, '合计', 900], [TITLE_BELOW], ...page], 7],
    ['below notes', [...upper, ['得分构成：略。'], [TITLE_BELOW], ...page], 7],
    ['with a blank row below the title', [...upper, [TITLE_BELOW], [], ...page], 6],
    ['with a label above', [...upper, ['附件2'], [TITLE_BELOW], ...page], 7],
    ['with a numbered title', [...upper, ['二、市级单位评估通报表'], ...page], 6],
  ])('%s, under a title without any header', (_, rows, row) => {
    const recognition = read(rows, { sheet: 'Sheet1' });
    expect(unitNames(recognition)).toEqual(['甲区', '乙区']);
    expect(recognition.problems).toEqual([
      expect.objectContaining({ severity: 'error', code: 'header-below-missing', cell: `A${row}` }),
    ]);
    expect(recognition.unread).toHaveLength(1);
  });

  it.each<[string, Rows]>([
    ['a heading of a section', [...upper, ['二、市级部门评价情况'], ...page]],
    ['a title again over rows that go on', [...upper, [`${TITLE}（续）`], ...nextPage]],
    ['a name of a group', [...upper, ['市级部门'], ...page]],
  ])('but below %s they are the table’s own', (_, rows) => {
    expect(unitNames(read(rows, { sheet: 'Sheet1' }))).toHaveLength(4);
  });

  const strange = NAMES.map((name, index) => (index === 0 ? name : `丙丁${index}${name.slice(-1)}`));

  it.each<[string, Rows, number]>([
    ['right below the rows', [...upper, mistyped, ...nextPage], 6],
    ['below a blank row', [...upper, [], mistyped, ...nextPage], 7],
    ['of which nothing is understood', [...upper, strange, ...nextPage], 6],
    [
      'before a page whose header is understood',
      [...upper, mistyped, ...nextPage, [...NAMES], plainUnit(5, '市审计局', 100)],
      6,
    ],
  ])('a header %s over rows that go on is said, and nothing is cut', (_, rows, row) => {
    const recognition = read(rows, { sheet: 'Sheet1' });
    expect(unitNames(recognition).slice(0, 4)).toEqual(['甲区', '乙区', '市司法局', '市教育局']);
    expect(unitNames(recognition)).not.toContain('部门');
    expect(recognition.problems).toContainEqual(
      expect.objectContaining({ severity: 'warning', code: 'header-repeat-unread', cell: `A${row}` }),
    );
  });

  it.each<[string, Rows]>([
    ['a header that is understood', [...upper, [], [TITLE_BELOW], [...NAMES], ...page]],
    ['a small summary', [...upper, [], ['汇总情况表'], ['指标', '本季', '上季'], ['总评价数', 100, 90]]],
    [
      'a remark in each column',
      [...upper, [3, '丙区', '未归集', '未报送', '未提供', '待补', '待报'], plainUnit(4, '丁区', 9)],
    ],
  ])('nothing is said of %s', (_, rows) => {
    const recognition = read(rows, { sheet: 'Sheet1' });
    expect(recognition.problems).toEqual([]);
    expect(unitNames(recognition).slice(0, 2)).toEqual(['甲区', '乙区']);
  });
});

describe('signs that PDFs put in place of Chinese ones', () => {
  it.each([
    ['⻔', '门'],
    ['⻘', '青'],
    ['⺠', '民'],
    ['⻓', '长'],
    ['⻋', '车'],
    ['⻢', '马'],
    ['⼈', '人'],
  ])('%s is read as %s', (radical, ideograph) => {
    expect(folded(radical)).toBe(ideograph);
  });

  it('in headers, names and titles are those', () => {
    const rows = districtsSheet([plainUnit(1, '⻘山区', 500), plainUnit(2, '⺠权县', 400)]);
    rows[1] = NAMES.map((name) => name.replace('部门', '部⻔'));
    expect(unitNames(read(rows))).toEqual(['青山区', '民权县']);
  });
});

/** Of the signs that nobody sees some from each corner of Unicode. */
const INVISIBLE = [
  0x00ad, 0x061c, 0x180e, 0x200b, 0x200e, 0x200f, 0x202a, 0x202e, 0x2060, 0x2064, 0x2066, 0x2069, 0xfeff, 0x007f,
  0x034f, 0x3164, 0xfe0f, 0x0001,
].map((code): [string, string] => [code.toString(16).padStart(4, '0'), String.fromCharCode(code)]);

describe.each(INVISIBLE)('U+%s, which nobody sees, is dropped', (_, sign) => {
  const spotted = (text: string): string => [...text].join(sign) + sign;

  it('in a count', () => {
    expect(readCell(spotted('90438'), 'General')).toEqual({ kind: 'number', value: 90438, fromText: true });
    expect(readCell(sign, 'General')).toEqual({ kind: 'blank' });
  });

  it('in names, headers, title and adjustment', () => {
    const rows = districtsSheet([plainUnit(1, spotted('甲区'), 500, spotted('9.5'))]);
    rows[0] = [spotted(TITLE)];
    rows[1] = NAMES.map((name) => name.slice(0, 2) + sign + name.slice(2));
    const recognition = read(rows);
    const [attachment] = recognition.attachments;
    expect(codes(recognition)).toEqual([]);
    expect(unitNames(recognition)).toEqual(['甲区']);
    expect(attachment?.period).toBe('2021Q2');
    expect(attachment?.rows[0]?.readings['adjustment']).toMatchObject({ value: 9.5 });
  });

  it('in a clause and a quarter', () => {
    const clauses = builtInMethod('districts', '2021Q2')?.components.find(hasClauses)?.clauses ?? [];
    expect(clauseNamed(spotted('第5条'), clauses)?.number).toBe('5');
    expect(periodIn(spotted('2021年第二季度'))).toBe('2021Q2');
  });
});

describe('a header below which no unit was found', () => {
  const withFormulas = (rows: Rows, isFormula: (row: number, column: number) => boolean): Recognition => {
    const grid = gridOf(rows);
    const formulas = grid.values.map((cells, row) =>
      cells.map((_, column) => (isFormula(row, column) ? '=Sheet1!A1' : null)),
    );
    const values = grid.values.map((cells, row) =>
      cells.map((value, column) => (isFormula(row, column) ? null : value)),
    );
    return read(values, { formulas });
  };
  const rows = districtsSheet(firstPage);

  it.each<[string, (row: number, column: number) => boolean, string, string]>([
    ['the names are not calculated', (row, column) => row > 2 && column === 1, 'table-uncalculated', 'B4'],
    ['names and serial numbers are not', (row, column) => row > 2 && column < 2, 'table-uncalculated', 'A4'],
    ['nothing of the rows is', (row) => row > 2, 'table-uncalculated', 'A4'],
    ['the header is not', (row) => row === 1 || row === 2, 'sheet-uncalculated', 'A2'],
    ['nothing of the sheet is', () => true, 'sheet-uncalculated', 'A1'],
  ])('%s', (_, isFormula, code, cell) => {
    const { attachments, problems } = withFormulas(rows, isFormula);
    expect(attachments).toEqual([]);
    expect(problems).toMatchObject([{ code, cell }]);
  });

  it.each<[string, (row: number, column: number) => boolean, string]>([
    ['the title is not calculated', (row, column) => row === 0 && column === 0, 'A1'],
    ['one name is not', (row, column) => row === 4 && column === 1, 'B5'],
    ['the serial numbers are not', (row, column) => row > 2 && column === 0, 'A4'],
    ['one header is not', (row, column) => row === 1 && column === 19, 'T2'],
  ])('is no matter where %s, which is said', (_, isFormula, cell) => {
    const { attachments, problems } = withFormulas(rows, isFormula);
    const all = [...problems, ...attachments.flatMap((attachment) => attachment.problems)];
    expect(all).toContainEqual(expect.objectContaining({ code: 'texts-uncalculated', cell }));
  });

  it('there is none', () => {
    expect(codes(read(districtsSheet([])))).toEqual(['table-without-units']);
  });

  it('figures stand there without names', () => {
    const nameless = firstPage.map(([, , ...figures]) => [null, null, ...figures]);
    expect(read(districtsSheet(nameless)).problems).toMatchObject([{ code: 'table-without-units', severity: 'error' }]);
  });
});

describe('a text that is too long', () => {
  const long = '张'.repeat(300);

  it('for the name of a unit is said', () => {
    const recognition = read(districtsSheet([plainUnit(1, long, 500), plainUnit(2, '乙区', 400)]));
    expect(codes(recognition)).toContain('text-too-long');
    expect(unitNames(recognition)).toEqual([long, '乙区']);
  });

  it('for the name of a column is said', () => {
    const rows = districtsSheet(firstPage);
    rows[1] = [...NAMES.slice(0, 20), '综合得分', long];
    expect(codes(read(rows))).toEqual(['text-too-long']);
  });
});
