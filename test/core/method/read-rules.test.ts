import { builtInForms } from '../../../src/core/form/index.js';
import { builtInMethod } from '../../../src/core/method/index.js';
import { readRules, RulesError } from '../../../src/core/method/read-rules.js';

const rules = (): {
  form: Record<string, unknown>;
  method: Record<string, unknown> & { components: Record<string, unknown>[] };
} => JSON.parse(JSON.stringify({ form: builtInForms.districts, method: builtInMethod('districts', null) }));

/** Puts a value into a field of a component. */
const setIn =
  (component: number, field: string, value: unknown) =>
  (json: ReturnType<typeof rules>): void => {
    (json.method.components[component] as Record<string, unknown>)[field] = value;
  };

const pathOf = (json: unknown): string => {
  try {
    readRules(json);
  } catch (error) {
    if (error instanceof RulesError)
      return `${error.code} ${error.path}${error.detail === '' ? '' : ` (${error.detail})`}`;
    throw error;
  }
  return 'accepted';
};

it.each(['districts', 'departments', 'volumes'] as const)(
  'the built-in rules of %s are read back as they are',
  (kind) => {
    const json = JSON.parse(JSON.stringify({ form: builtInForms[kind], method: builtInMethod(kind, null) }));
    expect(readRules(json)).toEqual(json);
  },
);

