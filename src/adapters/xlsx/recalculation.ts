import type { Package } from './package.js';
import { relationshipsOf, removeRelated } from './relationships.js';
import { WORKBOOK_ORDER } from './schema-order.js';
import { withRootChild } from './tree.js';
import { withAttribute } from './xml.js';

/** Formulas elsewhere may depend on what was written: the next program shall calculate everything, in an order of its own. */
export function askForRecalculation(file: Package, workbookPart: string): void {
  const chain = relationshipsOf(file, workbookPart).find(({ type }) => type === 'calcChain');
  if (chain !== undefined) removeRelated(file, workbookPart, chain);
  file.setText(workbookPart, withRootChild(file.text(workbookPart), workbookPart, WORKBOOK_ORDER, 'calcPr', (p, present) => (present === undefined ? `<${p}calcPr fullCalcOnLoad="1"/>` : withAttribute(present, 'fullCalcOnLoad', '1'))));
}
