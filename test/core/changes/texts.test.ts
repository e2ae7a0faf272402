import { planTexts } from '../../../src/core/changes/typing.js';
import { gridOf } from '../../support/sheets.js';

// A1:B1 are merged; B2 is a formula.
const grid = gridOf(
  [
    ['题', null, null],
    [5, 6, null],
    [7, 8, null],
  ],
  { formulas: [[], [null, '=A2+1']], merges: [{ top: 0, left: 0, bottom: 0, right: 1 }] },
);

it('reads pasted texts as typing would: commas, full-width signs, percentages, blanks', () => {
  const texts = [
    { row: 1, column: 0, text: '90,438' },
    { row: 1, column: 2, text: '１２．５' },
    { row: 2, column: 0, text: '' },
    { row: 2, column: 2, text: '15.12%' },
  ];
  const { plan, left } = planTexts(grid, texts, { year: 2021, inputs: [] });
  const becomes = plan.changes.map((change) =>
    'row' in change && change.kind === 'content' ? change.becomes.value : change.becomes,
  );
  expect([becomes, left]).toEqual([['#,##0', 90438, 12.5, null, '0.00%', 0.1512], []]);
});

it('leaves formulas, what a merged area covers, and formulas that are pasted, and names them', () => {
  const texts = [
    { row: 0, column: 1, text: '压' },
    { row: 1, column: 1, text: '9' },
    { row: 2, column: 1, text: '=A1' },
    { row: 2, column: 0, text: '9' },
  ];
  const { plan, left } = planTexts(grid, texts, { year: 2021, inputs: [] });
  expect(left).toEqual([
    { row: 0, column: 1, because: 'merged' },
    { row: 1, column: 1, because: 'formula' },
    { row: 2, column: 1, because: 'formula-text' },
  ]);
  expect(plan.changes).toHaveLength(1);
});

it('has nothing to say where nothing is put under a merged area or beyond the sheet', () => {
  const nothing = [
    { row: 0, column: 1, text: '' },
    { row: 1_048_576, column: 0, text: '' },
  ];
  expect(planTexts(grid, nothing, { year: 2021, inputs: [] })).toEqual({
    plan: { changes: [], problems: [] },
    left: [],
  });
});

it('fills cells beyond what is used, but not beyond the last row of a sheet', () => {
  const texts = [
    { row: 20, column: 9, text: '3' },
    { row: 1_048_576, column: 0, text: '3' },
  ];
  const { plan, left } = planTexts(grid, texts, { year: 2021, inputs: [] });
  expect([plan.changes.length, left]).toEqual([1, [{ row: 1_048_576, column: 0, because: 'outside' }]]);
});

describe('where counts and points are typed', () => {
  const context = { year: 2021, inputs: [{ top: 1, left: 0, bottom: 2, right: 0 }] };

  it.each(['10-2', '7月5日', '2021/7/5', '10:30', '１０－２'])('leaves the cell as it is for the date %s', (text) => {
    const { plan, left } = planTexts(grid, [{ row: 1, column: 0, text }], context);
    expect([plan.changes, left]).toEqual([[], [{ row: 1, column: 0, because: 'date' }]]);
  });

  it('takes dates beside them, and fractions, numbers and words in them', () => {
    const texts = [
      { row: 1, column: 2, text: '10-2' },
      { row: 1, column: 0, text: '0 1/2' },
      { row: 2, column: 0, text: '未归集' },
    ];
    expect(planTexts(grid, texts, context).left).toEqual([]);
  });

  it('shows a count as a number that is typed over a date', () => {
    const dated = gridOf([['题'], [46297]], { formats: [[], ['m"月"d"日"']] });
    const { plan } = planTexts(dated, [{ row: 1, column: 0, text: '102' }], context);
    expect(plan.changes.map(({ kind, becomes }) => [kind, becomes])).toEqual([
      ['format', 'General'],
      ['content', { value: 102, formula: null }],
    ]);
  });
});

it('takes a formula of numbers alone for what it comes to, also in place of one', () => {
  const sums = gridOf([[null, 90500]], { formulas: [[null, '=90438+62']] });
  const texts = [
    { row: 0, column: 0, text: '=90438+62' },
    { row: 0, column: 1, text: '90501' },
  ];
  const { plan, left } = planTexts(sums, texts, { year: 2021, inputs: [] });
  expect([plan.changes.map(({ becomes }) => becomes), left]).toEqual([
    [
      { value: 90500, formula: null },
      { value: 90501, formula: null },
    ],
    [],
  ]);
});
