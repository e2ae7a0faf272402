import type { Package } from '../package/package.js';
import { removeRelations } from '../package/relationships.js';
import { WORKBOOK_ORDER } from '../xml/schema-order.js';
import { childOf, parseTree, withRootChild, type WriteChild } from '../xml/tree.js';
import { isTrue, withAttribute } from '../xml/xml.js';

/**
 * Asks the next program to calculate everything, in an order of its own: formulas elsewhere may depend on what was
 * written.
 */
export function askForRecalculation(file: Package, workbookPart: string): void {
  removeRelations(file, workbookPart, ['calcChain']);
  setCalculation(file, workbookPart, (p, present) => {
    if (present === undefined) return `<${p}calcPr fullCalcOnLoad="1"/>`;
    return withAttribute(present, 'fullCalcOnLoad', '1');
  });
}

/** Tells whether everything is still to be calculated: a spreadsheet that has done so drops the request on saving. */
export function awaitsRecalculation(file: Package, workbookPart: string): boolean {
  const calculation = childOf(parseTree(file.text(workbookPart), workbookPart), 'calcPr');
  return isTrue(calculation?.attributes['fullCalcOnLoad']);
}

/**
 * Takes the request to calculate everything back, for a workbook in which no formula is left: whoever opens the file
 * and closes it again is not asked to save it. `workbookPart` is the name of the workbook's part. Throws an
 * `XlsxRefusal` (`file-damaged` {part}) where that is no XML.
 *
 * @example
 *   import { emptyWorkbook } from '../empty-workbook.js';
 *   import { XlsxFile } from '../xlsx-file.js';
 *   import { askForRecalculation, withoutRecalculation } from './recalculation.js';
 *   const { parts } = XlsxFile.open(emptyWorkbook('表'));
 *   askForRecalculation(parts, 'xl/workbook.xml');
 *   parts.text('xl/workbook.xml').includes('fullCalcOnLoad') // => true
 *   withoutRecalculation(parts, 'xl/workbook.xml');
 *   parts.text('xl/workbook.xml').includes('fullCalcOnLoad') // => false
 */
export function withoutRecalculation(file: Package, workbookPart: string): void {
  setCalculation(file, workbookPart, (_, present) => {
    if (present === undefined) return null;
    return withAttribute(present, 'fullCalcOnLoad', null);
  });
}

function setCalculation(file: Package, part: string, write: WriteChild): void {
  file.setText(part, withRootChild(file.text(part), { part, order: WORKBOOK_ORDER, name: 'calcPr' }, write));
}
