import type { Form } from '../form/form.js';
import type { Method } from './method.js';
import { ruleName } from './words.js';

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
const LISTS = new Set(['names', 'signs', 'totals', 'columns', 'clauses', 'components', 'constraints', 'unchecked']);
const FLAGS = new Set(['essential', 'reason', 'evidence']);
const NUMBERS = new Set(['places']);

/** Takes a method or form apart into its values, in the order of its data; `root` begins every path. */
export function fieldsOf(data: Method | Form, root: string, form: Form): readonly RuleField[] {
  return leavesOf(data, root).map(({ path, value }) => ({ path, value, label: labelOf(path, data, root, form) }));
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
  return paths.flatMap((path) => {
    const [was, is] = [before.get(path), after.get(path)];
    return was?.value === is?.value
      ? []
      : [{ path, label: (is ?? was)?.label ?? path, from: was?.value ?? null, to: is?.value ?? null }];
  });
}

function allFields({ form, method }: RulesParts, names: Form): ReadonlyMap<string, RuleField> {
  const fields = [
    ...(method === null ? [] : fieldsOf(method, 'method', names)),
    ...(form === null ? [] : fieldsOf(form, 'form', names)),
  ];
  return new Map(fields.map((field) => [field.path, field]));
}

function leavesOf(data: unknown, path: string): readonly { readonly path: string; readonly value: string }[] {
  if (Array.isArray(data)) {
    const items: readonly unknown[] = data;
    if (items.every((item): item is string => typeof item === 'string')) return [{ path, value: listText(items) }];
    return items.flatMap((item, index) => leavesOf(item, `${path}.${index}`));
  }
  if (typeof data === 'object' && data !== null) {
    return Object.entries(data).flatMap(([key, value]) =>
      key === '$schema' || value === undefined ? [] : leavesOf(value, `${path}.${key}`),
    );
  }
  return [{ path, value: typeof data === 'boolean' ? (data ? YES : NO) : String(data) }];
}

function listText(items: readonly string[]): string {
  const ordinary =
    items.length > 0 &&
    items.every((item) => item !== '' && item === item.trim() && !item.includes('、') && !item.startsWith('['));
  return ordinary ? items.join('、') : JSON.stringify(items);
}

function leafFrom(key: string, value: string): unknown {
  if (LISTS.has(key))
    return value.startsWith('[') ? (parsed(value) ?? value) : value.split('、').map((item) => item.trim());
  if (FLAGS.has(key)) return value === YES ? true : value === NO ? false : value;
  if (NUMBERS.has(key)) return /^\d+$/.test(value) ? Number(value) : value;
  return value;
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
  return isList
    ? entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value)
    : Object.fromEntries(entries);
}

const WORDS: Readonly<Record<string, string>> = {
  id: '程序用：标识',
  kind: '程序用：种类',
  period: '适用季度',
  title: '标题',
  source: '出处',
  cap: '总分封顶',
  places: '得分保留小数位数',
  unchecked: '不做的核查（核查项）',
  clause: '条款号',
  column: '程序用：所用比率',
  weight: '满分',
  undefined: '无此比率时得',
  first: '第一名得分',
  step: '每后一名减',
  minimumRate: '低于此比率不得分',
  floor: '最低得分',
  ties: '并列名次',
  columns: '程序用：所用比率',
  factor: '全部未做到时扣',
  base: '基础分',
  full: '满分',
  minimum: '不低于',
  maximum: '不高于',
  number: '条款号',
  label: '内容',
  least: '每次分值下限',
  most: '每次分值上限',
  grid: '分值为其整数倍',
  reason: '要求事由',
  evidence: '要求依据',
  signs: '标题用词',
  names: '列名（可有几种写法）',
  role: '程序用：用途',
  symbol: '符号',
  expression: '算式',
  essential: '必需',
  relation: '勾稽关系',
  severity: '不符时',
  totals: '合计行用词',
};

/** 评价率 · 满分; 加减分 · 条款5 · 每次最多; 列“差评回复数” · 符号. */
function labelOf(path: string, data: Method | Form, root: string, form: Form): string {
  const keys = path.slice(root.length + 1).split('.');
  const parts: string[] = [];
  let node: unknown = data;
  for (const key of keys.slice(0, -1)) {
    node = typeof node === 'object' && node !== null ? (node as Readonly<Record<string, unknown>>)[key] : undefined;
    if (/^\d+$/.test(key)) parts.push(nameOf(node, form));
  }
  const last = keys[keys.length - 1] ?? '';
  // A deduction takes the missing rate itself for something; the other components give points for it.
  const ofDeduction = last === 'undefined' && typeof node === 'object' && node !== null && 'factor' in node;
  return [...parts, ofDeduction ? '无此比率时视为' : (WORDS[last] ?? path)].join(' · ');
}

function nameOf(node: unknown, form: Form): string {
  const item = node as Readonly<Record<string, unknown>>;
  if ('least' in item) return `条款${String(item['number'])}`;
  if ('names' in item) return `列“${String((item['names'] as readonly string[])[0] ?? item['id'])}”`;
  if ('relation' in item) return String(item['relation']);
  return item['kind'] === 'shortfall-deduction' ? '扣分' : ruleName(String(item['column'] ?? item['id']), form);
}
