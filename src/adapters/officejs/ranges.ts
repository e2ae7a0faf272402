/// <reference types="office-js" />
import type { Area } from '../../core/grid/grid.js';

/** The id of a sheet that is there, so that renaming it does no harm; of one that the plan adds, its name. */
export type SheetKey = string;

export function sheetIn(context: Excel.RequestContext, key: SheetKey): Excel.Worksheet {
  return context.workbook.worksheets.getItem(key);
}

/** A range of a sheet, of which nothing is kept in Excel afterwards. */
export function rangeIn(sheet: Excel.Worksheet, { top, left, bottom, right }: Area): Excel.Range {
  return sheet.getRangeByIndexes(top, left, bottom - top + 1, right - left + 1).untrack();
}
