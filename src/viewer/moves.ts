import { valueAt, type Area, type Grid } from '../core/grid/grid.js';
import type { Axis } from './axis.js';
import type { Layout } from './geometry.js';

export interface CellSelection {
  readonly row: number;
  readonly column: number;
}

/** So many rows down and columns to the right; negative ones lead up and to the left. */
export interface Move {
  readonly rows: number;
  readonly columns: number;
}

/** What the keys move about in. */
export interface SheetPlan {
  readonly grid: Grid;
  readonly layout: Layout;
}

/** Returns the cell so many visible rows and columns on: a merged area is left as a whole, hidden rows are skipped. */
export function moveFrom(layout: Layout, from: CellSelection, { rows, columns }: Move): CellSelection {
  const area = areaAt(layout, from);
  let { row, column } = from;
  if (rows > 0) row = moveAlong(layout.rows, area.bottom, rows);
  if (rows < 0) row = moveAlong(layout.rows, area.top, rows);
  if (columns > 0) column = moveAlong(layout.columns, area.right, columns);
  if (columns < 0) column = moveAlong(layout.columns, area.left, columns);
  return { row, column };
}

function moveAlong(axis: Axis, from: number, by: number): number {
  const direction = Math.sign(by);
  let index = from;
  for (let left = Math.abs(by); left > 0; left -= 1) {
    let next = index + direction;
    while (next >= 0 && next < axis.count && axis.size(next) === 0) next += direction;
    if (next < 0 || next >= axis.count) break;
    index = next;
  }
  return index;
}

/**
 * Returns where Ctrl with an arrow leads: to the end of the block of filled cells, else to the next filled cell, else
 * to the edge of what is used.
 */
export function jumpFrom({ grid, layout }: SheetPlan, from: CellSelection, move: Move): CellSelection {
  const isFilled = ({ row, column }: CellSelection): boolean => valueAt(grid, row, column) !== null;
  const isUnused = ({ row, column }: CellSelection): boolean =>
    row > layout.lastUsed.row || column > layout.lastUsed.column;
  let cell = from;
  let next = moveFrom(layout, cell, move);
  const startsInBlock = isFilled(cell) && isFilled(next);
  while (!isSameCell(next, cell) && !isUnused(next)) {
    if (startsInBlock && !isFilled(next)) return cell;
    cell = next;
    if (!startsInBlock && isFilled(cell)) return cell;
    next = moveFrom(layout, cell, move);
  }
  return cell;
}

function isSameCell(a: CellSelection, b: CellSelection): boolean {
  return a.row === b.row && a.column === b.column;
}

/** Returns the last filled cell of a row; the first where there is none. */
export function rowEnd(grid: Grid, { lastUsed }: Layout, row: number): CellSelection {
  for (let column = lastUsed.column; column > 0; column -= 1)
    if (valueAt(grid, row, column) !== null) return { row, column };
  return { row, column: 0 };
}

/** Returns the merged area that covers a cell, else the cell alone. */
export function areaAt({ merged }: Layout, { row, column }: CellSelection): Area {
  return merged.at(row, column) ?? { top: row, left: column, bottom: row, right: column };
}

/** Returns the first cell of a sheet that can be seen. */
export function firstVisible({ rows, columns }: Layout): CellSelection {
  return { row: firstVisibleIndex(rows), column: firstVisibleIndex(columns) };
}

function firstVisibleIndex(axis: Axis): number {
  if (axis.size(0) > 0) return 0;
  return moveAlong(axis, 0, 1);
}
