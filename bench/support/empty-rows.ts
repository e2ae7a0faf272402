import { workbookOf } from '../../test/support/sheets.js';
import { districtRows } from './district-rows.js';

/** A workbook with an attachment of thirty rows and below it rows that are formatted and hold nothing. */
export function withEmptyRows(count: number): Uint8Array {
  const rows = districtRows(28).map(
    (cells, r) =>
      `<row r="${r + 1}">${cells.map((value, c) => (value === null ? '' : typeof value === 'number' ? `<c r="${String.fromCharCode(65 + c)}${r + 1}"><v>${value}</v></c>` : `<c r="${String.fromCharCode(65 + c)}${r + 1}" t="inlineStr"><is><t>${String(value)}</t></is></c>`)).join('')}</row>`,
  );
  for (let index = 31; index < 31 + count; index += 1)
    rows.push(`<row r="${index}" s="1" customFormat="1"><c r="A${index}" s="1"/></row>`);
  return workbookOf(
    { 附件1: [] },
    {
      'xl/worksheets/sheet1.xml': `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.join('')}</sheetData></worksheet>`,
    },
  );
}
