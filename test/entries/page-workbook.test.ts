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

async function values({ workbook }: Opened): Promise<readonly (readonly CellValue[])[]> {
  return (await workbook.read()).sheets[0]?.values ?? [];
}

/** Somebody else than the corrections writes B1. */
function written({ workbook }: Opened, was: CellValue, value: CellValue): Promise<unknown> {
  return workbook.apply({
    changes: [
      {
        kind: 'content',
        sheet: '表',
        row: 0,
        column: 1,
        was: { value: was, formula: null },
        becomes: { value, formula: null },
      },
    ],
    problems: [],
  });
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
    await typeInto(opened.workbook, { sheet: '表', row: 0, column: 1 }, '=1+1'),
    await typeInto(opened.workbook, { sheet: '表', row: 0, column: 2 }, '7'),
  ]).toEqual([false, false]);
  expect(opened.workbook.bytesNow()).toEqual(before);
});

it('undoing takes back the corrections, the last one first, until nothing is left', async () => {
  const opened = open([['甲区', 5]]);
  await typeInto(opened.workbook, { sheet: '表', row: 0, column: 1 }, '6');
  await typeInto(opened.workbook, { sheet: '表', row: 0, column: 0 }, '乙区');
  expect([await opened.workbook.undo(), await opened.workbook.undo(), await opened.workbook.undo()]).toEqual([
    { kind: 'undone', cell: '表!A1' },
    { kind: 'undone', cell: '表!B1' },
    { kind: 'nothing' },
  ]);
  expect(await values(opened)).toEqual([['甲区', 5]]);
});

it('undo leaves a cell that was changed since, says so, and goes on with the correction before', async () => {
  const opened = open([['甲区', 5]]);
  await typeInto(opened.workbook, { sheet: '表', row: 0, column: 0 }, '乙区');
  await typeInto(opened.workbook, { sheet: '表', row: 0, column: 1 }, '11');
  await written(opened, 11, 14);
  expect(await opened.workbook.undo()).toEqual({ kind: 'changed-since', cell: '表!B1' });
  expect([await values(opened), opened.workbook.marks().canUndo]).toEqual([[['乙区', 14]], true]);
  expect(await opened.workbook.undo()).toEqual({ kind: 'undone', cell: '表!A1' });
  expect([await values(opened), opened.workbook.marks().canUndo]).toEqual([[['甲区', 14]], false]);
});

it('a correction whose cell was changed and changed back is undone', async () => {
  const opened = open([['甲区', 5]]);
  await typeInto(opened.workbook, { sheet: '表', row: 0, column: 1 }, '11');
  await written(opened, 11, 14);
  await written(opened, 14, 11);
  expect([await opened.workbook.undo(), await values(opened)]).toEqual([
    { kind: 'undone', cell: '表!B1' },
    [['甲区', 5]],
  ]);
});
