import { strFromU8, unzipSync } from 'fflate';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { compute } from '../../src/app/compute.js';
import type { Change } from '../../src/core/changes/plan.js';
import { valueAt, type Grid } from '../../src/core/grid/grid.js';
import { WorkbookRefusal } from '../../src/ports/workbook.js';
import { richWorkbook } from '../support/rich-workbook.js';
import { recalculate } from './libreoffice.js';
import { newComplaints } from './validator.js';

/**
 * What a computation may touch: its sheet, number formats, the request to calculate anew and what speaks of the
 * calculation chain.
 */
const TOUCHED = [
  'xl/worksheets/sheet1.xml',
  'xl/styles.xml',
  'xl/workbook.xml',
  'xl/_rels/workbook.xml.rels',
  '[Content_Types].xml',
];

async function computed(): Promise<{
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly cells: ReadonlySet<string>;
}> {
  const before = richWorkbook();
  const workbook = openXlsx(before);
  const { plan } = compute(await workbook.read(), {
    sheets: [],
    rules: null,
    write: 'formulas',
    keepExisting: false,
    fixNumbers: false,
  });
  expect(await workbook.apply(plan)).toMatchObject({ applied: true });
  return {
    before,
    after: workbook.bytes(),
    cells: new Set(
      plan.changes.flatMap((change) =>
        'row' in change ? [`${String.fromCharCode(65 + change.column)}${change.row + 1}`] : [],
      ),
    ),
  };
}

/** What remembers which cells were written, for the formulas that are not calculated since. */
const RECORD = ['customXml/item2.xml', 'customXml/itemProps2.xml', 'customXml/_rels/item2.xml.rels'];

it('keeps every part it was not asked to change to the byte, and loses only the calculation chain', async () => {
  const { before, after } = await computed();
  const [old, now] = [unzipSync(before), unzipSync(after)];
  const expected = [...Object.keys(old).filter((name) => name !== 'xl/calcChain.xml'), ...RECORD];
  expect(Object.keys(now).sort()).toEqual(expected.sort());
  expect(
    Object.keys(now)
      .filter((name) => !RECORD.includes(name))
      .filter((name) => Buffer.compare(Buffer.from(now[name] ?? []), Buffer.from(old[name] ?? [])) !== 0)
      .sort(),
  ).toEqual([...TOUCHED].sort());
  expect(Object.keys(now).length).toBeGreaterThan(35);
});

it('changes in the touched parts what was asked, and nothing else', async () => {
  const { before, after, cells } = await computed();
  const text = (bytes: Uint8Array, name: string): string => strFromU8(unzipSync(bytes)[name] ?? new Uint8Array());
  // All but the computed cells.
  const rest = (xml: string): string =>
    xml.replace(/<c r="([A-Z]+\d+)"(?:[^>]*\/>|[^>]*>.*?<\/c>)/g, (cell, name: string) =>
      cells.has(name) ? '' : cell,
    );
  expect(rest(text(after, 'xl/worksheets/sheet1.xml'))).toBe(rest(text(before, 'xl/worksheets/sheet1.xml')));
  expect(text(after, 'xl/workbook.xml').replace(/<calcPr[^>]*\/>/, '')).toBe(
    text(before, 'xl/workbook.xml').replace(/<calcPr[^>]*\/>/, ''),
  );
  expect(text(after, 'xl/workbook.xml')).toMatch(/<calcPr[^>]*fullCalcOnLoad="1"/);
  const withoutChain = (xml: string): string => xml.replace(/<(?:Relationship|Override)\b[^>]*calcChain[^>]*\/>/g, '');
  const withoutRecord = (xml: string): string =>
    xml.replace(/<(?:Relationship|Override)\b[^>]*customXml\/item(?:Props)?2\.xml[^>]*\/>/g, '');
  for (const name of ['xl/_rels/workbook.xml.rels', '[Content_Types].xml'])
    expect(withoutRecord(text(after, name))).toBe(withoutChain(text(before, name)));
});

it('gives Microsoft’s validator nothing new to complain of, and LibreOffice finds the same scores', async () => {
  const { before, after } = await computed();
  expect(newComplaints(after, before)).toEqual([]);
  const scores = async (bytes: Uint8Array): Promise<unknown> => {
    const grid = (await openXlsx(bytes).read()).sheets.find(({ sheet }) => sheet === '附件1') as Grid;
    return [3, 4].map((row) => valueAt(grid, row, 20));
  };
  // 甲区: 40×90/100 = 36, 20×(1−1/90) = 19.7778, first 10, 20×48/50 = 19.2, adjustment 10; of 100 %, 100 % and 0 % a
  // third of 100 points is taken off: 61.6444.
  // 乙区: 30, 20, second 9.5, 20, adjustment 12: 91.5.
  expect(await scores(after)).toEqual([61.64, 91.5]);
  expect(await scores(recalculate(after))).toEqual([61.64, 91.5]);
});

it.each<[string, Change, string]>([
  [
    'a change inside an array formula',
    {
      kind: 'content',
      sheet: '数据',
      row: 20,
      column: 0,
      was: { value: 4, formula: null },
      becomes: { value: 5, formula: null },
    },
    'cell-in-array-formula',
  ],
  [
    'a note on a cell with a threaded comment',
    { kind: 'note', sheet: '数据', row: 3, column: 2, was: null, becomes: '注' },
    'note-on-threaded-comment',
  ],
])('refuses %s and leaves the file as it was', async (_, change, code) => {
  const before = richWorkbook();
  const workbook = openXlsx(before);
  await expect(workbook.apply({ changes: [change], problems: [] })).rejects.toMatchObject({ code });
  await expect(workbook.apply({ changes: [change], problems: [] })).rejects.toBeInstanceOf(WorkbookRefusal);
  expect(Object.keys(unzipSync(workbook.bytes())).sort()).toEqual(Object.keys(unzipSync(before)).sort());
});
