import { cellName } from '../../core/grid/address.js';
import { WorkbookRefusal } from '../../ports/workbook.js';
import type { Package } from './package.js';
import { readSheetCells, type SheetCell } from './sheet-cells.js';
import type { SheetEntry } from './workbook-part.js';
import { splice, walk, withAttribute, type Splice } from './xml.js';

/**
 * Turns formulas of a sheet into the values they show, to the letter as they stand cached. Refuses where one was never
 * calculated: an official attachment with a blank in it would go out unnoticed.
 */
export function formulasToValues(file: Package, { name, part }: SheetEntry, applies: (formula: string) => boolean): void {
  const xml = file.text(part);
  const sheet = readSheetCells(xml, part, null);
  const chosen = sheet.cells.filter(({ formula }) => formula !== null && applies(formula));
  // The children of a shared formula find it only in its first cell, so they go with it; so does what an array formula fills.
  const shared = new Set(chosen.flatMap((cell) => (cell.shared?.master === true ? [cell.shared.index] : [])));
  const gone = new Set([...chosen, ...sheet.cells.filter((cell) => cell.shared !== null && shared.has(cell.shared.index))]);
  if (gone.size === 0) return;
  const blank = [...gone].find(({ tag, end }) => !/<(?:\w+:)?v[\s>]/.test(xml.slice(tag.end, end)));
  if (blank !== undefined) throw new WorkbookRefusal('formula-not-calculated', { sheet: name, cell: cellName(blank.row, blank.column) });
  file.setText(part, splice(xml, formulaElements(xml, part, gone)));
}

function formulaElements(xml: string, part: string, cells: ReadonlySet<SheetCell>): readonly Splice[] {
  const byStart = new Map([...cells].map((cell) => [cell.tag.start, cell]));
  const splices: Splice[] = [];
  let inside = false;
  let start = -1;
  walk(xml, part, {
    open(tag) {
      if (tag.name === 'c') inside = byStart.has(tag.start);
      // Metadata of the cell speaks of a dynamic array.
      if (tag.name === 'c' && inside && tag.attributes['cm'] !== undefined) splices.push({ start: tag.start, end: tag.end, text: withAttribute(xml.slice(tag.start, tag.end), 'cm', null) });
      if (tag.name === 'f' && inside) start = tag.start;
    },
    close(name, _, end) {
      if (name !== 'f' || !inside || start < 0) return;
      splices.push({ start, end, text: '' });
      start = -1;
    },
  });
  return splices;
}
