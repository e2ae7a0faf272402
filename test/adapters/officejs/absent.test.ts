import type { Plan } from '../../../src/core/changes/plan.js';
import type { LiveWorkbook } from '../../../src/ports/live-workbook.js';
import type { Book } from '../../host/book.js';
import { districtsBook, end, planFor, start } from './support.js';

afterEach(end);

const PART = '<a xmlns="urn:bulletin-scores:test">一</a>';
const AREA = { top: 0, left: 0, bottom: 1, right: 1 };

/** A book with an attachment, a helper sheet with a table, a part of ours, and an empty sheet. */
function fullBook(): Book {
  const book = districtsBook(3);
  book.addSheet('台账', [
    ['单位', '加减分'],
    ['第1区', 1],
  ]);
  book.addTable(book.sheet('台账'), '台账表', 'A1:B2');
  book.addPart(PART);
  book.addSheet('空');
  return book;
}

const planOf = (...changes: Plan['changes']): Plan => ({ changes, problems: [] });

function clear(book: Book, sheet: string): void {
  for (const name of ['A1', 'B1', 'A2', 'B2']) book.sheet(sheet).type(name, '');
}

async function shapeOf(workbook: LiveWorkbook): Promise<unknown> {
  const { sheets, parts } = await workbook.read();
  return { sheets: sheets.map(({ sheet, values, tables }) => [sheet, values.length, tables.length]), parts };
}

describe('Excel is asked only for what is there', () => {
  // The simulated host refuses every question about an object that is not there, as Excel may.
  const parts = { 'urn:bulletin-scores:test': PART };
  const cases: readonly [string, (book: Book) => void, unknown][] = [
    [
      'an empty sheet',
      () => undefined,
      {
        sheets: [
          ['附件1', 6, 0],
          ['台账', 2, 1],
          ['空', 0, 0],
        ],
        parts,
      },
    ],
    [
      'a sheet that was emptied',
      (book) => {
        book.sheet('台账').tables = [];
        clear(book, '台账');
      },
      {
        sheets: [
          ['附件1', 6, 0],
          ['台账', 0, 0],
          ['空', 0, 0],
        ],
        parts,
      },
    ],
    [
      'a table that became a plain range',
      (book) => void (book.sheet('台账').tables = []),
      {
        sheets: [
          ['附件1', 6, 0],
          ['台账', 2, 0],
          ['空', 0, 0],
        ],
        parts,
      },
    ],
    [
      'a part that was taken away',
      (book) => void (book.parts = []),
      {
        sheets: [
          ['附件1', 6, 0],
          ['台账', 2, 1],
          ['空', 0, 0],
        ],
        parts: {},
      },
    ],
    [
      'a sheet that was deleted with its table',
      (book) => void book.sheets.splice(1, 1),
      {
        sheets: [
          ['附件1', 6, 0],
          ['空', 0, 0],
        ],
        parts,
      },
    ],
    [
      'an empty sheet that came',
      (book) => void book.addSheet('新'),
      {
        sheets: [
          ['附件1', 6, 0],
          ['台账', 2, 1],
          ['空', 0, 0],
          ['新', 0, 0],
        ],
        parts,
      },
    ],
    [
      'everything gone but an empty sheet',
      (book) => {
        book.sheets.splice(0, 2);
        book.parts = [];
      },
      { sheets: [['空', 0, 0]], parts: {} },
    ],
  ];
  it.each(cases)('when reading again: %s', async (_, change, shape) => {
    const { workbook, book } = await start(fullBook());
    await workbook.read();
    change(book);
    expect(await shapeOf(workbook)).toEqual(shape);
  });

  it.each(cases)('when reading for the first time: %s', async (_, change, shape) => {
    const book = fullBook();
    change(book);
    const { workbook } = await start(book);
    expect(await shapeOf(workbook)).toEqual(shape);
  });

  const touching: readonly [string, Plan, (book: Book) => void, string][] = [
    [
      'a cell of a sheet that was deleted',
      planOf({ kind: 'fill', sheet: '台账', row: 0, column: 0, was: null, becomes: 'FFC7CE' }),
      (book) => void book.sheets.splice(1, 1),
      '台账',
    ],
    [
      'a table that became a plain range',
      planOf({ kind: 'table', sheet: '台账', name: '台账表', was: { area: AREA, columns: [] }, becomes: null }),
      (book) => void (book.sheet('台账').tables = []),
      '台账',
    ],
    [
      'a part that was taken away',
      planOf({ kind: 'part', namespace: 'urn:bulletin-scores:test', was: PART, becomes: null }),
      (book) => void (book.parts = []),
      '',
    ],
    [
      'a part that stands there twice',
      planOf({ kind: 'part', namespace: 'urn:bulletin-scores:test', was: PART, becomes: null }),
      (book) => void book.addPart(PART),
      '',
    ],
    [
      'a sheet to be added that somebody else has added, and left empty',
      planOf({
        kind: 'sheet',
        sheet: '新',
        was: null,
        becomes: { position: 0, visibility: 'visible', tabColour: null, columnWidths: [] },
      }),
      (book) => void book.addSheet('新'),
      '新',
    ],
  ];
  it.each(touching)('when writing: %s is a conflict, and nothing is written', async (_, plan, change, sheet) => {
    const { workbook, book, excel } = await start(fullBook());
    await workbook.read();
    change(book);
    expect(await workbook.apply(plan)).toEqual({ applied: false, conflicts: [{ sheet, cell: '' }] });
    expect(excel.takeSyncs().every(({ writes }) => writes === 0)).toBe(true);
  });

  it('removes an empty sheet', async () => {
    const { workbook, book } = await start(fullBook());
    await workbook.read();
    const was = { position: 2, visibility: 'visible', tabColour: null, columnWidths: [] } as const;
    expect(await workbook.apply(planOf({ kind: 'sheet', sheet: '空', was, becomes: null }))).toMatchObject({
      applied: true,
    });
    expect(book.sheets.map(({ name }) => name)).toEqual(['附件1', '台账']);
  });

  it('writes without having read before', async () => {
    const { workbook: other } = await start(fullBook());
    const { plan } = await planFor(other);
    const { workbook } = await start(fullBook());
    expect(await workbook.apply(plan)).toMatchObject({ applied: true });
  });

  it('computes beside an empty sheet in three answers and verifies in a fourth', async () => {
    const { workbook, excel } = await start(fullBook());
    await workbook.read();
    expect(excel.takeSyncs()).toHaveLength(2);
    const { plan } = await planFor(workbook);
    await workbook.apply(plan);
    expect(await workbook.verify(plan)).toEqual([]);
    expect(excel.takeSyncs()).toHaveLength(4);
    expect([excel.keptReferences, excel.notSimulated]).toEqual([0, []]);
  });
});

