import { compare, fromDecimal } from '../exact/rational.js';
import { parseHeader } from '../expression/header-language.js';
import { parseRelation } from '../expression/relation.js';
import type { AttachmentKind, ColumnRole, Form } from '../form/form.js';
import type { FieldType } from './components/component-kind.js';
import { columnsOfComponent, componentKinds, type Component } from './components/index.js';
import type { Method } from './method.js';

/** A form with its method: all that scoring a kind of attachment needs. Volumes have no method: they are only summed. */
export interface Rules {
  readonly form: Form;
  readonly method: Method | null;
}

/** What a field should hold, where it holds something else. */
export type WantedValue = 'decimal' | 'text' | 'list' | 'record' | 'places' | 'flag' | 'quarter' | 'kind-of-form';

/** Why a value that can be read cannot be a rule. */
export type Impossibility =
  | 'negative'
  | 'too-long'
  | 'component-twice'
  | 'second-ladder'
  | 'second-adjustment'
  | 'minimum-above-maximum'
  | 'not-a-rate'
  | 'not-an-adjustment';

/** A rule set that is not usable; `path` names the field, `detail` what it should hold or why that cannot be. */
export class RulesError extends Error {
  constructor(
    readonly code: 'unknown-field' | 'unknown-kind' | 'missing-field' | 'wrong-type' | 'impossible',
    readonly path: string,
    readonly detail: WantedValue | Impossibility | '' = '',
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
  if (rules['$schema'] !== undefined) text(rules['$schema'], '$schema');
  if (method !== null && method.kind !== form.kind) throw new RulesError('wrong-type', 'method.kind', 'kind-of-form');
  checkReferences(form, method);
  return { form, method };
}

/**
 * Throws a `RulesError` where an expression, a relation or a component names a column that the form has not (a rate over
 * a symbol that is none would leave every unit unscored), or one of another use: a count is no rate.
 */
export function checkReferences(form: Form, method: Method | null): void {
  const columnOf = (symbol: string): string | undefined => form.columns.find((column) => column.symbol === symbol)?.id;
  const refuse = (path: string, value: string): never => {
    throw new RulesError('unknown-kind', `${path} = ${value}`);
  };
  form.columns.forEach(({ expression }, index) => {
    if (expression !== undefined && parseHeader(expression, columnOf) === undefined)
      refuse(`form.columns[${index}].expression`, expression);
  });
  form.constraints.forEach(({ relation }, index) => {
    if (parseRelation(relation, columnOf) === undefined) refuse(`form.constraints[${index}].relation`, relation);
  });
  method?.components.forEach((component, index) => {
    const path = `method.components[${index}].${'columns' in component ? 'columns' : 'column'}`;
    const wanted: ColumnRole = component.kind === 'adjustment' ? 'adjustment' : 'computed';
    for (const id of columnsOfComponent(component)) {
      const column = form.columns.find((one) => one.id === id);
      if (column === undefined) refuse(path, id);
      else if (column.role !== wanted)
        throw new RulesError(
          'impossible',
          `${path} = ${id}`,
          wanted === 'computed' ? 'not-a-rate' : 'not-an-adjustment',
        );
    }
  });
}

const KINDS: readonly AttachmentKind[] = ['districts', 'departments', 'volumes'];

/** Reads a form; throws a `RulesError` that names the field. */
export function readForm(json: unknown): Form {
  const form = record(json, 'form', ['$schema', 'id', 'kind', 'title', 'signs', 'columns', 'constraints', 'totals']);
  oneOf(form['kind'], KINDS, 'form.kind');
  for (const name of ['id', 'title']) text(form[name], `form.${name}`);
  if (form['$schema'] !== undefined) text(form['$schema'], 'form.$schema');
  for (const name of ['signs', 'totals']) texts(form[name], `form.${name}`);
  list(form['columns'], 'form.columns').forEach((one, index) => {
    const path = `form.columns[${index}]`;
    const column = record(one, path, ['id', 'role', 'symbol', 'names', 'expression', 'essential']);
    text(column['id'], `${path}.id`);
    oneOf(
      column['role'],
      ['serial', 'unit', 'population', 'input', 'computed', 'adjustment', 'score', 'city', 'district', 'sum'],
      `${path}.role`,
    );
    texts(column['names'], `${path}.names`, 1);
    for (const name of ['symbol', 'expression']) if (column[name] !== undefined) text(column[name], `${path}.${name}`);
    if (column['essential'] !== undefined) flag(column['essential'], `${path}.essential`);
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
  const method = record(json, 'method', [
    '$schema',
    'id',
    'kind',
    'period',
    'title',
    'source',
    'components',
    'cap',
    'rounding',
    'unchecked',
  ]);
  for (const name of ['id', 'period', 'title', 'source']) text(method[name], `method.${name}`);
  if (method['$schema'] !== undefined) text(method['$schema'], 'method.$schema');
  if (!/^\d{4}Q[1-4]$/.test(String(method['period']))) throw new RulesError('wrong-type', 'method.period', 'quarter');
  oneOf(method['kind'], KINDS, 'method.kind');
  if (method['cap'] !== undefined) decimal(method['cap'], 'method.cap');
  if (method['unchecked'] !== undefined) texts(method['unchecked'], 'method.unchecked');
  const rounding = record(method['rounding'], 'method.rounding', ['places']);
  const places = rounding['places'];
  if (typeof places !== 'number' || !Number.isInteger(places) || places < 0 || places > 9)
    throw new RulesError('wrong-type', 'method.rounding.places', 'places');
  list(method['components'], 'method.components', 1).forEach((one, index) =>
    readComponent(one, `method.components[${index}]`),
  );
  checkTogether((json as Method).components);
  return json as Method;
}

/**
 * Throws a `RulesError` where components cannot be beside each other: two of one id, whose points nobody could tell apart; two
 * ladders, as a unit has one rank; two adjustments, as the ledger adds up to one.
 */
function checkTogether(components: readonly Component[]): void {
  const refuse = (index: number, field: string, why: Impossibility): never => {
    throw new RulesError('impossible', `method.components[${index}].${field}`, why);
  };
  components.forEach((component, index) => {
    const before = components.slice(0, index);
    if (before.some(({ id }) => id === component.id)) refuse(index, 'id', 'component-twice');
    const again = before.some(({ kind }) => kind === component.kind);
    if (again && component.kind === 'rank-ladder') refuse(index, 'kind', 'second-ladder');
    if (component.kind !== 'adjustment') return;
    if (again) refuse(index, 'kind', 'second-adjustment');
    const { minimum, maximum } = component;
    if (minimum !== undefined && maximum !== undefined && compare(fromDecimal(minimum), fromDecimal(maximum)) > 0)
      refuse(index, 'minimum', 'minimum-above-maximum');
  });
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
    case 'decimal?':
      if (value !== undefined) decimal(value, path);
      return;
    case 'decimal':
      return decimal(value, path);
    case 'amount':
      return amount(value, path);
    case 'text':
      return text(value, path);
    case 'columns':
      return texts(value, path, 1);
    case 'clauses':
      list(value, path).forEach((one, index) => {
        const clause = record(one, `${path}[${index}]`, [
          'number',
          'label',
          'least',
          'most',
          'grid',
          'reason',
          'evidence',
        ]);
        for (const name of ['number', 'label']) text(clause[name], `${path}[${index}].${name}`);
        for (const name of ['least', 'most']) decimal(clause[name], `${path}[${index}].${name}`);
        if (clause['grid'] !== undefined) amount(clause['grid'], `${path}[${index}].grid`);
        for (const name of ['reason', 'evidence'])
          if (clause[name] !== undefined) flag(clause[name], `${path}[${index}].${name}`);
      });
  }
}

function record(value: unknown, path: string, fields?: readonly string[]): Record<string, unknown> {
  if (value === undefined) throw new RulesError('missing-field', path);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new RulesError('wrong-type', path, 'record');
  const unknown = fields && Object.keys(value).find((name) => !fields.includes(name));
  if (unknown !== undefined) throw new RulesError('unknown-field', `${path}.${unknown}`);
  return value as Record<string, unknown>;
}

function list(value: unknown, path: string, least = 0): readonly unknown[] {
  if (value === undefined) throw new RulesError('missing-field', path);
  if (!Array.isArray(value)) throw new RulesError('wrong-type', path, 'list');
  if (value.length < least) throw new RulesError('missing-field', `${path}[0]`);
  return value;
}

function text(value: unknown, path: string): void {
  if (value === undefined) throw new RulesError('missing-field', path);
  if (typeof value !== 'string') throw new RulesError('wrong-type', path, 'text');
}

function flag(value: unknown, path: string): void {
  if (typeof value !== 'boolean') throw new RulesError('wrong-type', path, 'flag');
}

function texts(value: unknown, path: string, least = 0): void {
  list(value, path, least).forEach((one, index) => text(one, `${path}[${index}]`));
}

function oneOf(value: unknown, choices: readonly string[], path: string): void {
  text(value, path);
  if (!choices.includes(value as string)) throw new RulesError('unknown-kind', `${path} = ${String(value)}`);
}

/** A decimal as a string: 7 digits before the point and 8 behind it at the most, as a spreadsheet counts in 15. */
function decimal(value: unknown, path: string): void {
  if (value === undefined) throw new RulesError('missing-field', path);
  if (typeof value !== 'string' || !/^-?\d+(?:\.\d+)?$/.test(value))
    throw new RulesError('wrong-type', path, 'decimal');
  if (!/^-?\d{1,7}(?:\.\d{1,8})?$/.test(value)) throw new RulesError('impossible', path, 'too-long');
}

/** A decimal that cannot be below 0: points of a weight, the step of a ladder. */
function amount(value: unknown, path: string): void {
  decimal(value, path);
  if (String(value).startsWith('-')) throw new RulesError('impossible', path, 'negative');
}
