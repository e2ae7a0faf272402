import { builtInForms } from '../../../src/core/form/index.js';
import { checkMethod, newlyFound } from '../../../src/core/method/check-method.js';
import { builtInMethod, builtInMethods } from '../../../src/core/method/index.js';
import type { Component } from '../../../src/core/method/components/index.js';
import type { Method } from '../../../src/core/method/method.js';

const districts = builtInMethod('districts', '2021Q2') as Method;
const form = builtInForms.districts;
const withComponent = (id: string, change: object): Method => ({
  ...districts,
  components: districts.components.map((one) => (one.id === id ? ({ ...one, ...change } as Component) : one)),
});
const found = (method: Method, units = 11): readonly string[] =>
  newlyFound(checkMethod(method, form, units), checkMethod(districts, form, units)).map(({ code }) => code);
const clauses = (...list: readonly [string, string, string][]): Method =>
  withComponent('adjustment', {
    clauses: list.map(([number, least, most]) => ({ number, label: number, least, most })),
  });

it.each([...builtInMethods('districts'), ...builtInMethods('departments')])('$id raises no warning', (method) => {
  expect(checkMethod(method, builtInForms[method.kind], 11).filter(({ severity }) => severity !== 'notice')).toEqual(
    [],
  );
});

it.each<[string, Method, string[]]>([
  [
    '40 changed to 35: the full points add up to 95',
    withComponent('evaluationRate', { weight: '35' }),
    ['method-full-mark'],
  ],
  [
    '1 point less each rank: the eleventh of eleven gets exactly 0, which is fine',
    withComponent('activeRate', { step: '1' }),
    [],
  ],
  [
    '1.5 points less each rank: below the floor from the eighth on',
    withComponent('activeRate', { step: '1.5' }),
    ['method-ladder-below-floor'],
  ],
  ['a floor above the first', withComponent('activeRate', { floor: '12' }), ['method-ladder-floor-above']],
  [
    'a threshold of 1 written for 1 %… of 5',
    withComponent('activeRate', { minimumRate: '5' }),
    ['method-threshold-odd'],
  ],
  [
    'more for a missing rate than for a perfect one',
    withComponent('activeGoodRate', { undefined: '30' }),
    ['method-undefined-odd'],
  ],
  ['overlapping ranges', clauses(['1', '1', '5'], ['2', '5', '8']), ['method-ranges-overlap']],
  ['ranges that only meet in sign', clauses(['1', '1', '5'], ['2', '-5', '-1']), []],
  ['a reversed range', clauses(['1', '-1', '-5']), ['method-range-reversed']],
  ['a range through 0', clauses(['1', '-1', '5']), ['method-range-mixed']],
  ['a clause number twice', clauses(['1', '1', '2'], ['1', '5', '6']), ['method-clause-twice']],
  ['a base above the maximum', withComponent('adjustment', { maximum: '8' }), ['method-base-outside']],
])('%s', (_, method, codes) => expect(found(method)).toEqual(codes));

it('says from which rank the ladder lies below its floor: 10 − 7×1.5 < 0', () => {
  expect(
    checkMethod(withComponent('activeRate', { step: '1.5' }), form, 11).find(
      ({ code }) => code === 'method-ladder-below-floor',
    )?.parameters,
  ).toMatchObject({ rank: 8, units: 11 });
});
