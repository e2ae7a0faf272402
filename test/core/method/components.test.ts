import fc from 'fast-check';
import { fromDecimal, print } from '../../../src/core/exact/rational.js';
import { compile } from '../../../src/core/expression/evaluate.js';
import { toFormula } from '../../../src/core/expression/formula.js';
import {
  adjustmentOf,
  columnReferences,
  componentKinds,
  isTyped,
  methodRanking,
  pointsOf,
  rankingBy,
  type Component,
} from '../../../src/core/method/components/index.js';
import { builtInMethod } from '../../../src/core/method/index.js';
import type { Method } from '../../../src/core/method/method.js';
import type { AnyFields } from '../../../src/core/method/components/field.js';

const weighted = (weight: string, missing: string): Component => ({
  kind: 'weighted-rate',
  id: 'good',
  clause: '四',
  column: 'activeGoodRate',
  weight,
  undefined: missing,
});
const points = (component: Component, rate: string | undefined): string | undefined => {
  const value = compile(pointsOf(component))({
    value: () => (rate === undefined ? undefined : fromDecimal(rate)),
    rank: () => undefined,
  });
  return value && print(value, 4);
};

it.each<[weight: string, missing: string, formula: string, withoutRate: string]>([
  ['20', '0', 'IF(ISNUMBER(P5),P5,0)*20', '0.0000'],
  ['20', '20', 'IF(ISNUMBER(P5),P5,1)*20', '20.0000'],
  ['20', '5', 'IF(ISNUMBER(P5),P5,5/20)*20', '5.0000'],
  ['0', '20', '(1-COUNT(P5))*20', '20.0000'],
  ['0', '0', 'IF(ISNUMBER(P5),P5,1)*0', '0.0000'],
])('a rate worth %s, %s where there is none, is %s', (weight, missing, formula, withoutRate) => {
  expect(toFormula(pointsOf(weighted(weight, missing)), { reference: () => 'P5', ranked: () => '' })).toBe(formula);
  expect(points(weighted(weight, missing), undefined)).toBe(withoutRate);
});

it('a rate that every scored unit has is written without what would stand for it', () => {
  expect(
    toFormula(pointsOf(weighted('40', '0')), {
      reference: () => 'M5',
      ranked: () => '',
      always: (id) => id === 'activeGoodRate',
    }),
  ).toBe('M5*40');
});

it('a weighted rate gives rate times weight, and what the method says where there is none', () => {
  const decimal = fc
    .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 99 }))
    .map(([whole, part]) => `${whole}.${String(part).padStart(2, '0')}`);
  fc.assert(
    fc.property(decimal, decimal, fc.integer({ min: 0, max: 100 }), (weight, missing, percent) => {
      const hundredths = (text: string): number => Number(text.replace('.', ''));
      expect(points(weighted(weight, missing), (percent / 100).toFixed(2))).toBe(
        ((hundredths(weight) * percent) / 10_000).toFixed(4),
      );
      expect(points(weighted(weight, missing), undefined)).toBe((hundredths(missing) / 100).toFixed(4));
    }),
  );
});

it.each(Object.entries(componentKinds))(
  '%s stands under its own name, and says of every field what it is',
  (name, kind) => {
    expect(kind.kind).toBe(name);
    expect(kind.description).not.toBe('');
    const fields: AnyFields = kind.fields;
    for (const { label, description } of Object.values(fields)) expect([label, description]).not.toContain('');
  },
);

it('what a component is made from is declared by its fields', () => {
  const deduction: Component = {
    kind: 'shortfall-deduction',
    id: 'rectification',
    clause: '五',
    columns: ['followUpRate', 'satisfactionRate'],
    factor: '100',
    undefined: '1',
  };
  expect(columnReferences(deduction)).toEqual([
    { field: 'columns', column: 'followUpRate', role: 'computed' },
    { field: 'columns', column: 'satisfactionRate', role: 'computed' },
  ]);
});

it('one component ranks the units, and one has points that people type', () => {
  const method = builtInMethod('districts', '2021Q2') as Method;
  expect(methodRanking(method)).toMatchObject({ id: 'activeRate', column: 'activeRate', step: '0.5' });
  expect(method.components.filter((component) => rankingBy(component) !== null)).toHaveLength(1);
  expect(method.components.filter(isTyped).map(({ id }) => id)).toEqual([adjustmentOf(method)?.id]);
});

it('the ladder gives 10, 9.5, 9 … and no less than its floor', () => {
  const ranking = methodRanking(builtInMethod('districts', '2021Q2') as Method);
  expect([1, 2, 21, 40].map((rank) => ranking && print(ranking.pointsAt(rank), 1))).toEqual([
    '10.0',
    '9.5',
    '0.0',
    '0.0',
  ]);
});
