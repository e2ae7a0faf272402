import type { Package } from '../package/package.js';
import { relatedParts } from '../package/relationships.js';
import { descendantsOf, parseTree, replacing, settingAttributes, type Element } from '../xml/tree.js';
import { splice, type Splice } from '../xml/xml.js';

/** What fills new rows of a column, and what stands in its totals row. */
const FORMULAS = ['calculatedColumnFormula', 'totalsRowFormula'];

/**
 * Returns the formulas that the tables of a sheet have for their columns, with their `=`. `sheetPart` is the name of
 * the sheet's part. Throws an `XlsxRefusal` (`file-damaged` {part}) for a table's part that is no XML.
 *
 * @example
 *   import { emptyWorkbook } from '../empty-workbook.js';
 *   import { XlsxFile } from '../xlsx-file.js';
 *   import { tableFormulasOf } from './table-formulas.js';
 *   const { parts, sheets } = XlsxFile.open(emptyWorkbook('表'));
 *   tableFormulasOf(parts, sheets[0]?.part ?? '') // => []
 */
export function tableFormulasOf(file: Package, sheetPart: string): readonly string[] {
  return relatedParts(file, sheetPart, ['table']).flatMap(({ target }) =>
    columnsOf(parseTree(file.text(target), target))
      .flatMap(formulasIn)
      .map(({ text }) => `=${text}`),
  );
}

/**
 * Takes away the formulas that the tables of a sheet have for their columns; the cells stay as they are. `applies` gets
 * each formula with its `=` and tells whether it goes. Throws an `XlsxRefusal` (`file-damaged` {part}) for a table's
 * part that is no XML.
 *
 * @example
 *   import { emptyWorkbook } from '../empty-workbook.js';
 *   import { XlsxFile } from '../xlsx-file.js';
 *   import { removeTableFormulas } from './table-formulas.js';
 *   const file = XlsxFile.open(emptyWorkbook('表')).with((parts, { sheets }) => {
 *     for (const { part } of sheets) removeTableFormulas(parts, part, (formula) => formula.includes('台账!'));
 *   });
 *   file.sheets.length // => 1
 */
export function removeTableFormulas(file: Package, sheetPart: string, applies: (formula: string) => boolean): void {
  for (const { target } of relatedParts(file, sheetPart, ['table'])) {
    const xml = file.text(target);
    const splices: Splice[] = [];
    for (const column of columnsOf(parseTree(xml, target))) {
      const gone = formulasIn(column).filter(({ text }) => applies(`=${text}`));
      for (const formula of gone) splices.push(replacing(formula, ''));
      // A totals row that is called custom has to have its formula.
      if (gone.some(({ name }) => name === 'totalsRowFormula'))
        splices.push(settingAttributes(xml, column, { totalsRowFunction: null }));
    }
    if (splices.length > 0) file.setText(target, splice(xml, splices));
  }
}

function columnsOf(table: Element): readonly Element[] {
  return descendantsOf(table, 'tableColumn');
}

function formulasIn({ children }: Element): readonly Element[] {
  return children.filter(({ name }) => FORMULAS.includes(name));
}
