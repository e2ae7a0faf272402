import fc from 'fast-check';
import type { AuditFinding } from '../../../src/app/audit.js';
import type { CellValue, Grid } from '../../../src/core/grid/grid.js';
import { auditOf, snapshotOf, suspectsOf } from '../../support/audits.js';
import { districtsSheet, gridOf, unitRow } from '../../support/sheets.js';

// 市级, four districts, and what the districts add up to.
const ROWS: readonly CellValue[][] = [
  [1, '公安局', 83, 701, 1402, 2105, 2811, 7019],
  [2, '人社局', 41, 305, 609, 913, 1207, 3034],
  [3, '住建局', 19, 102, 197, 306, 401, 1006],
  [4, '交通局', 7, 29, 48, 65, 92, 234],
  ['汇总', null, 150, 1137, 2256, 3389, 4511, 11293],
];
const DISTRICTS = ['甲区', '乙区', '丙区', '丁区'];
const [C, D, E, F, G, H] = [2, 3, 4, 5, 6, 7];

type Edit = readonly [row: number, column: number, value: CellValue];

const sheetOf = (rows: readonly (readonly CellValue[])[], headers: readonly string[] = ['合计']): Grid =>
  gridOf(
    [['2021年第二季度部门“好差评”评价量统计表'], ['序号', '部门/区县', '市级', ...DISTRICTS, ...headers], ...rows],
    { sheet: '附件3' },
  );
/** Rows are numbered as on the sheet: 3 is 公安局, 7 the totals. */
const edited = (edits: readonly Edit[], rows: readonly (readonly CellValue[])[] = ROWS): CellValue[][] =>
  rows.map((row, index) =>
    row.map((value, column) => edits.find((edit) => edit[0] === index + 3 && edit[1] === column)?.[2] ?? value),
  );
const withFormulas = (grid: Grid, formulas: Readonly<Record<string, string>>): Grid => ({
  ...grid,
  formulas: grid.formulas.map((row, r) => row.map((_, c) => formulas[`${'ABCDEFGHIJ'[c] ?? ''}${r + 1}`] ?? null)),
});
const graver = (...sheets: readonly Grid[]): readonly AuditFinding[] =>
  auditOf(snapshotOf(...sheets)).findings.filter(
    ({ severity, check }) => severity !== 'notice' && check !== 'score-printed',
  );
const told = (...sheets: readonly Grid[]): unknown =>
  graver(...sheets).map((finding) => [finding.cell, finding.message.code, suspectsOf(finding)[0]]);
const districts = (received: readonly number[]): Grid =>
  gridOf(
    districtsSheet(
      DISTRICTS.map((name, index) =>
        unitRow(index + 1, name, [received[index] ?? 0, received[index] ?? 0, 20, 20, 0, 0, 0, 0, 0, 0], 10),
      ),
    ),
  );

it('has nothing to say where rows, columns and the sum of both agree', () => {
  expect(told(sheetOf(ROWS))).toEqual([]);
});

it('a sheet without such a column has no such finding', () => {
  expect(
    told(
      gridOf(
        [
          ['2021年第二季度部门“好差评”评价量统计表'],
          ['序号', '部门/区县', '市级', ...DISTRICTS],
          ...ROWS.map((row) => row.slice(0, 7)),
        ],
        { sheet: '附件3' },
      ),
    ),
  ).toEqual([]);
});

