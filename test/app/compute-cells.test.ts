import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { compute, type ComputeRequest, type ComputeResult } from '../../src/app/compute.js';
import { parseCellName } from '../../src/core/grid/address.js';
import type { CellValue, Grid } from '../../src/core/grid/grid.js';
import { message } from '../../src/messages/index.js';
import { districtsSheet, gridOf, unitRow, workbookOf } from '../support/sheets.js';

const DEFAULTS: ComputeRequest = { write: 'formulas', keepExisting: false, fixNumbers: false, sheets: [], rules: null };

interface Cell {
  readonly value: CellValue;
  readonly formula?: string;
  readonly format?: string;
}

/** A sheet with some of its cells otherwise. */
function gridWith(
  rows: readonly (readonly CellValue[])[],
  cells: Readonly<Record<string, Cell>>,
  options: Partial<Grid> = {},
): Grid {
  const grid = gridOf(rows, options);
  const at = <T>(from: readonly (readonly T[])[], pick: (cell: Cell) => T | undefined): T[][] => {
    const result = from.map((row) => [...row]);
    for (const [name, cell] of Object.entries(cells)) {
      const { row, column } = parseCellName(name) as { row: number; column: number };
      const picked = pick(cell);
      if (picked !== undefined) (result[row] as T[])[column] = picked;
    }
    return result;
  };
  return {
    ...grid,
    values: at(grid.values, ({ value }) => value),
    formulas: at<string | null>(grid.formulas, ({ formula }) => formula),
    formats: at(grid.formats, ({ format }) => format),
  };
}

function computed(grid: Grid, request: Partial<ComputeRequest> = {}): ComputeResult {
  return compute(
    { sheets: [grid], calculation: { fullPrecision: true, mode: 'automatic', iterates: false }, parts: {} },
    { ...DEFAULTS, ...request },
  );
}

/** What becomes of a cell's content and format; `undefined` where it stays. */
function becoming({ plan }: ComputeResult, name: string): { readonly content?: unknown; readonly format?: unknown } {
  const { row, column } = parseCellName(name) as { row: number; column: number };
  const changes = plan.changes.filter((change) => 'row' in change && change.row === row && change.column === column);
  return Object.fromEntries(changes.map((change) => [change.kind, 'becomes' in change ? change.becomes : null]));
}

const said = ({ problems }: ComputeResult): string[] => problems.map(({ code, cell }) => `${code} ${cell}`);

// All received and good, so that 40 + 20 + 20 stand beside the rank and the adjustment.
const unit = (
  serial: number,
  name: string,
  adjustment: CellValue = 10,
  due: CellValue = 1000,
  received: CellValue = 1000,
): CellValue[] => unitRow(serial, name, [due, received, 100 * serial, 100 * serial, 0, 0, 0, 0, 0, 0], adjustment);

/** 甲区 in row 4 has the lower active rate; 乙区 in row 5 is the one that is looked at. */
const sheetOf = (second: readonly CellValue[]): CellValue[][] => districtsSheet([unit(1, '甲区'), second]);

const SCORE =
  'ROUND(ROUND(MIN(100,M5*40+O5*20+IF(N5<0.01,0,MAX(0,10-(RANK(N5,N$4:N$5)-1)*0.5))' +
  '+IF(ISNUMBER(P5),P5,1)*20-(COUNT(Q5:S5)-SUM(Q5:S5))/3*100+T5),10),2)';
const OURS = `=IF(ISNUMBER(T5),${SCORE},"")`;

