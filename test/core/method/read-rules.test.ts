import { builtInForms } from '../../../src/core/form/index.js';
import { builtInMethod } from '../../../src/core/method/index.js';
import { readRules, RulesError } from '../../../src/core/method/read-rules.js';

const rules = (): { form: Record<string, unknown>; method: Record<string, unknown> & { components: Record<string, unknown>[] } } =>
  JSON.parse(JSON.stringify({ form: builtInForms.districts, method: builtInMethod('districts', null) }));

const pathOf = (json: unknown): string => {
  try {
    readRules(json);
  } catch (error) {
    if (error instanceof RulesError) return `${error.code} ${error.path}`;
    throw error;
  }
  return 'accepted';
};

it.each(['districts', 'departments', 'volumes'] as const)('the built-in rules of %s are read back as they are', (kind) => {
  const json = JSON.parse(JSON.stringify({ form: builtInForms[kind], method: builtInMethod(kind, null) }));
  expect(readRules(json)).toEqual(json);
});

it.each<[string, (json: ReturnType<typeof rules>) => void, string]>([
  ['an unknown field of the method', (json) => { json.method['colour'] = 'red'; }, 'unknown-field method.colour'],
  ['an unknown field of a component', (json) => { (json.method.components[0] as Record<string, unknown>)['wieght'] = '40'; }, 'unknown-field method.components[0].wieght'],
  ['an unknown kind of component', (json) => { (json.method.components[1] as Record<string, unknown>)['kind'] = 'lottery'; }, 'unknown-kind method.components[1].kind = lottery'],
  ['a missing weight', (json) => { delete (json.method.components[0] as Record<string, unknown>)['weight']; }, 'missing-field method.components[0].weight'],
  ['a weight that is no number', (json) => { (json.method.components[0] as Record<string, unknown>)['weight'] = 'forty'; }, 'wrong-type method.components[0].weight'],
  ['a tie policy nobody knows', (json) => { (json.method.components[2] as Record<string, unknown>)['ties'] = 'dense'; }, 'unknown-kind method.components[2].ties = dense'],
  ['a component over a column that the form has not', (json) => { (json.method.components[0] as Record<string, unknown>)['column'] = 'nix'; }, 'unknown-kind method.components[0].column = nix'],
  ['a deduction over a column that the form has not', (json) => { (json.method.components[4] as Record<string, unknown>)['columns'] = ['followUpRate', 'nix']; }, 'unknown-kind method.components[4].columns = nix'],
  ['a rate over a symbol that no column has', (json) => { delete (json.form['columns'] as Record<string, unknown>[])[3]?.['symbol']; }, 'unknown-kind form.columns[13].expression = M/A'],
  ['a relation over such a symbol', (json) => { json.form['constraints'] = [{ relation: 'M<=Z', severity: 'error' }]; }, 'unknown-kind form.constraints[0].relation = M<=Z'],
  ['no form', (json) => { delete (json as Record<string, unknown>)['form']; }, 'missing-field form'],
])('%s is an error that names it', (_, spoil, expected) => {
  const json = rules();
  spoil(json);
  expect(pathOf(json)).toBe(expected);
});

it('takes the newest method where the period has none of its own', () => {
  expect(builtInMethod('districts', '2030Q1')?.period).toBe('2021Q2');
  expect(builtInMethod('volumes', '2021Q2')).toBeNull();
});
