import { cellName } from '../grid/address.js';
import { formulaAt, valueAt, type Area, type Grid } from '../grid/grid.js';

/** So many cells are named; the others are only counted. */
const NAMED = 5;

/** The cells of an area whose formulas have no results: some program wrote the file and did not calculate it. */
export function uncalculatedIn(grid: Grid, { top, left, bottom, right }: Area): readonly string[] {
  const cells: string[] = [];
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) {
      if (formulaAt(grid, row, column) !== null && valueAt(grid, row, column) === null)
        cells.push(cellName(row, column));
    }
  }
  return cells;
}

/** The parameters by which cells without results are reported. */
export function uncalculatedParameters(cells: readonly string[]): { readonly count: number; readonly cells: string } {
  return { count: cells.length, cells: cells.slice(0, NAMED).join('、') };
}
