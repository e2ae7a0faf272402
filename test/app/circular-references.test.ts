import { compute } from '../../src/app/compute.js';
import type { ContentChange } from '../../src/core/changes/plan.js';
import type { CellValue, Grid, GridTable } from '../../src/core/grid/grid.js';
import { districtsSheet, gridOf, unitRow } from '../support/sheets.js';

const DEFAULTS = { write: 'formulas', keepExisting: false, fixNumbers: false, sheets: [], rules: null } as const;
const CALCULATION = { fullPrecision: true, mode: 'automatic', iterates: false } as const;
const COUNTS = [1000, 900, 800, 790, 0, 0, 0, 0, 0, 0];

interface Sheet {
  /** Contents by row and column from 0: a value, and the formula that makes it. */
  readonly cells?: readonly (readonly [number, number, CellValue, string | null])[];
  readonly tables?: readonly GridTable[];
}

/** Two districts in rows 4 and 5; D is the count received, M its rate, T the adjustment, U the score. */
function districts({ cells = [], tables = [] }: Sheet): Grid {
  const grid = gridOf(districtsSheet([unitRow(1, '张店区', COUNTS, 10), unitRow(2, '淄川区', COUNTS, 10)]), { tables });
  const values = grid.values.map((row) => [...row]);
  const formulas = grid.formulas.map((row) => [...row]);
  for (const [row, column, value, formula] of cells) {
    (values[row] as CellValue[])[column] = value;
    (formulas[row] as (string | null)[])[column] = formula;
  }
  return { ...grid, values, formulas };
}

function helper(formula: string): Grid {
  return gridOf([[900]], { sheet: '底 稿', formulas: [[formula]] });
}

const NAMES = [
  { name: '率', sheet: null, refersTo: '附件1!$M$4' },
  { name: '上交', sheet: null, refersTo: '附件1!$C$4' },
  { name: '折算', sheet: null, refersTo: '率*1000' },
  { name: '本行', sheet: null, refersTo: '附件1!$M1' },
];

function computed(sheets: readonly Grid[]) {
  const { plan } = compute({ sheets, definedNames: NAMES, calculation: CALCULATION, parts: {} }, DEFAULTS);
  const written = (row: number, column: number) =>
    plan.changes.find(
      (change): change is ContentChange => change.kind === 'content' && change.row === row && change.column === column,
    )?.becomes;
  const circles = plan.problems
    .filter(({ code }) => code.startsWith('circle-'))
    .map(({ code, parameters }) => `${parameters['cells']} ${code} ${parameters['other']}`);
  return { written, circles };
}

const TABLE = { name: '表1', area: { top: 1, left: 0, bottom: 4, right: 20 }, headerRows: 1, totalsRows: 0 };

describe('a formula that would come back to its own cell', () => {
  it.each<[string, Sheet, readonly Grid[]]>([
    ['a cell', { cells: [[3, 3, 900, '=ROUND(C4*M4,0)']] }, []],
    ['another sheet', { cells: [[3, 3, 900, "='底 稿'!A1"]] }, [helper('=附件1!$M$4*1000')]],
    ['a whole column', { cells: [[3, 3, 900, '=SUM(M:M)*1000']] }, []],
    ['a table', { cells: [[3, 3, 900, '=表1[[#This Row],[总评价率]]*1000']], tables: [TABLE] }, []],
    ['a name', { cells: [[3, 3, 900, '=率*1000']] }, []],
    ['a name through a name', { cells: [[3, 3, 900, '=折算']] }, []],
    ['a name of the cell in the same row', { cells: [[3, 3, 900, '=本行*1000']] }, []],
    ['a name on another sheet', { cells: [[3, 3, 900, "='底 稿'!A1"]] }, [helper('=折算')]],
    ['a parameter of LET', { cells: [[3, 3, 900, '=LET(x,M4,x*1000)']] }, []],
    ['INDIRECT', { cells: [[3, 3, 900, '=INDIRECT("M"&ROW())*1000']] }, []],
  ])('leaves the typed rate that a count reads over %s, and names both', (_, sheet, others) => {
    const typed = [3, 12, 0.9, null] as const;
    const result = computed([districts({ ...sheet, cells: [...(sheet.cells ?? []), typed] }), ...others]);
    expect(result.written(3, 12)).toBeUndefined();
    expect(result.circles.find((text) => text.startsWith('M4 '))).toBe('M4 circle-kept 附件1!D4');
  });

  it('is told once for the cells of a column, with all formulas that lead there', () => {
    const cells = [3, 4].flatMap((row): NonNullable<Sheet['cells']> => [
      [row, 3, 900, `=ROUND(C${row + 1}*M${row + 1},0)`],
      [row, 12, 0.9, null],
    ]);
    const sheets = [districts({ cells })];
    const { plan } = compute({ sheets, calculation: CALCULATION, parts: {} }, DEFAULTS);
    const told = plan.problems.filter(({ code }) => code === 'circle-kept');
    expect(told.map(({ cell, parameters }) => [cell, parameters])).toEqual([
      ['M4', { cells: 'M4:M5', count: 2, other: '附件1!D4:D5' }],
    ]);
  });

  it('is written as a value where an adjustment looks at the score, in that row alone', () => {
    const result = computed([districts({ cells: [[3, 19, 10, '=IF(U4>90,10,10)']] })]);
    expect(result.written(3, 20)).toMatchObject({ formula: null });
    expect(result.written(4, 20)?.formula).toMatch(/^=/);
    expect(result.circles).toEqual(['U4 circle-as-value 附件1!T4']);
  });

  it.each([
    ['a count', '=ROUND(C4*0.9,0)'],
    ['the name of the cell in a text', '=900+LEN("M4")*0'],
    ['a name of other counts', '=上交*0.9'],
    ['a parameter that is called like nothing else', '=LET(x,C4,x*0.9)'],
    ['the rate of another row', '=M5*1000'],
    ['another sheet of the same address', "='底 稿'!M4"],
  ])('is none where a count reads %s', (_, formula) => {
    const result = computed([districts({ cells: [[3, 3, 900, formula]] }), helper('=1')]);
    expect(result.circles).toEqual([]);
    expect(result.written(3, 12)?.formula).toMatch(/^=/);
  });

  it.each<[string, string, readonly [number, number], string]>([
    ['the sum of its row', '=F3-20-300', [2, 5], 'F3'],
    ['the total of its column', '=C4-8', [3, 2], 'C4'],
    ['the grand total, over the sum of its row too', '=F4-648', [3, 5], 'F3:F4'],
  ])('is not written where a count of 附件3 is made from %s', (_, formula, [row, column], cells) => {
    const rows: CellValue[][] = [
      ['2021年第二季度部门“好差评”评价量统计表'],
      ['序号', '部门/区县', '市级', '甲区', '乙区', '合计'],
      [1, '公安局', 7, 20, 300, 327],
      ['汇总', null, 7, 20, 300, 327],
    ];
    const formulas = rows.map((cells) => cells.map((): string | null => null));
    (formulas[2] as (string | null)[])[2] = formula;
    const padded = formulas.map((cells) => Array.from({ length: 6 }, (_cell, index) => cells[index] ?? null));
    const result = computed([gridOf(rows, { sheet: '附件3', formulas: padded })]);
    expect(result.written(row, column)).toBeUndefined();
    expect(result.circles).toContain(`${cells} circle-kept 附件3!C3`);
  });
});
