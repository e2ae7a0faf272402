import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { compute, type ComputeRequest } from '../../src/app/compute.js';
import { explain } from '../../src/app/explain.js';
import { changeMethod, methodEffect, rulesInForce } from '../../src/app/method-effect.js';
import { invert } from '../../src/core/changes/plan.js';
import { print } from '../../src/core/exact/rational.js';
import { builtInForms } from '../../src/core/form/index.js';
import type { Grid } from '../../src/core/grid/grid.js';
import { formulaAt, valueAt } from '../../src/core/grid/grid.js';
import { builtInMethod } from '../../src/core/method/index.js';
import type { Method } from '../../src/core/method/method.js';
import type { Rules } from '../../src/core/method/read-rules.js';
import { plainUnit } from '../support/ledgers.js';
import { memoryWorkbook } from '../support/memory-workbook.js';
import { INPUTS, bytesOf } from '../support/published.js';
import { NAMES, SYMBOLS, districtsSheet, gridOf, unitRow } from '../support/sheets.js';

const DEFAULTS: ComputeRequest = { write: 'formulas', keepExisting: false, fixNumbers: false, sheets: [], rules: null };
const districts = builtInMethod('districts', '2021Q2') as Method;
const weighing = (weight: string, given: Partial<Method> = {}): Rules => ({
  form: builtInForms.districts,
  method: {
    ...districts,
    ...given,
    components: districts.components.map((one) =>
      one.id === 'evaluationRate' && one.kind === 'weighted-rate' ? { ...one, weight } : one,
    ),
  },
});
const computed = async (): Promise<ReturnType<typeof memoryWorkbook>> => {
  const workbook = memoryWorkbook((await openXlsx(bytesOf(INPUTS)).read()).sheets);
  await workbook.apply(compute(workbook.snapshot(), DEFAULTS).plan);
  return workbook;
};
const sheet = (workbook: ReturnType<typeof memoryWorkbook>, name: string): Grid =>
  workbook.snapshot().sheets.find((grid) => grid.sheet === name) as Grid;

describe('a weight changed from 40 to 35', () => {
  it('is previewed: 沂源县 loses 5 × 55.15 % = 2.76, the full mark no longer adds up, two notes disagree', async () => {
    const { moves, warnings, differences, notes } = methodEffect((await computed()).snapshot(), weighing('35'));
    const score = moves.find(({ unit }) => unit === '沂源县')?.score;
    expect([score?.from && print(score.from, 2), score?.to && print(score.to, 2)]).toEqual(['77.03', '74.27']);
    expect(warnings).toMatchObject([{ code: 'method-full-mark', parameters: { sum: '95', full: '100' } }]);
    expect(differences).toEqual([{ path: 'method.components.0.weight', label: '评价率 · 满分', from: '40', to: '35' }]);
    expect(notes.map(({ found, expected }) => [found, expected])).toEqual([
      ['40', '35'],
      ['40', '35'],
    ]);
  });

  it('is saved in one plan: the sheet, the note, every score; nothing is left to say afterwards', async () => {
    const workbook = await computed();
    const { plan } = changeMethod(workbook.snapshot(), { rules: weighing('35'), write: 'formulas', rewordNotes: true });
    expect(await workbook.apply(plan)).toMatchObject({ applied: true });
    expect(sheet(workbook, '附件1').values.flat()).toContainEqual(
      expect.stringContaining('一、评价率占 35 分，该项得分为评价率×35。'),
    );
    expect(valueAt(sheet(workbook, '附件1'), 11, 20)).toBe(74.27);
    const again = compute(workbook.snapshot(), DEFAULTS);
    expect(again).toMatchObject({ plan: { changes: [] }, differences: [] });
    expect(again.plan.problems.map(({ code }) => code)).toContain('method-of-workbook');
    expect(again.tables[0]).toMatchObject({ methodOrigin: 'workbook', notes: [] });
    expect(again.tables[1]?.methodOrigin).toBe('built-in');
  });

  it('is a finding while the note still says 40', async () => {
    const workbook = await computed();
    await workbook.apply(
      changeMethod(workbook.snapshot(), { rules: weighing('35'), write: 'formulas', rewordNotes: false }).plan,
    );
    expect(compute(workbook.snapshot(), DEFAULTS).plan.problems).toContainEqual(
      expect.objectContaining({
        severity: 'warning',
        code: 'note-disagrees',
        sheet: '附件1',
        cell: 'A17',
        parameters: { clause: '一', name: '评价率', found: '40', expected: '35' },
      }),
    );
  });

  it('for the next quarter leaves this quarter’s figures alone', async () => {
    const workbook = await computed();
    const next = weighing('35', { period: '2021Q3', title: '2021年第三季度各区县“好差评”得分构成' });
    expect(methodEffect(workbook.snapshot(), next)).toMatchObject({ moves: [], notes: [] });
    await workbook.apply(changeMethod(workbook.snapshot(), { rules: next, write: 'formulas', rewordNotes: true }).plan);
    expect(compute(workbook.snapshot(), DEFAULTS).plan.changes).toEqual([]);
    expect(rulesInForce(workbook.snapshot(), 'districts', '2021Q3')).toMatchObject({
      origin: 'workbook',
      isLocked: false,
      differencesFromBuiltIn: expect.arrayContaining([expect.objectContaining({ from: '40', to: '35' })]),
    });
  });

  it('goes back to the built-in method, and back again by the inverse', async () => {
    const workbook = await computed();
    const before = JSON.stringify(workbook.snapshot().sheets.map(({ values }) => values));
    await workbook.apply(
      changeMethod(workbook.snapshot(), { rules: weighing('35'), write: 'formulas', rewordNotes: true }).plan,
    );
    const { plan } = changeMethod(workbook.snapshot(), {
      rules: { form: builtInForms.districts, method: districts },
      write: 'formulas',
      rewordNotes: true,
    });
    await workbook.apply(plan);
    expect(JSON.stringify(workbook.snapshot().sheets.map(({ values }) => values))).toBe(before);
    expect(await workbook.apply(invert(plan))).toMatchObject({ applied: true });
    expect(workbook.snapshot().sheets.map((grid) => grid.sheet)).toEqual(['附件1', '附件2', '附件3', '计分办法']);
  });
});

