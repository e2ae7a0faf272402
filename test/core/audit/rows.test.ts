import { audit } from '../../../src/app/audit.js';
import { builtInForms } from '../../../src/core/form/index.js';
import type { CellValue } from '../../../src/core/grid/grid.js';
import { builtInMethod } from '../../../src/core/method/index.js';
import { readRules } from '../../../src/core/method/read-rules.js';
import { auditOf, printedDistricts, snapshotOf, suspectsOf, type PrintedUnit } from '../../support/audits.js';

// Worked out by hand: 40×M/A + 20×(1−T/M) + ladder + 20×I/P − Σ(1−R)÷3×100 + adjustment.
const CLEAN: Readonly<Record<string, PrintedUnit>> = {
  // 40 + 20 + 10 + 20×1998/2000 + 10 = 99.98
  甲区: {
    counts: [8250, 8250, 2000, 1998, 2, 0, 2, 2, 0, 0],
    rates: ['100%', '24.24%', '100%', '99.90%', '100%', '-', '-'],
    adjustment: 10,
    score: 99.98,
  },
  // 40×4137/4596 + 20×4135/4137 + 9.5 + 20×613/620 + 10 = 36.0052 + 19.9903 + 9.5 + 19.7742 + 10 = 95.2697
  乙区: {
    counts: [4596, 4137, 620, 613, 7, 2, 5, 7, 2, 2],
    rates: ['90.01%', '14.99%', '99.95%', '98.87%', '100%', '100%', '100%'],
    adjustment: 10,
    score: 95.27,
  },
  // 40 + 20 + 9 + 20 + 8 = 97
  丙区: {
    counts: [7316, 7316, 512, 512, 0, 0, 0, 0, 0, 0],
    rates: ['100%', '7.00%', '100%', '100%', '-', '-', '-'],
    adjustment: 8,
    score: 97,
  },
};

const COLUMNS = ['A', 'M', 'P', 'I', 'D', 'T', 'B', 'N1', 'N2', 'N3'];

function changed(unit: string, change: Partial<PrintedUnit>): Readonly<Record<string, PrintedUnit>> {
  return { ...CLEAN, [unit]: { ...(CLEAN[unit] as PrintedUnit), ...change } };
}

function withCount(unit: string, symbol: string, value: CellValue): Readonly<Record<string, PrintedUnit>> {
  const counts = [...(CLEAN[unit] as PrintedUnit).counts];
  counts[COLUMNS.indexOf(symbol)] = value;
  return changed(unit, { counts });
}

const found = (
  units: Readonly<Record<string, PrintedUnit>>,
): { check: string; severity: string; suspects: string[] }[] =>
  auditOf(snapshotOf(printedDistricts(units))).findings.map((finding) => ({
    check: finding.check,
    severity: finding.severity,
    suspects: suspectsOf(finding),
  }));

it('has nothing to say to a clean sheet', () => {
  expect(found(CLEAN)).toEqual([]);
});

it.each<[string, string, string, number, string]>([
  ['two digits swapped in A', '乙区', 'A', 4569, '1 C5 4569→4596'],
  ['a digit changed in M', '乙区', 'M', 4187, '1 D5 4187→4137'],
  ['a digit dropped in P', '甲区', 'P', 200, '1 E4 200→2000'],
  ['a digit doubled in I', '乙区', 'I', 6113, '1 F5 6113→613'],
  ['a digit changed in D', '甲区', 'D', 3, '1 G4 3→2'],
  ['a digit changed in T', '乙区', 'T', 3, '1 H5 3→2'],
  ['a digit changed in B', '甲区', 'B', 7, '1 I4 7→2'],
  ['a digit changed in N1', '乙区', 'N1', 1, '1 J5 1→7'],
])('traces %s back to its cell: one cause, one finding', (_, unit, symbol, value, suspect) => {
  const findings = found(withCount(unit, symbol, value));
  expect(findings).toHaveLength(1);
  expect(findings[0]?.severity).toBe('error');
  expect(findings[0]?.suspects[0]).toBe(suspect);
});

it('does not blame the others whose ranks a mistyped count upsets', () => {
  // With 5120 active evaluations 丙区 would come first, 甲区 second, 乙区 third.
  expect(found(withCount('丙区', 'P', 5120))).toEqual([
    expect.objectContaining({ suspects: expect.arrayContaining(['1 E6 5120→512']) }),
  ]);
});