describe('one slip is one finding', () => {
  it.each<[string, readonly Edit[], unknown]>([
    // 710 in truth: row and column both show 9 more than their cells.
    [
      'a count that its row and its column disown',
      [
        [3, H, 7028],
        [7, D, 1146],
        [7, H, 11302],
      ],
      [['D3', 'finding-row-and-column', '1 D3 701→710']],
    ],
    [
      'a count that only its row and its column know',
      [[4, E, 909]],
      [['E4', 'finding-row-and-column', '1 E4 909→609']],
    ],
    ['a row sum', [[5, H, 1060]], [['H5', 'finding-row-sum', '1 H5 1060→1006']]],
    ['a row sum that leaves a district out', [[4, H, 2729]], [['H4', 'finding-row-sum', '1 H4 2729→3034']]],
    [
      'a total that its column disowns and every row bears out',
      [[7, E, 2265]],
      [['E7', 'finding-total', '1 E7 2265→2256']],
    ],
    ['the sum of the sums', [[7, H, 11923]], [['H7', 'finding-grand-total', '1 H7 11923→11293']]],
    ['the sum of the sums that leaves a row out', [[7, H, 10287]], [['H7', 'finding-grand-total', '1 H7 10287→11293']]],
    [
      'two cells of a row in each other’s place: the row’s sum is right',
      [
        [4, D, 609],
        [4, E, 305],
      ],
      [['D4', 'finding-totals-exchanged', '1 D4 609→305']],
    ],
    [
      'the cells of a row a column too far to the right, with its sum',
      [
        [5, D, 0],
        [5, E, 102],
        [5, F, 197],
        [5, G, 306],
      ],
      [['D5', 'finding-totals-moved', '1 D5 0→102']],
    ],
    ['市级, which the sums leave out', [[7, C, 105]], [['C7', 'finding-total', '1 C7 105→150']]],
    [
      'a row left out of every total, and of theirs',
      [
        [7, C, 131],
        [7, D, 1035],
        [7, E, 2059],
        [7, F, 3083],
        [7, G, 4110],
        [7, H, 10287],
      ],
      [['C7', 'finding-totals-left-out', '1 C7 131→150']],
    ],
  ])('%s', (_, edits, expected) => {
    expect(told(sheetOf(edited(edits)))).toEqual(expected);
  });

  it('a district that every row sum leaves out', () => {
    // Without 乙区: 5617, 2425, 809, 186.
    expect(
      told(
        sheetOf(
          edited([
            [3, H, 5617],
            [4, H, 2425],
            [5, H, 809],
            [6, H, 186],
            [7, H, 9037],
          ]),
        ),
      ),
    ).toEqual([['H3', 'finding-row-sums-left-out', '1 H3 5617→7019']]);
  });

  it('most row sums rounded to hundreds', () => {
    const small: CellValue[][] = [
      [5, '残联', 0, 1, 0, 2, 0, 3],
      [6, '总工会', 0, 2, 1, 0, 0, 3],
    ];
    const rounded = edited([
      [3, H, 7000],
      [4, H, 3000],
      [5, H, 1000],
      [6, H, 200],
    ]).slice(0, 4);
    expect(told(sheetOf([...rounded, ...small, ['汇总', null, 150, 1140, 2257, 3391, 4511, 11206]]))).toEqual([
      ['H3', 'finding-row-sums-throughout', '1 H3 7000→7019'],
    ]);
  });
});

it('two slips in one column are two findings, each in its row', () => {
  // 甲区: 701 for 710 and 305 for 350; its total shows 54 more.
  expect(
    told(
      sheetOf(
        edited([
          [3, H, 7028],
          [4, H, 3079],
          [7, D, 1191],
          [7, H, 11347],
        ]),
      ),
    ),
  ).toEqual([
    ['D3', 'finding-row-and-column', '1 D3 701→710'],
    ['D4', 'finding-row-and-column', '1 D4 305→350'],
  ]);
});

it('two slips in one row are two findings', () => {
  // 公安局: 701 for 710, 2811 for 2818: the row shows 16 more, the columns 9 and 7.
  expect(
    told(
      sheetOf(
        edited([
          [3, H, 7035],
          [7, D, 1146],
          [7, G, 4518],
          [7, H, 11309],
        ]),
      ),
    ),
  ).toEqual([
    ['D3', 'finding-row-and-column', '1 D3 701→710'],
    ['G3', 'finding-row-and-column', '1 G3 2811→2818'],
  ]);
});

it('names the cells that come into question where two rows and two columns are apart by the same', () => {
  const findings = graver(
    sheetOf(
      edited([
        [3, H, 7028],
        [4, H, 3043],
        [7, D, 1146],
        [7, E, 2265],
        [7, H, 11311],
      ]),
    ),
  );
  expect(findings.map((finding) => [finding.unit, suspectsOf(finding)])).toEqual([
    ['公安局', ['1 D3 701→710', '1 E3 1402→1411']],
    ['人社局', ['1 D4 305→314', '1 E4 609→618']],
  ]);
});

describe('without totals of columns', () => {
  const rows = (...edits: Edit[]): CellValue[][] => edited(edits).slice(0, 4);

  it('weighs the sum against slips of the hand in its row', () => {
    // 1006 as 1060; no count of the row becomes right by adding 54 with one slip.
    const [finding] = graver(sheetOf(rows([5, H, 1060])));
    expect(finding && suspectsOf(finding)[0]).toBe('1 H5 1060→1006');
  });

  it('believes attachment 1 about which count of the row is wrong, and tells the difference once', () => {
    // 甲区 has 1137 by attachment 1; here 305 became 35.
    expect(told(sheetOf(rows([4, D, 35])), districts([1137, 2256, 3389, 4511]))).toEqual([
      ['D4', 'finding-row-sum', '1 D4 35→305'],
    ]);
  });
});

