import { cellName } from '../../core/grid/address.js';
import { XlsxRefusal } from '../refusal.js';
import type { Package } from '../package/package.js';
import { rowsOf } from './sheet-cells.js';
import type { SheetRows } from './sheet-rows.js';
import type { SheetEntry } from '../book/workbook-part.js';
import { spliceBytes, withAttribute, type Splice } from '../xml/xml.js';

/**
 * Turns formulas of a sheet into the values they show, to the letter as they stand cached.
 *
 * `applies` gets each formula with its `=` and tells whether it is to become a value. Throws an `XlsxRefusal`
 * (`formula-not-calculated` {sheet, cell}) where such a formula has no value: an official attachment with a blank in it
 * would go out unnoticed.
 *
 * @example
 *   import { emptyWorkbook } from '../empty-workbook.js';
 *   import { XlsxFile } from '../xlsx-file.js';
 *   import { formulasToValues } from './formula-values.js';
 *   const was = { value: null, formula: null };
 *   const becomes = { value: 3, formula: '=1+2' };
 *   const { file } = XlsxFile.open(emptyWorkbook('表')).edit([
 *     { kind: 'content', sheet: '表', row: 0, column: 0, was, becomes },
 *   ]);
 *   const plain = file.with((parts, { sheets }) => {
 *     for (const sheet of sheets) formulasToValues(parts, sheet, () => true);
 *   });
 *   plain.grids()[0]?.values // => [[3]]
 *   plain.grids()[0]?.formulas // => [[null]]
 */
export function formulasToValues(
  file: Package,
  { name, part }: SheetEntry,
  applies: (formula: string) => boolean,
): void {
  const bytes = file.bytesOf(part);
  const { cells, masters } = formulaCells(file, part);
  const removedMasters = new Set(
    cells.filter(({ isMaster, formula }) => isMaster && applies(formula ?? '')).map(({ shared }) => shared),
  );
  // The children of a shared formula find it only in its master, so they go with it; without a master they have none.
  const isLost = ({ shared, formula }: FormulaCell): boolean => {
    if (shared === null) return formula === null;
    return removedMasters.has(shared) || !masters.has(shared);
  };
  const splices: Splice[] = [];
  for (const cell of cells) {
    const { row, column, start, tagEnd, formulaStart, formulaEnd, formula, hasValue } = cell;
    const goes = isLost(cell) || (formula !== null && applies(formula));
    if (!goes) continue;
    if (!hasValue && formula !== null)
      throw new XlsxRefusal('formula-not-calculated', { sheet: name, cell: cellName(row, column) });
    const tag = DECODER.decode(bytes.subarray(start, tagEnd));
    // Metadata of the cell speaks of a dynamic array.
    const plain = withAttribute(tag, 'cm', null);
    if (plain !== tag) splices.push({ start, end: tagEnd, text: plain });
    splices.push({ start: formulaStart, end: formulaEnd, text: '' });
  }
  if (splices.length > 0) file.setBytes(part, spliceBytes(bytes, splices));
}

const DECODER = new TextDecoder();

type FormulaCell = Pick<
  SheetRows,
  'row' | 'column' | 'start' | 'tagEnd' | 'formulaStart' | 'formulaEnd' | 'formula' | 'shared' | 'isMaster' | 'hasValue'
>;

/** The cells of a sheet that have a formula, or belong to a shared one, with the masters of the shared ones. */
function formulaCells(
  file: Package,
  part: string,
): { readonly cells: readonly FormulaCell[]; readonly masters: SheetRows['masters'] } {
  const cells: FormulaCell[] = [];
  const rows = rowsOf(file, part, null);
  while (rows.nextRow()) {
    while (rows.nextCell()) {
      const { row, column, start, tagEnd, formulaStart, formulaEnd, formula, shared, isMaster, hasValue } = rows;
      if (formulaStart > 0)
        cells.push({ row, column, start, tagEnd, formulaStart, formulaEnd, formula, shared, isMaster, hasValue });
    }
  }
  return { cells, masters: rows.masters };
}

/**
 * Returns the formulas of a sheet with their `=`, in the order of its cells; shared ones as each cell has them. `part`
 * is the name of the sheet's part. Throws an `XlsxRefusal` (`file-damaged` {part}) for rows that cannot be read.
 *
 * @example
 *   import { emptyWorkbook } from '../empty-workbook.js';
 *   import { XlsxFile } from '../xlsx-file.js';
 *   import { formulasOf } from './formula-values.js';
 *   const { parts, sheets } = XlsxFile.open(emptyWorkbook('表'));
 *   formulasOf(parts, sheets[0]?.part ?? '') // => []
 */
export function formulasOf(file: Package, part: string): readonly string[] {
  const found: string[] = [];
  const rows = rowsOf(file, part, null);
  while (rows.nextRow()) {
    while (rows.nextCell()) {
      if (rows.formula !== null) found.push(rows.formula);
    }
  }
  return found;
}
