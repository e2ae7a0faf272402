import type { Adjustments, UnitAdjustment } from '../adjustments/reconcile.js';
import { toNumber } from '../exact/rational.js';
import { cellName } from '../grid/address.js';
import { formatAt, type Grid } from '../grid/grid.js';
import { keeps, type ComputeOptions, type Difference, type FillPlan } from './fill-plan.js';
import { contentAt, type CellPlace, type Change } from './plan.js';

/** Returns what tells whether a unit's typed number stays though its entries add up to another. */
export function keepsTyped(
  grid: Grid,
  adjustments: Adjustments,
  options: ComputeOptions,
): (unit: UnitAdjustment) => boolean {
  const column = adjustmentColumn(adjustments);
  if (column === undefined) return () => true;
  return ({ row, state }) => state === 'disagrees' && keeps(options, { sheet: grid.sheet, row: row.row, column });
}

/**
 * Plans the 加减分 cells of units with entries: the plain number, never a formula over another sheet, because sheets get
 * copied into other files. A typed number that disagrees is a difference like any other.
 */
export function fillAdjustments(grid: Grid, adjustments: Adjustments, options: ComputeOptions): FillPlan {
  const column = adjustmentColumn(adjustments);
  const isKept = keepsTyped(grid, adjustments, options);
  const differences: Difference[] = [];
  const changes: Change[] = [];
  for (const unit of adjustments.units) {
    if (unit.total === null || column === undefined) continue;
    const place = { row: unit.row.row, column };
    const to = toNumber(unit.total);
    const kept = isKept(unit);
    if (unit.state === 'disagrees') {
      const cell = cellName(place.row, column);
      const from = contentAt(grid, place).value;
      differences.push({ sheet: grid.sheet, cell, from, to, formula: null, kept, because: 'ledger' });
    }
    if (kept) continue;
    for (const change of numberChanges(grid, place, to)) changes.push(change);
  }
  return { changes, differences, problems: [], filled: changes.filter(({ kind }) => kind === 'content').length };
}

function adjustmentColumn({ attachment, component }: Adjustments): number | undefined {
  return attachment.columns.find(({ id }) => id === component.column)?.column;
}

/** Changes that make a cell hold a plain number. A formula over its own sheet that gives the same number may stay. */
export function numberChanges(grid: Grid, { row, column }: CellPlace, value: number): readonly Change[] {
  const { sheet } = grid;
  const was = contentAt(grid, { row, column });
  const readsOtherSheet = was.formula !== null && was.formula.includes('!');
  if (was.value === value && !readsOtherSheet) return [];
  const changes: Change[] = [];
  if (formatAt(grid, row, column) === '@')
    changes.push({ kind: 'format', sheet, row, column, was: '@', becomes: 'General' });
  changes.push({ kind: 'content', sheet, row, column, was, becomes: { value, formula: null } });
  return changes;
}
