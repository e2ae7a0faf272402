import { planFreshResults, staleResults, staleResultsAfter } from '../../src/app/stale-results.js';
import type { Change } from '../../src/core/changes/plan.js';
import type { Grid } from '../../src/core/grid/grid.js';
import type { WorkbookSnapshot } from '../../src/ports/workbook.js';
import { gridOf } from '../support/sheets.js';

/** A1 was written; B1 and B2 are somebody's formulas, of which B2 reads the other one. */
const FORMULAS = [
  [null, '=A1*2'],
  [null, '=B1&""'],
];

function sheet(values: Grid['values'], options: Partial<Grid> = {}): Grid {
  return gridOf(values, { sheet: '表', formulas: FORMULAS, ...options });
}

function snapshotOf(grid: Grid, isWritten: boolean): WorkbookSnapshot {
  const written = { sheet: '表', top: 0, left: 0, bottom: 0, right: 0 };
  return {
    sheets: [grid],
    calculation: { fullPrecision: true, mode: 'automatic', iterates: false },
    parts: {},
    ...(isWritten ? { uncalculated: [written] } : {}),
  };
}

const OLD = sheet([
  [5, 2],
  [null, '2'],
]);
const B1_TO_B2 = [{ sheet: '表', top: 0, left: 1, bottom: 1, right: 1 }];

it('results become old once a plan is written, and no others', () => {
  const change: Change = {
    kind: 'content',
    sheet: '表',
    row: 0,
    column: 0,
    was: { value: 5, formula: null },
    becomes: { value: 6, formula: null },
  };
  const snapshot = snapshotOf(OLD, false);
  expect(staleResults(snapshot, [])).toEqual([]);
  expect(staleResultsAfter(snapshot, { changes: [], problems: [] }, [])).toEqual([]);
  expect(staleResultsAfter(snapshot, { changes: [{ ...change, row: 1 }], problems: [] }, [])).toEqual([]);
  expect(staleResultsAfter(snapshot, { changes: [change], problems: [] }, [])).toEqual(B1_TO_B2);
});

it('results that were old before stay old though a plan writes nothing', () => {
  expect(staleResultsAfter(snapshotOf(OLD, true), { changes: [], problems: [] }, [])).toEqual(B1_TO_B2);
});

describe('fresh results', () => {
  const fresh = sheet([
    [7, 10],
    [null, '10'],
  ]);
  const planned = (old: Grid, calculated: readonly Grid[]): unknown =>
    planFreshResults(snapshotOf(old, true), calculated, []).changes;
  const change = (row: number, from: string | number, to: string | number): unknown => ({
    kind: 'content',
    sheet: '表',
    row,
    column: 1,
    was: { value: from, formula: FORMULAS[row]?.[1] },
    becomes: { value: to, formula: FORMULAS[row]?.[1] },
  });

  it('are taken for old ones, with their formulas, and nothing else is', () => {
    expect(planned(OLD, [fresh])).toEqual([change(0, 2, 10), change(1, '2', '10')]);
  });

  it.each<[string, Grid, readonly Grid[]]>([
    ['the sheet is not there', OLD, []],
    ['the sheet has another name', OLD, [{ ...fresh, sheet: '表1' }]],
    ['the formulas are not there', OLD, [{ ...fresh, formulas: [[null, null]] }]],
    ['they are those of an array', { ...OLD, arrays: [{ top: 0, left: 1, bottom: 1, right: 1 }] }, [fresh]],
  ])('are none where %s', (_, old, calculated) => {
    expect(planned(old, calculated)).toEqual([]);
  });
});
