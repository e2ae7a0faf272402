import type { AuditFinding } from '../../../src/app/audit.js';
import { audit } from '../../../src/app/audit.js';
import type { CellValue, Grid } from '../../../src/core/grid/grid.js';
import { auditOf, snapshotOf, suspectsOf } from '../../support/audits.js';
import { ledgerSheet } from '../../support/ledgers.js';
import { districtsSheet, gridOf, unitRow } from '../../support/sheets.js';

/** In the order of the columns: A, M, P, I, D, T, B, N1, N2, N3. */
const COUNTS = [1000, 1000, 200, 198, 2, 0, 2, 2, 0, 0];

const districts = (...units: CellValue[][]): Grid => gridOf(districtsSheet(units));
const unit = (
  name: string,
  counts: readonly CellValue[] = COUNTS,
  adjustment: CellValue = 10,
  serial = 1,
): CellValue[] => unitRow(serial, name, counts, adjustment);

function departments(...rows: CellValue[][]): Grid {
  const sheet = districtsSheet(rows);
  return gridOf([['2021年第二季度市级单位“好差评”评估通报表'], ...sheet.slice(1)], { sheet: '附件2' });
}

function volumes(header: readonly string[], ...rows: CellValue[][]): Grid {
  return gridOf([['2021年第二季度部门“好差评”评价量统计表'], ['序号', '部门/区县', '市级', ...header], ...rows], {
    sheet: '附件3',
  });
}

const of = (check: string, ...sheets: readonly Grid[]): readonly AuditFinding[] =>
  auditOf(snapshotOf(...sheets)).findings.filter((finding) => finding.check === check);
const told = (check: string, ...sheets: readonly Grid[]): string[] =>
  of(check, ...sheets).map(({ severity, cell, message }) => `${severity} ${cell} ${message.code}`);

describe('counts', () => {
  it.each<[CellValue]>([[-3], [12.5], ['约300']])('%p is no count', (value) => {
    expect(told('count-unreadable', districts(unit('甲区', [value, ...COUNTS.slice(1)])))).toEqual([
      'error C4 finding-not-a-count',
    ]);
  });

  it('that became dates are told as what their cells show, without a proposal', () => {
    const sheet = districts(unit('甲区', [44_471, ...COUNTS.slice(1)]));
    const [finding] = of('count-unreadable', {
      ...sheet,
      formats: sheet.formats.map((row) => row.map((format, column) => (column === 2 ? 'm"月"d"日"' : format))),
    });
    expect(finding).toMatchObject({
      cell: 'C4',
      message: { code: 'finding-is-date', parameters: { unit: '甲区', text: '2021-10-02' } },
      suspects: [{ found: '2021-10-02', proposed: null, value: null }],
    });
  });

  it('stored as text are told together', () => {
    expect(of('count-text', districts(unit('甲区', ['１０００', '1000件', ...COUNTS.slice(2)])))[0]?.cells).toEqual([
      'C4',
      'D4',
    ]);
  });

  it.each<[string, string, number]>([
    ['a zero-width blank', '10\u200b00', 1000],
    ['a soft hyphen', '1\u00ad000', 1000],
    ['a mark of direction', '\u200e1000', 1000],
    ['a byte order mark', '\ufeff90438', 90438],
  ])('stored as text with %s are told with what they were read as', (_, text, value) => {
    const [finding] = of('count-text', districts(unit('甲区', [text, '1000件', ...COUNTS.slice(2)])));
    expect(finding?.cells).toEqual(['C4', 'D4']);
    expect(finding?.message.parameters).toMatchObject({ count: 2, invisible: `C4 (${value})` });
  });

  it('left blank, or dashed, among zeros are worth a question each', () => {
    const sheet = volumes(['甲区', '乙区'], [1, '公安局', 4, 0, 0], [2, '总工会', 0, null, 0], [3, '残联', 0, 0, '-']);
    expect(told('count-blank', sheet)).toEqual(['notice D4 finding-blank', 'notice E5 finding-dash']);
  });

  it('left out in a row with a remark are explained by it', () => {
    expect(
      of(
        'count-blank',
        departments(unit('市税务局', [625634, 625634, '-', '-', 0, 0, 0, 0, '-', '-'], '办件评价数据由省归集')),
      ),
    ).toEqual([]);
  });
});

