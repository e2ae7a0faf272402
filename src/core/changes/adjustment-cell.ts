import type { Adjustments, UnitAdjustment } from '../adjustments/settle.js';
import { toNumber } from '../exact/rational.js';
import { cellName } from '../grid/address.js';
import { formatAt, formulaAt, valueAt, type Grid } from '../grid/grid.js';
import { keeps, type ComputeOptions, type Difference, type Filling } from './filling.js';
import type { Change } from './plan.js';

/** Tells whether a unit's typed number stays though its entries add up to another. */
export function keepsTyped(
  grid: Grid,
  { attachment, component }: Adjustments,
  options: ComputeOptions,
): (unit: UnitAdjustment) => boolean {
  const column = attachment.columns.find(({ id }) => id === component.column)?.column;
  return ({ row, state }) =>
    column === undefined || (state === 'disagrees' && keeps(options, grid.sheet, row.row, column));
}

/**
 * Plans the 加减分 cells of units with entries: the plain number, never a formula over another sheet, because sheets get
 * copied into other files. A typed number that disagrees is a difference like any other.
 */
export function fillAdjustments(grid: Grid, adjustments: Adjustments, options: ComputeOptions): Filling {
  const { attachment, component, units } = adjustments;
  const column = attachment.columns.find(({ id }) => id === component.column)?.column;
  const changes: Change[] = [];
  const differences: Difference[] = [];
  if (column === undefined) return { changes, differences, problems: [], filled: 0 };
  const kept = keepsTyped(grid, adjustments, options);
  for (const unit of units) {
    if (unit.total === null) continue;
    const { row } = unit.row;
    const value = toNumber(unit.total);
    const from = valueAt(grid, row, column);
    if (unit.state === 'disagrees')
      differences.push({
        sheet: grid.sheet,
        cell: cellName(row, column),
        from,
        to: value,
        formula: null,
        kept: kept(unit),
        because: 'ledger',
      });
    if (!kept(unit)) changes.push(...numberChanges(grid, row, column, value));
  }
  return { changes, differences, problems: [], filled: changes.filter(({ kind }) => kind === 'content').length };
}

/** Changes that make a cell hold a plain number. A formula over its own sheet that gives the same number may stay. */
export function numberChanges(grid: Grid, row: number, column: number, value: number): readonly Change[] {
  const was = { value: valueAt(grid, row, column), formula: formulaAt(grid, row, column) };
  const stays = was.value === value && (was.formula === null || !was.formula.includes('!'));
  if (stays) return [];
  const format = formatAt(grid, row, column);
  return [
    ...(format === '@'
      ? [{ kind: 'format', sheet: grid.sheet, row, column, was: '@', becomes: 'General' } as const]
      : []),
    { kind: 'content', sheet: grid.sheet, row, column, was, becomes: { value, formula: null } },
  ];
}
