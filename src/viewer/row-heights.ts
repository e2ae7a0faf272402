import { valueAt, type Grid } from '../core/grid/grid.js';
import { MOST_COLUMNS, type CellLook, type SheetLook } from '../ports/appearance.js';
import type { Axis } from './axis.js';
import { fontSize } from './fonts.js';

/** A line of text is this much higher than its font. */
export const LINE_HEIGHT = 1.2;

/** Rows whose height nobody set are as high as their largest text needs, in points; a program would have fitted them. */
export function fittingHeights(grid: Grid, look: SheetLook, columns: Axis): ReadonlyMap<number, number> {
  const heights = new Map<number, number>();
  const { keys, looks } = look.cells;
  const merged = new Set(look.merges.map(({ top, left }) => top * MOST_COLUMNS + left));
  let [row, isSet, height] = [-1, false, 0];
  // Two hundred thousand cells and more: the cheap questions come first.
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] as number;
    const own = look.looks[looks[index] as number];
    if (own === undefined) continue;
    const at = Math.floor(key / MOST_COLUMNS);
    if (at !== row) [row, isSet, height] = [at, look.heights.has(at), look.defaultHeight];
    if (isSet) continue;
    const column = key - row * MOST_COLUMNS;
    // A merged cell does not stretch its row.
    const mayWrap = own.wrap && !merged.has(key);
    if (!mayWrap && heightOf(1, own) <= height) continue;
    const value = valueAt(grid, row, column);
    if (value === null || value === '') continue;
    const needed = heightOf(typeof value === 'string' && mayWrap ? linesOf(value, own, columns.size(column)) : 1, own);
    if (needed <= height) continue;
    height = needed;
    heights.set(row, needed);
  }
  return heights;
}

/** In points. */
function heightOf(lines: number, { font }: CellLook): number {
  return font.size * (lines === 1 ? 1.36 : LINE_HEIGHT * lines + 0.2);
}

/** How many lines a wrapped text takes, by the widths of its signs; measuring each of ten thousand rows would be felt. */
function linesOf(text: string, { font }: CellLook, width: number): number {
  const room = Math.max(1, (width - 5) / fontSize(font));
  return text.split('\n').reduce((lines, line) => {
    const length = [...line].reduce((sum, sign) => sum + ((sign.codePointAt(0) ?? 0) > 0x2e7f ? 1 : 0.52), 0);
    return lines + Math.max(1, Math.ceil(length / room));
  }, 0);
}
