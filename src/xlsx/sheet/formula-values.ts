import { cellName } from '../../core/grid/address.js';
import { XlsxRefusal } from '../refusal.js';
import type { Package } from '../package/package.js';
import { rowsOf, SheetCells } from './sheet-cells.js';
import type { SheetEntry } from '../book/workbook-part.js';
import { spliceBytes, withAttribute, type Splice } from '../xml/xml.js';

/**
 * Turns formulas of a sheet into the values they show, to the letter as they stand cached. Refuses where one was never
 * calculated: an official attachment with a blank in it would go out unnoticed.
 */
export function formulasToValues(file: Package, { name, part }: SheetEntry, applies: (formula: string) => boolean): void {
  const goes = sharedThatGo(file, part, applies);
  const bytes = file.bytesOf(part);
  const splices: Splice[] = [];
  const rows = rowsOf(file, part, null);
  while (rows.nextRow()) {
    while (rows.nextCell()) {
      const { formula, shared: index } = rows;
      if (rows.formulaStart === 0 || !(index === null ? formula === null || applies(formula) : goes(index) || (formula !== null && applies(formula)))) continue;
      if (!rows.hasValue && formula !== null) throw new XlsxRefusal('formula-not-calculated', { sheet: name, cell: cellName(rows.row, rows.column) });
      const tag = new TextDecoder().decode(bytes.subarray(rows.start, rows.tagEnd));
      // Metadata of the cell speaks of a dynamic array.
      const plain = withAttribute(tag, 'cm', null);
      if (plain !== tag) splices.push({ start: rows.start, end: rows.tagEnd, text: plain });
      splices.push({ start: rows.formulaStart, end: rows.formulaEnd, text: '' });
    }
  }
  if (splices.length > 0) file.setBytes(part, spliceBytes(bytes, splices));
}

/** The children of a shared formula find it only in its first cell, so they go with it; without such a cell they have none. */
function sharedThatGo(file: Package, part: string, applies: (formula: string) => boolean): (index: string) => boolean {
  const sheet = new SheetCells(file, part, null);
  const gone = new Set(sheet.shared.filter(({ row, column, master }) => master && applies(sheet.cellAt(row, column)?.formula ?? '')).map(({ index }) => index));
  return (index) => gone.has(index) || !sheet.hasMaster(index);
}

/** Returns the formulas of a sheet, with their `=`. */
export function formulasOf(file: Package, part: string): readonly string[] {
  const found: string[] = [];
  const rows = rowsOf(file, part, null);
  while (rows.nextRow()) {
    while (rows.nextCell()) if (rows.formula !== null) found.push(rows.formula);
  }
  return found;
}
