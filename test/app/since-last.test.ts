import { compute } from '../../src/app/compute.js';
import { changesSince, readLastComputed, recordComputed } from '../../src/app/since-last.js';
import { recomputeCauses } from '../../src/app/recompute-causes.js';
import { differenceRows } from '../../src/pane/session/view.js';
import { afterChanges } from '../../src/core/changes/simulate.js';
import type { CellValue, Grid } from '../../src/core/grid/grid.js';
import { districtsSheet, gridOf, NAMES, SYMBOLS, unitRow } from '../support/sheets.js';

const CALCULATION = { fullPrecision: true, mode: 'automatic', iterates: false } as const;
const OPTIONS = { sheets: [], rules: null, write: 'formulas', keepExisting: false, fixNumbers: false } as const;

/** A, M, P, I, D, T, B, N1, N2, N3, adjustment: 甲区 leads 乙区 by its active rate. */
const sheet = (received: number): Grid =>
  gridOf(
    districtsSheet([
      unitRow(1, '甲区', [100, 100, 50, 50, 0, 0, 0, 0, 0, 0], 10),
      unitRow(2, '乙区', [100, received, 40, 40, 0, 0, 0, 0, 0, 0], 10),
    ]),
    { sheet: '附件1' },
  );
const computed = (grid: Grid): ReturnType<typeof compute> =>
  compute({ sheets: [grid], calculation: CALCULATION, parts: {} }, OPTIONS);

it('tells which inputs changed since the last computation and whose score moved', () => {
  const last = recordComputed(computed(sheet(100)), '2021-07-05T08:00:00Z');
  const since = changesSince(readLastComputed(JSON.parse(JSON.stringify(last))) as never, computed(sheet(90)));
  // 乙区: 90 of 100 received is 36 of 40 points, four fewer; its rank stays second.
  expect(since.inputs).toMatchObject([{ sheet: '附件1', unit: '乙区', from: 100, to: 90 }]);
  expect(since.moved.map(({ unit, rank }) => [unit, rank.from, rank.to])).toEqual([['乙区', 2, 2]]);
  const score = since.moved[0]?.score;
  expect(Number(score?.from) - Number(score?.to)).toBeCloseTo(4, 9);
});

it.each([null, undefined, 'text', 7, {}, { at: 1 }])('takes %j from settings as nothing remembered', (data) => {
  expect(readLastComputed(data)).toBeNull();
});

it('finds no cause to compute again right after computing, and names the cell that was typed over', () => {
  const grid = sheet(100);
  const { plan } = computed(grid);
  const [done] = afterChanges([grid], plan.changes) as [Grid];
  expect(recomputeCauses(computed(done))).toEqual([]);
  const scoreCell = plan.changes.filter((change) => change.kind === 'content').at(-1) as {
    row: number;
    column: number;
    becomes: { value: CellValue; formula: string | null };
  };
  const [typedOver] = afterChanges(
    [done],
    [
      {
        kind: 'content',
        sheet: '附件1',
        row: scoreCell.row,
        column: scoreCell.column,
        was: scoreCell.becomes,
        becomes: { value: 12, formula: null },
      },
    ],
  ) as [Grid];
  expect(recomputeCauses(computed(typedOver))).toMatchObject([
    { cause: 'overwritten', sheet: '附件1', units: ['乙区'] },
  ]);
});

describe('two tables on one sheet, the 总评价率 of a unit of each mistyped', () => {
  const table = (title: string, name: string): CellValue[][] => {
    const unit = unitRow(1, name, [100, 100, 50, 50, 0, 0, 0, 0, 0, 0], 10);
    // What is received is all that was done: 1.
    unit[12] = 0.5;
    return [[title], [...NAMES], [...SYMBOLS], unit];
  };
  const districts = table('2021年第二季度各区县“好差评”评估通报表', '甲区');
  const departments = table('2021年第二季度市级单位“好差评”评估通报表', '市甲局');
  const besides = districts.map((row, index) => [
    ...Array.from({ length: 22 }, (_, column) => row[column] ?? null),
    ...(departments[index] ?? []),
  ]);
  it.each([
    ['below each other', [...districts, [null], ...departments], 'M9'],
    ['beside each other', besides, 'AI4'],
  ])('%s: each cell is told with the unit of its own table', (_, rows, cell) => {
    const grid = gridOf(rows, { sheet: '附件1' });
    const result = computed(grid);
    expect(
      differenceRows([grid], result)
        .filter(({ from }) => from === '0.5')
        .map((difference) => [difference.unit, difference.column, difference.cell]),
    ).toEqual([
      ['甲区', '总评价率', 'M4'],
      ['市甲局', '总评价率', cell],
    ]);
    const added = recomputeCauses(result).filter(({ cause }) => cause === 'unit-added');
    expect(added).toMatchObject([{ sheet: '附件1', units: ['甲区', '市甲局'] }]);
  });
});

it.each([
  ['a list', []],
  ['a table that is none', { at: '', tables: [null] }],
  ['a table without units', { at: '', tables: [{ sheet: '附件1', columns: [] }] }],
  ['units as a list', { at: '', tables: [{ sheet: '附件1', columns: [], units: [] }] }],
  ['a unit that is a text', { at: '', tables: [{ sheet: '附件1', columns: [], units: { 甲区: '100' } }] }],
  ['an input that is an object', { at: '', tables: [{ sheet: '附件1', columns: [], units: { 甲区: [{}] } }] }],
  ['a column that is a number', { at: '', tables: [{ sheet: '附件1', columns: [1], units: {} }] }],
])('takes %s in the settings for no record', (_, data) => {
  expect(readLastComputed(data)).toBeNull();
});

it('knows no earlier figures of a unit whose name is that of a member of every object', () => {
  const named = gridOf(districtsSheet([unitRow(1, 'constructor', [100, 100, 50, 50, 0, 0, 0, 0, 0, 0], 10)]), {
    sheet: '附件1',
  });
  const last = { at: '', tables: [{ sheet: '附件1', columns: [], units: {} }] };
  expect(changesSince(last, computed(named))).toMatchObject({ inputs: [], moved: [] });
});
