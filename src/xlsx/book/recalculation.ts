import type { Package } from '../package/package.js';
import { removeRelations } from '../package/relationships.js';
import { WORKBOOK_ORDER } from '../xml/schema-order.js';
import { withRootChild } from '../xml/tree.js';
import { withAttribute } from '../xml/xml.js';

/** Formulas elsewhere may depend on what was written: the next program shall calculate everything, in an order of its own. */
export function askForRecalculation(file: Package, workbookPart: string): void {
  removeRelations(file, workbookPart, ['calcChain']);
  file.setText(
    workbookPart,
    withRootChild(file.text(workbookPart), workbookPart, WORKBOOK_ORDER, 'calcPr', (p, present) =>
      present === undefined ? `<${p}calcPr fullCalcOnLoad="1"/>` : withAttribute(present, 'fullCalcOnLoad', '1'),
    ),
  );
}

/** Nothing is left to be calculated: whoever opens the file and closes it again is not asked to save it. */
export function withoutRecalculation(file: Package, workbookPart: string): void {
  file.setText(
    workbookPart,
    withRootChild(file.text(workbookPart), workbookPart, WORKBOOK_ORDER, 'calcPr', (_, present) =>
      present === undefined ? null : withAttribute(present, 'fullCalcOnLoad', null),
    ),
  );
}