describe('beside a unit that is not scored', () => {
  it.each<[string, Cell, unknown]>([
    ['that calculates to nothing', { value: '', formula: OURS }, undefined],
    ['whose result is of before', { value: 100, formula: OURS }, { value: '', formula: OURS }],
    [
      'of an earlier version, which counts a blank as 0',
      { value: 90, formula: `=${SCORE}` },
      { value: null, formula: null },
    ],
    [
      'of an earlier version, over other ranks and with a rate spelled out',
      {
        value: 90,
        formula: `=${SCORE.replace('RANK(N5,N$4:N$5)', 'RANK(N5,(N$4:N$5,N$7:N$9))').replace('M5', '(D5/C5)')}`,
      },
      { value: null, formula: null },
    ],
    [
      'of an earlier version with a fixed rank',
      { value: 90, formula: `=${SCORE.replace('RANK(N5,N$4:N$5)', '1')}` },
      { value: null, formula: null },
    ],
  ])('our formula %s leaves no score behind when 加减分 is blank', (_, standing, content) => {
    const result = computed(gridWith(sheetOf(unit(2, '乙区', null)), { U5: standing }), { keepExisting: true });
    expect(becoming(result, 'U5').content).toEqual(content);
    expect(result.differences).toEqual(
      content === undefined ? [] : [expect.objectContaining({ cell: 'U5', from: standing.value, to: '', kept: false })],
    );
  });

  it('our formula that fails, as nothing was received, is cleared', () => {
    const result = computed(
      gridWith(sheetOf(unit(2, '乙区', 10, 0, 0)), { U5: { value: { error: '#VALUE!' }, formula: OURS } }),
    );
    expect(becoming(result, 'U5').content).toEqual({ value: null, formula: null });
  });

  it.each<[string, readonly CellValue[]]>([
    ['加减分 is blank', unit(2, '乙区', null)],
    ['nothing was due', unit(2, '乙区', 10, 0, 0)],
  ])('somebody’s score goes like any cell that differs where %s, and stays on request, which is said', (_, row) => {
    const grid = gridWith(sheetOf(row), { U5: { value: 99 } });
    const result = computed(grid);
    expect([becoming(result, 'U5').content, result.differences]).toEqual([
      { value: null, formula: null },
      [expect.objectContaining({ cell: 'U5', from: 99, to: '', kept: false })],
    ]);
    const careful = computed(grid, { keepExisting: true });
    expect([becoming(careful, 'U5').content, careful.differences]).toEqual([
      undefined,
      [expect.objectContaining({ cell: 'U5', kept: true })],
    ]);
    expect(said(careful)).toContain('score-of-unscored U5');
  });

  it.each<[string, readonly CellValue[]]>([
    ['a count is missing', unit(2, '乙区', 10, 1000, null)],
    ['a count cannot be read', unit(2, '乙区', 10, 1000, '约900')],
  ])(
    'somebody’s score stays with the rest of the row where %s, and that is said, until they say otherwise',
    (_, row) => {
      const grid = gridWith(sheetOf(row), { U5: { value: 66 } });
      const result = computed(grid);
      expect([becoming(result, 'U5').content, result.differences]).toEqual([
        undefined,
        [expect.objectContaining({ cell: 'U5', from: 66, to: '', kept: true })],
      ]);
      expect(said(result)).toContain('score-of-unscored U5');
      expect(becoming(computed(grid, { decisions: { '附件1!U5': 'computed' } }), 'U5').content).toEqual({
        value: null,
        formula: null,
      });
    },
  );

  it.each<CellValue>(['-', '/', '不计分', null])('a remark or dash (%s) stays', (value) => {
    const result = computed(gridWith(sheetOf(unit(2, '乙区', null)), { U5: { value } }));
    expect([becoming(result, 'U5'), result.differences]).toEqual([{}, []]);
  });

  it('names the cells that have no number', () => {
    const { problems } = computed(gridOf(sheetOf(unit(2, '乙区', 10, 1000, null))));
    expect(problems.find(({ code }) => code === 'unit-incomplete')?.parameters).toMatchObject({
      unit: '乙区',
      cells: 'D5',
    });
  });
});

describe('the format of a score', () => {
  // 40 + 20 + 10 + 20 − 5.05 = 84.95: 85 without places, 8495% as a percentage.
  it.each([
    ['0', '0.00'],
    ['0.0', '0.00'],
    ['0%', '0.00'],
    ['0.00%', '0.00'],
    ['yyyy/m/d', '0.00'],
    ['# ?/?', '0.00'],
    ['0.00E+00', '0.00'],
    ['@', '0.00'],
    ['0.00_ ', undefined],
    ['0.000', undefined],
    ['#,##0.00', undefined],
    ['0.00"分"', undefined],
    ['[Red]0.00', undefined],
  ])('%s shows all its places afterwards', (format, becomes) => {
    const result = computed(gridWith(sheetOf(unit(2, '乙区', -5.05)), { U5: { value: null, format } }));
    expect(becoming(result, 'U5')).toMatchObject({ content: { value: 84.95 } });
    expect(becoming(result, 'U5').format).toBe(becomes);
  });

  it('of our formula that stands there already is mended too', () => {
    expect(
      becoming(
        computed(gridWith(sheetOf(unit(2, '乙区', -5.05)), { U5: { value: 84.95, formula: OURS, format: '0' } })),
        'U5',
      ),
    ).toEqual({ format: '0.00' });
  });

  it('that hid a typed 85 makes a difference of what shows as 84.95 now', () => {
    expect(computed(gridWith(sheetOf(unit(2, '乙区', -5.05)), { U5: { value: 85, format: '0' } })).differences).toEqual(
      [expect.objectContaining({ from: 85, to: 84.95 })],
    );
  });
});

