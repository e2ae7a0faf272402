import { areaName } from '../../core/grid/address.js';
import type { Area } from '../../core/grid/grid.js';

/** Tells whether two areas share a cell. */
export function overlap(a: Area, b: Area): boolean {
  return a.top <= b.bottom && a.bottom >= b.top && a.left <= b.right && a.right >= b.left;
}

/** Tells whether a cell lies in an area. */
export function liesIn(row: number, column: number, area: Area): boolean {
  return overlap({ top: row, left: column, bottom: row, right: column }, area);
}

/** Tells whether two areas are the same cells. */
export function isSameArea(a: Area, b: Area): boolean {
  return areaName(a) === areaName(b);
}