describe('units', () => {
  it('that are there twice cannot be right', () => {
    expect(told('unit-twice', districts(unit('甲区'), unit('甲区', [999, ...COUNTS.slice(1)], 10, 2)))).toEqual([
      'error B5 finding-unit-twice',
    ]);
  });

  it('with another scope are two', () => {
    expect(of('unit-twice', departments(unit('市司法局(含公证)'), unit('市司法局(本级)', COUNTS, 10, 2)))).toEqual([]);
  });

  it('numbered 1, 3 leave a gap; numbered anew in the next section they do not', () => {
    expect(told('serial', departments(unit('市甲局'), unit('市乙局', COUNTS, 10, 3)))).toEqual([
      'notice A5 finding-serial',
    ]);
    expect(
      of(
        'serial',
        departments(
          ['季度应评价数高于 100 件单位'],
          unit('市甲局'),
          ['季度应评价数低于 100 件单位'],
          unit('市乙局', [9, 9, 1, 1, 0, 0, 0, 0, 0, 0]),
        ),
      ),
    ).toEqual([]);
  });

  it('of attachment 3 that attachment 1 has not are missing there', () => {
    expect(told('unit-missing', districts(unit('甲区')), volumes(['甲区', '乙区'], [1, '公安局', 4, 1000, 5]))).toEqual(
      ['warning E2 finding-unit-missing'],
    );
  });

  it('have one population', () => {
    const sheet = volumes(
      ['甲区', '乙区', '丙区'],
      [null, null, null, '76.5万人', '30万人', '40万人'],
      [1, '公安局', 4, 1000, 1000, 1000],
    );
    expect(
      told(
        'population',
        districts(unit('甲区 75.6 万'), unit('乙区 30 万', COUNTS, 10, 2), unit('丙区 40 万', COUNTS, 10, 3)),
        sheet,
      ),
    ).toEqual(['warning D2 finding-population']);
  });

  it('do not have all their counts in common, unless they are small', () => {
    const large = [83121, 71456, 9321, 9318, 3, 0, 3, 3, 0, 0];
    expect(told('row-copied', districts(unit('甲区', large), unit('乙区', large, 10, 2)))).toEqual([
      'warning B5 finding-row-copied',
    ]);
    const small = [4, 4, 1, 1, 0, 0, 0, 0, 0, 0];
    expect(of('row-copied', departments(unit('市甲局', small), unit('市乙局', small, 10, 2)))).toEqual([]);
  });
});

it('says once that a whole sheet is still that of the quarter before', () => {
  const sheet = (units: number, more = 0): Grid =>
    districts(
      ...'甲乙丙丁戊'
        .split('')
        .map((name, index) =>
          unit(
            `${name}区`,
            [83_121 + index, 71_456 + index + (index < units ? 0 : more), 9321, 9318, 3, 0, 3, 3, 0, 0],
            10,
            index + 1,
          ),
        ),
    );
  const stale = (units: number): string[] =>
    audit(snapshotOf(sheet(units, 7)), { rules: null, previous: snapshotOf(sheet(5)) })
      .findings.filter(({ check }) => check === 'row-copied')
      .map(({ message }) => message.code);
  expect(stale(0)).toEqual([]);
  expect(stale(2)).toEqual(['finding-row-stale', 'finding-row-stale']);
  expect(stale(5)).toEqual(['finding-rows-stale']);
});