it('does not score a kind whose own rules cannot be read, and names the cell', async () => {
  const workbook = await computed();
  await workbook.apply(
    changeMethod(workbook.snapshot(), { rules: weighing('35'), write: 'formulas', rewordNotes: false }).plan,
  );
  const grid = sheet(workbook, '计分办法');
  const row = grid.values.findIndex((line) => line[2] === 'districts.method.components.0.weight');
  await workbook.apply({
    changes: [
      {
        kind: 'content',
        sheet: '计分办法',
        row,
        column: 1,
        was: { value: '35', formula: null },
        becomes: { value: '三十五', formula: null },
      },
    ],
    problems: [],
  });
  const result = compute(workbook.snapshot(), DEFAULTS);
  expect(result.tables.map(({ attachment }) => attachment.kind)).toEqual(['departments', 'volumes']);
  expect(result.plan.problems).toContainEqual(
    expect.objectContaining({ severity: 'error', code: 'method-sheet-unreadable', cell: `B${row + 1}` }),
  );
});

it('a name added to the form is recognised from then on', () => {
  const rows = [
    ['2021年第二季度各区县“好差评”评估通报表'],
    NAMES.map((name) => (name === '季度总评价数' ? '收到评价' : name)),
    SYMBOLS.map(() => null),
    plainUnit(1, '甲区', 500),
  ];
  const workbook = memoryWorkbook([gridOf(rows, { sheet: '附件1' })]);
  expect(compute(workbook.snapshot(), DEFAULTS).tables).toEqual([]);
  const form = {
    ...builtInForms.districts,
    columns: builtInForms.districts.columns.map((column) =>
      column.id === 'received' ? { ...column, names: [...column.names, '收到评价'] } : column,
    ),
  };
  return workbook
    .apply(
      changeMethod(workbook.snapshot(), { rules: { form, method: districts }, write: 'formulas', rewordNotes: false })
        .plan,
    )
    .then(() => {
      expect(compute(workbook.snapshot(), DEFAULTS).tables[0]?.attachment.rows.map(({ name }) => name)).toContain(
        '甲区',
      );
    });
});

