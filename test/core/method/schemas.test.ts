import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { builtInForms } from '../../../src/core/form/index.js';
import { builtInMethod } from '../../../src/core/method/index.js';

const schema = (name: string): object => JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'schemas', `${name}.schema.json`), 'utf8')) as object;
const ajv = new Ajv();
const validForm = ajv.compile(schema('form'));
const validMethod = ajv.compile(schema('method'));

it.each(Object.values(builtInForms))('the form $id follows its published schema', (form) => {
  expect([validForm(form), validForm.errors]).toEqual([true, null]);
});

it.each(['districts', 'departments'] as const)('the method of %s follows its published schema', (kind) => {
  expect([validMethod(builtInMethod(kind, null)), validMethod.errors]).toEqual([true, null]);
});

it('the schema refuses an unknown field', () => {
  expect(validMethod({ ...builtInMethod('districts', null), colour: 'red' })).toBe(false);
});
