import type { Form } from '../form/form.js';
import { clauseFields } from './components/adjustment-clause.js';
import type { AnyFields } from './components/field.js';
import { fieldsOfKind, isComponent, nameInFields } from './components/index.js';
import { CHOICE_FIELDS, FLAG_FIELDS, labelFor, lastKey, LIST_FIELDS, NUMBER_FIELDS } from './field-names.js';
import type { Method } from './method.js';
import { ruleName } from './method-in-words.js';

/** One value of a method or form, for people (`label`) and for the machine (`path`). */
export interface RuleField {
  /** Such as `method.components.0.weight`. */
  readonly path: string;
  readonly label: string;
  readonly value: string;
}

/** A method or form that differs from another: what one field was and is. */
export interface FieldDifference {
  readonly path: string;
  readonly label: string;
  /** `null` where the field is not there. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface RulesParts {
  readonly form: Form | null;
  readonly method: Method | null;
}

const YES = '是';
const NO = '否';

/**
 * Takes a method or form apart into its values, in the order of its data; `root` begins every path. Where there is none
 * (`null`), there are no fields. Optional fields of a method may be given as empty texts, to be shown as such.
 */
export function fieldsOf(data: object | null, root: string, form: Form): readonly RuleField[] {
  if (data === null) return [];
  return leavesOf(data, root).map(({ path, value }) => {
    const label = labelOf(path.slice(root.length + 1).split('.'), data, form);
    return { path, value, label: label ?? path };
  });
}

/** Puts values together again. What it returns is still to be checked by `readMethod` or `readForm`. */
export function fromFields(fields: readonly Pick<RuleField, 'path' | 'value'>[], root: string): unknown {
  const tree: Tree = new Map();
  for (const { path, value } of fields) {
    if (!path.startsWith(`${root}.`)) continue;
    const keys = path.slice(root.length + 1).split('.');
    const last = keys.pop() ?? '';
    let node = tree;
    for (const key of keys) {
      const next = node.get(key);
      const child: Tree = next instanceof Map ? next : new Map();
      if (child !== next) node.set(key, child);
      node = child;
    }
    node.set(last, leafFrom(last, value));
  }
  return plain(tree);
}

/** Lists what differs between two rule sets, by field. */
export function differencesBetween(from: RulesParts, to: RulesParts, form: Form): readonly FieldDifference[] {
  const before = allFields(from, form);
  const after = allFields(to, form);
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  const differences: FieldDifference[] = [];
  for (const path of paths) {
    const was = before.get(path);
    const is = after.get(path);
    if (was?.value === is?.value) continue;
    const label = (is ?? was)?.label ?? path;
    differences.push({ path, label, from: was?.value ?? null, to: is?.value ?? null });
  }
  return differences;
}

function allFields({ form, method }: RulesParts, names: Form): ReadonlyMap<string, RuleField> {
  const fields = [...fieldsOf(method, 'method', names), ...fieldsOf(form, 'form', names)];
  return new Map(fields.map((field) => [field.path, field]));
}

function leavesOf(data: unknown, path: string): readonly { readonly path: string; readonly value: string }[] {
  if (Array.isArray(data)) {
    const items: readonly unknown[] = data;
    if (items.every((item): item is string => typeof item === 'string')) return [{ path, value: listText(items) }];
    return items.flatMap((item, index) => leavesOf(item, `${path}.${index}`));
  }
  if (typeof data === 'object' && data !== null) {
    return Object.entries(data)
      .filter(([key, value]) => key !== '$schema' && value !== undefined)
      .flatMap(([key, value]) => leavesOf(value, `${path}.${key}`));
  }
  return [{ path, value: leafText(lastKey(path), data) }];
}

function leafText(key: string, value: unknown): string {
  const choice = CHOICE_FIELDS.get(key)?.find(([one]) => one === value);
  if (choice !== undefined) return choice[1];
  if (typeof value === 'boolean') return flagText(value);
  return String(value);
}

/** Returns a flag as the method sheet says it: 是 or 否. */
export function flagText(flag: boolean): string {
  return flag ? YES : NO;
}

function listText(items: readonly string[]): string {
  const ordinary =
    items.length > 0 &&
    items.every((item) => item !== '' && item === item.trim() && !item.includes('、') && !item.startsWith('['));
  if (!ordinary) return JSON.stringify(items);
  return items.join('、');
}

function leafFrom(key: string, value: string): unknown {
  if (LIST_FIELDS.has(key)) return listFrom(value);
  if (FLAG_FIELDS.has(key)) return flagFrom(value);
  const choice = CHOICE_FIELDS.get(key)?.find(([, words]) => words === value);
  if (choice !== undefined) return choice[0];
  if (NUMBER_FIELDS.has(key) && /^\d+$/.test(value)) return Number(value);
  return value;
}

function listFrom(text: string): unknown {
  if (text.startsWith('[')) return parsed(text) ?? text;
  return text.split('、').map((item) => item.trim());
}

function flagFrom(text: string): unknown {
  if (text === YES) return true;
  if (text === NO) return false;
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

type Tree = Map<string, unknown>;

// A list whose item was deleted row by row closes up; own properties only, whatever a path is called.
function plain(node: unknown): unknown {
  if (!(node instanceof Map)) return node;
  const entries = [...(node as Tree)].map(([key, value]) => [key, plain(value)] as const);
  const isList = entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key));
  if (!isList) return Object.fromEntries(entries);
  return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
}

type PlainRecord = Readonly<Record<string, unknown>>;

/** Returns 评价率 · 满分; 加减分 · 条款5 · 每次分值上限; 列“差评回复数” · 符号. `keys` lead to the value. */
function labelOf(keys: readonly string[], data: object, form: Form): string | null {
  const parts: string[] = [];
  let node: unknown = data;
  let fields: AnyFields = {};
  for (const [index, key] of keys.slice(0, -1).entries()) {
    if (!isRecord(node)) return null;
    node = node[key];
    if (!/^\d+$/.test(key) || !isRecord(node)) continue;
    const list = keys[index - 1] ?? '';
    parts.push(nameOf(list, node, form));
    fields = fieldsIn(list, node);
  }
  const label = labelFor(keys[keys.length - 1] ?? '', fields);
  if (label === null) return null;
  return [...parts, label].join(' · ');
}

/** Returns the declared fields of an item of a list; of a list of the form or method itself there are none. */
function fieldsIn(list: string, item: PlainRecord): AnyFields {
  if (list === 'clauses') return clauseFields;
  if (list === 'components') return fieldsOfKind(String(item['kind'])) ?? {};
  return {};
}

function nameOf(list: string, item: PlainRecord, form: Form): string {
  switch (list) {
    case 'clauses':
      return `条款${String(item['number'])}`;
    case 'columns':
      return `列“${String((item['names'] as readonly string[])[0] ?? item['id'])}”`;
    case 'constraints':
      return String(item['relation']);
    default:
      return isComponent(item) ? nameInFields(item, (column) => ruleName(column, form)) : list;
  }
}

function isRecord(node: unknown): node is PlainRecord {
  return typeof node === 'object' && node !== null;
}
