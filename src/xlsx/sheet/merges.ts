import { areaName, cellName } from '../../core/grid/address.js';
import type { Area } from '../../core/grid/grid.js';
import type { MergeEdit } from '../edits.js';
import type { Package } from '../package/package.js';
import { XlsxRefusal } from '../refusal.js';
import { openTagOf, parseTree } from '../xml/tree.js';
import { withAttribute } from '../xml/xml.js';
import { isSameArea, liesIn, overlap } from './areas.js';
import { readFrame, rowsOf } from './sheet-cells.js';
import { frameOf, setFrameChild } from './sheet-frame.js';
import { tablesOf } from './tables.js';

/** Makes, changes or splits a merged area; tells whether it was there as the edit says. */
export function mergeCells(file: Package, part: string, { sheet, was, becomes }: MergeEdit): boolean {
  const present = readFrame(frameOf(file, part), part).merges;
  if (was !== null && !present.some((area) => isSameArea(area, was))) return false;
  const areas = present.filter((area) => was === null || !isSameArea(area, was));
  if (becomes !== null) {
    if (was === null && areas.some((area) => isSameArea(area, becomes))) return false;
    const taken = [...areas, ...tablesOf(file, part).map(({ area }) => area)].find((area) => overlap(area, becomes));
    if (taken !== undefined) throw new XlsxRefusal('merge-overlaps', { sheet, cells: areaName(taken) });
    const hidden = firstHiddenCell(file, part, becomes);
    if (hidden !== undefined) throw new XlsxRefusal('merge-hides-cell', { sheet, cell: hidden });
    areas.push(becomes);
  }
  setFrameChild(file, { part, name: 'mergeCells' }, (p, list) => {
    if (areas.length === 0) return null;
    const tag = list === undefined ? `<${p}mergeCells>` : openTagOf(list, parseTree(list, part, 0));
    const cells = areas.map((area) => `<${p}mergeCell ref="${areaName(area)}"/>`);
    return `${withAttribute(tag, 'count', String(areas.length))}${cells.join('')}</${p}mergeCells>`;
  });
  return true;
}

/** The first filled cell of an area that would not be seen if the area were merged: any but the one at its corner. */
function firstHiddenCell(file: Package, part: string, area: Area): string | undefined {
  const rows = rowsOf(file, part, null);
  while (rows.nextRow()) {
    if (rows.row > area.bottom) return undefined;
    while (rows.nextCell()) {
      const { row, column } = rows;
      const isCorner = row === area.top && column === area.left;
      if (isCorner || !liesIn(row, column, area)) continue;
      if (rows.hasValue || rows.formula !== null) return cellName(row, column);
    }
  }
  return undefined;
}
