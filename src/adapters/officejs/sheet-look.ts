/// <reference types="office-js" />
import { HEADER_FILL, TITLE_SIZE, type AddedLook } from '../../core/changes/plan.js';
import { rangeIn } from './ranges.js';

/** How many ranges a look is set on. */
export function looksOf(look: AddedLook | undefined): number {
  if (look === undefined) return 0;
  const { titleRows, headers, wrappedColumns } = look;
  return 2 + titleRows.length + headers.length + wrappedColumns.length;
}

/**
 * Gives a new sheet of so many columns its look. How it is printed is left to Excel: setting up a page fails on a
 * machine without a printer, and the whole write with it.
 */
export function setLook(sheet: Excel.Worksheet, look: AddedLook, columns: number): void {
  const { titleRows, headers, wrappedColumns, frozen } = look;
  rangeIn(sheet, { ...WHOLE_COLUMN, left: 0, right: columns - 1 }).format.verticalAlignment = 'Center';
  for (const column of wrappedColumns)
    rangeIn(sheet, { ...WHOLE_COLUMN, left: column, right: column }).format.wrapText = true;
  for (const row of titleRows) {
    const { format } = rangeIn(sheet, { top: row, left: 0, bottom: row, right: columns - 1 });
    format.wrapText = false;
    format.font.bold = true;
    format.font.size = TITLE_SIZE;
  }
  for (const area of headers) {
    const { format } = rangeIn(sheet, area);
    format.wrapText = true;
    format.font.bold = true;
    format.fill.color = `#${HEADER_FILL}`;
  }
  if (frozen.rows > 0 && frozen.columns > 0)
    sheet.freezePanes.freezeAt(rangeIn(sheet, { top: 0, left: 0, bottom: frozen.rows - 1, right: frozen.columns - 1 }));
  else if (frozen.rows > 0) sheet.freezePanes.freezeRows(frozen.rows);
  else if (frozen.columns > 0) sheet.freezePanes.freezeColumns(frozen.columns);
}

const WHOLE_COLUMN = { top: 0, bottom: 1_048_575 };
