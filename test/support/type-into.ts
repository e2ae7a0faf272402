import type { PageWorkbook } from '../../src/entries/page/page-workbook.js';
import type { CellPlace } from '../../src/ports/workbook.js';

/** Types a text into one cell; resolves with whether it was taken. */
export async function typeInto(workbook: PageWorkbook, cell: CellPlace, text: string): Promise<boolean> {
  const { sheet, row, column } = cell;
  const { isTaken, left } = (await workbook.enter(sheet, [{ row, column, text }])).outcome;
  return isTaken && left.length === 0;
}