describe('a column that is one array formula', () => {
  const rate = (value: CellValue): Grid =>
    gridWith(
      sheetOf(unit(2, '乙区')),
      { M4: { value: 1, formula: '=D4:D5/C4:C5' }, M5: { value } },
      { arrays: [{ top: 3, left: 12, bottom: 4, right: 12 }] },
    );

  it('stays as somebody’s formula where it gives the same', () => {
    const result = computed(rate(1));
    expect([becoming(result, 'M4'), becoming(result, 'M5'), result.differences, said(result)]).toEqual([
      {},
      {},
      [],
      [],
    ]);
    expect(becoming(result, 'U5')).toMatchObject({ content: { value: 100, formula: OURS } });
  });

  it('stays where it gives something else, which is said once with a way out; the score follows the counts', () => {
    const result = computed(rate(0.5));
    expect([becoming(result, 'M5'), result.differences]).toEqual([
      {},
      [expect.objectContaining({ cell: 'M5', from: 0.5, to: 1, kept: true })],
    ]);
    expect(result.problems).toContainEqual(
      expect.objectContaining({ code: 'array-formula-kept', cell: 'M4', parameters: { cells: 'M4:M5' } }),
    );
    expect(becoming(result, 'U5').content).toMatchObject({
      value: 100,
      formula: expect.stringContaining('(D5/C5)*40'),
    });
  });

  it('is told by the file, so that the workbook can be written', async () => {
    const rows = sheetOf(unit(2, '乙区'));
    const file = openXlsx(workbookOf({ 附件1: rows }, { 'xl/worksheets/sheet1.xml': sheetXml(rows) }));
    const result = compute(await file.read(), DEFAULTS);
    expect((await file.read()).sheets[0]?.arrays).toEqual([{ top: 3, left: 12, bottom: 4, right: 12 }]);
    expect(await file.apply(result.plan)).toMatchObject({ applied: true });
    expect(result.differences).toEqual([]);
  });

  function sheetXml(rows: readonly (readonly CellValue[])[]): string {
    const cell = (value: CellValue, name: string): string => {
      if (name === 'M4') return '<c r="M4"><f t="array" ref="M4:M5">D4:D5/C4:C5</f><v>1</v></c>';
      if (name === 'M5') return '<c r="M5"><v>1</v></c>';
      if (value === null) return '';
      if (typeof value === 'number') return `<c r="${name}"><v>${value}</v></c>`;
      return `<c r="${name}" t="inlineStr"><is><t>${String(value)}</t></is></c>`;
    };
    const xml = rows.map((row, r) => {
      const cells = row.map((value, c) => cell(value, `${String.fromCharCode(65 + c)}${r + 1}`));
      return `<row r="${r + 1}">${cells.join('')}</row>`;
    });
    const namespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    return `<worksheet xmlns="${namespace}"><sheetData>${xml.join('')}</sheetData></worksheet>`;
  }
});

describe('texts and formulas among the counts of 附件3', () => {
  const rows: CellValue[][] = [
    ['2021年第二季度评价量统计表'],
    ['序号', '部门/区县', '市级', '甲区', '乙区', '合计'],
    [1, '公安局', 1, '２', '3件', null],
    [2, '人社局', 4, 5, 6, null],
    [null, '汇总'],
  ];

  it('texts are said, and the sums they go into are values', () => {
    const result = computed(gridOf(rows, { sheet: '附件3' }));
    expect(said(result).filter((one) => one.startsWith('text'))).toEqual(['text-number D3', 'text-number E3']);
    expect(['C5', 'D5', 'E5', 'F3', 'F4'].map((name) => becoming(result, name).content)).toEqual([
      { value: 5, formula: '=SUM(C3:C4)' },
      { value: 7, formula: null },
      { value: 9, formula: null },
      { value: 6, formula: null },
      { value: 15, formula: '=SUM(C4:E4)' },
    ]);
  });

  it('texts become numbers on request, and then the sums are live', () => {
    const result = computed(gridOf(rows, { sheet: '附件3' }), { fixNumbers: true });
    expect(said(result).filter((one) => one.startsWith('text'))).toEqual([
      'text-number-fixed D3',
      'text-number-fixed E3',
    ]);
    expect(['D3', 'E3', 'D5', 'F3'].map((name) => becoming(result, name).content)).toEqual([
      { value: 2, formula: null },
      { value: 3, formula: null },
      { value: 7, formula: '=SUM(D3:D4)' },
      { value: 6, formula: '=SUM(C3:E3)' },
    ]);
  });

  it('a formula that was never calculated is no blank: its sums are not filled, and the cell is named', () => {
    const result = computed(
      gridWith(
        [...rows.slice(0, 2), [1, '公安局', null, 2, 3, null], ...rows.slice(3)],
        { C3: { value: null, formula: '=10' } },
        { sheet: '附件3' },
      ),
    );
    expect(
      result.problems
        .filter(({ code }) => code === 'total-not-filled')
        .map(({ cell, parameters }) => [cell, parameters['cell'], parameters['because']]),
    ).toEqual([
      ['F3', 'C3', 'not-calculated'],
      ['C5', 'C3', 'not-calculated'],
      ['F5', 'C3', 'not-calculated'],
    ]);
    expect(becoming(result, 'C5')).toEqual({});
  });
});