describe('what is no witness', () => {
  it('a formula follows its cells: the column’s total is weighed as without it', () => {
    const live = withFormulas(sheetOf(edited([[7, E, 2265]])), {
      H3: '=SUM(D3:G3)',
      H4: '=SUM(D4:G4)',
      H5: '=SUM(D5:G5)',
      H6: '=SUM(D6:G6)',
    });
    expect(told(live)).toEqual([['E7', 'finding-total', expect.any(String)]]);
  });

  it('a formula that adds up something else is to blame itself', () => {
    // 人社局 without 丁区.
    const live = withFormulas(
      sheetOf(
        edited([
          [4, H, 1827],
          [7, H, 10086],
        ]),
      ),
      { H3: '=SUM(D3:G3)', H4: '=SUM(D4:F4)', H5: '=SUM(D5:G5)', H6: '=SUM(D6:G6)', H7: '=SUM(H3:H6)' },
    );
    const [finding] = graver(live);
    expect([finding?.cell, finding && suspectsOf(finding), finding?.suspects[0]?.why.code]).toEqual([
      'H4',
      ['1 H4 1827→3034'],
      'why-row-sum-formula',
    ]);
    expect(
      auditOf(snapshotOf(live))
        .findings.filter(({ check }) => check === 'formula-odd')
        .map(({ cells }) => cells),
    ).toEqual([['H4']]);
  });

  it('a row with a cell that cannot be read tells nothing but that', () => {
    expect(told(sheetOf(edited([[4, D, '约300']])))).toEqual([['D4', 'finding-not-a-count', expect.any(String)]]);
  });

  it('a row without counts, and blank sums, are passed over', () => {
    expect(
      told(sheetOf([...ROWS.slice(0, 4), [5, '残联', '未归集', null, null, null, null, null], ROWS[4] ?? []])),
    ).toEqual([]);
    expect(told(sheetOf(ROWS.map((row) => [...row.slice(0, 7), null])))).toEqual([]);
  });
});

it('compares the other attachments with the corrected count, and reports the slip once', () => {
  // 甲区 701 for 7012: the column and the row show 6311 more. Attachment 1 is 1 % from 7448, 2256, 3389 and 4511.
  const findings = graver(
    sheetOf(
      edited([
        [3, H, 13330],
        [7, D, 7448],
        [7, H, 17604],
      ]),
    ),
    districts([7523, 2279, 3423, 4556]),
  );
  expect(findings.map(({ cell, message }) => [cell, message.code, message.parameters['units'] ?? ''])).toEqual([
    ['D3', 'finding-row-and-column', ''],
    ['D7', 'finding-district-small', expect.stringContaining('7448/7523')],
  ]);
});

it('takes 市级 in where the sheet does', () => {
  const rows = ROWS.map((row) => [...row.slice(0, 7), Number(row[7]) + Number(row[2])]);
  expect(told(sheetOf(rows))).toEqual([]);
  expect(told(sheetOf(edited([[4, C, 14]], rows)))).toEqual([['C4', 'finding-row-and-column', '1 C4 14→41']]);
});

it('tells a count once where 小计 and 合计 both disown it', () => {
  const rows = ROWS.map((row) => [...row, Number(row[7]) + Number(row[2])]);
  expect(told(sheetOf(rows, ['区县小计', '合计']))).toEqual([]);
  expect(told(sheetOf(edited([[4, E, 909]], rows), ['区县小计', '合计']))).toEqual([
    ['E4', 'finding-row-and-column', '1 E4 909→609'],
  ]);
});

it('is no district: attachment 1 lacks none and every district agrees', () => {
  expect(told(sheetOf(ROWS), districts([1137, 2256, 3389, 4511]))).toEqual([]);
});

it('is not asked about with the figures: blank, dashed or typed as text it is a sum and no count', () => {
  const sums = new Map<number, string | null>([
    [0, '7,019'],
    [1, null],
  ]);
  const rows = ROWS.map((row, index) => {
    const sum = sums.get(index);
    return sum === undefined ? row : [...row.slice(0, 7), sum];
  });
  expect(auditOf(snapshotOf(sheetOf(rows))).findings).toEqual([]);
});

it('names the one cell that is wrong, whichever it is and whatever it shows, with the right value', () => {
  const sumOf = (figures: readonly number[]): number => figures.reduce((sum, one) => sum + one, 0);
  // Each unit has 1 in 市级, which the sums leave out.
  const sheet = (units: readonly (readonly number[])[], totals: readonly number[]): Grid =>
    sheetOf([
      ...units.map((figures, index) => [index + 1, `${'甲乙丙丁戊己庚辛'[index] ?? ''}局`, 1, ...figures]),
      ['汇总', null, units.length, ...totals],
    ]);
  const tables = fc.array(fc.array(fc.integer({ min: 0, max: 99_999 }), { minLength: 4, maxLength: 4 }), {
    minLength: 3,
    maxLength: 8,
  });
  fc.assert(
    fc.property(tables, fc.nat(), fc.nat(), fc.integer({ min: 10, max: 99_999 }), (table, r, c, more) => {
      const units = table.map((counts) => [...counts, sumOf(counts)]);
      const totals = [0, 1, 2, 3, 4].map((column) => sumOf(units.map((figures) => figures[column] ?? 0)));
      expect(told(sheet(units, totals))).toEqual([]);
      const [row, column] = [r % (units.length + 1), c % 5];
      const slipped = [...units, totals].map((figures, index) =>
        figures.map((value, at) => (index === row && at === column ? value + more : value)),
      );
      const meant = [...units, totals][row]?.[column] ?? 0;
      expect(
        graver(sheet(slipped.slice(0, -1), slipped.at(-1) ?? [])).map((finding) => suspectsOf(finding)[0]),
      ).toEqual([`1 ${'DEFGH'[column] ?? ''}${row + 3} ${meant + more}→${meant}`]);
    }),
  );
});
