import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { builtInForms } from '../../../src/core/form/index.js';
import { builtInMethod } from '../../../src/core/method/index.js';
import { methodSchema } from '../../../src/core/method/schema.js';
import { readRules, RulesError } from '../../../src/core/method/read-rules.js';

const schema = (name: string): object =>
  JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'schemas', `${name}.schema.json`), 'utf8')) as object;
const ajv = new Ajv();
const validForm = ajv.compile(schema('form'));
const validMethod = ajv.compile(schema('method'));

it.each(Object.values(builtInForms))('the form $id follows its published schema', (form) => {
  expect([validForm(form), validForm.errors]).toEqual([true, null]);
});

it.each(['districts', 'departments'] as const)('the method of %s follows its published schema', (kind) => {
  expect([validMethod(builtInMethod(kind, null)), validMethod.errors]).toEqual([true, null]);
});

it('the published schema of a method is the one made from the kinds: npm run schemas', () => {
  expect(schema('method')).toEqual(methodSchema());
});

it('the schema refuses an unknown field', () => {
  expect(validMethod({ ...builtInMethod('districts', null), colour: 'red' })).toBe(false);
});

/** The places of all values in plain data: `['method', 'components', '0', 'weight']`. */
function placesIn(data: unknown, place: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof data !== 'object' || data === null) return [place];
  return [
    ...(place.length === 0 ? [] : [place]),
    ...Object.entries(data).flatMap(([key, value]) => placesIn(value, [...place, key])),
  ];
}

it('whatever the schemas refuse is refused with the field named, and nothing breaks over what they take', () => {
  const rules = { form: builtInForms.districts, method: builtInMethod('districts', null) };
  const spoilt = fc.oneof(
    fc.constantFrom<unknown>(
      undefined,
      null,
      true,
      0,
      2,
      -1,
      2.5,
      40,
      '',
      '40',
      '-40',
      '4e1',
      '+4',
      '.5',
      '40%',
      '1'.repeat(30),
      '0.123456789',
      '2021Q5',
      '2021Q2',
      '二',
      [],
      ['x'],
      {},
      'due',
      'goodRate',
      'weighted-rate',
    ),
    fc.string(),
    fc.double(),
    fc.array(fc.string()),
  );
  fc.assert(
    fc.property(fc.constantFrom(...placesIn(rules)), spoilt, fc.boolean(), (place, value, beside) => {
      const json = JSON.parse(JSON.stringify(rules)) as Record<string, unknown>;
      const holder = place
        .slice(0, -1)
        .reduce<Record<string, unknown>>((node, key) => node[key] as Record<string, unknown>, json);
      const key = beside && !Array.isArray(holder) ? 'colour' : (place[place.length - 1] as string);
      // Undefined does not survive being written: the field is missing.
      holder[key] = value;
      const { form, method } = JSON.parse(JSON.stringify(json)) as Record<string, unknown>;
      const takes = validForm(form) && (method === null || validMethod(method));
      let refused: string | undefined;
      try {
        readRules({ form, method });
      } catch (error) {
        if (!(error instanceof RulesError)) throw error;
        refused = error.path;
      }
      if (!takes) expect(refused).toBeDefined();
      if (refused !== undefined) expect(refused).not.toBe('');
    }),
    { numRuns: 1000 },
  );
});
