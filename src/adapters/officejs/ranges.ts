/// <reference types="office-js" />
import type { Area } from '../../core/grid/grid.js';

/** A sheet that is there is meant by its id, so that renaming does not lead astray; one that the plan adds by its name. */
export function sheetIn(
  context: Excel.RequestContext,
  name: string,
  ids: ReadonlyMap<string, string>,
): Excel.Worksheet {
  return context.workbook.worksheets.getItem(ids.get(name) ?? name);
}

/** A range of a sheet, of which nothing is kept in Excel afterwards. */
export function rangeIn(sheet: Excel.Worksheet, { top, left, bottom, right }: Area): Excel.Range {
  return sheet.getRangeByIndexes(top, left, bottom - top + 1, right - left + 1).untrack();
}
