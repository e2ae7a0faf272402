import fc from 'fast-check';
import { fromDecimal, print } from '../../../src/core/exact/rational.js';
import { compile } from '../../../src/core/expression/evaluate.js';
import type { Expression } from '../../../src/core/expression/expression.js';
import { toFormula } from '../../../src/core/expression/formula.js';
import { isTimesHundred, parseHeader } from '../../../src/core/expression/header-language.js';
import { parseRelation } from '../../../src/core/expression/relation.js';
import { areSame } from '../../../src/core/expression/same.js';
import { toWords } from '../../../src/core/expression/words.js';

const columns = new Map(
  Object.entries({ A: 'due', M: 'received', P: 'active', T: 'validBad', N1: 'followedUp', D: 'bad' }),
);
const cells: Readonly<Record<string, string>> = {
  due: 'C5',
  received: 'D5',
  active: 'E5',
  validBad: 'H5',
  followedUp: 'J5',
  bad: 'G5',
};
const parse = (text: string): Expression | undefined => parseHeader(text, (symbol) => columns.get(symbol));
const formula = (text: string): string =>
  toFormula(parse(text) as Expression, { reference: (id) => cells[id] as string, ranked: () => '' });

it.each([
  ['M/A', 'D5/C5'],
  ['(1-T/M)%', '1-H5/D5'],
  ['（１－Ｔ／Ｍ）％', '1-H5/D5'],
  ['N1÷D', 'J5/G5'],
  ['P/A', 'E5/C5'],
  ['A-(M-P)', 'C5-(D5-E5)'],
  ['A/(M/P)', 'C5/(D5/E5)'],
  ['(A-M)-P', 'C5-D5-E5'],
  ['M/A×100%', 'D5/C5'],
  ['M/A*100%', 'D5/C5'],
  ['M÷A×100％', 'D5/C5'],
  ['M/Ax100%', 'D5/C5'],
  ['（M/A）×100%', 'D5/C5'],
  ['M/A×100', 'D5/C5'],
  ['M×100/A', 'D5/C5'],
  ['100×M/A', 'D5/C5'],
  ['(1-T/M)×100%', '1-H5/D5'],
  ['(1-T/M)×100', '1-H5/D5'],
  ['100%-T/M', '1-H5/D5'],
  ['100-T/M×100', '1-H5/D5'],
  ['A×100', 'C5*100'],
  ['M/A×50%', 'D5/C5*0.5'],
])('the header %s is the formula %s', (header, expected) => {
  expect(formula(header)).toBe(expected);
});

it.each(['', 'R1', 'M/', 'M/Z', '(M', '加减分', 'M//A'])('"%s" is no expression', (text) => {
  expect(parse(text)).toBeUndefined();
});

it.each<[string, boolean]>([
  ['M/A×100', true],
  ['M÷A*100', true],
  ['(1-T/M)×100', true],
  ['M/A×100%', false],
  ['M/A', false],
  ['(1-T/M)%', false],
  ['A×100', false],
])('%s is a ratio given in percent: %s', (header, expected) => {
  expect(isTimesHundred(header, (symbol) => columns.get(symbol))).toBe(expected);
});

it('a rate times 100 or 100 % is the rate, whatever the counts', () => {
  const count = fc.integer({ min: 1, max: 1_000_000 });
  fc.assert(
    fc.property(
      count,
      count,
      fc.constantFrom('×100%', '*100%', '×100', ' x 100 %', '%', ''),
      fc.constantFrom('M/A', '(M-A)/M', '(1-T/M)', 'M÷(A+T)'),
      (m, a, shown, rate) => {
        const of = (text: string): string | undefined => {
          const value = compile(parse(text) as Expression)({
            value: (id) => fromDecimal(String({ due: a, received: m, validBad: 7 }[id])),
            rank: () => undefined,
          });
          return value && print(value, 12);
        };
        expect(of(rate + shown)).toBe(of(rate));
      },
    ),
  );
});

it('a relation means the ×100 that it spells', () => {
  expect(parseRelation('P/M*100<=100', (symbol) => columns.get(symbol))?.left).toEqual({
    op: 'multiply',
    left: parse('P/M'),
    right: { op: 'number', value: '100' },
  });
});

it.each<[string, string, boolean]>([
  ['M/A', 'M÷A×100%', true],
  ['(1-T/M)%', '(M-T)/M', true],
  ['(1-T/M)%', '1-T/M', true],
  ['N1/D', 'N1/D', true],
  ['M/A', 'P/A', false],
  ['M/A', 'A/M', false],
  ['(1-T/M)%', '(1-D/M)%', false],
])('%s and %s are the same: %s', (one, other, expected) => {
  expect(areSame(parse(one) as Expression, parse(other) as Expression)).toBe(expected);
});

it('evaluates (1-T/M)% exactly', () => {
  const values: Record<string, string> = { validBad: '1', received: '68793' };
  const value = compile(parse('(1-T/M)%') as Expression)({
    value: (id) => fromDecimal(values[id] as string),
    rank: () => undefined,
  });
  expect(value && print(value, 8)).toBe('0.99998546');
});

it('is undefined where the divisor is zero', () => {
  expect(
    compile(parse('N1/D') as Expression)({ value: () => fromDecimal('0'), rank: () => undefined }),
  ).toBeUndefined();
});

it('is put into words', () => {
  expect(
    toWords(parse('M/A') as Expression, (id) => ({ due: '季度应评价数', received: '季度总评价数' })[id] ?? id),
  ).toBe('季度总评价数÷季度应评价数');
});

it('counts and sums a row of neighbouring cells as a range, others one by one', () => {
  const sum: Expression = { op: 'sum', columns: ['a', 'b', 'c'] };
  const write = (references: readonly string[]): string =>
    toFormula(sum, { reference: (id) => references['abc'.indexOf(id)] ?? null, ranked: () => '' });
  expect(write(['Q5', 'R5', 'S5'])).toBe('SUM(Q5:S5)');
  expect(write(['Z5', 'AA5', 'AB5'])).toBe('SUM(Z5:AB5)');
  expect(write(['Q5', 'S5', 'R5'])).toBe('SUM(Q5,S5,R5)');
});
