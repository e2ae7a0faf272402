import fc from 'fast-check';
import { checkEntry, owedBy } from '../../../src/core/adjustments/check-entry.js';
import { attachmentNamed, clauseNamed } from '../../../src/core/adjustments/entry.js';
import { csvField, looksLikeFormula } from '../../../src/core/adjustments/plain-text.js';
import { dayOf, serialOf } from '../../../src/core/adjustments/date.js';
import { sumOf } from '../../../src/core/adjustments/reconcile.js';
import { fittingSplits } from '../../../src/core/adjustments/split.js';
import { printShortest } from '../../../src/core/exact/rational.js';
import type { TypedPoints } from '../../../src/core/method/components/component-kind.js';
import { adjustmentOf } from '../../../src/core/method/components/index.js';
import { builtInMethod } from '../../../src/core/method/index.js';
import type { Method } from '../../../src/core/method/method.js';

const districts = adjustmentOf(builtInMethod('districts', '2021Q2') as Method) as TypedPoints;
const departments = adjustmentOf(builtInMethod('departments', '2021Q2') as Method) as TypedPoints;
const faults = (clause: string, points: number, component = districts, times = 1): readonly string[] =>
  checkEntry({ clause, points, times }, component).map(({ code }) => code);

describe('ranges of the second quarter of 2021', () => {
  it.each<[string, number, number]>([
    ['1', -5, -1],
    ['2', -2, -2],
    ['3', -10, -5],
    ['4', -5, -2],
    ['5', 1, 10],
  ])('districts, clause %s: %d to %d', (clause, least, most) => {
    expect([faults(clause, least), faults(clause, most)]).toEqual([[], []]);
    expect([faults(clause, least - 1), faults(clause, most + 1)]).toEqual([
      ['entry-points-outside'],
      ['entry-points-outside'],
    ]);
  });

  it.each<[string, number, number]>([
    ['1', -5, -1],
    ['2', 1, 5],
    ['3', 1, 5],
  ])('departments, clause %s: %d to %d', (clause, least, most) => {
    expect([faults(clause, least, departments), faults(clause, most, departments)]).toEqual([[], []]);
    expect([faults(clause, least - 1, departments), faults(clause, most + 1, departments)]).toEqual([
      ['entry-points-outside'],
      ['entry-points-outside'],
    ]);
  });

  it('the range is for each occurrence: twice −5 is fine, once −10 is not', () => {
    expect([faults('1', -5, districts, 2), faults('1', -10)]).toEqual([[], ['entry-points-outside']]);
  });

  it('half points are off the grid, which is a warning', () => {
    expect(checkEntry({ clause: '5', points: 2.5, times: 1 }, districts)).toMatchObject([
      { severity: 'warning', code: 'entry-points-off-grid' },
    ]);
  });

  it('knows a clause by its number, its label or both, and no other', () => {
    expect(
      ['5', '５', '第5条', '5、重大创新突破', '重大创新突破', ' 5 '].map(
        (text) => clauseNamed(text, districts.clauses)?.number,
      ),
    ).toEqual(['5', '5', '5', '5', '5', '5']);
    expect(['6', '55', '', '创新'].map((text) => clauseNamed(text, districts.clauses))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(faults('6', 5)).toEqual(['entry-clause-unknown']);
  });

  it('待分类 is exempt from ranges: +8 for a department stands', () => {
    expect([faults('2', 8, departments), faults('待分类', 8, departments)]).toEqual([['entry-points-outside'], []]);
  });

  it('a missing reason or evidence is owed, not wrong', () => {
    expect(owedBy({ clause: '5', reason: ' ', evidence: '' }, districts)).toEqual(['reason', 'evidence']);
    expect(owedBy({ clause: '待分类', reason: '创新', evidence: '简报' }, districts)).toEqual(['clause']);
    const lax = { ...districts, clauses: [{ number: '5', label: '创新', least: '1', most: '10', evidence: false }] };
    expect(owedBy({ clause: '5', reason: '', evidence: '' }, lax)).toEqual(['reason']);
  });
});

describe('the sum', () => {
  const total = (component: TypedPoints, ...entries: readonly [number, number][]): string => {
    const sum = sumOf(
      entries.map(([times, points]) => ({ times, points })),
      component,
    );
    return sum === null ? 'none' : `${printShortest(sum.unbounded)} ${printShortest(sum.total)}`;
  };
  it('is the base and every entry times its points: 10 + 2×(−2) + 5 = 11', () =>
    expect(total(districts, [2, -2], [1, 5])).toBe('11 11'));
  it('is exact: 10 + 3 × 0.1 = 10.3', () => expect(total(districts, [3, 0.1])).toBe('10.3 10.3'));
  it('is at most 20 for departments: 10 + 5 + 5 + 5 counts as 20', () =>
    expect(total(departments, [1, 5], [2, 5])).toBe('25 20'));
  it('may fall below 0: 10 − 3×10 = −20', () => expect(total(districts, [3, -10])).toBe('-20 -20'));
  it('is not known where an entry cannot be read', () =>
    expect(sumOf([{ times: null, points: 5 }], districts)).toBeNull());
});

describe('splits that fit the clauses', () => {
  it('makes +8 of a department out of two clauses, which no single one allows', () => {
    expect(
      fittingSplits(18, departments)
        .map((split) => split.map(({ clause, times, points }) => `${clause}:${times}×${points}`).join(' '))
        .slice(0, 2),
    ).toEqual(['2:2×4', '3:2×4']);
    expect(fittingSplits(18, departments)).toContainEqual([
      { clause: '2', times: 1, points: 5 },
      { clause: '3', times: 1, points: 3 },
    ]);
  });
  it('makes +10 of a department as 5 + 5 only', () => {
    expect(fittingSplits(20, departments)).toEqual([
      [{ clause: '2', times: 2, points: 5 }],
      [{ clause: '3', times: 2, points: 5 }],
      [
        { clause: '2', times: 1, points: 5 },
        { clause: '3', times: 1, points: 5 },
      ],
    ]);
  });
  it('explains +5 of a district by clause 5 alone first', () =>
    expect(fittingSplits(15, districts)[0]).toEqual([{ clause: '5', times: 1, points: 5 }]));
  it('explains −2 of a district by three clauses', () =>
    expect(
      fittingSplits(8, districts)
        .slice(0, 3)
        .map((split) => split[0]?.clause),
    ).toEqual(['1', '2', '4']));
  it('has nothing to explain at the base, and nothing to offer for +15 of a department in fractions', () => {
    expect([fittingSplits(10, districts), fittingSplits(10.3, districts)]).toEqual([[], []]);
  });
  it('adds up, and every part fits its clause', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30, max: 40 }), fc.constantFrom(districts, departments), (typed, component) => {
        for (const split of fittingSplits(typed, component)) {
          expect(split.reduce((sum, { times, points }) => sum + times * points, Number(component.base))).toBe(typed);
          for (const part of split) expect(checkEntry(part, component)).toEqual([]);
        }
      }),
    );
  });
});