describe('sections', () => {
  const sheet = (due: number): Grid =>
    departments(
      ['季度应评价数高于 100 件单位'],
      unit('市甲局', [due, due, 1, 1, 0, 0, 0, 0, 0, 0]),
      ['季度应评价数低于 100 件单位'],
      unit('市乙局', [99, 99, 1, 1, 0, 0, 0, 0, 0, 0], 10, 2),
    );
  it.each<[number, string[]]>([
    [101, []],
    [100, ['notice C5 finding-section-borderline']],
    [99, ['error C5 finding-section']],
  ])('%p in the section above 100', (due, expected) => {
    expect(told('section', sheet(due))).toEqual(expected);
  });
});

describe('rates', () => {
  const printed = (...rates: CellValue[]): Grid => districts([1, '甲区', ...COUNTS, ...rates, 10, null]);
  it('shown as 100 % though one in a hundred thousand is missing are worth a notice', () => {
    const row = [
      1,
      '甲区',
      100000,
      100000,
      200,
      196,
      4,
      1,
      3,
      4,
      1,
      1,
      '100.00%',
      '0.20%',
      '100.00%',
      '98.00%',
      '100.00%',
      '100.00%',
      '100.00%',
      10,
      null,
    ];
    expect(of('rate-shown-full', districts(row)).map(({ cells }) => cells)).toEqual([['O4']]);
  });

  it.each<[string, CellValue[], string, string]>([
    ['cut off', ['100%', '20%', '100%', '99%', '100%', '-', '-'], '', ''],
    [
      'taken as full without a divisor',
      ['100%', '20%', '100%', '99%', '100%', '100%', '-'],
      '1 R4 100%→-',
      'why-rate-undefined-full',
    ],
    ['with a digit mistyped', ['100%', '20%', '100%', '93%', '100%', '-', '-'], '1 P4 93%→99%', 'why-typed-changed'],
    // 198 of 1000 instead of 200 of 1000.
    [
      'of another column',
      ['100%', '19.80%', '100%', '99%', '100%', '-', '-'],
      '1 N4 19.80%→20.00%',
      'why-rate-other-column',
    ],
  ])('%s', (_, rates, suspect, why) => {
    const [finding] = of('rate-printed', printed(...rates));
    expect([finding === undefined ? '' : suspectsOf(finding)[0], finding?.suspects[0]?.why.code ?? '']).toEqual([
      suspect,
      why,
    ]);
  });
});

describe('counts that are usually equal', () => {
  const sheet = (due: number, rate: CellValue = null): Grid =>
    districts(
      ...'甲乙丙丁戊己'.split('').map((name, index) => {
        const received = 41_205 + 1013 * index;
        const row = unit(
          `${name}区`,
          [index === 2 ? due : received, received, 200, 198, 2, 0, 2, 2, 0, 0],
          10,
          index + 1,
        );
        return index === 2 ? [...row.slice(0, 12), rate, ...row.slice(13)] : row;
      }),
    );

  it.each<[string, number, string[]]>([
    ['a digit doubled, or dropped', 433_231, ['1 C6 433231→43231', '1 D6 43231→433231']],
    ['two digits swapped', 43_321, ['1 C6 43321→43231', '1 D6 43231→43321']],
    ['a real difference', 47_119, []],
  ])('%s', (_, due, expected) => {
    expect(of('nearly-equal', sheet(due)).flatMap(suspectsOf)).toEqual(expected);
  });

  it('are asked about in a smaller unit too where they are further apart than anybody’s', () => {
    // 3012 and 30112 by a digit doubled; 戊区 received 44811 of 45900 in truth.
    const counts: readonly (readonly [number, number])[] = [
      [41_205, 41_205],
      [42_218, 42_218],
      [30_112, 3012],
      [44_244, 44_244],
      [45_900, 44_811],
      [46_270, 46_270],
    ];
    const smaller = districts(
      ...counts.map(([due, received], index) =>
        unit(`${'甲乙丙丁戊己'[index] ?? ''}区`, [due, received, 200, 198, 2, 0, 2, 2, 0, 0], 10, index + 1),
      ),
    );
    expect(of('nearly-equal', smaller).flatMap(suspectsOf)).toEqual(['1 C6 30112→3012', '1 D6 3012→30112']);
  });

  it('with a typed rate that tells them apart are not asked about', () => {
    expect(of('nearly-equal', sheet(43_321, '99.79%'))).toEqual([]);
  });
});