describe('what is merged and hidden on a sheet', () => {
  it('is read beyond the usual size with one answer more, the first time', async () => {
    const book = districtsBook(200);
    const sheet = book.sheet('附件1');
    sheet.hiddenRows.add(2).add(180);
    sheet.hiddenColumns.add(6);
    sheet.merges.push({ top: 190, left: 0, bottom: 191, right: 0 });
    const { workbook, excel } = await start(book);
    const seen = { hiddenRows: [2, 180], hiddenColumns: [6], merges: [{ top: 190, left: 0, bottom: 191, right: 0 }] };
    expect((await workbook.read()).sheets[0]).toMatchObject(seen);
    expect(excel.takeSyncs()).toHaveLength(3);
    expect((await workbook.read()).sheets[0]).toMatchObject(seen);
    expect(excel.takeSyncs()).toHaveLength(1);
    expect(excel.keptReferences).toBe(0);
  });

  it('is left out where no cell is used', async () => {
    const book = fullBook();
    const sheet = book.addSheet('下面');
    sheet.type('C9', 1);
    sheet.hiddenRows.add(0).add(8);
    sheet.hiddenColumns.add(0).add(2);
    sheet.merges.push({ top: 0, left: 0, bottom: 0, right: 3 }, { top: 8, left: 2, bottom: 8, right: 3 });
    book.sheet('空').hiddenRows.add(0);
    const { workbook } = await start(book);
    expect((await workbook.read()).sheets.slice(2)).toMatchObject([
      { sheet: '空', hiddenRows: [], merges: [] },
      {
        sheet: '下面',
        top: 8,
        left: 2,
        hiddenRows: [8],
        hiddenColumns: [2],
        merges: [{ top: 8, left: 2, bottom: 8, right: 3 }],
      },
    ]);
  });
});
