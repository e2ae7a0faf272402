import { layOut, type Layout } from '../../src/viewer/geometry.js';
import { firstVisible, jumpFrom, moveFrom, rowEnd } from '../../src/viewer/moves.js';
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

it.each([
  ['down over a hidden row', at(1, 0), 1, 0, at(3, 0)],
  ['right out of a merged area as a whole', at(0, 0), 0, 1, at(0, 3)],
  ['left into a merged area', at(0, 3), 0, -1, at(0, 2)],
  ['up no further than the first row', at(0, 0), -1, 0, at(0, 0)],
  ['several visible rows at once', at(0, 3), 2, 0, at(3, 3)],
])('an arrow goes %s', (_, from, rows, columns, to) => {
  expect(moveFrom(layout, from, { rows, columns })).toEqual(to);
});

it.each([
  ['to the next filled cell over blanks', at(3, 0), 0, 1, at(3, 3)],
  ['to the end of a block', at(1, 2), 0, 1, at(1, 3)],
  ['back over a blank', at(1, 2), 0, -1, at(1, 0)],
  ['to the edge of what is used', at(0, 3), 1, 0, at(1, 3)],
])('Ctrl with an arrow goes %s', (_, from, rows, columns, to) => {
  expect(jumpFrom({ grid, layout }, from, { rows, columns })).toEqual(to);
});

it('End goes to the last filled cell of the row', () => {
  expect([rowEnd(grid, layout, 0), rowEnd(grid, layout, 3), rowEnd(grid, layout, 30)]).toEqual([
    at(0, 0),
    at(3, 3),
    at(30, 0),
  ]);
});

it('the first cell that can be seen lies after hidden rows and columns', () => {
  const hidden = { ...grid, hiddenRows: [0, 1], hiddenColumns: [0] };
  expect([firstVisible(layout), firstVisible(layOut(hidden, { ...look, merges: [] }))]).toEqual([at(0, 0), at(2, 1)]);
});
