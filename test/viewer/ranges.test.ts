import { filledDown, placeBlock, shownBlock, copiedCells, emptied } from '../../src/viewer/blocks.js';
import { layOut, type Layout } from '../../src/viewer/geometry.js';
import {
  allUsed,
  nextInRange,
  rangeTo,
  singleCell,
  stepFrom,
  summaryOf,
  wholeColumns,
  wholeRows,
} from '../../src/viewer/ranges.js';
import { plainLook } from '../support/looks.js';
import { gridOf } from '../support/sheets.js';

//      A     B     C     D
// 1  title merged over A1:C1
// 2    1   blank   2     3
// 3  hidden row
// 4    4   blank blank   5
const grid = gridOf(
  [
    ['题', null, null, null],
    [1, null, 2, 3],
    [9, 9, 9, 9],
    [4, null, null, 5],
  ],
  { merges: [{ top: 0, left: 0, bottom: 0, right: 2 }], hiddenRows: [2] },
);
const look = plainLook(grid.merges);
const layout: Layout = layOut(grid, look);
const at = (row: number, column: number): { row: number; column: number } => ({ row, column });

const merges = grid.merges;
const area = (top: number, left: number, bottom: number, right: number) => ({ top, left, bottom, right });

it.each([
  ['up or down makes no difference', at(3, 1), at(1, 0), area(1, 0, 3, 1)],
  ['a merged area belongs to it as a whole', at(0, 1), at(1, 1), area(0, 0, 1, 2)],
  ['beside a merged area it is what it is', at(0, 3), at(1, 3), area(0, 3, 1, 3)],
])('a range from one cell to another: %s', (_, from, to, expected) => {
  expect(rangeTo({ layout, merges }, from, to).area).toEqual(expected);
});

it('whole rows and columns, and all that is used', () => {
  expect([
    wholeRows(layout, 3, 1).area,
    wholeColumns(layout, 1, 2).area,
    allUsed(layout, at(1, 1)).area,
    wholeRows(layout, 3, 1).active,
  ]).toEqual([
    area(1, 0, 3, layout.columns.count - 1),
    area(0, 1, layout.rows.count - 1, 2),
    area(0, 0, 3, 3),
    at(3, 0),
  ]);
});

it.each([
  ['Enter goes down, over a hidden row', at(1, 0), 1, 0, at(3, 0)],
  ['Enter goes on at the top of the next column', at(3, 0), 1, 0, at(1, 1)],
  ['Enter begins again after the last cell', at(3, 1), 1, 0, at(1, 0)],
  ['Tab goes to the right', at(1, 0), 0, 1, at(1, 1)],
  ['Tab goes on in the next row that can be seen', at(1, 1), 0, 1, at(3, 0)],
  ['Shift goes back', at(1, 0), 0, -1, at(3, 1)],
])('within a range %s', (_, from, rows, columns, to) => {
  expect(nextInRange(layout, area(1, 0, 3, 1), { from, move: { rows, columns } })).toEqual(to);
});

it('from a single cell Enter and Tab lead to the neighbours', () => {
  const single = singleCell(layout, at(1, 2));
  expect([
    stepFrom(layout, single, { rows: 1, columns: 0 }),
    stepFrom(layout, single, { rows: 0, columns: 1 }),
  ]).toEqual([at(3, 2), at(1, 3)]);
});

it('adds up what can be seen: 1, 2, 3, 4 and 5 but no 9 of the hidden row; texts only count', () => {
  expect(summaryOf(grid, layout, area(0, 0, 3, 3))).toEqual({ filled: 6, numbers: 5, sum: 15, average: 3 });
});

it('a sum of tenths is what people reckon', () => {
  const tenths = gridOf([[0.1, 0.2, -0.3, 0.1, 0.2]]);
  expect(summaryOf(tenths, layOut(tenths, look), area(0, 0, 0, 4)).sum).toBe(0.3);
});

const sheet = { grid, layout };

it('copies what can be seen, a merged area as one cell', () => {
  expect(shownBlock(sheet, area(0, 0, 3, 3))).toEqual([
    ['题', '', '', ''],
    ['1', '', '2', '3'],
    ['4', '', '', '5'],
  ]);
  expect(copiedCells(sheet, area(0, 0, 1, 3))[0]).toEqual([
    { text: '题', isNumber: false, rowSpan: 1, columnSpan: 3 },
    { text: '', isNumber: false, rowSpan: 1, columnSpan: 1 },
  ]);
});

it.each([
  ['once from a single cell on', singleCell(layout, at(1, 1)), area(1, 1, 2, 2), 4],
  ['as often as a range is a multiple of it', rangeTo({ layout, merges: [] }, at(2, 0), at(3, 3)), area(2, 0, 3, 3), 8],
  ['once where a range is no multiple', rangeTo({ layout, merges: [] }, at(1, 0), at(3, 2)), area(1, 0, 2, 1), 4],
  ['once from a merged area on', singleCell(layout, at(0, 0)), area(0, 0, 1, 1), 4],
])('a block of two by two is put %s', (_, range, expected, count) => {
  const placed = placeBlock(layout, range, [
    ['1', '2'],
    ['3', '4'],
  ]);
  expect([placed.area, placed.texts.length]).toEqual([expected, count]);
});

it('one text fills a range; of a short row the rest is left alone', () => {
  const one = placeBlock(layout, rangeTo({ layout, merges: [] }, at(1, 0), at(1, 1)), [['7']]);
  const short = placeBlock(layout, singleCell(layout, at(1, 0)), [['7', '8'], ['9']]);
  expect([one.texts, short.texts]).toEqual([
    [
      { row: 1, column: 0, text: '7' },
      { row: 1, column: 1, text: '7' },
    ],
    [
      { row: 1, column: 0, text: '7' },
      { row: 1, column: 1, text: '8' },
      { row: 2, column: 0, text: '9' },
    ],
  ]);
});

it('fills down from the first row of a range, and a single row from the one above', () => {
  expect([filledDown(sheet, area(1, 2, 3, 2)), filledDown(sheet, area(2, 3, 2, 3))]).toEqual([
    {
      texts: [
        { row: 2, column: 2, text: '2' },
        { row: 3, column: 2, text: '2' },
      ],
      formula: null,
    },
    { texts: [{ row: 2, column: 3, text: '3' }], formula: null },
  ]);
});

it('does not fill a formula down, but names it', () => {
  const formulas = gridOf([[3], [4]], { formulas: [['=1+2'], [null]] });
  const sums = { grid: formulas, layout: layOut(formulas, look) };
  expect(filledDown(sums, area(0, 0, 1, 0))).toEqual({ texts: [], formula: at(0, 0) });
});

it('empties what holds something', () => {
  expect(emptied(sheet, area(1, 0, 1, 30)).map(({ column }) => column)).toEqual([0, 2, 3]);
});
