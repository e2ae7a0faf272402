import { compare, fromDecimal } from '../exact/rational.js';
import { parseHeader } from '../expression/header-language.js';
import { parseRelation } from '../expression/relation.js';
import type { AttachmentKind, ColumnRole, Form } from '../form/form.js';
import { clauseFields } from './components/adjustment-clause.js';
import type { AnyFields, Field, ReadRole } from './components/field.js';
import {
  adjustmentOf,
  columnReferences,
  fieldsOfKind,
  isTyped,
  rankingBy,
  type Component,
} from './components/index.js';
import type { Method } from './method.js';

/**
 * A form with its method: all that scoring a kind of attachment needs. Volumes have no method: they are only summed.
 */
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

/**
 * Reads a rule set, as the `rules` command prints it. Throws a `RulesError` that names the field which is unknown,
 * missing or wrong.
 */
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
 * Throws a `RulesError` where an expression, a relation or a component names a column that the form has not (a rate
 * over a symbol that is none would leave every unit unscored), or one of another use: a count is no rate.
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
    for (const { field, column, role } of columnReferences(component)) {
      const path = `method.components[${index}].${field} = ${column}`;
      const found = form.columns.find(({ id }) => id === column);
      if (found === undefined) throw new RulesError('unknown-kind', path);
      if (found.role !== role) throw new RulesError('impossible', path, WRONG_ROLE[role]);
    }
  });
}

const WRONG_ROLE: Readonly<Record<ReadRole, Impossibility>> = {
  computed: 'not-a-rate',
  adjustment: 'not-an-adjustment',
};

const KINDS: readonly AttachmentKind[] = ['districts', 'departments', 'volumes'];
const ROLES: readonly ColumnRole[] = [
  'serial',
  'unit',
  'population',
  'input',
  'computed',
  'adjustment',
  'score',
  'city',
  'district',
  'sum',
];

/** Reads a form; throws a `RulesError` that names the field. */
export function readForm(json: unknown): Form {
  const form = record(json, 'form', [
    '$schema',
    'id',
    'kind',
    'title',
    'titleKeywords',
    'columns',
    'constraints',
    'totals',
  ]);
  oneOf(form['kind'], KINDS, 'form.kind');
  for (const name of ['id', 'title']) text(form[name], `form.${name}`);
  if (form['$schema'] !== undefined) text(form['$schema'], 'form.$schema');
  for (const name of ['titleKeywords', 'totals']) texts(form[name], `form.${name}`);
  list(form['columns'], 'form.columns').forEach((column, index) => readColumn(column, `form.columns[${index}]`));
  list(form['constraints'], 'form.constraints').forEach((constraint, index) =>
    readConstraint(constraint, `form.constraints[${index}]`),
  );
  return json as Form;
}

function readColumn(json: unknown, path: string): void {
  const column = record(json, path, ['id', 'role', 'symbol', 'names', 'expression', 'essential']);
  text(column['id'], `${path}.id`);
  oneOf(column['role'], ROLES, `${path}.role`);
  texts(column['names'], `${path}.names`, 1);
  for (const name of ['symbol', 'expression']) if (column[name] !== undefined) text(column[name], `${path}.${name}`);
  if (column['essential'] !== undefined) flag(column['essential'], `${path}.essential`);
}

function readConstraint(json: unknown, path: string): void {
  const constraint = record(json, path, ['relation', 'severity']);
  text(constraint['relation'], `${path}.relation`);
  oneOf(constraint['severity'], ['error', 'warning'], `${path}.severity`);
}

const METHOD_FIELDS = [
  '$schema',
  'id',
  'kind',
  'period',
  'title',
  'source',
  'components',
  'cap',
  'rounding',
  'rank',
  'unchecked',
] as const;

