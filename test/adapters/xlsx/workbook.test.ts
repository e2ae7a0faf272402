import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { openXlsx } from '../../../src/adapters/xlsx/workbook.js';
import { invert, type Change, type Plan } from '../../../src/core/changes/plan.js';
import type { CellValue } from '../../../src/core/grid/grid.js';
import { WorkbookRefusal } from '../../../src/ports/workbook.js';
import { PUBLISHED, bytesOf } from '../../support/published.js';
import { workbookOf } from '../../support/sheets.js';

const set = (row: number, column: number, was: CellValue, value: CellValue, formula: string | null = null): Change => ({
  kind: 'content',
  sheet: '表',
  row,
  column,
  was: { value: was, formula: null },
  becomes: { value, formula },
});
const plan = (...changes: Change[]): Plan => ({ changes, problems: [] });
const decode = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
const partsOf = (bytes: Uint8Array): Record<string, Uint8Array> => unzipSync(bytes);

async function valuesAfter(sheet: CellValue[][], ...changes: Change[]): Promise<readonly (readonly CellValue[])[]> {
  const workbook = openXlsx(workbookOf({ 表: sheet }));
  expect(await workbook.apply(plan(...changes))).toMatchObject({ applied: true });
  return (await openXlsx(workbook.bytes()).read()).sheets[0]?.values ?? [];
}

function refusalOf(bytes: Uint8Array): string {
  try {
    openXlsx(bytes);
  } catch (error) {
    if (error instanceof WorkbookRefusal) return error.code;
    throw error;
  }
  return 'opened';
}

describe('writing', () => {
  it.each(['15.12%', '001', '1-2', '=1+1', ' x ', '多\n行', '<&>"', '😀', '_x000D_', "'引号", ''])(
    'keeps the text %j as it is',
    async (text) => {
      expect(await valuesAfter([[1]], set(0, 0, 1, text))).toEqual([[text]]);
    },
  );

  it('writes into rows and cells that were not there, in order', async () => {
    expect(
      await valuesAfter([[1, null, 3], [], [7]], set(0, 1, null, 2), set(2, 2, null, 9), set(3, 0, null, 10)),
    ).toEqual([
      [1, 2, 3],
      [null, null, null],
      [7, null, 9],
      [10, null, null],
    ]);
  });

  it('changes nothing where a cell no longer holds what the plan was made from', async () => {
    const before = workbookOf({ 表: [[1, 2]] });
    const workbook = openXlsx(before);
    expect(await workbook.apply(plan(set(0, 0, 1, 5), set(0, 1, 99, 6)))).toEqual({
      applied: false,
      conflicts: [{ sheet: '表', cell: 'B1' }],
    });
    expect(partsOf(workbook.bytes())).toEqual(partsOf(before));
  });

  it('is undone by the inverse', async () => {
    const workbook = openXlsx(workbookOf({ 表: [[1, '二', null]] }));
    const before = await workbook.read();
    const change = plan(set(0, 0, 1, 2, '=1+1'), set(0, 2, null, 'x'), {
      kind: 'format',
      sheet: '表',
      row: 0,
      column: 1,
      was: 'General',
      becomes: '0.00%',
    });
    await workbook.apply(change);
    expect((await workbook.read()).sheets[0]?.formats[0]?.[1]).toBe('0.00%');
    expect(await workbook.apply(invert(change))).toMatchObject({ applied: true });
    expect((await workbook.read()).sheets).toEqual(before.sheets);
  });

  it('leaves every part but the touched sheet, the styles and the workbook to the byte', async () => {
    const before = bytesOf(PUBLISHED);
    const workbook = openXlsx(before);
    await workbook.apply(
      plan({
        kind: 'content',
        sheet: '附件1',
        row: 8,
        column: 20,
        was: { value: 95.99, formula: null },
        becomes: { value: 96, formula: null },
      }),
    );
    const [old, now] = [partsOf(before), partsOf(workbook.bytes())];
    expect(Object.keys(now)).toEqual(Object.keys(old));
    expect(Object.keys(now).filter((name) => decode(now[name]) !== decode(old[name]))).toEqual([
      'xl/worksheets/sheet1.xml',
    ]);
  });

  it('reuses a style that is already there', async () => {
    const workbook = openXlsx(workbookOf({ 表: [[1, 2]] }));
    const format = (column: number): Change => ({
      kind: 'format',
      sheet: '表',
      row: 0,
      column,
      was: 'General',
      becomes: '0.00%',
    });
    await workbook.apply(plan(format(0), format(1)));
    expect(decode(partsOf(workbook.bytes())['xl/styles.xml'])).toContain('<cellXfs count="3">');
  });

  it('writes out the children of a shared formula whose master is replaced', async () => {
    const xml =
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' +
      '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1*$C$1</f><v>1</v></c></row><row ' +
      'r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row></sheetData></worksheet>';
    const workbook = openXlsx(workbookOf({ 表: [[1]] }, { 'xl/worksheets/sheet1.xml': xml }));
    expect((await workbook.read()).sheets[0]?.formulas).toEqual([['=B1*$C$1'], ['=B2*$C$1']]);
    await workbook.apply(
      plan({
        kind: 'content',
        sheet: '表',
        row: 0,
        column: 0,
        was: { value: 1, formula: '=B1*$C$1' },
        becomes: { value: 5, formula: null },
      }),
    );
    expect((await openXlsx(workbook.bytes()).read()).sheets[0]?.formulas).toEqual([[null], ['=B2*$C$1']]);
  });

  it.each([
    ['an array formula', '<f t="array" ref="A1:A2">B1:B2</f>'],
    ['a data table', '<f t="dataTable" ref="A1:A2" dt2D="0" dtr="0" r1="C1"/>'],
  ])('refuses to change a cell inside %s and leaves the file as it was', async (_, formula) => {
    const xml =
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' +
      `<row r="1"><c r="A1">${formula}<v>1</v></c></row></sheetData></worksheet>`;
    const before = workbookOf({ 表: [[1]] }, { 'xl/worksheets/sheet1.xml': xml });
    const workbook = openXlsx(before);
    await expect(workbook.apply(plan(set(1, 0, null, 5)))).rejects.toMatchObject({
      code: 'cell-in-array-formula',
      parameters: { sheet: '表', cell: 'A2' },
    });
    expect(partsOf(workbook.bytes())).toEqual(partsOf(before));
  });
});

