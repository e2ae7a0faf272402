import type { CellValue, Grid } from '../../../src/core/grid/grid.js';
import type { AuditFinding } from '../../../src/app/audit.js';
import { cleanWorkbook, randomFrom } from '../../../bench/support/generate.js';
import { auditOf, snapshotOf } from '../../support/audits.js';

// A clean workbook of 11 districts and 24 departments; rows of the sheets and columns from 0.
const [districts, departments, volumes] = cleanWorkbook(randomFrom(11)) as readonly [Grid, Grid, Grid];
const UNITS = Array.from({ length: 11 }, (_, index) => index + 2);
const [A, M, P, I, T, B, FIRST_RATE, ADJUSTMENT, SCORE] = [2, 3, 4, 5, 7, 8, 12, 19, 20];

/** Attachment 1 with something done to its cells, beside the other two. */
function told(edit: (values: CellValue[][]) => void): readonly AuditFinding[] {
  const values = districts.values.map((row) => [...row]);
  edit(values);
  return auditOf(snapshotOf({ ...districts, values }, departments, volumes)).findings.filter(
    ({ severity }) => severity !== 'notice',
  );
}

const cell = (values: CellValue[][], row: number, column: number): CellValue => values[row]?.[column] ?? null;

function put(values: CellValue[][], row: number, column: number, value: CellValue): void {
  (values[row] as CellValue[])[column] = value;
}

/** As when a cell is inserted above and the last one falls off. */
function shiftDown(values: CellValue[][], column: number): void {
  for (const row of [...UNITS].reverse().slice(0, -1)) put(values, row, column, cell(values, row - 1, column));
}

it.each<[string, number]>([
  ['active evaluations', P],
  ['adjustments', ADJUSTMENT],
  ['scores', SCORE],
  ['active rates', FIRST_RATE + 1],
])('takes a column of %s that stands a row too low for one slip, and says what each cell should hold', (_, column) => {
  const findings = told((values) => shiftDown(values, column));
  expect(findings.map(({ message }) => [message.code, message.parameters['up']])).toEqual([
    ['finding-column-shifted', 0],
  ]);
  const wrong = UNITS.slice(1).filter((row) => districts.values[row - 1]?.[column] !== districts.values[row]?.[column]);
  expect(findings[0]?.suspects.slice(0, wrong.length - 1).map(({ value, place }) => [value, place])).toEqual(
    wrong.slice(0, -1).map((row) => [districts.values[row]?.[column], 1]),
  );
});

it('gives back the count that fell off the end of a shifted column, where its row still tells it', () => {
  const [finding] = told((values) => shiftDown(values, P));
  expect(finding?.suspects.at(-1)).toMatchObject({ cell: 'E13', value: districts.values[12]?.[P] });
});

it.each<[string, number, number]>([
  ['A and M', A, M],
  ['P and I', P, I],
  ['T and B', T, B],
  ['two rates', FIRST_RATE, FIRST_RATE + 1],
])('takes the exchanged columns of %s for one slip', (_, one, other) => {
  const findings = told((values) => {
    for (const row of UNITS) {
      const [left, right] = [cell(values, row, one), cell(values, row, other)];
      put(values, row, one, right);
      put(values, row, other, left);
    }
  });
  expect(findings.map(({ message }) => message.code)).toEqual(['finding-columns-exchanged']);
});

it('names the method of the quarter before where the scores follow that one', () => {
  // First quarter: 40 for the evaluation rate, 20 each for the good, active and active good rates, no adjustment.
  const findings = told((values) => {
    for (const row of UNITS) {
      const [
        due = 0,
        received = 0,
        active = 0,
        good = 0,
        bad = 0,
        valid = 0,
        ,
        followed = 0,
        rectified = 0,
        satisfied = 0,
      ] = (values[row] ?? []).slice(A, FIRST_RATE).map(Number);
      const short = [
        [followed, bad],
        [rectified, valid],
        [satisfied, rectified],
      ].reduce((sum, [of = 0, all = 0]) => sum + (all === 0 ? 0 : 1 - of / all), 0);
      put(
        values,
        row,
        SCORE,
        Math.round(
          100 *
            ((40 * received) / due +
              20 * (1 - valid / received) +
              (20 * active) / received +
              (20 * good) / active -
              (100 * short) / 3),
        ) / 100,
      );
    }
  });
  const messages = findings.map(({ message }) => message);
  expect(messages.map(({ code, parameters }) => [code, parameters['count'], parameters['other']])).toEqual([
    ['finding-scores-other-method', 11, '2021年第一季度各区县“好差评”得分构成'],
  ]);
});

describe('two slips in one row', () => {
  const slips = (changes: Readonly<Record<number, CellValue>>): readonly AuditFinding[] =>
    told((values) => Object.entries(changes).forEach(([column, value]) => put(values, 4, Number(column), value)));
  // Row 5: A 4691, M 4691, P 967, I 961, D 6, T 2, B 4.
  it.each<[string, Readonly<Record<number, CellValue>>, string[]]>([
    ['A and P', { [A]: 4621, [P]: 997 }, ['C5→4691', 'E5→967']],
    ['M and T', { [M]: 4961, [T]: 7 }, ['H5→2', 'D5→4691']],
    ['P and a rate', { [P]: 697, [FIRST_RATE]: 0.5 }, ['E5→967', 'M5→100.00%']],
  ])('%s are two findings, each traced to its cell', (_, changes, expected) => {
    expect(
      slips(changes)
        .map(({ suspects: [first] }) => `${first?.cell ?? ''}→${first?.proposed ?? ''}`)
        .sort(),
    ).toEqual([...expected].sort());
  });
});

it('puts slips in two rows right together before it judges anybody’s rank', () => {
  const findings = told((values) => {
    put(values, 3, P, 2029);
    put(values, 8, M, 8790);
  });
  expect(findings.map(({ suspects: [first] }) => `${first?.cell ?? ''}→${first?.proposed ?? ''}`)).toEqual([
    'E4→2729',
    'D9→8490',
  ]);
});

it('takes counts that disagree with all rates and the score for those of another row: one finding', () => {
  const findings = told((values) => {
    for (let column = A; column < FIRST_RATE; column += 1) put(values, 7, column, cell(values, 6, column));
  });
  expect(findings.map(({ message, unit }) => [message.code, unit, message.parameters['other']])).toEqual([
    ['finding-counts-apart', districts.values[7]?.[1], districts.values[6]?.[1]],
  ]);
});

it.each([
  [2, 9],
  [9, 2],
  [5, 6],
  [12, 4],
])('takes row %i, pasted over with all of row %i, for a copy and blames nobody whose rank it shifts', (row, from) => {
  const findings = told((values) => {
    values.splice(row, 1, [...(values[row] ?? []).slice(0, A), ...(values[from] ?? []).slice(A)]);
  });
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(findings.filter(({ check }) => check === 'row-copied').map(({ unit }) => unit)).toEqual([
    districts.values[row]?.[1],
  ]);
});
