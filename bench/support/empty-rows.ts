import type { CellValue } from '../../src/core/grid/grid.js';
import { workbookOf } from '../../test/support/sheets.js';
import { districtRows } from './district-rows.js';

/** A workbook with an attachment of thirty rows and below it rows that are formatted and hold nothing. */
export function withEmptyRows(count: number): Uint8Array {
  const rows = districtRows(28).map((cells, r) => {
    const written = cells.map((value, c) => cellXml(value, `${String.fromCharCode(65 + c)}${r + 1}`));
    return `<row r="${r + 1}">${written.join('')}</row>`;
  });
  for (let index = 31; index < 31 + count; index += 1)
    rows.push(`<row r="${index}" s="1" customFormat="1"><c r="A${index}" s="1"/></row>`);
  const sheet = `<worksheet xmlns="${NAMESPACE}"><sheetData>${rows.join('')}</sheetData></worksheet>`;
  return workbookOf({ 附件1: [] }, { 'xl/worksheets/sheet1.xml': sheet });
}

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

function cellXml(value: CellValue, name: string): string {
  if (value === null) return '';
  if (typeof value === 'number') return `<c r="${name}"><v>${value}</v></c>`;
  return `<c r="${name}" t="inlineStr"><is><t>${String(value)}</t></is></c>`;
}
