import type { Area } from '../core/grid/grid.js';
import type { SheetLook } from '../ports/appearance.js';
import type { Axis } from './axis.js';
import type { Layout } from './geometry.js';
import { areaAt, type CellSelection } from './moves.js';
import { HEADER_HEIGHT, HEADER_WIDTH } from './viewer-styles.js';

/** Where the element that scrolls stands and how large it is, in pixels of the page. */
export interface Viewport {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** The frozen rows and columns of a sheet: how many, and how many pixels of the page they take up. */
export interface Frozen {
  readonly rows: number;
  readonly columns: number;
  readonly width: number;
  readonly height: number;
}

/** A sheet in its window. */
export interface SheetInViewport {
  readonly layout: Layout;
  readonly zoom: number;
  readonly viewport: Viewport;
  readonly frozen: Frozen;
}

/** Frozen rows and columns that would leave less than this to scroll in are not frozen. */
const LEAST_ROOM = 60;

// Some cells beyond the edges of the window are rendered too. The rendered area grows and shrinks in steps, so that
// scrolling within a step renders nothing.
const MARGIN_ROWS = 6;
const MARGIN_COLUMNS = 2;
const STEP_ROWS = 8;
const STEP_COLUMNS = 4;

/** Returns what stays in sight while a sheet scrolls. */
export function frozenPart(
  { rows, columns }: Layout,
  { frozen }: SheetLook,
  { zoom, viewport }: { readonly zoom: number; readonly viewport: Viewport },
): Frozen {
  const height = rows.size(0, frozen.rows - 1) * zoom;
  const width = columns.size(0, frozen.columns - 1) * zoom;
  const part = { rows: 0, columns: 0, width: 0, height: 0 };
  if (height + HEADER_HEIGHT + LEAST_ROOM <= viewport.height) {
    part.rows = frozen.rows;
    part.height = height;
  }
  if (width + HEADER_WIDTH + LEAST_ROOM <= viewport.width) {
    part.columns = frozen.columns;
    part.width = width;
  }
  return part;
}

/** Returns the cells to render of the part that scrolls. */
export function renderedArea({ layout: { rows, columns }, zoom, viewport, frozen }: SheetInViewport): Area {
  const firstRow = rows.at((viewport.top + frozen.height) / zoom) - MARGIN_ROWS;
  const lastRow = rows.at((viewport.top + viewport.height) / zoom) + MARGIN_ROWS;
  const firstColumn = columns.at((viewport.left + frozen.width) / zoom) - MARGIN_COLUMNS;
  const lastColumn = columns.at((viewport.left + viewport.width) / zoom) + MARGIN_COLUMNS;
  return {
    top: Math.max(frozen.rows, stepStart(firstRow, STEP_ROWS)),
    bottom: Math.min(rows.count - 1, stepStart(lastRow, STEP_ROWS) + STEP_ROWS - 1),
    left: Math.max(frozen.columns, stepStart(firstColumn, STEP_COLUMNS)),
    right: Math.min(columns.count - 1, stepStart(lastColumn, STEP_COLUMNS) + STEP_COLUMNS - 1),
  };
}

function stepStart(index: number, step: number): number {
  return Math.floor(index / step) * step;
}

/** Returns how many rows a page of the window has, at least one. */
export function rowsPerPage({ layout: { rows }, zoom, viewport, frozen }: SheetInViewport): number {
  const last = rows.at((viewport.top + viewport.height - HEADER_HEIGHT) / zoom);
  const first = rows.at((viewport.top + frozen.height) / zoom);
  return Math.max(1, last - first - 1);
}

/** Scrolls an element no further than it takes for a cell to be seen. Frozen rows and columns are always in sight. */
export function scrollToCell(
  element: HTMLElement,
  cell: CellSelection,
  { layout, zoom, frozen }: Omit<SheetInViewport, 'viewport'>,
): void {
  const area = areaAt(layout, cell);
  if (cell.column >= frozen.columns) {
    const left = scrollPosition(stretchOf(layout.columns, { first: area.left, last: area.right, zoom }), {
      from: element.scrollLeft,
      length: element.clientWidth - HEADER_WIDTH,
      covered: frozen.width,
    });
    if (left !== null) element.scrollLeft = left;
  }
  if (cell.row >= frozen.rows) {
    const top = scrollPosition(stretchOf(layout.rows, { first: area.top, last: area.bottom, zoom }), {
      from: element.scrollTop,
      length: element.clientHeight - HEADER_HEIGHT,
      covered: frozen.height,
    });
    if (top !== null) element.scrollTop = top;
  }
}

/** Returns the cell at a point of the window, beyond the edges of what scrolls the next one outside. */
export function cellAtPoint(
  element: HTMLElement,
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
  { layout, zoom, frozen }: Omit<SheetInViewport, 'viewport'>,
): CellSelection {
  const { left, top } = element.getBoundingClientRect();
  const x = Math.min(clientX - left, element.clientWidth + HEADER_WIDTH) - HEADER_WIDTH;
  const y = Math.min(clientY - top, element.clientHeight + HEADER_HEIGHT) - HEADER_HEIGHT;
  const isFrozenColumn = x >= 0 && x < frozen.width;
  const isFrozenRow = y >= 0 && y < frozen.height;
  return {
    row: layout.rows.at((isFrozenRow ? y : y + element.scrollTop) / zoom),
    column: layout.columns.at((isFrozenColumn ? x : x + element.scrollLeft) / zoom),
  };
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

function stretchOf(
  axis: Axis,
  { first, last, zoom }: { readonly first: number; readonly last: number; readonly zoom: number },
): Stretch {
  const start = axis.start(first) * zoom;
  return { start, end: start + axis.size(first, last) * zoom };
}

/** Returns where to scroll to along one axis, `null` where the stretch is in sight already. */
function scrollPosition(
  { start, end }: Stretch,
  { from, length, covered }: { readonly from: number; readonly length: number; readonly covered: number },
): number | null {
  if (start < from + covered || end - start > length) return start - covered;
  if (end > from + length) return end - length;
  return null;
}
