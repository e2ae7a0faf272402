import { findCells, nextFound } from '../../src/viewer/find.js';
import { layOut } from '../../src/viewer/geometry.js';
import { plainLook } from '../support/looks.js';
import { gridOf } from '../support/sheets.js';

// Row 3 is hidden.
const grid = gridOf(
  [
    ['博山区\n40.2 万', 1234.5, 'Ab'],
    ['博 山', null, 'ａｂ'],
    ['博山区', 1234.5, 'ab'],
    ['高青县', 0.1512, '1234'],
  ],
  { hiddenRows: [2] },
);
const look = plainLook();

const layout = layOut(grid, look);
const places = (text: string): readonly string[] =>
  findCells(grid, layout, text).map(({ row, column }) => `${row},${column}`);

it.each([
  ['a word, whatever spaces and lines stand in it', '博山', ['0,0', '1,0']],
  ['letters in any case and width', 'AB', ['0,2', '1,2']],
  ['a number by its figures', '1234', ['0,1', '3,2']],
  ['a text over two lines', '博山区40.2', ['0,0']],
  ['nothing', ' ', []],
])('finds %s, but not in the hidden row', (_, text, found) => {
  expect(places(text)).toEqual(found);
});

it('goes on to the next place and back to the one before, round the ends', () => {
  const found = [
    { row: 0, column: 0 },
    { row: 1, column: 0 },
    { row: 1, column: 4 },
  ];
  const from = (row: number, column: number): readonly number[] =>
    ([1, -1] as const).map((direction) => nextFound(found, { row, column }, direction));
  expect([from(0, 0), from(1, 2), from(1, 4)]).toEqual([
    [1, 2],
    [2, 1],
    [0, 1],
  ]);
});