it.each<[string, (json: ReturnType<typeof rules>) => void, string]>([
  [
    'an unknown field of the method',
    (json) => {
      json.method['colour'] = 'red';
    },
    'unknown-field method.colour',
  ],
  [
    'an unknown field of a component',
    (json) => {
      (json.method.components[0] as Record<string, unknown>)['wieght'] = '40';
    },
    'unknown-field method.components[0].wieght',
  ],
  [
    'an unknown kind of component',
    (json) => {
      (json.method.components[1] as Record<string, unknown>)['kind'] = 'lottery';
    },
    'unknown-kind method.components[1].kind = lottery',
  ],
  [
    'a missing weight',
    (json) => {
      delete (json.method.components[0] as Record<string, unknown>)['weight'];
    },
    'missing-field method.components[0].weight',
  ],
  [
    'a weight that is no number',
    (json) => {
      (json.method.components[0] as Record<string, unknown>)['weight'] = 'forty';
    },
    'wrong-type method.components[0].weight (decimal)',
  ],
  [
    'a component over a column that the form has not',
    (json) => {
      (json.method.components[0] as Record<string, unknown>)['column'] = 'nix';
    },
    'unknown-kind method.components[0].column = nix',
  ],
  [
    'a deduction over a column that the form has not',
    (json) => {
      (json.method.components[4] as Record<string, unknown>)['columns'] = ['followUpRate', 'nix'];
    },
    'unknown-kind method.components[4].columns = nix',
  ],
  [
    'a rate over a symbol that no column has',
    (json) => {
      delete (json.form['columns'] as Record<string, unknown>[])[3]?.['symbol'];
    },
    'unknown-kind form.columns[13].expression = M/A',
  ],
  [
    'a relation over such a symbol',
    (json) => {
      json.form['constraints'] = [{ relation: 'M<=Z', severity: 'error' }];
    },
    'unknown-kind form.constraints[0].relation = M<=Z',
  ],
  ...['4e1', '40%', '+40', '.5', '４０', '', '40/3'].map(
    (weight): [string, (json: ReturnType<typeof rules>) => void, string] => [
      `a weight of ${weight}`,
      setIn(0, 'weight', weight),
      'wrong-type method.components[0].weight (decimal)',
    ],
  ),
  ['a weight without quotes', setIn(0, 'weight', 40), 'wrong-type method.components[0].weight (decimal)'],
  ['a weight below 0', setIn(0, 'weight', '-40'), 'impossible method.components[0].weight (negative)'],
  [
    'a weight of 400 digits',
    setIn(0, 'weight', `1${'0'.repeat(400)}`),
    'impossible method.components[0].weight (too-long)',
  ],
  [
    'a weight of 60 decimals',
    setIn(0, 'weight', `39.${'9'.repeat(60)}`),
    'impossible method.components[0].weight (too-long)',
  ],
  ['a ladder that rises', setIn(2, 'step', '-1'), 'impossible method.components[2].step (negative)'],
  ['a component over a count', setIn(0, 'column', 'due'), 'impossible method.components[0].column = due (not-a-rate)'],
  [
    'a component over the adjustment',
    setIn(0, 'column', 'adjustment'),
    'impossible method.components[0].column = adjustment (not-a-rate)',
  ],
  [
    'an adjustment over a rate',
    setIn(5, 'column', 'goodRate'),
    'impossible method.components[5].column = goodRate (not-an-adjustment)',
  ],
  ['a deduction over nothing', setIn(4, 'columns', []), 'missing-field method.components[4].columns[0]'],
  [
    'a deduction over a count',
    setIn(4, 'columns', ['followUpRate', 'bad']),
    'impossible method.components[4].columns = bad (not-a-rate)',
  ],
  [
    'a minimum above the maximum',
    (json) => {
      Object.assign(json.method.components[5] as object, { minimum: '20', maximum: '5' });
    },
    'impossible method.components[5].minimum (minimum-above-maximum)',
  ],
  [
    'two components of one id',
    setIn(1, 'id', 'evaluationRate'),
    'impossible method.components[1].id (component-twice)',
  ],
  [
    'two ladders',
    (json) => {
      json.method.components.push({ ...json.method.components[2], id: 'another', column: 'evaluationRate' });
    },
    'impossible method.components[6].kind (second-ladder)',
  ],
  [
    'two adjustments',
    (json) => {
      json.method.components.push({ ...json.method.components[5], id: 'another' });
    },
    'impossible method.components[6].kind (second-adjustment)',
  ],
  [
    'no components',
    (json) => {
      json.method.components = [];
    },
    'missing-field method.components[0]',
  ],
  [
    'a quarter in words',
    (json) => {
      json.method['period'] = '2021第二季度';
    },
    'wrong-type method.period (quarter)',
  ],
  [
    'a fifth quarter',
    (json) => {
      json.method['period'] = '2021Q5';
    },
    'wrong-type method.period (quarter)',
  ],
  [
    'places in quotes',
    (json) => {
      json.method['rounding'] = { places: '2' };
    },
    'wrong-type method.rounding.places (places)',
  ],
  [
    'half a place',
    (json) => {
      json.method['rounding'] = { places: 2.5 };
    },
    'wrong-type method.rounding.places (places)',
  ],
  [
    'a title that is a number',
    (json) => {
      json.method['title'] = 5;
    },
    'wrong-type method.title (text)',
  ],
  [
    'rounding that is nothing',
    (json) => {
      json.method['rounding'] = null;
    },
    'wrong-type method.rounding (record)',
  ],
  [
    'components that are a text',
    (json) => {
      (json.method as Record<string, unknown>)['components'] = '40';
    },
    'wrong-type method.components (list)',
  ],
  [
    'a flag in words',
    (json) => {
      (json.form['columns'] as Record<string, unknown>[])[0] = {
        ...(json.form['columns'] as object[])[0],
        essential: '是',
      };
    },
    'wrong-type form.columns[0].essential (flag)',
  ],
  [
    'a column without a name',
    (json) => {
      (json.form['columns'] as Record<string, unknown>[])[0] = { ...(json.form['columns'] as object[])[0], names: [] };
    },
    'missing-field form.columns[0].names[0]',
  ],
  [
    'a method of another kind',
    (json) => {
      json.method['kind'] = 'departments';
    },
    'wrong-type method.kind (kind-of-form)',
  ],
  [
    'no form',
    (json) => {
      delete (json as Record<string, unknown>)['form'];
    },
    'missing-field form',
  ],
])('%s is an error that names it', (_, spoil, expected) => {
  const json = rules();
  spoil(json);
  expect(pathOf(json)).toBe(expected);
});

it('takes the newest method where the period has none of its own', () => {
  expect(builtInMethod('districts', '2030Q1')?.period).toBe('2021Q2');
  expect(builtInMethod('volumes', '2021Q2')).toBeNull();
});
