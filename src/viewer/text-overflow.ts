import { formatAt, valueAt } from '../core/grid/grid.js';
import type { CellLook } from '../ports/appearance.js';
import { shownText } from '../core/grid/shown.js';
import { lookAt } from './look-at.js';
import { textWidth } from './measure.js';
import type { SheetRendering } from './sheet-rendering.js';

/** The columns over which the text of a cell runs, its own among them. */
export interface Overflow {
  readonly first: number;
  readonly last: number;
}

/** So many columns on, text does not run over empty cells any more. */
export const FARTHEST_OVERFLOW = 16;
/** What a cell keeps free left and right of its text. */
export const CELL_PADDING = 4;
/** No character is wider than its font size times this, in pixels. */
const WIDEST_CHARACTER = 1.4;

/**
 * Returns where the text of a cell runs over empty neighbours, being too long for its cell and neither wrapped nor
 * turned; `null` where it does not.
 */
export function overflowOf(rendering: SheetRendering, row: number, column: number): Overflow | null {
  const { grid, look: sheet, layout } = rendering;
  const value = valueAt(grid, row, column);
  if (typeof value !== 'string' || value === '') return null;
  if (layout.columns.size(column) === 0 || layout.merged.at(row, column) !== undefined) return null;
  const look = lookAt(sheet, row, column);
  if (look === undefined || !mayOverflow(look)) return null;
  const room = layout.columns.size(column) - CELL_PADDING;
  // Measuring is dear.
  if (value.length * look.font.size * WIDEST_CHARACTER <= room) return null;
  const surplus = textWidth(shownText(value, formatAt(grid, row, column)), look.font) - room;
  if (surplus <= 0) return null;
  const { leftwards, rightwards } = distribute(surplus, look.horizontal);
  const last = reach(rendering, { row, column, direction: 1, surplus: rightwards });
  const first = reach(rendering, { row, column, direction: -1, surplus: leftwards });
  if (first === last) return null;
  return { first, last };
}

function mayOverflow({ wrap, shrink, rotation, horizontal }: CellLook): boolean {
  return !wrap && !shrink && rotation === 0 && horizontal !== 'fill';
}

function distribute(
  surplus: number,
  alignment: CellLook['horizontal'],
): { readonly leftwards: number; readonly rightwards: number } {
  switch (alignment) {
    case 'center':
    case 'centerContinuous':
      return { leftwards: surplus / 2, rightwards: surplus / 2 };
    case 'right':
      return { leftwards: surplus, rightwards: 0 };
    default:
      return { leftwards: 0, rightwards: surplus };
  }
}

/** Returns the last column that text runs over in a direction: as far as it takes, and as cells are empty. */
function reach(
  { grid, layout: { columns, merged } }: SheetRendering,
  {
    row,
    column,
    direction,
    surplus,
  }: { readonly row: number; readonly column: number; readonly direction: 1 | -1; readonly surplus: number },
): number {
  const isFree = (other: number): boolean =>
    other >= 0 && other < columns.count && valueAt(grid, row, other) === null && merged.at(row, other) === undefined;
  let end = column;
  let rest = surplus;
  while (rest > 0 && Math.abs(end - column) < FARTHEST_OVERFLOW && isFree(end + direction)) {
    end += direction;
    rest -= columns.size(end);
  }
  return end;
}
