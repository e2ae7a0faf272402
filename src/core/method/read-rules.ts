import { fromDecimal } from '../exact/rational.js';
import { parseHeader } from '../expression/header-language.js';
import { parseRelation } from '../expression/relation.js';
import type { AttachmentKind, Form } from '../form/form.js';
import type { FieldType } from './components/component-kind.js';
import { columnsOfComponent, componentKinds } from './components/index.js';
import type { Method } from './method.js';

/** A form with its method: all that scoring a kind of attachment needs. Volumes have no method: they are only summed. */
export interface Rules {
  readonly form: Form;
  readonly method: Method | null;
}

/** A rule set that is not usable; `path` names the field. */
export class RulesError extends Error {
  constructor(
    readonly code: 'unknown-field' | 'unknown-kind' | 'missing-field' | 'wrong-type',
    readonly path: string,
  ) {
    super(`${code}: ${path}`);
    this.name = 'RulesError';
  }
}

/** Reads a rule set, as the `rules` command prints it. Throws a `RulesError` that names the field which is unknown, missing or wrong. */
export function readRules(json: unknown): Rules {
  const rules = record(json, 'rules', ['form', 'method', '$schema']);
  const form = readForm(rules['form']);
  const method = rules['method'] === null ? null : readMethod(rules['method']);
  if (method !== null && method.kind !== form.kind) throw new RulesError('wrong-type', 'method.kind');
  checkReferences(form, method);
  return { form, method };
}

/**
 * Throws a `RulesError` where an expression, a relation or a component names a column that the form has not: a rate over
 * a symbol that is none would leave every unit unscored.
 */
export function checkReferences(form: Form, method: Method | null): void {
  const columnOf = (symbol: string): string | undefined => form.columns.find((column) => column.symbol === symbol)?.id;
  const refuse = (path: string, value: string): never => { throw new RulesError('unknown-kind', `${path} = ${value}`); };
  form.columns.forEach(({ expression }, index) => {
    if (expression !== undefined && parseHeader(expression, columnOf) === undefined) refuse(`form.columns[${index}].expression`, expression);
  });
  form.constraints.forEach(({ relation }, index) => {
    if (parseRelation(relation, columnOf) === undefined) refuse(`form.constraints[${index}].relation`, relation);
  });
  method?.components.forEach((component, index) => {
    const unknown = columnsOfComponent(component).find((id) => !form.columns.some((column) => column.id === id));
    if (unknown !== undefined) refuse(`method.components[${index}].${'columns' in component ? 'columns' : 'column'}`, unknown);
  });
}

const KINDS: readonly AttachmentKind[] = ['districts', 'departments', 'volumes'];

/** Reads a form; throws a `RulesError` that names the field. */
export function readForm(json: unknown): Form {
  const form = record(json, 'form', ['$schema', 'id', 'kind', 'title', 'signs', 'columns', 'constraints', 'totals']);
  oneOf(form['kind'], KINDS, 'form.kind');
  for (const name of ['id', 'title']) text(form[name], `form.${name}`);
  for (const name of ['signs', 'totals']) texts(form[name], `form.${name}`);
  list(form['columns'], 'form.columns').forEach((one, index) => {
    const path = `form.columns[${index}]`;
    const column = record(one, path, ['id', 'role', 'symbol', 'names', 'expression', 'essential']);
    text(column['id'], `${path}.id`);
    oneOf(column['role'], ['serial', 'unit', 'population', 'input', 'computed', 'adjustment', 'score', 'city', 'district', 'sum'], `${path}.role`);
    texts(column['names'], `${path}.names`);
    for (const name of ['symbol', 'expression']) if (column[name] !== undefined) text(column[name], `${path}.${name}`);
  });
  list(form['constraints'], 'form.constraints').forEach((one, index) => {
    const path = `form.constraints[${index}]`;
    const constraint = record(one, path, ['relation', 'severity']);
    text(constraint['relation'], `${path}.relation`);
    oneOf(constraint['severity'], ['error', 'warning'], `${path}.severity`);
  });
  return json as Form;
}