describe('adjustments', () => {
  it('above the most that counts', () => {
    expect(told('adjustment-bounds', departments(unit('市甲局', COUNTS, 25)))).toEqual([
      'error T4 finding-adjustment-above',
    ]);
  });

  it('that no clause can make up', () => {
    expect(told('adjustment-bounds', districts(unit('甲区', COUNTS, 10.3)))).toEqual([
      'error T4 finding-adjustment-off-grid',
    ]);
  });

  // 10 + 10 by clause 5, and 10 − 5 − 2 − 10 − 5 by the others, each given once.
  it.each([
    [20, []],
    [-12, []],
    [9, []],
    [21, ['error T4 finding-adjustment-beyond']],
    [-13, ['error T4 finding-adjustment-beyond']],
    [1613, ['error T4 finding-adjustment-beyond']],
  ])('of a district, %p, that clauses given once reach or not', (points, found) => {
    expect(told('adjustment-bounds', districts(unit('甲区', COUNTS, points)))).toEqual(found);
  });

  it('further from the base than that are explained by entries under clauses, not by unclassified ones', () => {
    const entered = (clause: string, points: number): Grid =>
      gridOf(ledgerSheet([['附件1', '甲区', clause, 2, points, '创新', '文件', '2021-07-01', '张三']]), {
        sheet: '加减分台账',
      });
    const sheet = districts(unit('甲区', COUNTS, 30));
    expect([
      told('adjustment-bounds', sheet, entered('5、重大创新突破', 10)),
      told('adjustment-bounds', sheet, entered('待分类', 10)),
    ]).toEqual([[], ['error T4 finding-adjustment-beyond']]);
  });

  it('that the ledger bears out are not blamed for a score a point off', () => {
    // 40 + 20 + 10 + 20×198/200 + 13 = 102.8, capped.
    // With 20 active evaluations of 1000, all of them good, it is 40 + 20 + 10 + 20 + 5 = 95.
    const row = [...unit('甲区', [1000, 1000, 20, 20, 0, 0, 0, 0, 0, 0], 5).slice(0, 20), 96];
    const ledger = gridOf(
      ledgerSheet([['附件1', '甲区', '1、发现评价数据不真实', 1, -5, '抽查', '记录', '2021-07-01', '张三']]),
      { sheet: '加减分台账' },
    );
    expect(of('score-printed', districts(row)).map(suspectsOf)).toEqual([['1 U4 96→95', '1 T4 5→6']]);
    expect(of('score-printed', districts(row), ledger).map(suspectsOf)).toEqual([['1 U4 96→95']]);
  });

  it('unlike their ledger', () => {
    const ledger = gridOf(
      ledgerSheet([['附件1', '甲区', '5、重大创新突破', 1, 3, '推动', '简报', '2021-07-01', '张三']]),
      { sheet: '加减分台账' },
    );
    const [finding] = of('adjustment-ledger', districts(unit('甲区', COUNTS, 15)), ledger);
    expect(finding && suspectsOf(finding)).toEqual(['1 T4 15→13']);
  });
});

