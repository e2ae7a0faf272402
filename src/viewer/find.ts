import { formatAt, usedArea, valueAt, type Grid } from '../core/grid/grid.js';
import { shownText } from '../core/grid/shown.js';
import type { Layout } from './geometry.js';
import type { CellSelection } from './moves.js';

/**
 * Returns the cells that show a text, row by row: in any case, full-width signs like plain ones, spaces and line breaks
 * passed over. Hidden rows and columns are left out.
 */
export function findCells(grid: Grid, layout: Layout, text: string): readonly CellSelection[] {
  const wanted = comparable(text);
  const found: CellSelection[] = [];
  if (wanted === '') return found;
  const { top, left, bottom, right } = usedArea(grid);
  for (let row = top; row <= bottom; row += 1) {
    if (layout.rows.size(row) === 0) continue;
    for (let column = left; column <= right; column += 1) {
      const value = valueAt(grid, row, column);
      if (value === null || layout.columns.size(column) === 0) continue;
      const isFound =
        comparable(shownText(value, formatAt(grid, row, column))).includes(wanted) ||
        (typeof value === 'number' && String(value).includes(wanted));
      if (isFound) found.push({ row, column });
    }
  }
  return found;
}

function comparable(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}

/** Returns the number of the first place after a cell, or before it; those at the ends follow each other. */
export function nextFound(found: readonly CellSelection[], from: CellSelection, direction: 1 | -1): number {
  const isAfter = ({ row, column }: CellSelection): boolean =>
    row > from.row || (row === from.row && column > from.column);
  const isBefore = ({ row, column }: CellSelection): boolean =>
    row < from.row || (row === from.row && column < from.column);
  if (direction === 1) return Math.max(0, found.findIndex(isAfter));
  const last = found.findLastIndex(isBefore);
  return last === -1 ? found.length - 1 : last;
}
