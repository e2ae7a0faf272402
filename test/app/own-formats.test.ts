import { compute } from '../../src/app/compute.js';
import { cellName } from '../../src/core/grid/address.js';
import type { WorkbookSnapshot } from '../../src/ports/workbook.js';
import { auditOf, snapshotOf } from '../support/audits.js';
import { districtsSheet, gridOf, unitRow } from '../support/sheets.js';

/** 1512 of 10000 evaluations were active, 1511 of these good: 15.12 %, and 99.9339 %, printed 99.93%. */
const COUNTS = [10_000, 10_000, 1512, 1511, 1, 0, 1, 1, 0, 0];
/** 40 for all received, 20 as none is valid, 10 for the first rank, 1511/1512 of 20, 10 of adjustment: 99.98677. */
const SCORE = 99.99;

type Cell = 'N4' | 'P4' | 'U4';
const COLUMNS: Readonly<Record<Cell, number>> = { N4: 13, P4: 15, U4: 20 };

interface Written {
  readonly value: number | null;
  readonly format: string;
}

/** A sheet of one unit, right in all that it shows but for what is written otherwise. */
function sheetWith(written: Partial<Record<Cell, Written>>): WorkbookSnapshot {
  const cells: Readonly<Record<Cell, Written>> = {
    N4: { value: 0.1512, format: '0.00%' },
    P4: { value: 0.9993, format: '0.00%' },
    U4: { value: SCORE, format: '0.00' },
    ...written,
  };
  const unit = unitRow(1, '甲区', COUNTS, 10);
  for (const cell of Object.keys(cells) as Cell[]) unit[COLUMNS[cell]] = cells[cell].value;
  const grid = gridOf(districtsSheet([unit]));
  const formats = grid.formats.map((row, r) =>
    row.map((format, c) => {
      const name = cellName(r, c);
      return name in cells ? cells[name as Cell].format : format;
    }),
  );
  return snapshotOf({ ...grid, formats });
}

const errorsOf = (snapshot: WorkbookSnapshot): readonly string[] =>
  auditOf(snapshot)
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ cell }) => cell);

const computed = (snapshot: WorkbookSnapshot): ReturnType<typeof compute> =>
  compute(snapshot, { write: 'formulas', keepExisting: false, fixNumbers: false, sheets: [], rules: null });

const WRONG: readonly [Cell, number, string][] = [
  ['N4', 0.1613, '[=0]"-";0.00%'],
  ['N4', 0.1613, '[=0]"-";[=1]0%;0.00%'],
  ['N4', 0.1613, '[<0.6][红色]0.00%;0.00%'],
  ['N4', 0.1613, '[>=1]0%;[=0]"-";0.00%'],
  ['N4', 0, '[=0]"-";0.00%'],
  ['P4', 1, '[=1]0%;0.00%'],
  ['P4', 0.9939, '[=1]"全部";0.00%'],
  ['P4', 0.9939, '0.00%;;"-"'],
  ['U4', 100, '[=100]0;0.00'],
  ['U4', 99.98, '[蓝色][>=90]0.00;0.00'],
  ['U4', 99.98, '0.00"分"'],
];

describe('under a format of the office’s own', () => {
  it.each(WRONG)('%s, %d under %s, is an error and differs from what is computed', (cell, value, format) => {
    const snapshot = sheetWith({ [cell]: { value, format } });
    expect(errorsOf(snapshot)).toEqual([cell]);
    expect(computed(snapshot).differences.map((difference) => difference.cell)).toEqual([cell]);
  });

  it.each<[Cell, number, string]>([
    ['N4', 0.15124, '[=0]"-";0.00%'],
    ['P4', 1511 / 1512, '[=1]0%;0.00%'],
    ['P4', 0.9993, '[=1]"全部";0.00%'],
    ['U4', 99.987, '[=100]0;0.00'],
    ['U4', 99.99, '[红色][<60]0.00;0.00"分"'],
  ])('%s, %d under %s, shows what is computed and is right', (cell, value, format) => {
    const snapshot = sheetWith({ [cell]: { value, format } });
    expect(errorsOf(snapshot)).toEqual([]);
    expect(computed(snapshot).differences).toEqual([]);
  });

  it.each(WRONG)('%s, %d under %s, keeps the format when it is computed', (cell, _, format) => {
    const { plan } = computed(sheetWith({ [cell]: { value: null, format } }));
    const formatted = plan.changes
      .filter((change) => change.kind === 'format')
      .map(({ row, column }) => cellName(row, column));
    expect(formatted).not.toContain(cell);
  });
});
