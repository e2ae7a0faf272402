import { XlsxRefusal } from './refusal.js';
import { writeZip } from './package/zip.js';
import { MAIN_NAMESPACE, RELATION_NAMESPACE, XML_DECLARATION } from './xml/schema-order.js';
import { escapeXml } from './xml/xml.js';

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * Returns the bytes of a workbook with one empty sheet, to begin a new file with.
 *
 * Throws an `XlsxRefusal` (`sheet-name-invalid` {sheet}) where Excel would not take the name of the sheet.
 *
 * @example
 *   import { emptyWorkbook } from './empty-workbook.js';
 *   import { XlsxFile } from './xlsx-file.js';
 *   XlsxFile.open(emptyWorkbook('台账')).sheets[0]?.name // => '台账'
 */
export function emptyWorkbook(sheetName: string): Uint8Array {
  if (!isSheetName(sheetName)) throw new XlsxRefusal('sheet-name-invalid', { sheet: sheetName });
  const parts = {
    '[Content_Types].xml':
      `<Types xmlns="${PACKAGE}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${SPREADSHEET}.sheet.main+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SPREADSHEET}.worksheet+xml"/></Types>`,
    '_rels/.rels': relationshipXml('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml':
      `<workbook xmlns="${MAIN_NAMESPACE}" xmlns:r="${RELATION_NAMESPACE}">` +
      `<sheets><sheet name="${escapeXml(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationshipXml('worksheet', 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN_NAMESPACE}"><sheetData/></worksheet>`,
  };
  const encoder = new TextEncoder();
  const entries = Object.entries(parts).map(([name, xml]) => {
    const bytes = encoder.encode(XML_DECLARATION + xml);
    return [name, { bytes }] as const;
  });
  return writeZip(new Map(entries));
}

function relationshipXml(type: string, target: string): string {
  const relationship = `<Relationship Id="rId1" Type="${RELATION_NAMESPACE}/${type}" Target="${target}"/>`;
  return `<Relationships xmlns="${PACKAGE}/relationships">${relationship}</Relationships>`;
}

/** Tells whether Excel takes a name for a sheet. */
export function isSheetName(name: string): boolean {
  return name !== '' && name.length <= 31 && !/[[\]:*?/\\]|^'|'$/.test(name);
}
