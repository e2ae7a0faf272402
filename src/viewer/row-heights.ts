import { valueAt, type Grid } from '../core/grid/grid.js';
import { MOST_COLUMNS, type CellLook, type SheetLook } from '../ports/appearance.js';
import type { Axis } from './axis.js';
import { fontSize } from './fonts.js';

/** A line of text is this much higher than its font. */
export const LINE_HEIGHT = 1.2;

/** A single line of text is this much higher than its font. */
const SINGLE_LINE_HEIGHT = 1.36;

/**
 * Returns how high rows are whose height nobody set, in points: as their largest text needs. A spreadsheet program
 * would have fitted them. Rows that need no more than the default are left out.
 */
export function fittingHeights(grid: Grid, look: SheetLook, columns: Axis): ReadonlyMap<number, number> {
  const heights = new Map<number, number>();
  const { keys, looks } = look.cells;
  const merged = new Set(look.merges.map(({ top, left }) => top * MOST_COLUMNS + left));
  let row = -1;
  let isSet = false;
  let height = 0;
  // Two hundred thousand cells and more: the cheap questions come first.
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] as number;
    const own = look.looks[looks[index] as number];
    if (own === undefined) continue;
    const rowOfCell = Math.floor(key / MOST_COLUMNS);
    if (rowOfCell !== row) {
      row = rowOfCell;
      isSet = look.heights.has(row);
      height = look.defaultHeight;
    }
    if (isSet) continue;
    // A merged cell does not stretch its row.
    const mayWrap = own.wrap && !merged.has(key);
    if (!mayWrap && textHeight(1, own) <= height) continue;
    const column = key - row * MOST_COLUMNS;
    const value = valueAt(grid, row, column);
    if (value === null || value === '') continue;
    let lines = 1;
    if (mayWrap && typeof value === 'string') lines = linesOf(value, own, columns.size(column));
    const needed = textHeight(lines, own);
    if (needed <= height) continue;
    height = needed;
    heights.set(row, needed);
  }
  return heights;
}

/** In points. */
function textHeight(lines: number, { font }: CellLook): number {
  if (lines === 1) return font.size * SINGLE_LINE_HEIGHT;
  return font.size * (LINE_HEIGHT * lines + 0.2);
}

/**
 * Returns how many lines a wrapped text takes, by the usual widths of its characters: measuring each of ten thousand
 * rows would be felt.
 */
function linesOf(text: string, { font }: CellLook, width: number): number {
  const room = Math.max(1, (width - 5) / fontSize(font));
  let lines = 0;
  for (const line of text.split('\n')) {
    let length = 0;
    for (const character of line) length += isWide(character) ? 1 : 0.52;
    lines += Math.max(1, Math.ceil(length / room));
  }
  return lines;
}

/** Chinese characters are as wide as they are high. */
function isWide(character: string): boolean {
  return (character.codePointAt(0) ?? 0) > 0x2e7f;
}
