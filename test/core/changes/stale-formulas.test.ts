import { staleFormulas } from '../../../src/core/changes/stale-formulas.js';
import type { SheetArea } from '../../../src/core/changes/precedents.js';
import { areaName, parseAreaName } from '../../../src/core/grid/address.js';
import type { Grid } from '../../../src/core/grid/grid.js';
import { gridOf } from '../../support/sheets.js';

function sheetWith(sheet: string, formulas: readonly (readonly (string | null)[])[]): Grid {
  return gridOf(
    formulas.map((row) => row.map(() => 1)),
    { sheet, formulas },
  );
}

function area(cells: string, sheet = '表'): SheetArea {
  const found = parseAreaName(cells);
  if (found === undefined) throw new Error(cells);
  return { sheet, ...found };
}

const NAMES = [
  { name: '得分', sheet: null, refersTo: '表!$A$1:$A$9' },
  { name: '量', sheet: null, refersTo: '表!$B$1:$B$9' },
  { name: '最好', sheet: null, refersTo: 'MAX(得分)' },
  { name: '局部', sheet: null, refersTo: '表!$A$1' },
  { name: '局部', sheet: '表', refersTo: '表!$B$1' },
  { name: '别处', sheet: null, refersTo: 'INDIRECT("表!A1")' },
  { name: '自己', sheet: null, refersTo: '自己+1' },
];

/** Column A is written (A2 by a formula of ours), B is a count; the formulas stand from C on, and on another sheet. */
function staleAmong(own: readonly (string | null)[], elsewhere: readonly (string | null)[] = []): readonly string[] {
  const sheets = [
    sheetWith('表', [
      [null, null, ...own],
      ['=B2*2', null, ...own.map(() => null)],
    ]),
    sheetWith('底 稿', [elsewhere.length === 0 ? [null] : elsewhere]),
  ];
  const written = [area('A1:A2')];
  return staleFormulas({ sheets, definedNames: NAMES }, { written, computed: [] }).map(
    (run) => `${run.sheet}!${areaName(run)}`,
  );
}

it.each([
  ['the cell itself', '=A1'],
  ['a range around it', '=RANK(A1,$A$1:$A$9)'],
  ['the whole column', '=SUM(A:A)'],
  ['its row', '=COUNT(1:1)-1'],
  ['INDIRECT, which may read anything', '=INDIRECT("A"&1)'],
  ['a name of it', '=得分*2'],
  ['a name of a formula over a name of it', '=最好-B1'],
  ['a name over INDIRECT', '=别处'],
  ['a name by way of a parameter', '=LET(x,得分,x+1)'],
  ['all sheets from one to another', "=SUM('表:底 稿'!A1)"],
])('a formula that reads %s is older than what was written', (_, formula) => {
  expect(staleAmong([formula])).toEqual(['表!C1']);
});

it('one that reads an older formula is older too, over other sheets and against the order of reading', () => {
  expect(staleAmong(['=D1', "='底 稿'!A1"], ['=表!$A$2'])).toEqual(['表!C1', '表!D1', '底 稿!A1']);
});

it.each([
  ['a count', '=B1*2'],
  ['the cell in a text', '="A1"&B1'],
  ['the same address of another sheet', "='底 稿'!A1"],
  ['nothing', '=TODAY()'],
  ['a name of something else', '=SUM(量)'],
  ['the name of its own sheet, where another is called so too', '=局部'],
  ['a name that only leads to itself', '=自己'],
  ['a parameter that nobody defined', '=LET(x,B1,x*2)'],
  ['another workbook', '=[1]表!A1+[1]表!$A$2'],
])('a formula that reads %s is not', (_, formula) => {
  expect(staleAmong([formula])).toEqual([]);
});

it('a result that was written, or is held against one of ours, is not, unless its formula reads an older one', () => {
  const sheet = sheetWith('表', [
    [null, '=A1+1', '=A1+2', '=A1+3'],
    [null, '=D1+1', '=D1+2', null],
  ]);
  const written = [area('A1'), area('B1:B2')];
  const runs = staleFormulas({ sheets: [sheet] }, { written, computed: [area('C1:C2')] }).map(areaName);
  expect([...runs].sort()).toEqual(['B2', 'C2', 'D1']);
});

it('cells below one another are named together', () => {
  const sheet = sheetWith(
    '表',
    [1, 2, 3].map((row) => [null, `=A${row}`]),
  );
  expect(staleFormulas({ sheets: [sheet] }, { written: [area('A1:A3')], computed: [] }).map(areaName)).toEqual([
    'B1:B3',
  ]);
});

it('a formula that reads a result of an older array formula is older too, whichever of its cells it reads', () => {
  const sheet = sheetWith('表', [
    [null, '=A1:A3*2', null, null],
    [null, null, null, '=C3+1'],
    [null, null, null, '=E3+1'],
  ]);
  const arrays = [{ top: 0, left: 1, bottom: 2, right: 2 }];
  const runs = staleFormulas({ sheets: [{ ...sheet, arrays }] }, { written: [area('A2')], computed: [] });
  expect(runs.map(areaName)).toEqual(['B1', 'D2']);
});
