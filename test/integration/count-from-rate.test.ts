import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { compute } from '../../src/app/compute.js';
import { formulaAt, valueAt, type CellValue, type Grid } from '../../src/core/grid/grid.js';
import { recalculate } from './libreoffice.js';

const COUNT_FROM_RATE = join(__dirname, '..', 'fixtures', 'count-from-rate.xlsx');
const RATE = 12;

async function firstSheet(bytes: Uint8Array): Promise<Grid> {
  const [grid] = (await openXlsx(bytes).read()).sheets;
  if (grid === undefined) throw new Error('no sheet');
  return grid;
}

/** The typed rates by row. */
function typedRates(grid: Grid): readonly (readonly [number, CellValue])[] {
  return grid.values.flatMap((_, index): readonly (readonly [number, CellValue])[] => {
    const row = grid.top + index;
    const value = valueAt(grid, row, RATE);
    return typeof value === 'number' && formulaAt(grid, row, RATE) === null ? [[row, value]] : [];
  });
}

it('counts that people make of typed rates leave no circle in LibreOffice, and the rates stay', async () => {
  const bytes = readFileSync(COUNT_FROM_RATE);
  const typed = typedRates(await firstSheet(bytes));
  expect(typed.length).toBeGreaterThan(9);

  const workbook = openXlsx(bytes);
  const request = { write: 'formulas', keepExisting: false, fixNumbers: false, sheets: [], rules: null } as const;
  const { plan } = compute(await workbook.read(), request);
  expect(await workbook.apply(plan)).toMatchObject({ applied: true });

  const calculated = await firstSheet(recalculate(workbook.bytes()));
  expect(typed.map(([row]) => [row, valueAt(calculated, row, RATE)])).toEqual(typed);
  // The count of every such row is still made of the rate, and nothing shows Err:522 or another error.
  expect(typed.filter(([row]) => formulaAt(calculated, row, 3) === null)).toEqual([]);
  const errors = calculated.values.flat().filter((value) => typeof value === 'object' && value !== null);
  expect(errors).toEqual([]);
  expect(plan.problems.filter(({ code }) => code === 'circle-kept').map(({ cell }) => cell)).toHaveLength(1);
});
