import { compute } from '../../src/app/compute.js';
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
  const at = <T>(rows: readonly (readonly T[])[], becomes: T): T[][] => rows.map((row, r) => row.map((was, c) => (r === ROW && c === SCORE ? becomes : was)));
  return snapshotOf({ ...grid, values: at(grid.values, value), formulas: at(grid.formulas, formula) });
}

const ours = compute(sheetWith(null, null), { write: 'formulas', keepExisting: false, fixNumbers: false, sheets: [], rules: null }).plan.changes.flatMap((change) => (change.kind === 'content' && change.column === SCORE ? [change.becomes.formula ?? ''] : []))[0] ?? '';
const earlier = ours.replace('=ROUND(ROUND(', '=ROUND(').replace(',10),2)', ',2)');

it.each<[string, string, CellValue, CellValue | undefined]>([
  ['our formula that shows what was', ours, 90, 100],
  ['our formula as an earlier version wrote it', earlier, 90, 100],
  ['the same, up to date', earlier, 100, undefined],
  ['somebody’s formula', '=M4*40+60', 90, undefined],
])('%s follows where no program calculates, and stays the formula that it is', (_, formula, shown, becomes) => {
  const changes = followFormulas(sheetWith(shown, formula), null).filter(({ column }) => column === SCORE);
  expect(changes.map((change) => change.becomes)).toEqual(becomes === undefined ? [] : [{ value: becomes, formula }]);
});