/** Reads a method; throws a `RulesError` that names the field. */
export function readMethod(json: unknown): Method {
  const method = record(json, 'method', METHOD_FIELDS);
  for (const name of ['id', 'period', 'title', 'source']) text(method[name], `method.${name}`);
  if (method['$schema'] !== undefined) text(method['$schema'], 'method.$schema');
  if (!/^\d{4}Q[1-4]$/.test(String(method['period']))) throw new RulesError('wrong-type', 'method.period', 'quarter');
  oneOf(method['kind'], KINDS, 'method.kind');
  if (method['cap'] !== undefined) decimal(method['cap'], 'method.cap');
  if (method['unchecked'] !== undefined) texts(method['unchecked'], 'method.unchecked');
  readRounding(method['rounding']);
  if (method['rank'] !== undefined) readRank(method['rank']);
  list(method['components'], 'method.components', 1).forEach((component, index) =>
    readComponent(component, `method.components[${index}]`),
  );
  checkCompatibility((json as Method).components);
  return json as Method;
}

function readRounding(json: unknown): void {
  const { places } = record(json, 'method.rounding', ['places']);
  const isWhole = typeof places === 'number' && Number.isInteger(places);
  if (!isWhole || places < 0 || places > 9) throw new RulesError('wrong-type', 'method.rounding.places', 'places');
}

function readRank(json: unknown): void {
  const { by } = record(json, 'method.rank', ['by']);
  oneOf(by, ['printed', 'exact'], 'method.rank.by');
}

/**
 * Throws a `RulesError` where components cannot be beside each other: two of one id, whose points nobody could tell
 * apart; two that rank, as a unit has one rank; two whose points are typed, as the ledger adds up to one.
 */
function checkCompatibility(components: readonly Component[]): void {
  const refuse = (index: number, field: string, why: Impossibility): never => {
    throw new RulesError('impossible', `method.components[${index}].${field}`, why);
  };
  components.forEach((component, index) => {
    const before = components.slice(0, index);
    if (before.some(({ id }) => id === component.id)) refuse(index, 'id', 'component-twice');
    if (rankingBy(component) !== null && before.some((other) => rankingBy(other) !== null))
      refuse(index, 'kind', 'second-ladder');
    if (isTyped(component) && before.some(isTyped)) refuse(index, 'kind', 'second-adjustment');
    if (hasReversedBounds(component)) refuse(index, 'minimum', 'minimum-above-maximum');
  });
}

function hasReversedBounds(component: Component): boolean {
  const bounds = adjustmentOf({ components: [component] });
  if (bounds?.minimum === undefined || bounds.maximum === undefined) return false;
  return compare(fromDecimal(bounds.minimum), fromDecimal(bounds.maximum)) > 0;
}

function readComponent(json: unknown, path: string): void {
  const kind = record(json, path)['kind'];
  const fields = typeof kind === 'string' ? fieldsOfKind(kind) : null;
  if (fields === null) throw new RulesError('unknown-kind', `${path}.kind = ${String(kind)}`);
  readFields(record(json, path, ['kind', ...Object.keys(fields)]), fields, path);
}

function readFields(data: Readonly<Record<string, unknown>>, fields: AnyFields, path: string): void {
  for (const [name, { type, isOptional }] of Object.entries(fields)) {
    const value = data[name];
    if (value === undefined && isOptional === true) continue;
    READERS[type](value, `${path}.${name}`);
  }
}

/** Throws a `RulesError` where a value is not of the type. */
const READERS: Readonly<Record<Field['type'], (value: unknown, path: string) => void>> = {
  decimal,
  amount,
  text,
  flag,
  id: text,
  column: text,
  columns: (value, path) => texts(value, path, 1),
  clauses: (value, path) => list(value, path).forEach((clause, index) => readClause(clause, `${path}[${index}]`)),
};

function readClause(json: unknown, path: string): void {
  readFields(record(json, path, Object.keys(clauseFields)), clauseFields, path);
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
  list(value, path, least).forEach((item, index) => text(item, `${path}[${index}]`));
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
