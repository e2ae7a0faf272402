import { openXlsx } from '../../../src/adapters/xlsx/workbook.js';
import { builtInForms } from '../../../src/core/form/index.js';
import { recognise } from '../../../src/core/recognition/recognise.js';
import { districtsSheet, unitRow, workbookOf } from '../../support/sheets.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const COUNTS = [100, 90, 50, 48, 2, 1, 1, 2, 1, 0];

function cellXml(value: unknown, name: string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return `<c r="${name}"><v>${value}</v></c>`;
  return `<c r="${name}" t="inlineStr"><is><t>${String(value)}</t></is></c>`;
}

function formattedRow(number: number): string {
  return `<row r="${number}" s="1" customFormat="1"><c r="A${number}" s="1"/></row>`;
}

/** The sheet of two districts, with something of Excel's own around its data. */
async function readWith(around: {
  readonly before?: string;
  readonly after?: string;
  readonly workbook?: string;
  readonly rows?: (xml: string) => string;
  readonly parts?: Readonly<Record<string, string>>;
}): Promise<unknown> {
  const rows = districtsSheet([unitRow(1, '甲区', COUNTS, 10), unitRow(2, '乙区', COUNTS, 8)]);
  const data = rows
    .map(
      (row, r) =>
        `<row r="${r + 1}">` +
        row.map((value, c) => cellXml(value, `${String.fromCharCode(65 + c)}${r + 1}`)).join('') +
        '</row>',
    )
    .join('');
  const sheet =
    `<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}">${around.before ?? ''}<sheetData>` +
    `${around.rows?.(data) ?? data}</sheetData>${around.after ?? ''}</worksheet>`;
  const workbook =
    `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${around.workbook ?? ''}<sheets><sheet ` +
    'name="附件1" sheetId="1" r:id="rId1"/></sheets></workbook>';
  const { sheets } = await openXlsx(
    workbookOf({ 附件1: rows }, { 'xl/worksheets/sheet1.xml': sheet, 'xl/workbook.xml': workbook, ...around.parts }),
  ).read();
  const { attachments } = recognise(sheets[0] as (typeof sheets)[number], Object.values(builtInForms));
  return attachments.map((attachment) =>
    attachment.rows.map(({ kind, name, readings }) => [kind, name, readings['due'], readings['adjustment']]),
  );
}

const number = (value: number): unknown => ({ kind: 'number', value, fromText: false });
const PLAIN = [
  [
    ['unit', '甲区', number(100), number(10)],
    ['unit', '乙区', number(100), number(8)],
  ],
];

it.each<[string, Parameters<typeof readWith>[0]]>([
  ['nothing more', {}],
  [
    'frozen panes and a sheet from right to left',
    {
      before:
        '<sheetViews><sheetView rightToLeft="1" workbookViewId="0"><pane xSplit="2" ySplit="3" ' +
        'topLeftCell="C4" state="frozen"/></sheetView></sheetViews>',
    },
  ],
  ['the date system of 1904', { workbook: '<workbookPr date1904="1"/>' }],
  ['grouped rows', { rows: (xml) => xml.replace(/<row r="(4|5)">/g, '<row r="$1" outlineLevel="1">') }],
  [
    'an Excel table over header and units',
    {
      after: '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>',
      parts: {
        'xl/worksheets/_rels/sheet1.xml.rels':
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
          `<Relationship Id="rId1" Type="${RELATIONS}/table" Target="../tables/table1.xml"/>` +
          '</Relationships>',
        'xl/tables/table1.xml':
          `<table xmlns="${MAIN}" id="1" name="表1" displayName="表1" ref="A3:U5" totalsRowShown="0">` +
          '<tableColumns count="1"><tableColumn id="1" name="序号"/></tableColumns></table>',
      },
    },
  ],
  [
    'a formula over a table’s columns in a computed cell',
    {
      rows: (xml) =>
        xml.replace(
          '<c r="T4">',
          '<c r="M4"><f>表1[[#This Row],[季度总评价数M]]/表1[[#This Row],[季度应评价数A]]</f><v>0.9</v></c><c r="T4">',
        ),
    },
  ],
  [
    'formatted rows far below',
    {
      rows: (xml) => xml + Array.from({ length: 1000 }, (_, index) => formattedRow(index + 1000)).join(''),
    },
  ],
])('reads the same units from a file with %s', async (_, around) => {
  expect(await readWith(around)).toEqual(PLAIN);
});

it('reads filtered rows like others', async () => {
  expect(
    await readWith({
      rows: (xml) => xml.replace('<row r="5">', '<row r="5" hidden="1">'),
      after: '<autoFilter ref="A3:U5"/>',
    }),
  ).toEqual(PLAIN);
});
