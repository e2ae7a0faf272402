import { valueAt, type Area, type Grid } from '../core/grid/grid.js';
import type { Layout } from './geometry.js';
import { areaAt, moveFrom, type CellSelection, type Move } from './moves.js';

/** What is selected of a sheet. */
export interface SelectedRange {
  /** The cell that typing goes into. */
  readonly active: CellSelection;
  /** The corner that Shift moves, across from the active cell. */
  readonly corner: CellSelection;
  /** Merged areas belong to it as a whole. */
  readonly area: Area;
}

/** What the numbers of a range come to. Hidden rows and columns are passed over, as nobody sees that they count. */
export interface RangeSummary {
  /** Cells that hold something. */
  readonly filled: number;
  /** Cells that hold a number. */
  readonly numbers: number;
  readonly sum: number;
  readonly average: number;
}

/** Selects one cell, or the merged area that it belongs to. */
export function singleCell(layout: Layout, cell: CellSelection): SelectedRange {
  return { active: cell, corner: cell, area: areaAt(layout, cell) };
}

/** Selects from one cell to another; grows until no merged area is cut. */
export function rangeTo(
  { layout, merges }: { readonly layout: Layout; readonly merges: readonly Area[] },
  active: CellSelection,
  corner: CellSelection,
): SelectedRange {
  let area = united(areaAt(layout, active), areaAt(layout, corner));
  let grown = grownOver(area, merges);
  while (!isSameArea(area, grown)) {
    area = grown;
    grown = grownOver(area, merges);
  }
  return { active, corner, area };
}

function grownOver(area: Area, merges: readonly Area[]): Area {
  let grown = area;
  for (const merge of merges) if (intersects(merge, grown)) grown = united(grown, merge);
  return grown;
}

/** Selects whole rows, from one to another; the active cell is the first that can be seen. */
export function wholeRows({ columns }: Layout, from: number, to: number): SelectedRange {
  const first = firstWithSize(columns);
  const last = columns.count - 1;
  const area = { top: Math.min(from, to), bottom: Math.max(from, to), left: 0, right: last };
  return { active: { row: from, column: first }, corner: { row: to, column: last }, area };
}

/** Selects whole columns, from one to another. */
export function wholeColumns({ rows }: Layout, from: number, to: number): SelectedRange {
  const first = firstWithSize(rows);
  const last = rows.count - 1;
  const area = { left: Math.min(from, to), right: Math.max(from, to), top: 0, bottom: last };
  return { active: { row: first, column: from }, corner: { row: last, column: to }, area };
}

function firstWithSize(axis: Layout['rows']): number {
  for (let index = 0; index < axis.count; index += 1) if (axis.size(index) > 0) return index;
  return 0;
}

/** Selects all that is used, from the cell where somebody stands. */
export function allUsed(layout: Layout, active: CellSelection): SelectedRange {
  const { row, column } = layout.lastUsed;
  return { active, corner: layout.lastUsed, area: { top: 0, left: 0, bottom: row, right: column } };
}

/** Returns the part of an area that is used; `null` where none of it is. */
export function usedPart({ lastUsed }: Layout, { top, left, bottom, right }: Area): Area | null {
  const part = { top, left, bottom: Math.min(bottom, lastUsed.row), right: Math.min(right, lastUsed.column) };
  return part.bottom < top || part.right < left ? null : part;
}

/**
 * Returns the next cell within a range, as Enter (down) and Tab (right) go: at the end of a column the next one begins,
 * after the last cell the first. Hidden cells, and those that a merged area covers, are passed over.
 */
export function nextInRange(
  layout: Layout,
  area: Area,
  { from, move }: { from: CellSelection; move: Move },
): CellSelection {
  const height = area.bottom - area.top + 1;
  const width = area.right - area.left + 1;
  const isDown = move.rows !== 0;
  const step = isDown ? move.rows : move.columns;
  const placeOf = ({ row, column }: CellSelection): number =>
    isDown ? (column - area.left) * height + row - area.top : (row - area.top) * width + column - area.left;
  const cellAt = (place: number): CellSelection =>
    isDown
      ? { row: area.top + (place % height), column: area.left + Math.floor(place / height) }
      : { row: area.top + Math.floor(place / width), column: area.left + (place % width) };
  const count = height * width;
  let place = placeOf(from);
  for (let tried = 0; tried < count; tried += 1) {
    place = (place + step + count) % count;
    const cell = cellAt(place);
    if (canStandIn(layout, cell)) return cell;
  }
  return from;
}

function canStandIn(layout: Layout, cell: CellSelection): boolean {
  const { top, left } = areaAt(layout, cell);
  if (top !== cell.row || left !== cell.column) return false;
  return layout.rows.size(cell.row) > 0 && layout.columns.size(cell.column) > 0;
}

/** Returns where Enter or Tab leads from a cell: on within a range of several cells, else to the neighbour. */
export function stepFrom(layout: Layout, { active, area }: SelectedRange, move: Move): CellSelection {
  if (isSameArea(area, areaAt(layout, active))) return moveFrom(layout, active, move);
  return nextInRange(layout, area, { from: active, move });
}

/** Adds up what can be seen in an area. */
export function summaryOf(grid: Grid, layout: Layout, area: Area): RangeSummary {
  const used = usedPart(layout, area);
  let filled = 0;
  let numbers = 0;
  let sum = 0;
  if (used !== null)
    forEachCell(used, (row, column) => {
      if (layout.rows.size(row) === 0 || layout.columns.size(column) === 0) return;
      const value = valueAt(grid, row, column);
      if (value === null || value === '') return;
      filled += 1;
      if (typeof value !== 'number') return;
      numbers += 1;
      sum += value;
    });
  // As spreadsheets show them: 0.1 and 0.2 are 0.3.
  return { filled, numbers, sum: to15Digits(sum), average: numbers === 0 ? 0 : to15Digits(sum / numbers) };
}

function to15Digits(value: number): number {
  return Number(value.toPrecision(15));
}

/** Calls something for each cell of an area, row by row. */
export function forEachCell({ top, left, bottom, right }: Area, visit: (row: number, column: number) => void): void {
  for (let row = top; row <= bottom; row += 1) for (let column = left; column <= right; column += 1) visit(row, column);
}

export function intersects(a: Area, b: Area): boolean {
  return a.top <= b.bottom && a.bottom >= b.top && a.left <= b.right && a.right >= b.left;
}

export function isSameArea(a: Area, b: Area): boolean {
  return a.top === b.top && a.left === b.left && a.bottom === b.bottom && a.right === b.right;
}

function united(a: Area, b: Area): Area {
  return {
    top: Math.min(a.top, b.top),
    left: Math.min(a.left, b.left),
    bottom: Math.max(a.bottom, b.bottom),
    right: Math.max(a.right, b.right),
  };
}