/** Reads a method; throws a `RulesError` that names the field. */
export function readMethod(json: unknown): Method {
  const method = record(json, 'method', ['$schema', 'id', 'kind', 'period', 'title', 'source', 'components', 'cap', 'rounding', 'unchecked']);
  for (const name of ['id', 'period', 'title', 'source']) text(method[name], `method.${name}`);
  oneOf(method['kind'], KINDS, 'method.kind');
  if (method['cap'] !== undefined) decimal(method['cap'], 'method.cap');
  if (method['unchecked'] !== undefined) texts(method['unchecked'], 'method.unchecked');
  const rounding = record(method['rounding'], 'method.rounding', ['places']);
  const places = rounding['places'];
  if (typeof places !== 'number' || !Number.isInteger(places) || places < 0 || places > 9) throw new RulesError('wrong-type', 'method.rounding.places');
  const components = list(method['components'], 'method.components');
  if (components.length === 0) throw new RulesError('missing-field', 'method.components');
  components.forEach((one, index) => readComponent(one, `method.components[${index}]`));
  return json as Method;
}

function readComponent(json: unknown, path: string): void {
  const kind = record(json, path)['kind'];
  const known = Object.values(componentKinds).find((one) => one.kind === kind);
  if (known === undefined) throw new RulesError('unknown-kind', `${path}.kind = ${String(kind)}`);
  const fields: Readonly<Record<string, FieldType>> = { id: 'text', clause: 'text', ...known.fields };
  const component = record(json, path, ['kind', ...Object.keys(fields)]);
  for (const [name, type] of Object.entries(fields)) readField(component[name], type, `${path}.${name}`);
}

function readField(value: unknown, type: FieldType, path: string): void {
  if (typeof type !== 'string') return oneOf(value, type, path);
  switch (type) {
    case 'decimal?': if (value !== undefined) decimal(value, path); return;
    case 'decimal': return decimal(value, path);
    case 'text': return text(value, path);
    case 'text[]': return texts(value, path);
    case 'clauses':
      list(value, path).forEach((one, index) => {
        const clause = record(one, `${path}[${index}]`, ['number', 'label', 'least', 'most', 'grid', 'reason', 'evidence']);
        for (const name of ['number', 'label']) text(clause[name], `${path}[${index}].${name}`);
        for (const name of ['least', 'most']) decimal(clause[name], `${path}[${index}].${name}`);
        if (clause['grid'] !== undefined) decimal(clause['grid'], `${path}[${index}].grid`);
        for (const name of ['reason', 'evidence']) {
          if (clause[name] !== undefined && typeof clause[name] !== 'boolean') throw new RulesError('wrong-type', `${path}[${index}].${name}`);
        }
      });
  }
}

function record(value: unknown, path: string, fields?: readonly string[]): Record<string, unknown> {
  if (value === undefined) throw new RulesError('missing-field', path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new RulesError('wrong-type', path);
  const unknown = fields && Object.keys(value).find((name) => !fields.includes(name));
  if (unknown !== undefined) throw new RulesError('unknown-field', `${path}.${unknown}`);
  return value as Record<string, unknown>;
}

function list(value: unknown, path: string): readonly unknown[] {
  if (value === undefined) throw new RulesError('missing-field', path);
  if (!Array.isArray(value)) throw new RulesError('wrong-type', path);
  return value;
}

function text(value: unknown, path: string): void {
  if (value === undefined) throw new RulesError('missing-field', path);
  if (typeof value !== 'string') throw new RulesError('wrong-type', path);
}

function texts(value: unknown, path: string): void {
  list(value, path).forEach((one, index) => text(one, `${path}[${index}]`));
}

function oneOf(value: unknown, choices: readonly string[], path: string): void {
  text(value, path);
  if (!choices.includes(value as string)) throw new RulesError('unknown-kind', `${path} = ${String(value)}`);
}

function decimal(value: unknown, path: string): void {
  text(value, path);
  try {
    fromDecimal(value as string);
  } catch (error) {
    if (error instanceof RangeError) throw new RulesError('wrong-type', path);
    throw error;
  }
}
