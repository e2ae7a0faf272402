import type { Area, Grid } from '../core/grid/grid.js';
import { usedArea, valueAt } from '../core/grid/grid.js';
import { MOST_COLUMNS, type SheetLook } from '../ports/appearance.js';

/** Where rows or columns lie, in pixels at full size. */
class Axis {
  /** `starts[i]` is where number i begins; one more tells the end. */
  private readonly starts: Float64Array;

  constructor(sizes: readonly number[]) {
    this.starts = new Float64Array(sizes.length + 1);
    sizes.forEach((size, index) => {
      this.starts[index + 1] = (this.starts[index] as number) + size;
    });
  }

  get count(): number {
    return this.starts.length - 1;
  }

  get total(): number {
    return this.starts[this.count] as number;
  }

  start(index: number): number {
    return this.starts[Math.max(0, Math.min(this.count, index))] as number;
  }

  /** From the beginning of `first` to the end of `last`. */
  size(first: number, last = first): number {
    return this.start(last + 1) - this.start(first);
  }

  /** The number that lies at a place. */
  at(place: number): number {
    let [low, high] = [0, this.count - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] as number) <= place) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }
}

/** A sheet laid out: its axes, and which merged area each covered cell belongs to. */
export interface Layout {
  readonly rows: Axis;
  readonly columns: Axis;
  readonly mergeAt: ReadonlyMap<string, Area>;
}

// Room beside and below what is used, as a sheet has it.
const [MORE_ROWS, MORE_COLUMNS] = [10, 3];
const PIXELS_A_POINT = 96 / 72;
/** Width of a digit of the normal font at 11 points, and the padding of a cell. */
const [DIGIT, PADDING] = [7, 5];

/** Lays a sheet out at full size. Hidden rows and columns have no size. */
export function layOut(grid: Grid, look: SheetLook): Layout {
  const { bottom, right } = usedArea(grid);
  const hiddenRows = new Set(grid.hiddenRows);
  const hiddenColumns = new Set(grid.hiddenColumns);
  const fitting = fittingHeights(grid, look);
  const rows = Array.from({ length: Math.max(bottom, 0) + 1 + MORE_ROWS }, (_, row) => (hiddenRows.has(row) ? 0 : Math.round((look.heights.get(row) ?? fitting.get(row) ?? look.defaultHeight) * PIXELS_A_POINT)));
  const columns = Array.from({ length: Math.max(right, 0) + 1 + MORE_COLUMNS }, (_, column) => {
    if (hiddenColumns.has(column)) return 0;
    const width = look.widths.find(({ first, last }) => column >= first && column <= last)?.width ?? look.defaultWidth;
    return width === 0 ? 0 : Math.round(width * DIGIT + PADDING);
  });
  const mergeAt = new Map<string, Area>();
  for (const area of look.merges) {
    for (let row = area.top; row <= area.bottom; row += 1) for (let column = area.left; column <= area.right; column += 1) mergeAt.set(`${row},${column}`, area);
  }
  return { rows: new Axis(rows), columns: new Axis(columns), mergeAt };
}

/** Rows whose height nobody set are as high as their largest font needs. */
function fittingHeights(grid: Grid, look: SheetLook): ReadonlyMap<number, number> {
  const heights = new Map<number, number>();
  for (const [key, style] of look.cells) {
    const [row, column] = [Math.floor(key / MOST_COLUMNS), key % MOST_COLUMNS];
    const size = look.looks[style]?.font.size ?? 0;
    const needed = size * 1.36;
    if (needed <= (heights.get(row) ?? look.defaultHeight) || look.heights.has(row)) continue;
    const value = valueAt(grid, row, column);
    if (value !== null && value !== '') heights.set(row, needed);
  }
  return heights;
}
