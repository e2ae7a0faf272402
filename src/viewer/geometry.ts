import type { Grid } from '../core/grid/grid.js';
import { usedArea } from '../core/grid/grid.js';
import { MOST_COLUMNS, type SheetLook } from '../ports/appearance.js';
import { Axis } from './axis.js';
import { digitWidth, PIXELS_A_POINT } from './fonts.js';
import { MergedAreas } from './merged-areas.js';
import { fittingHeights } from './row-heights.js';

/** A sheet laid out: its axes and its merged areas. */
export interface Layout {
  readonly rows: Axis;
  readonly columns: Axis;
  readonly merged: MergedAreas;
  /** The last cell that holds or shows something. */
  readonly lastUsed: { readonly row: number; readonly column: number };
}

// Room beside and below what is used, as a sheet has it; a small sheet fills the window.
const MORE_ROWS = 20;
const MORE_COLUMNS = 6;
const LEAST_ROWS = 60;
const LEAST_COLUMNS = 26;
// More than is ever formatted by hand: a style on a whole column, or on a million rows, does not make the view longer.
const MOST_STYLED_ROWS = 2000;
const MOST_STYLED_COLUMNS = 200;

/** Lays a sheet out at full size. Hidden rows and columns have no size. */
export function layOut(grid: Grid, look: SheetLook): Layout {
  const lastUsed = lastUsedCell(grid, look);
  const columns = columnAxis(grid, look, Math.max(LEAST_COLUMNS, lastUsed.column + 1 + MORE_COLUMNS));
  const hiddenRows = new Set(grid.hiddenRows);
  const fitting = fittingHeights(grid, look, columns);
  const rowCount = Math.max(LEAST_ROWS, lastUsed.row + 1 + MORE_ROWS);
  const heights = Array.from({ length: rowCount }, (_, row) => {
    if (hiddenRows.has(row)) return 0;
    const points = look.heights.get(row) ?? fitting.get(row) ?? look.defaultHeight;
    return Math.round(points * PIXELS_A_POINT);
  });
  return { rows: new Axis(heights), columns, merged: new MergedAreas(look.merges), lastUsed };
}

function columnAxis(grid: Grid, look: SheetLook, count: number): Axis {
  const hidden = new Set(grid.hiddenColumns);
  const digit = digitWidth(look.looks[0]?.font);
  const widths = Array.from({ length: count }, (_, column) => {
    if (hidden.has(column)) return 0;
    const digits = look.widths.find(({ first, last }) => column >= first && column <= last)?.width ?? look.defaultWidth;
    if (digits === null) return usualWidth(digit);
    return Math.trunc(((256 * digits + Math.trunc(128 / digit)) / 256) * digit);
  });
  return new Axis(widths);
}

/** The width of columns that nobody set, in pixels: 8 digits with the padding, up to a multiple of 8 pixels. */
function usualWidth(digit: number): number {
  return Math.ceil((8 * digit + 5) / 8) * 8;
}

/** Returns the last row and column that are used, or have a look although they hold nothing. */
function lastUsedCell(grid: Grid, { cells: { keys }, merges }: SheetLook): Layout['lastUsed'] {
  const used = usedArea(grid);
  const mostRow = Math.max(used.bottom, 0) + MOST_STYLED_ROWS;
  const mostColumn = Math.max(used.right, 0) + MOST_STYLED_COLUMNS;
  // The keys ascend by row.
  let row = Math.floor((keys.at(-1) ?? 0) / MOST_COLUMNS);
  let column = used.right;
  for (let index = 0; index < keys.length; index += 1)
    column = Math.max(column, (keys[index] as number) % MOST_COLUMNS);
  for (const area of merges) {
    row = Math.max(row, area.bottom);
    column = Math.max(column, area.right);
  }
  return {
    row: Math.max(used.bottom, 0, Math.min(mostRow, row)),
    column: Math.max(0, Math.min(mostColumn, column)),
  };
}