describe('reading', () => {
  it('understands prefixed elements and answers in the same prefix', async () => {
    const xml =
      '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      '<x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    const workbook = openXlsx(workbookOf({ 表: [[1]] }, { 'xl/worksheets/sheet1.xml': xml }));
    await workbook.apply(plan(set(0, 1, null, 2)));
    expect(decode(partsOf(workbook.bytes())['xl/worksheets/sheet1.xml'])).toContain('<x:c r="B1"><x:v>2</x:v></x:c>');
  });

  it.each([
    '<row r="1048577"/>',
    '<row r="0"/>',
    '<row r="x"/>',
    '<row r="1"><c r="XFE1"/></row>',
    '<row r="2"/><row r="1"/>',
    '<row r="1"/><row r="1"/>',
    '<row r="1"><c r="B1"/><c r="A1"/></row>',
    '<row r="1"><c r="A1"/><c r="A1"/></row>',
    '<row r="1"><c r="A2"/></row>',
    '<row r="1"><c r="A"/></row>',
    '<row r="1"><c r="甲"/></row>',
    '<row r="1"><c r="A1"><v>0x1F</v></c></row>',
    '<row r="1"><c r="A1" t="b"><v>2</v></c></row>',
    '<row r="1"><c r="A1" t="s"><v>1</v></c></row>',
  ])('refuses %s, which no sheet has', async (rows) => {
    await expect(
      openXlsx(
        workbookOf(
          { 表: [] },
          {
            'xl/worksheets/sheet1.xml':
              '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' +
              `${rows}</sheetData></worksheet>`,
          },
        ),
      ).read(),
    ).rejects.toMatchObject({ code: 'file-damaged' });
  });

  it.each([
    ['12', 12],
    ['-0.25', -0.25],
    ['0.1', 0.1],
    ['123456789012345', 123456789012345],
    ['12345678901234567', 12345678901234568],
    ['1.7976931348623157E308', 1.7976931348623157e308],
    ['5e-324', 5e-324],
    [' 7 ', 7],
    ['+3', 3],
    ['.5', 0.5],
    ['0.8948682926829268', 0.8948682926829268],
  ])('reads %j as the nearest double', async (text, number) => {
    const grid = (
      await openXlsx(
        workbookOf(
          { 表: [] },
          {
            'xl/worksheets/sheet1.xml':
              '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' +
              `<row r="1"><c r="A1"><v>${text}</v></c></row></sheetData></worksheet>`,
          },
        ),
      ).read()
    ).sheets[0];
    expect(grid?.values).toEqual([[number]]);
  });

  it('reads any number as JavaScript does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.double({ noNaN: true, noDefaultInfinity: true }),
            fc.integer(),
            fc.integer({ min: -99999999, max: 99999999 }).map((value) => value / 1000),
          ),
          { minLength: 1, maxLength: 50 },
        ),
        async (numbers) => {
          const grid = (await openXlsx(workbookOf({ 表: [numbers] })).read()).sheets[0];
          expect(grid?.values).toEqual([numbers.map((number) => Number(String(number)))]);
        },
      ),
    );
  });

  it('passes over a million formatted empty cells', async () => {
    const xml =
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' +
      '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>' +
      '</sheetData></worksheet>';
    const grid = (await openXlsx(workbookOf({ 表: [[1]] }, { 'xl/worksheets/sheet1.xml': xml })).read()).sheets[0];
    expect(grid?.values).toEqual([[1]]);
  });
});

