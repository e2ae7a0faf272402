import { areaName, cellName } from '../../core/grid/address.js';
import type { Area } from '../../core/grid/grid.js';
import type { MergeEdit } from '../edits.js';
import type { Package } from '../package/package.js';
import { XlsxRefusal } from '../refusal.js';
import { WORKSHEET_ORDER } from '../xml/schema-order.js';
import { parseTree, withRootChild } from '../xml/tree.js';
import { withAttribute } from '../xml/xml.js';
import { isSameArea, liesIn, overlap } from './areas.js';
import { readFrame, rowsOf } from './sheet-cells.js';
import { frameOf, setFrame } from './sheet-frame.js';
import { tablesOf } from './tables.js';

/** Makes, changes or parts a merged area; tells whether it was there as the edit says. */
export function mergeCells(file: Package, part: string, { sheet, was, becomes }: MergeEdit): boolean {
  const present = readFrame(frameOf(file, part), part).merges;
  if (was !== null && !present.some((area) => isSameArea(area, was))) return false;
  const others = present.filter((area) => was === null || !isSameArea(area, was));
  if (becomes !== null) {
    if (was === null && others.some((area) => isSameArea(area, becomes))) return false;
    refuse(file, part, sheet, becomes, others);
  }
  const frame = frameOf(file, part);
  setFrame(
    file,
    part,
    withRootChild(frame, part, WORKSHEET_ORDER, 'mergeCells', (p, list) => {
      const areas = becomes === null ? others : [...others, becomes];
      if (areas.length === 0) return null;
      const tag =
        list === undefined
          ? `<${p}mergeCells>`
          : list.slice(0, parseTree(list, part, 0).openEnd).replace(/\s*\/>$/, '>');
      return `${withAttribute(tag, 'count', String(areas.length))}${areas.map((area) => `<${p}mergeCell ref="${areaName(area)}"/>`).join('')}</${p}mergeCells>`;
    }),
  );
  return true;
}

function refuse(file: Package, part: string, sheet: string, area: Area, others: readonly Area[]): void {
  const taken = [...others, ...tablesOf(file, part).map((table) => table.area)].find((other) => overlap(other, area));
  if (taken !== undefined) throw new XlsxRefusal('merge-overlaps', { sheet, cells: areaName(taken) });
  const rows = rowsOf(file, part, null);
  while (rows.nextRow()) {
    if (rows.row > area.bottom) return;
    while (rows.nextCell()) {
      const { row, column } = rows;
      if (
        liesIn(row, column, area) &&
        (row !== area.top || column !== area.left) &&
        (rows.hasValue || rows.formula !== null)
      )
        throw new XlsxRefusal('merge-hides-cell', { sheet, cell: cellName(row, column) });
    }
  }
}