it('scores the first quarter of 2021 by its own method: the active rate a full 20 by rate, no adjustment', () => {
  // 40 + 20 + 0.5×20 + 20 = 90 and 40 + 20 + 1×20 + 20 = 100; the 加减分 column stays out of it.
  const rows = [
    ['2021年第一季度各区县“好差评”评估通报表'],
    ...districtsSheet([plainUnit(1, '甲区', 500, null), plainUnit(2, '乙区', 1000, null)]).slice(1),
  ];
  const [table] = compute(memoryWorkbook([gridOf(rows)]).snapshot(), DEFAULTS).tables;
  expect(table).toMatchObject({ method: { id: 'districts-2021Q1' }, adjustments: null });
  expect(table?.scorecard?.units.map(({ score }) => score && print(score, 2))).toEqual(['90.00', '100.00']);
});

describe('how a score was made', () => {
  const UNITS = [
    plainUnit(1, '甲区', 500, 15),
    unitRow(2, '乙区', [1000, 900, 450, 440, 10, 4, 6, 8, 3, 2], 10),
    unitRow(3, '丙区', [null, null, null, null, null, null, null, null, null, null], null),
  ];
  const explained = async (): Promise<ReturnType<typeof memoryWorkbook>> => {
    const workbook = memoryWorkbook([gridOf(districtsSheet(UNITS), { sheet: "附件'1" })]);
    await workbook.apply(compute(workbook.snapshot(), DEFAULTS).plan);
    await workbook.apply(explain(workbook.snapshot(), null));
    return workbook;
  };

  it('lists input, rank and points of each component for each scored unit', async () => {
    const grid = sheet(await explained(), '得分明细');
    expect(grid.values[4]).toEqual([
      '单位',
      '评价率',
      '一、得分',
      '好评率',
      '二、得分',
      '主动评价率',
      '名次',
      '三、得分',
      '主动评价好评率',
      '四、得分',
      '差评回访率',
      '整改率',
      '整改满意率',
      '五、得分',
      '加减分',
      '六、得分',
      '合计',
      '封顶 100 分',
      '综合得分',
      '附件中的综合得分',
    ]);
    expect(grid.values[5]).toEqual([
      '甲区',
      1,
      40,
      1,
      20,
      0.5,
      1,
      10,
      1,
      20,
      '-',
      '-',
      '-',
      0,
      15,
      15,
      105,
      100,
      100,
      100,
    ]);
    expect(grid.values.slice(5).map(([name]) => name)).toEqual(['甲区', '乙区']);
  });

  it('points at the attachment with formulas', async () => {
    const grid = sheet(await explained(), '得分明细');
    expect(
      ['A', 'B', 'C', 'F', 'G', 'H', 'N', 'O', 'Q', 'R', 'S', 'T'].map((letter) =>
        formulaAt(grid, 6, letter.charCodeAt(0) - 65),
      ),
    ).toEqual([
      "='附件''1'!B5",
      "=IF('附件''1'!C5=0,\"-\",'附件''1'!D5/'附件''1'!C5)",
      '=B7*40',
      "=IF('附件''1'!D5=0,\"-\",'附件''1'!E5/'附件''1'!D5)",
      '=RANK(F7,F$6:F$7)',
      '=IF(F7<0.01,0,MAX(0,10-(G7-1)*0.5))',
      '=0-(COUNT(K7:M7)-SUM(K7:M7))/3*100',
      "='附件''1'!T5",
      '=C7+E7+H7+J7+N7+P7',
      '=MIN(100,Q7)',
      '=ROUND(ROUND(R7,10),2)',
      "='附件''1'!U5",
    ]);
  });

  it('agrees with the composite, and changes nothing the second time', async () => {
    const workbook = await explained();
    const grid = sheet(workbook, '得分明细');
    for (const row of [5, 6]) expect(valueAt(grid, row, 18)).toBe(valueAt(grid, row, 19));
    expect(explain(workbook.snapshot(), null).changes).toEqual([]);
  });

  it('shows all 34 scored units of the sample, both attachments one below the other', async () => {
    const workbook = await computed();
    await workbook.apply(explain(workbook.snapshot(), null));
    const scores = sheet(workbook, '得分明细').values.filter((row) => typeof row[1] === 'number' || row[1] === '-');
    expect(scores).toHaveLength(34);
  });
});
