import { strToU8, zipSync, type Zippable } from 'fflate';
import type { CellValue, Grid } from '../../src/core/grid/grid.js';
import { cellName } from '../../src/core/grid/address.js';
import { escapeXml } from '../../src/xlsx/xml/xml.js';

/** A sheet written as its rows; texts beginning with "=" are formulas. */
export function gridOf(rows: readonly (readonly CellValue[])[], options: Partial<Grid> = {}): Grid {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const filled = rows.map((row) => Array.from({ length: width }, (_, index) => row[index] ?? null));
  return {
    sheet: '附件1',
    visibility: 'visible',
    protected: false,
    top: 0,
    left: 0,
    merges: [],
    hiddenRows: [],
    hiddenColumns: [],
    tables: [],
    values: filled,
    formulas: filled.map((row) => row.map(() => null)),
    formats: filled.map((row) => row.map(() => 'General')),
    ...options,
  };
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/**
 * The bytes of a small workbook with inline strings; `parts` adds or replaces parts, `merges` are the merged areas of
 * a sheet.
 */
export function workbookOf(
  sheets: Readonly<Record<string, readonly (readonly CellValue[])[]>>,
  parts: Readonly<Record<string, string>> = {},
  merges: Readonly<Record<string, readonly string[]>> = {},
): Uint8Array {
  const names = Object.keys(sheets);
  const files: Record<string, string> = {
    '[Content_Types].xml':
      `<Types xmlns="${PACKAGE}/content-types">` +
      `<Default Extension="rels" ` +
      `ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/>` +
      `<Override PartName="/xl/workbook.xml" ` +
      `ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
      `<Override PartName="/xl/styles.xml" ` +
      `ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${names
        .map(
          (_, index) =>
            `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ` +
            `ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
        )
        .join('')}</Types>`,
    '_rels/.rels':
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" ` +
      `Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml':
      `<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets>` +
      names
        .map((name, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
        .join('') +
      '</sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      `<Relationships xmlns="${PACKAGE}/relationships">` +
      names
        .map((_, index) => ({ id: `rId${index + 1}`, target: `worksheets/sheet${index + 1}.xml` }))
        .map(({ id, target }) => `<Relationship Id="${id}" Type="${RELATIONS}/worksheet" Target="${target}"/>`)
        .join('') +
      `<Relationship Id="rIdStyles" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml':
      `<styleSheet ${MAIN}><fonts count="1"><font><sz val="11"/><name val="Calibri"/>` +
      `</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill>` +
      `<patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/>` +
      `<right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1">` +
      `<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2">` +
      `<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
      `<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
      `</cellXfs></styleSheet>`,
  };
  Object.entries(sheets).forEach(([name, rows], index) => {
    const cells = rows.map((row, r) => {
      const inRow = row.map((value, c) => cellXml(value, cellName(r, c)));
      return `<row r="${r + 1}">${inRow.join('')}</row>`;
    });
    const areas = (merges[name] ?? []).map((area) => `<mergeCell ref="${area}"/>`);
    const merged = areas.length === 0 ? '' : `<mergeCells>${areas.join('')}</mergeCells>`;
    files[`xl/worksheets/sheet${index + 1}.xml`] =
      `<worksheet ${MAIN}><sheetData>${cells.join('')}</sheetData>${merged}</worksheet>`;
  });
  const zipped: Zippable = {};
  for (const [name, text] of Object.entries({ ...files, ...parts })) zipped[name] = strToU8(text);
  return zipSync(zipped);
}

function cellXml(value: CellValue, name: string): string {
  if (value === null) return '';
  if (typeof value === 'number') return `<c r="${name}"><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c r="${name}" t="b"><v>${Number(value)}</v></c>`;
  if (typeof value === 'object') return `<c r="${name}" t="e"><v>${value.error}</v></c>`;
  if (value.startsWith('=')) return `<c r="${name}"><f>${escapeXml(value.slice(1))}</f></c>`;
  return `<c r="${name}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(value)}</t></is></c>`;
}

export const NAMES = [
  '序号',
  '部门',
  '季度应评价数',
  '季度总评价数',
  '主动评价数',
  '主动好评数',
  '差评总数',
  '有效差评数',
  '无效差评数',
  '差评回复数',
  '差评整改数',
  '整改满意数',
  '总评价率',
  '主动评价率',
  '好评率',
  '主动评价好评率',
  '差评回复率',
  '差评整改率',
  '整改满意率',
  '加减分',
  '综合得分',
] as const;
export const SYMBOLS = [
  null,
  null,
  'A',
  'M',
  'P',
  'I',
  'D',
  'T',
  'B',
  'N1',
  'N2',
  'N3',
  'M/A',
  'P/M',
  '(1-T/M)%',
  'I/P',
  'N1/D',
  'N2/T',
  'N3/N2',
  null,
  null,
] as const;
export const TITLE = '2021年第二季度各区县“好差评”评估通报表';

/** A unit's row with its computed columns blank: serial, name, ten counts, adjustment. */
export function unitRow(
  serial: number,
  name: string,
  counts: readonly CellValue[],
  adjustment: CellValue,
): CellValue[] {
  return [serial, name, ...counts, ...new Array<null>(7).fill(null), adjustment, null];
}

/** An attachment 1 with these units. */
export function districtsSheet(units: readonly (readonly CellValue[])[]): CellValue[][] {
  return [[TITLE], [...NAMES], [...SYMBOLS], ...units.map((unit) => [...unit])];
}
