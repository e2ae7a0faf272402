import { compute } from '../../src/app/compute.js';
import type { AttachmentKind } from '../../src/core/form/form.js';
import { builtInForms } from '../../src/core/form/index.js';
import type { CellValue, Grid } from '../../src/core/grid/grid.js';
import { builtInMethod } from '../../src/core/method/index.js';
import { readRules, type Rules } from '../../src/core/method/read-rules.js';
import { gridOf, NAMES, SYMBOLS, unitRow } from '../support/sheets.js';

/** The built-in rules of a kind, but for 好评率, which is of all bad evaluations: 1-D/M instead of (1-T/M)%. */
function rulesOf(kind: AttachmentKind): Rules {
  const form = builtInForms[kind];
  const columns = form.columns.map((column) =>
    column.id === 'goodRate' ? { ...column, expression: '1-D/M' } : column,
  );
  return readRules(JSON.parse(JSON.stringify({ form: { ...form, columns }, method: builtInMethod(kind, '2021Q2') })));
}

/** D stands in column G, T in H, M in D. Of 1000 received, 20 are bad, 10 of them valid. */
function sheetOf(title: string, unitHead: string, withSymbols: boolean): Grid {
  const names = NAMES.map((name) => (name === '部门' ? unitHead : name));
  const rows: CellValue[][] = [
    [title],
    names,
    ...(withSymbols ? [[...SYMBOLS]] : []),
    unitRow(1, '甲单位', [1000, 1000, 500, 490, 20, 10, 10, 20, 10, 10], 10),
  ];
  return gridOf(rows, { sheet: '表' });
}

/** The formula of 好评率 in the unit's row. */
function goodRateOf(sheet: Grid, rules: Rules): string | null | undefined {
  const { plan } = compute(
    { sheets: [sheet], calculation: { fullPrecision: true, mode: 'automatic', iterates: false }, parts: {} },
    { write: 'formulas', keepExisting: false, fixNumbers: false, sheets: [], rules },
  );
  return plan.changes.flatMap((change) =>
    change.kind === 'content' && change.column === 14 ? [change.becomes.formula] : [],
  )[0];
}

const TITLES = {
  districts: '2021年第二季度各区县“好差评”评估通报表',
  departments: '2021年第二季度市级单位“好差评”评估通报表',
};

it.each<[keyof typeof TITLES, keyof typeof TITLES, string, string]>([
  ['districts', 'districts', '部门', '=IF(D3=0,"-",1-G3/D3)'],
  ['departments', 'districts', '部门', '=IF(D3=0,"-",1-H3/D3)'],
  ['departments', 'departments', '部门', '=IF(D3=0,"-",1-G3/D3)'],
  // What only the form of districts calls the column of units.
  ['departments', 'departments', '部门人口数', '=IF(D3=0,"-",1-G3/D3)'],
  ['districts', 'departments', '部门', '=IF(D3=0,"-",1-H3/D3)'],
])(
  '%s are computed by the form of their own kind where rules are given for %s (units under %s)',
  (kind, given, unitHead, formula) => {
    expect(goodRateOf(sheetOf(TITLES[kind], unitHead, false), rulesOf(given))).toBe(formula);
  },
);

it.each<[keyof typeof TITLES, string]>([
  ['districts', '=IF(D4=0,"-",1-H4/D4)'],
  // The name says what is meant where the symbols under it spell something else.
  ['departments', '=IF(D4=0,"-",1-G4/D4)'],
])(
  'symbols under the names of departments are held against the form of departments where rules are given for %s',
  (given, formula) => {
    expect(goodRateOf(sheetOf(TITLES.departments, '部门', true), rulesOf(given))).toBe(formula);
  },
);
