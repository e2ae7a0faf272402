import { openXlsx } from '../../../src/adapters/xlsx/workbook.js';
import type { SheetArea } from '../../../src/core/changes/precedents.js';
import type { CellValue } from '../../../src/core/grid/grid.js';
import { XlsxFile, withoutRecalculation } from '../../../src/xlsx/index.js';
import { workbookOf } from '../../support/sheets.js';

type Rows = readonly (readonly CellValue[])[];

/** A file in which these cells of column A, by row from 0, were written, each over a 1. */
async function written(bytes: Uint8Array, ...rows: readonly number[]): Promise<Uint8Array> {
  const workbook = openXlsx(bytes);
  const changes = rows.map((row) => ({
    kind: 'content' as const,
    sheet: '表',
    row,
    column: 0,
    was: { value: 1, formula: null },
    becomes: { value: 2, formula: null },
  }));
  expect(await workbook.apply({ changes, problems: [] })).toEqual({ applied: true, cells: rows.length });
  return workbook.bytes();
}

async function uncalculatedIn(bytes: Uint8Array): Promise<readonly SheetArea[] | undefined> {
  return (await openXlsx(bytes).read()).uncalculated;
}

/** What a spreadsheet leaves of the file: it has calculated, and keeps custom XML. */
function calculated(bytes: Uint8Array): Uint8Array {
  const file = XlsxFile.open(bytes).with((parts, { part }) => withoutRecalculation(parts, part));
  return file.bytes();
}

const ROWS: Rows = [[1, '=A1'], [1], [1], [1]];
const run = (top: number, bottom: number): SheetArea => ({ sheet: '表', top, left: 0, bottom, right: 0 });

it('a file tells what was written since it was calculated, over several writings', async () => {
  const once = await written(workbookOf({ 表: ROWS }), 0, 1);
  expect(await uncalculatedIn(once)).toEqual([run(0, 1)]);
  expect(await uncalculatedIn(await written(once, 3))).toEqual([run(0, 1), run(3, 3)]);
});

it('nothing is told once a spreadsheet has calculated it, and then only what was written after', async () => {
  const saved = calculated(await written(workbookOf({ 表: ROWS }), 0, 1));
  expect(await uncalculatedIn(saved)).toBeUndefined();
  expect(await uncalculatedIn(await written(saved, 3))).toEqual([run(3, 3)]);
});

it('a file that nobody has written, or that has no formulas, tells nothing', async () => {
  expect(await uncalculatedIn(workbookOf({ 表: ROWS }))).toBeUndefined();
  const plain = await written(workbookOf({ 表: [[1], [1]] }), 0);
  expect(await uncalculatedIn(plain)).toBeUndefined();
  expect(XlsxFile.open(plain).related('customXml')).toBe(0);
});

it.each([
  ['no list', '{"a":1}'],
  ['other things in the list', '[1,null,["表"],["表",5],["表","什么"],["表","A1:XFD1048576"]]'],
])('a record with %s is passed over', async (_, data) => {
  const namespace = 'urn:bulletin-scores:written-cells';
  const xml = `<written-cells xmlns="${namespace}" version="1">${data}</written-cells>`;
  const { file } = XlsxFile.open(await written(workbookOf({ 表: [[1], [1]] }), 0)).edit([
    { kind: 'part', namespace, was: null, becomes: xml },
  ]);
  expect(await uncalculatedIn(file.bytes())).toBeUndefined();
});
