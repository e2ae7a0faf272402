import { unzipSync } from 'fflate';
import { openXlsx } from '../../../src/adapters/xlsx/workbook.js';
import { compute } from '../../../src/app/compute.js';
import type { Grid } from '../../../src/core/grid/grid.js';
import type { Problem } from '../../../src/core/grid/problem.js';
import { Precedence } from '../../../src/core/changes/precedents.js';
import { workbookOf } from '../../support/sheets.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PLENTY = { sheetBytes: 1_000_000, cells: 1_000_000, stringBytes: 1_000_000 };

const partOf = (rows: string): string => `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`;
const text = (cell: string, words: string): string => `<c r="${cell}" t="inlineStr"><is><t>${words}</t></is></c>`;
const number = (cell: string): string => `<c r="${cell}"><v>7</v></c>`;

/** A sheet 台账 of one cell and another one with these rows. */
function beside(name: string, rows: string): Uint8Array {
  return workbookOf({ 台账: [[1]], [name]: [] }, { 'xl/worksheets/sheet2.xml': partOf(rows) });
}

async function gridsOf(bytes: Uint8Array, limits = {}): Promise<readonly Grid[]> {
  return (await openXlsx(bytes, { ...PLENTY, ...limits }).read()).sheets;
}

/** What is said of a workbook's reading, code by code. */
async function saidOf(bytes: Uint8Array, limits = {}): Promise<readonly Partial<Problem>[]> {
  const snapshot = await openXlsx(bytes, { ...PLENTY, ...limits }).read();
  const { plan } = compute(snapshot, {
    write: 'values',
    keepExisting: true,
    fixNumbers: false,
    sheets: [],
    rules: null,
  });
  return plan.problems.map(({ severity, code, sheet, cell, parameters }) => ({
    severity,
    code,
    sheet,
    cell,
    parameters,
  }));
}

const nineRows = Array.from({ length: 9 }, (_, row) => `<row r="${row + 1}">${number(`A${row + 1}`)}</row>`).join('');

it('leaves the largest sheet unread where all together have too many bytes, and reads the others', async () => {
  const bytes = beside('明细', nineRows);
  const [ledger, details] = await gridsOf(bytes, { sheetBytes: 400 });
  expect(ledger?.values).toEqual([[1]]);
  expect([details?.sheet, details?.values, details?.unread]).toEqual(['明细', [], { because: 'size', texts: [] }]);
  expect(await saidOf(bytes, { sheetBytes: 400 })).toEqual([
    { severity: 'notice', code: 'sheet-not-read', sheet: '明细', cell: '', parameters: { because: 'size' } },
  ]);
});

it('leaves a sheet unread that has more used cells than are read', async () => {
  const [ledger, details] = await gridsOf(beside('明细', nineRows), { cells: 9 });
  expect([ledger?.unread, details?.unread]).toEqual([undefined, { because: 'cells', texts: [] }]);
  const [, whole] = await gridsOf(beside('明细', nineRows), { cells: 10 });
  expect(whole?.values).toHaveLength(9);
});

it('counts the blank cells between used ones', async () => {
  const corners = `<row r="1">${number('A1')}</row><row r="50">${number('Z50')}</row>`;
  expect((await gridsOf(beside('明细', corners), { cells: 1300 }))[1]?.unread).toMatchObject({ because: 'cells' });
  expect((await gridsOf(beside('明细', corners), { cells: 1301 }))[1]?.values).toHaveLength(50);
});

it.each([
  ['its name', '附件2', nineRows],
  ['its name, that of a kind', '各区县', nineRows],
  [
    'its title',
    '第2张',
    `<row r="1">${text('A1', '市级单位“好差评”评估通报表')}</row><row r="9">${number('B9')}</row>`,
  ],
])('calls it an error where the sheet is an attachment by %s', async (_, name, rows) => {
  expect(await saidOf(beside(name, rows), { cells: 5 })).toEqual([
    { severity: 'error', code: 'attachment-not-read', sheet: name, cell: '', parameters: { because: 'cells' } },
  ]);
});

