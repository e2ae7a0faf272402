import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { valueAt, type CellValue } from '../../src/core/grid/grid.js';
import { PageWorkbook } from '../../src/entries/page/page-workbook.js';
import { workbookOf } from '../support/sheets.js';
import { typeInto } from '../support/type-into.js';

interface Opened {
  readonly workbook: PageWorkbook;
  /** B1 as it was drawn, each time. */
  readonly drawn: CellValue[];
}

function open(rows: readonly (readonly CellValue[])[]): Opened {
  const drawn: CellValue[] = [];
  const workbook: PageWorkbook = new PageWorkbook(openXlsx(workbookOf({ 表: rows })), {
    select: () => undefined,
    update: async () => {
      const [grid] = await workbook.sheetsNow();
      if (grid !== undefined) drawn.push(valueAt(grid, 0, 1));
    },
  });
  return { workbook, drawn };
}

it('a corrected cell is drawn before the correction is answered', async () => {
  const opened = open([['甲区', 5]]);
  expect(await typeInto(opened.workbook, { sheet: '表', row: 0, column: 1 }, '7')).toBe(true);
  expect(opened.drawn).toEqual([7]);
});

it('neither a formula nor a text into a cell that holds one is taken', async () => {
  const opened = open([['甲区', 5, '=B1+1']]);
  const before = opened.workbook.bytesNow();
  expect([
    await typeInto(opened.workbook, { sheet: '表', row: 0, column: 1 }, '=B1+1'),
    await typeInto(opened.workbook, { sheet: '表', row: 0, column: 2 }, '7'),
  ]).toEqual([false, false]);
  expect(opened.workbook.bytesNow()).toEqual(before);
});

const B1 = { sheet: '表', row: 0, column: 1 };

/** The marked cells, and whether there is something to save. */
function marksOf({ workbook }: Opened): readonly unknown[] {
  const { changed, unsaved } = workbook.marks();
  return [[...(changed.get('表') ?? [])], unsaved];
}

it('marks what differs from the file, not what was once touched', async () => {
  const opened = open([['甲区', 5]]);
  const { workbook } = opened;
  await typeInto(workbook, B1, '6');
  await typeInto(workbook, { ...B1, column: 0 }, '乙区');
  expect(marksOf(opened)).toEqual([[0, 1], true]);
  await typeInto(workbook, B1, '5');
  expect(marksOf(opened)).toEqual([[0], true]);
  await typeInto(workbook, { ...B1, column: 0 }, '甲区');
  expect(marksOf(opened)).toEqual([[], false]);
});

it('after saving, marks what differs from what was saved, also what was typed while it was being saved', async () => {
  const opened = open([['甲区', 5]]);
  const { workbook } = opened;
  await typeInto(workbook, B1, '6');
  const { state } = await workbook.bytes();
  await typeInto(workbook, { ...B1, column: 0 }, '乙区');
  workbook.saved(state);
  expect(marksOf(opened)).toEqual([[0], true]);
  await typeInto(workbook, { ...B1, column: 0 }, '甲区');
  expect(marksOf(opened)).toEqual([[], false]);
  await typeInto(workbook, B1, '5');
  expect(marksOf(opened)).toEqual([[1], true]);
});
