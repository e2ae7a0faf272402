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
  return staleFormulas(sheets, { written, computed: [] }).map((run) => `${run.sheet}!${areaName(run)}`);
}

it.each([
  ['the cell itself', '=A1'],
  ['a range around it', '=RANK(A1,$A$1:$A$9)'],
  ['the whole column', '=SUM(A:A)'],
  ['its row', '=COUNT(1:1)-1'],
  ['INDIRECT, which may read anything', '=INDIRECT("A"&1)'],
  ['a name, which may read anything', '=得分*2'],
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
])('a formula that reads %s is not', (_, formula) => {
  expect(staleAmong([formula])).toEqual([]);
});

it('a result that was written, or is held against one of ours, is not, unless its formula reads an older one', () => {
  const sheet = sheetWith('表', [
    [null, '=A1+1', '=A1+2', '=A1+3'],
    [null, '=D1+1', '=D1+2', null],
  ]);
  const written = [area('A1'), area('B1:B2')];
  const runs = staleFormulas([sheet], { written, computed: [area('C1:C2')] }).map(areaName);
  expect([...runs].sort()).toEqual(['B2', 'C2', 'D1']);
});

it('cells below one another are named together', () => {
  const sheet = sheetWith(
    '表',
    [1, 2, 3].map((row) => [null, `=A${row}`]),
  );
  expect(staleFormulas([sheet], { written: [area('A1:A3')], computed: [] }).map(areaName)).toEqual(['B1:B3']);
});

it('a formula that reads a result of an older array formula is older too, whichever of its cells it reads', () => {
  const sheet = sheetWith('表', [
    [null, '=A1:A3*2', null, null],
    [null, null, null, '=C3+1'],
    [null, null, null, '=E3+1'],
  ]);
  const arrays = [{ top: 0, left: 1, bottom: 2, right: 2 }];
  const runs = staleFormulas([{ ...sheet, arrays }], { written: [area('A2')], computed: [] });
  expect(runs.map(areaName)).toEqual(['B1', 'D2']);
});