describe('formulas', () => {
  const rows = ['甲区', '乙区', '丙区', '丁区'].map((name, index) => unit(name, COUNTS, 10, index + 1));
  const withFormulas = (formula: (row: number) => string | null): Grid => {
    const grid = districts(...rows);
    const formulas = grid.formulas.map((cells, row) =>
      cells.map((cell, column) => (column === 12 && row >= 3 ? formula(row + 1) : cell)),
    );
    const values = grid.values.map((cells, row) => cells.map((cell, column) => (column === 12 && row >= 3 ? 1 : cell)));
    return { ...grid, formulas, values };
  };

  it('that are copies of one another are quiet', () => {
    expect(
      auditOf(snapshotOf(withFormulas((row) => `=D${row}/C${row}`))).findings.filter(({ check }) =>
        check.startsWith('formula'),
      ),
    ).toEqual([]);
  });

  it('with a typed number among them', () => {
    expect(
      of(
        'formula-constant',
        withFormulas((row) => (row === 5 ? null : `=D${row}/C${row}`)),
      ).map(({ cells }) => cells),
    ).toEqual([['M5']]);
  });

  it('of which one reads another row', () => {
    expect(
      of(
        'formula-odd',
        withFormulas((row) => (row === 6 ? '=D6/C5' : `=D${row}/C${row}`)),
      ).map(({ cells }) => cells),
    ).toEqual([['M6']]);
  });

  it('of a total that ends a row too early', () => {
    const sheet = volumes(
      ['甲区'],
      [1, '公安局', 4, 1],
      [2, '人社局', 5, 2],
      [3, '住建局', 6, 3],
      [4, '残联', 0, 0],
      ['汇总', null, 15, 6],
    );
    const formulas = sheet.formulas.map((cells, row) =>
      row === 6 ? [null, null, '=SUM(C3:C5)', '=SUM(D3:D6)'] : cells,
    );
    expect(
      of('formula-range', { ...sheet, formulas }).map(({ cells, message }) => [cells, message.parameters['rows']]),
    ).toEqual([[['C7'], '6']]);
  });
});

describe('what is unusual', () => {
  const people = [20, 30, 40, 50, 60, 70];
  const perHead = (counts: readonly number[]): Grid =>
    districts(
      ...counts.map((count, index) =>
        unit(
          `${'甲乙丙丁戊己'[index] ?? ''}区 ${people[index] ?? 0} 万`,
          [count, count, 200, 198, 2, 0, 2, 2, 0, 0],
          10,
          index + 1,
        ),
      ),
    );

  it('per head: ten times as many as anywhere else', () => {
    // 1000, 1010 … 1050 evaluations per 10,000 people; then 10,000.
    const usual = people.map((count, index) => count * (1000 + 10 * index));
    expect(of('per-head', perHead(usual))).toEqual([]);
    expect(
      of('per-head', perHead([...usual.slice(0, 5), 700_000])).map(({ unit: name, severity }) => [name, severity]),
    ).toEqual([['己区', 'notice']]);
  });

  it('against the quarter before: eight times as many while the others hardly change', () => {
    const now = people.map((count, index) => (index === 2 ? count * 8000 : count * 1010 + index));
    const before = people.map((count) => count * 1000);
    const { findings } = audit(snapshotOf(perHead(now)), { rules: null, previous: snapshotOf(perHead(before)) });
    expect(
      findings.filter(({ check }) => check === 'quarter-change').map(({ unit: name, severity }) => [name, severity]),
    ).toEqual([['丙区', 'notice']]);
  });

  it('no bad evaluation where a hundred would be expected', () => {
    const count = (active: number, bad: number): CellValue[] => [
      50_000,
      50_000,
      active,
      active - bad,
      bad,
      0,
      bad,
      bad,
      0,
      0,
    ];
    const sheet = districts(
      ...[count(10_000, 101), count(9000, 88), count(11_000, 108), count(8000, 83), count(10_000, 0)].map(
        (counts, index) => unit(`${'甲乙丙丁戊'[index] ?? ''}区`, counts, 10, index + 1),
      ),
    );
    expect(of('few-bad', sheet).map(({ unit: name, severity }) => [name, severity])).toEqual([['戊区', 'notice']]);
  });
});

it('says once that a whole column was made by another rule', () => {
  const names = ['甲', '乙', '丙', '丁', '戊', '己'];
  const rows = names.map((name, index): CellValue[] => [
    index + 1,
    `${name}区`,
    1000 + index,
    1000 + index,
    200 - index,
    198 - index,
    2,
    0,
    2,
    2,
    0,
    0,
    ...new Array<null>(7).fill(null),
    10,
    12.34 + index,
  ]);
  expect(told('score-printed', districts(...rows))).toEqual(['error U4 finding-scores-throughout']);
});
