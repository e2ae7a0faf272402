import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { adjust } from '../../src/app/adjust.js';
import { compute } from '../../src/app/compute.js';
import { explain } from '../../src/app/explain.js';
import { afterChanges } from '../../src/core/changes/simulate.js';
import type { CellValue, Grid } from '../../src/core/grid/grid.js';
import { draft } from '../support/ledgers.js';
import { INPUTS, bytesOf } from '../support/published.js';
import { workbookOf } from '../support/sheets.js';
import { recalculate } from './libreoffice.js';

const named = (sheets: readonly Grid[], name: string): Grid => sheets.find(({ sheet }) => sheet === name) as Grid;

/** A sheet's rows from A1, formulas where there are some. */
function written({ top, values, formulas }: Grid): CellValue[][] {
  return [
    ...Array.from({ length: top }, (): CellValue[] => []),
    ...values.map((row, i) => row.map((value, j) => formulas[i]?.[j] ?? value)),
  ];
}

it('得分明细 recalculated by LibreOffice shows what the engine wrote into it, number by number', async () => {
  const snapshot = await openXlsx(bytesOf(INPUTS)).read();
  const options = { write: 'formulas', keepExisting: false, fixNumbers: false, sheets: [], rules: null } as const;
  let sheets = afterChanges(snapshot.sheets, compute(snapshot, options).plan.changes);
  sheets = afterChanges(
    sheets,
    adjust(
      { ...snapshot, sheets },
      { edits: [{ kind: 'add', entry: draft({ unit: '高青县', points: 7 }) }], write: 'formulas', rules: null },
    ).plan.changes,
  );
  sheets = afterChanges(sheets, explain({ ...snapshot, sheets }, null).changes);
  const office = (
    await openXlsx(
      recalculate(workbookOf(Object.fromEntries(sheets.map((grid) => [grid.sheet, written(grid)])))),
    ).read()
  ).sheets;
  const [engine, shown] = [named(sheets, '得分明细'), named(office, '得分明细')];
  const numbers = engine.values
    .flatMap((row, i) => row.map((value, j) => [value, shown.values[i]?.[j]] as const))
    .filter(([value]) => typeof value === 'number');
  expect(numbers.length).toBeGreaterThan(400);
  for (const [value, other] of numbers) expect(other).toBeCloseTo(value as number, 9);
});