it.each<[string, Partial<PrintedUnit>, string[]]>([
  [
    'a rate cut off',
    { rates: ['90.01%', '14.98%', '99.95%', '98.87%', '100%', '100%', '100%'] },
    ['1 N5 14.98%→14.99%'],
  ],
  [
    'a rate where none exists',
    { rates: ['90.01%', '14.99%', '99.95%', '-', '100%', '100%', '100%'] },
    ['1 P5 -→98.87%'],
  ],
  ['a score a tenth too high', { score: 95.37 }, ['1 U5 95.37→95.27']],
])('tells %s', (_, change, suspects) => {
  expect(found(changed('乙区', change)).map((finding) => finding.suspects)).toEqual([suspects]);
});

it('offers another adjustment beside the score where whole points are missing', () => {
  expect(found(changed('丙区', { score: 99 })).map((finding) => finding.suspects)).toEqual([
    ['1 U6 99→97', '1 T6 8→10'],
  ]);
});

it('sees two neighbouring counts that were swapped', () => {
  const counts = [4596, 4137, 613, 620, 7, 2, 5, 7, 2, 2];
  expect(found(changed('乙区', { counts }))).toEqual([
    { check: 'row-relation', severity: 'error', suspects: ['1 E5 613→620', '1 F5 620→613'] },
  ]);
});

it('tells two causes in one row apart', () => {
  const rates = ['90.01%', '14.98%', '99.95%', '98.87%', '-', '100%', '100%'];
  expect(found(changed('乙区', { rates })).map(({ suspects }) => suspects)).toEqual([
    ['1 N5 14.98%→14.99%'],
    ['1 Q5 -→100%'],
  ]);
});

it('lets a relation that most units break speak once', () => {
  const names = ['甲', '乙', '丙', '丁', '戊', '己'];
  const units = Object.fromEntries(
    names.map((name, index): [string, PrintedUnit] => [
      `${name}区`,
      {
        counts: [1000 + index, 1000 + index, 200, 100 + index, 2, 0, 2, 2, 0, 0],
        rates: [null, null, null, null, null, null, null],
        adjustment: 10,
        score: null,
      },
    ]),
  );
  expect(found(units).filter(({ severity }) => severity !== 'notice')).toEqual([
    { check: 'row-likely', severity: 'warning', suspects: [] },
  ]);
});

it('says which columns are not filled in yet', () => {
  const unchecked = (units: Readonly<Record<string, PrintedUnit>>): unknown =>
    auditOf(snapshotOf(printedDistricts(units))).notChecked.filter(({ check }) => check === 'score-printed');
  expect(unchecked(CLEAN)).toEqual([]);
  const blank = Object.fromEntries(Object.entries(CLEAN).map(([name, unit]) => [name, { ...unit, score: null }]));
  expect(unchecked(blank)).toEqual([
    {
      check: 'score-printed',
      sheet: '附件1',
      reason: { code: 'not-checked-blank', parameters: { column: '综合得分' } },
    },
  ]);
});

describe.each([1, 15, 60])('a form with %i relations more', (count) => {
  const rules = readRules({
    form: {
      ...builtInForms.districts,
      constraints: [
        ...builtInForms.districts.constraints,
        // They hold in all three rows.
        ...Array.from({ length: count - 1 }, (_, index) => ({ relation: `N3<=A+${index}`, severity: 'error' })),
        // 2 ≤ 2000 − 1998 and 7 ≤ 620 − 613, but 2 > 1 where 甲区 has one good evaluation more.
        { relation: 'D<=P-I', severity: 'error' },
      ],
    },
    method: builtInMethod('districts', null),
  });
  const foundBy = (units: Readonly<Record<string, PrintedUnit>>): string[] =>
    audit(snapshotOf(printedDistricts(units)), { rules, previous: null }).findings.map(
      ({ check, unit, message }) => `${check} ${unit} ${String(message.parameters['relation'] ?? '')}`,
    );

  it('has nothing to say to a clean sheet', () => {
    expect(foundBy(CLEAN)).toEqual([]);
  });

  it('says that its last relation is broken', () => {
    const units = changed('甲区', {
      counts: [8250, 8250, 2000, 1999, 2, 0, 2, 2, 0, 0],
      rates: ['100%', '24.24%', '100%', '99.95%', '100%', '-', '-'],
      score: 99.99,
    });
    expect(foundBy(units)).toContain('row-relation 甲区 差评总数≤主动评价数−主动好评数');
  });

  it('says that a score is wrong', () => {
    expect(foundBy(changed('乙区', { score: 95.72 }))).toEqual(['score-printed 乙区 ']);
  });
});
