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
const [MORE_ROWS, MORE_COLUMNS] = [20, 6];
const [LEAST_ROWS, LEAST_COLUMNS] = [60, 26];
/** More than is ever formatted by hand; a style on a whole column or on a million rows does not make the picture longer. */
const MOST_STYLED_ROWS = 2000;
const MOST_STYLED_COLUMNS = 200;

/** The width of columns that nobody set, in digits: 8 with the padding, up to a multiple of 8 pixels. */
function usualWidth(digit: number): number {
  return Math.ceil((8 * digit + 5) / 8) * 8;
}

/** Lays a sheet out at full size. Hidden rows and columns have no size. */
export function layOut(grid: Grid, look: SheetLook): Layout {
  const { bottom, right } = drawnArea(grid, look);
  const hiddenRows = new Set(grid.hiddenRows);
  const hiddenColumns = new Set(grid.hiddenColumns);
  const digit = digitWidth(look.looks[0]?.font);
  const pixels = (width: number): number => Math.trunc(((256 * width + Math.trunc(128 / digit)) / 256) * digit);
  const columns = Array.from({ length: Math.max(LEAST_COLUMNS, right + 1 + MORE_COLUMNS) }, (_, column) => {
    if (hiddenColumns.has(column)) return 0;
    const width = look.widths.find(({ first, last }) => column >= first && column <= last)?.width ?? look.defaultWidth;
    return width === null ? usualWidth(digit) : pixels(width);
  });
  const columnAxis = new Axis(columns);
  const fitting = fittingHeights(grid, look, columnAxis);
  const rows = Array.from({ length: Math.max(LEAST_ROWS, bottom + 1 + MORE_ROWS) }, (_, row) =>
    hiddenRows.has(row)
      ? 0
      : Math.round((look.heights.get(row) ?? fitting.get(row) ?? look.defaultHeight) * PIXELS_A_POINT),
  );
  return {
    rows: new Axis(rows),
    columns: columnAxis,
    merged: new MergedAreas(look.merges),
    lastUsed: { row: bottom, column: right },
  };
}

/** What is used, and what has a look although it holds nothing. */
function drawnArea(
  grid: Grid,
  { cells: { keys }, merges }: SheetLook,
): { readonly bottom: number; readonly right: number } {
  let { bottom, right } = usedArea(grid);
  const [mostRows, mostColumns] = [Math.max(bottom, 0) + MOST_STYLED_ROWS, Math.max(right, 0) + MOST_STYLED_COLUMNS];
  // The keys ascend.
  bottom = Math.max(bottom, Math.min(mostRows, Math.floor((keys.at(-1) ?? 0) / MOST_COLUMNS)));
  let farthest = right;
  for (let index = 0; index < keys.length; index += 1) {
    const column = (keys[index] as number) % MOST_COLUMNS;
    if (column > farthest) farthest = column;
  }
  right = Math.min(mostColumns, farthest);
  for (const area of merges) {
    bottom = Math.max(bottom, Math.min(mostRows, area.bottom));
    right = Math.max(right, Math.min(mostColumns, area.right));
  }
  return { bottom: Math.max(bottom, 0), right: Math.max(right, 0) };
}
