import { valueAt, type Area, type Grid } from '../core/grid/grid.js';
import type { Axis } from './axis.js';
import type { Layout } from './geometry.js';

export interface CellSelection {
  readonly row: number;
  readonly column: number;
}

/** Returns the cell that lies so many visible rows and columns on; a merged area is left as a whole, hidden ones are stepped over. */
export function moved(
  { rows, columns, merged }: Layout,
  from: CellSelection,
  byRow: number,
  byColumn: number,
): CellSelection {
  const area = merged.at(from.row, from.column) ?? {
    top: from.row,
    bottom: from.row,
    left: from.column,
    right: from.column,
  };
  return {
    row: byRow === 0 ? from.row : stepped(rows, byRow > 0 ? area.bottom : area.top, byRow),
    column: byColumn === 0 ? from.column : stepped(columns, byColumn > 0 ? area.right : area.left, byColumn),
  };
}

function stepped(axis: Axis, from: number, by: number): number {
  const direction = Math.sign(by);
  let place = from;
  for (let left = Math.abs(by); left > 0; left -= 1) {
    let next = place + direction;
    while (next >= 0 && next < axis.count && axis.size(next) === 0) next += direction;
    if (next < 0 || next >= axis.count) break;
    place = next;
  }
  return place;
}

/** Returns where Ctrl with an arrow leads: to the end of the block of filled cells, else to the next filled one, else to the edge. */
export function jumped(
  grid: Grid,
  layout: Layout,
  from: CellSelection,
  byRow: number,
  byColumn: number,
): CellSelection {
  const isFilled = ({ row, column }: CellSelection): boolean => valueAt(grid, row, column) !== null;
  const { row: lastRow, column: lastColumn } = layout.lastUsed;
  let place = from;
  let next = moved(layout, place, byRow, byColumn);
  const isSame = (a: CellSelection, b: CellSelection): boolean => a.row === b.row && a.column === b.column;
  const isOut = (cell: CellSelection): boolean => cell.row > lastRow || cell.column > lastColumn;
  const goesOn = isFilled(place) && isFilled(next);
  while (!isSame(next, place) && !isOut(next)) {
    if (goesOn && !isFilled(next)) return place;
    place = next;
    if (!goesOn && isFilled(place)) return place;
    next = moved(layout, place, byRow, byColumn);
  }
  return place;
}

/** Returns the last filled cell of a row; the first where there is none. */
export function rowEnd(grid: Grid, { lastUsed }: Layout, row: number): CellSelection {
  for (let column = lastUsed.column; column > 0; column -= 1)
    if (valueAt(grid, row, column) !== null) return { row, column };
  return { row, column: 0 };
}

export function areaAt({ merged }: Layout, { row, column }: CellSelection): Area {
  return merged.at(row, column) ?? { top: row, left: column, bottom: row, right: column };
}

/** Returns the first cell of a sheet that can be seen. */
export function firstVisible({ rows, columns }: Layout): CellSelection {
  const first = (axis: Axis): number => (axis.size(0) > 0 ? 0 : stepped(axis, 0, 1));
  return { row: first(rows), column: first(columns) };
}
