import { followFormulas } from '../../src/app/follow-formulas.js';
import type { CellValue, Grid } from '../../src/core/grid/grid.js';
import type { WorkbookSnapshot } from '../../src/ports/workbook.js';
import { districtsSheet, gridOf, unitRow } from '../support/sheets.js';

const [SCORE, ROW] = [20, 3];

function snapshotOf(grid: Grid): WorkbookSnapshot {
  return { sheets: [grid], calculation: { fullPrecision: true, mode: 'automatic', iterates: false }, parts: {} };
}

/** One unit, all received and good, adjustment 10: 40 + 20 + 10 + 20 + 10 = 100, whatever stands in its score. */
function sheetWith(value: CellValue, formula: string | null): WorkbookSnapshot {
  const grid = gridOf(districtsSheet([unitRow(1, '甲区', [1000, 1000, 500, 500, 0, 0, 0, 0, 0, 0], 10)]));
  const at = <T>(rows: readonly (readonly T[])[], becomes: T): T[][] =>
    rows.map((row, r) => row.map((was, c) => (r === ROW && c === SCORE ? becomes : was)));
  return snapshotOf({ ...grid, values: at(grid.values, value), formulas: at(grid.formulas, formula) });
}

const SUM =
  'MIN(100,M4*40+O4*20+IF(N4<0.01,0,MAX(0,10-(RANK(N4,N$3:N$4)-1)*0.5))' +
  '+IF(ISNUMBER(P4),P4,1)*20-(COUNT(Q4:S4)-SUM(Q4:S4))/3*100+T4)';
const OURS = `=IF(ISNUMBER(T4),ROUND(ROUND(${SUM},10),2),"")`;
const EARLIER = `=ROUND(${SUM},2)`;

it.each<[string, string, CellValue, CellValue | undefined]>([
  ['our formula that shows what was', OURS, 90, 100],
  ['our formula as an earlier version wrote it', EARLIER, 90, 100],
  ['the same, up to date', EARLIER, 100, undefined],
  ['somebody’s formula', '=M4*40+60', 90, undefined],
])('%s follows where no program calculates, and stays the formula that it is', (_, formula, shown, becomes) => {
  const changes = followFormulas(sheetWith(shown, formula), null).filter(({ column }) => column === SCORE);
  expect(changes.map((change) => change.becomes)).toEqual(becomes === undefined ? [] : [{ value: becomes, formula }]);
});