it('leaves out and names cells far off all others', async () => {
  const rows = `<row r="1">${number('A1')}${number('XFD1')}</row><row r="2">${number('B2')}</row>`;
  const bytes = beside('明细', `${rows}<row r="1048576">${number('B1048576')}</row>`);
  const [, details] = await gridsOf(bytes);
  expect([details?.values, details?.farOff]).toEqual([
    [
      [7, null],
      [null, 7],
    ],
    ['XFD1', 'B1048576'],
  ]);
  expect(await saidOf(bytes)).toEqual([
    {
      severity: 'warning',
      code: 'cells-far-off',
      sheet: '明细',
      cell: 'XFD1',
      parameters: { count: 2, cells: 'XFD1、B1048576' },
    },
  ]);
});

it('takes many cells far off for a table of their own', async () => {
  const rowsFrom = (first: number, count: number): string =>
    Array.from({ length: count }, (_, row) => `<row r="${first + row}">${number(`A${first + row}`)}</row>`).join('');
  const [, two] = await gridsOf(beside('明细', rowsFrom(1, 150) + rowsFrom(20_000, 101)));
  expect([two?.values.length, two?.farOff]).toEqual([20_100, undefined]);
  const [, stray] = await gridsOf(beside('明细', rowsFrom(1, 150) + rowsFrom(20_000, 100)));
  expect([stray?.values.length, stray?.farOff?.length]).toEqual([150, 100]);
});

it('reads the beginning of a text longer than a cell of Excel holds, and names the cell', async () => {
  const bytes = beside('明细', `<row r="1">${text('A1', '甲'.repeat(32_767))}${text('B1', '甲'.repeat(90_000))}</row>`);
  const lengths = (await gridsOf(bytes))[1]?.values[0]?.map((value) => String(value).length);
  expect(lengths).toEqual([32_767, 32_768]);
  expect(await saidOf(bytes)).toEqual([
    { severity: 'warning', code: 'text-cut', sheet: '明细', cell: 'B1', parameters: { count: 1, cells: 'B1' } },
  ]);
});

it('cuts a text of a megabyte between two signs', async () => {
  const long = `<row r="1">${text('A1', '甲'.repeat(400_000))}${text('B1', '&#x7532;'.repeat(100_000))}</row>`;
  const [, details] = await gridsOf(beside('明细', long), { sheetBytes: 9_000_000 });
  expect(details?.values).toEqual([['甲'.repeat(32_768), '甲'.repeat(32_768)]]);
});

it('refuses a list of texts that is too long', () => {
  const strings = {
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}"><si><t>${'甲'.repeat(100)}</t></si></sst>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
      ['worksheet', 'sharedStrings']
        .map(
          (type, id) =>
            `<Relationship Id="rId${id + 1}" Target="${type === 'worksheet' ? 'worksheets/sheet1' : type}.xml" ` +
            `Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}"/>`,
        )
        .join('') +
      '</Relationships>',
  };
  expect(() => openXlsx(workbookOf({ 表: [] }, strings), { ...PLENTY, stringBytes: 300 })).toThrow(
    'file-texts-too-large',
  );
});

it('keeps an unread sheet to the byte when another is written', async () => {
  const bytes = beside('明细', nineRows);
  const workbook = openXlsx(bytes, { ...PLENTY, sheetBytes: 400 });
  const change = {
    kind: 'content',
    sheet: '台账',
    row: 0,
    column: 0,
    was: { value: 1, formula: null },
    becomes: { value: 2, formula: null },
  } as const;
  expect(await workbook.apply({ changes: [change], problems: [] })).toEqual({ applied: true, cells: 1 });
  expect((await workbook.read()).sheets.map(({ values, unread }) => [values, unread?.because])).toEqual([
    [[[2]], undefined],
    [[], 'size'],
  ]);
  const part = 'xl/worksheets/sheet2.xml';
  expect(unzipSync(workbook.bytes())[part]).toEqual(unzipSync(bytes)[part]);
});

it('takes a formula that reads an unread sheet to read everything', async () => {
  const grids = await gridsOf(beside('明细', nineRows), { sheetBytes: 400 });
  const cell = { sheet: '台账', row: 0, column: 0 };
  const precedence = new Precedence({ sheets: grids });
  expect(precedence.of('=明细!A1', cell).readsUnknown).toBe(true);
  expect(precedence.of('=台账!B1', cell).readsUnknown).toBe(false);
});