describe('text that looks like a formula', () => {
  it.each(['=1+1', '+5', '-2', '@SUM(A1)', ' =1', '\t=1', '\r=cmd|x', '＝1', '－1'])('%j is guarded', (text) => {
    expect(looksLikeFormula(text)).toBe(true);
    expect(csvField(text)).toMatch(/^"?'/);
  });
  it('leaves numbers and ordinary text alone', () =>
    expect([csvField(-5), csvField('推动评价'), csvField('a,b'), csvField('说"好"')]).toEqual([
      '-5',
      '推动评价',
      '"a,b"',
      '"说""好"""',
    ]));
  it('no field begins with one of = + - @ once written', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '"', ',', '\n', '\t', ' ', 'a', '1') }),
        (text) => !/^"?[=+\-@]/.test(csvField(text)),
      ),
    );
  });
});

describe('days', () => {
  it.each(['2021-07-01', '2021/7/1', '2021.7.1', '2021年7月1日', '２０２１-０７-０１'])('%s is 44378', (text) =>
    expect(serialOf(text)).toBe(44378),
  );
  it.each(['7月1日', '2021-02-30', '上周', ''])('%j stays text', (text) => expect(serialOf(text)).toBeNull());
  it('comes back as it went', () => {
    fc.assert(fc.property(fc.integer({ min: 20_001, max: 79_999 }), (serial) => serialOf(dayOf(serial)) === serial));
  });
});

it.each<[string, string | null]>([
  ['附件1', 'districts'],
  ['附件 2', 'departments'],
  ['各区县', 'districts'],
  ['市级单位', 'departments'],
  ['2', 'departments'],
  ['附件3', null],
  ['', null],
])('%j names %s', (text, kind) => expect(attachmentNamed(text)).toBe(kind));