describe('refusing', () => {
  const sound = workbookOf({ 表: [[1]] });
  it.each<[string, Uint8Array]>([
    ['file-is-not-xlsx', new TextEncoder().encode('序号,部门\n1,甲区\n')],
    [
      'file-is-xls',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array<number>(512).fill(0)]),
    ],
    [
      'file-encrypted',
      Uint8Array.from([
        0xd0,
        0xcf,
        0x11,
        0xe0,
        0xa1,
        0xb1,
        0x1a,
        0xe1,
        ...[...'EncryptedPackage'].flatMap((sign) => [sign.charCodeAt(0), 0]),
      ]),
    ],
    ['file-damaged', sound.slice(0, sound.length / 2)],
    ['file-damaged', workbookOf({ 表: [[1]] }, { 'xl/workbook.xml': '<workbook><sheets>' })],
    [
      'file-damaged',
      workbookOf({ 表: [[1]] }, { 'xl/workbook.xml': `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}` }),
    ],
    [
      'file-has-doctype',
      workbookOf({ 表: [[1]] }, { 'xl/workbook.xml': '<!DOCTYPE workbook [<!ENTITY a "b">]><workbook/>' }),
    ],
    ['file-path-leaves-package', workbookOf({ 表: [[1]] }, { '../evil.xml': '<a/>' })],
    ['file-duplicate-entry', workbookOf({ 表: [[1]] }, { 'XL/workbook.xml': '<a/>' })],
    [
      'file-has-doctype',
      workbookOf(
        { 表: [[1]] },
        {
          'customXml/unread.xml':
            '\ufeff<?xml version="1.0"?> <!-- --> <!DOCTYPE x [<!ENTITY a SYSTEM "file:///x">]><x>&a;</x>',
        },
      ),
    ],
    ['file-is-bomb', zipSync({ 'xl/a.xml': new Uint8Array(40 * 1024 * 1024) })],
    [
      'file-is-bomb',
      zipSync(Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`${index}.xml`, new Uint8Array()]))),
    ],
    ['file-is-not-xlsx', zipSync({ mimetype: new Uint8Array(), 'content.xml': new Uint8Array() })],
    [
      'file-is-not-xlsx',
      workbookOf(
        { 表: [[1]] },
        {
          '_rels/.rels':
            '<Relationships xmlns="x"><Relationship Id="a" Type="x/officeDocument" ' +
            'Target="xl/workbook.bin"/></Relationships>',
          'xl/workbook.bin': '\u0001',
        },
      ),
    ],
  ])('%s', (code, bytes) => {
    expect(refusalOf(bytes)).toBe(code);
  });
});