it('a formula that was never calculated is not called a blank figure', () => {
  const result = computed(gridWith(sheetOf(unit(2, '乙区', null)), { T5: { value: null, formula: '=5+5' } }));
  expect(result.problems.filter(({ code }) => code.startsWith('unit-'))).toEqual([
    expect.objectContaining({ code: 'unit-not-calculated', parameters: { unit: '乙区', cells: 'T5' } }),
  ]);
});

it('kept scores and totals are said', () => {
  expect(
    computed(gridWith(sheetOf(unit(2, '乙区')), { U5: { value: 90 } }), { keepExisting: true }).problems,
  ).toContainEqual(
    expect.objectContaining({ code: 'score-kept', cell: 'U5', parameters: { unit: '乙区', score: '100.00' } }),
  );
  const volumes = gridOf(
    [
      ['2021年第二季度评价量统计表'],
      ['序号', '部门/区县', '市级', '甲区'],
      [1, '公安局', 7, 20],
      [null, '汇总', 8, 20],
    ],
    { sheet: '附件3' },
  );
  expect(computed(volumes, { keepExisting: true }).problems).toContainEqual(
    expect.objectContaining({ code: 'total-kept', cell: 'C4', parameters: { name: '汇总', column: '市级', sum: 7 } }),
  );
});

describe('messages say what is true', () => {
  it.each<[string, string, Readonly<Record<string, string | number>>, RegExp]>([
    [
      'a text number where values were asked for',
      'text-number',
      { unit: '甲区', text: '12件', instead: 'nothing' },
      /^(?!.*不是公式).*已按数字计算/,
    ],
    ['a negative count', 'cell-unreadable', { text: '-5' }, /非负整数/],
    ['a count with decimals', 'cell-unreadable', { text: '90.5' }, /非负整数/],
    ['words for a count', 'cell-unreadable', { text: '三五件' }, /读不懂/],
    ['an attachment without a quarter', 'older-left-alone', { period: '', computed: '附件1' }, /没有写明是哪个季度/],
    ['one of three alike', 'duplicate-left-alone', { period: '2021Q2', computed: '附件1' }, /只计算了“附件1”/],
    ['ranks fixed for a kept rate', 'rank-as-value', { units: 3, because: 'rate-kept', cell: 'N5' }, /N5.*保留了原值/],
    [
      'ranks fixed for want of a column',
      'rank-as-value',
      { units: 3, because: 'column-absent' },
      /没有排名所按的比率列/,
    ],
  ])('%s', (_, key, parameters, expected) => {
    expect(message('zh-CN', key as Parameters<typeof message>[1], parameters)).toMatch(expected);
  });
});

it('ranks written as values say why', () => {
  const kept = computed(gridWith(sheetOf(unit(2, '乙区')), { N5: { value: 0.5 } }), { keepExisting: true });
  expect(kept.problems).toContainEqual(
    expect.objectContaining({ code: 'rank-as-value', parameters: { units: 2, because: 'rate-kept', cell: 'N5' } }),
  );
});

it('a typed rate of a unit that is not scored is said where the ranks go around it, and a blank one is not', () => {
  const missing = unit(2, '乙区', 10, null);
  const of = (cells: Parameters<typeof gridWith>[1]): ComputeResult =>
    computed(gridWith(districtsSheet([unit(1, '甲区'), missing, unit(3, '丙区')]), cells));
  const typed = of({ N5: { value: 0.07 } });
  expect(typed.problems).toContainEqual(
    expect.objectContaining({ severity: 'notice', code: 'rank-goes-around', cell: 'N5', parameters: { cells: 'N5' } }),
  );
  expect(said(of({})).filter((one) => one.startsWith('rank-goes-around'))).toEqual([]);
});
