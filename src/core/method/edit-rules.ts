import { clauseFields, type AdjustmentClause } from './components/adjustment-clause.js';
import type { AnyFields } from './components/field.js';
import { fieldsOfKind, hasClauses, type Component } from './components/index.js';
import { CHOICE_FIELDS, DEFAULT_FLAGS, FLAG_FIELDS, lastKey, OPTIONAL_FIELDS } from './field-names.js';
import { fieldsOf, flagText, fromFields, type RuleField } from './fields.js';
import { rankBy, type Method } from './method.js';
import { readRules, type Rules } from './read-rules.js';

/** A value that a field can have, and its words. */
interface Choice {
  readonly value: string;
  readonly words: string;
}

const YES_OR_NO: readonly Choice[] = [true, false].map((flag) => ({ value: flagText(flag), words: flagText(flag) }));
const SEVERITIES: readonly Choice[] = [
  { value: 'error', words: '必须改' },
  { value: 'warning', words: '请核对' },
];

/**
 * Returns the values of a rule set, those of the method first: what people see and edit. What may be given and is not
 * stands there blank.
 */
export function ruleFields({ form, method }: Rules): readonly RuleField[] {
  return [...fieldsOf(withOptionalFields(method), 'method', form), ...fieldsOf(form, 'form', form)];
}

/**
 * Returns the rule set with one value changed: `method.components.0.weight` to `35`. Throws a `RulesError` where the
 * value is of the wrong kind.
 */
export function withField(rules: Rules, path: string, value: string): Rules {
  const { form, method } = rules;
  const given = new Set(fieldsOf(method, 'method', form).map((field) => field.path));
  const isLeftOut = (field: RuleField): boolean => {
    const name = lastKey(field.path);
    if (OPTIONAL_FIELDS.has(name)) return field.value.trim() === '';
    const [standard] = CHOICE_FIELDS.get(name) ?? [];
    if (standard !== undefined) return !given.has(field.path) && field.value === standard[1];
    return DEFAULT_FLAGS.has(name) && !given.has(field.path) && field.value === flagText(true);
  };
  const fields = ruleFields(rules)
    .map((field) => (field.path === path ? { ...field, value } : field))
    .filter((field) => !field.path.startsWith('method.') || !isLeftOut(field));
  return readRules({
    form: fromFields(fields, 'form'),
    method: method === null ? null : fromFields(fields, 'method'),
  });
}

/** Returns the words for each value a field can have; `null` where any text will do. */
export function choicesOf(path: string): readonly Choice[] | null {
  const name = lastKey(path);
  if (FLAG_FIELDS.has(name)) return YES_OR_NO;
  if (name === 'severity') return SEVERITIES;
  const choices = CHOICE_FIELDS.get(name);
  if (choices === undefined) return null;
  return choices.map(([, words]) => ({ value: words, words }));
}

/** Returns the rule set with one more clause, to be filled in, in the component at this place. */
export function withNewClause(rules: Rules, component: number): Rules {
  return withClauses(rules, component, (clauses) => {
    const numbers = clauses.map(({ number }) => Number(number)).filter(Number.isFinite);
    const highest = numbers.reduce((most, number) => Math.max(most, number), 0);
    return [...clauses, { number: String(highest + 1), label: '新条款', least: '1', most: '5', grid: '1' }];
  });
}

/** Returns the rule set without the clause at this place. */
export function withoutClause(rules: Rules, component: number, clause: number): Rules {
  return withClauses(rules, component, (clauses) => clauses.filter((_, index) => index !== clause));
}

function withClauses(
  rules: Rules,
  place: number,
  change: (clauses: readonly AdjustmentClause[]) => readonly AdjustmentClause[],
): Rules {
  const { method } = rules;
  if (method === null) return rules;
  const components = method.components.map((component, index): Component => {
    if (index !== place || !hasClauses(component)) return component;
    return { ...component, clauses: change(component.clauses) };
  });
  return { ...rules, method: { ...method, components } };
}

/** Returns the method's data with every field that was left out as a blank, or as what its absence means. */
function withOptionalFields(method: Method | null): object | null {
  if (method === null) return null;
  const components = method.components.map((component) => {
    const data = new Map<string, unknown>(Object.entries(withOptionalClauseFields(component)));
    return complete(data, { kind: null, ...fieldsOfKind(component.kind) });
  });
  const { cap = '', rank = { by: rankBy(method) } } = method;
  return { ...method, cap, rank, components };
}

function withOptionalClauseFields(component: Component): object {
  if (!hasClauses(component)) return component;
  const clauses = component.clauses.map((clause) =>
    complete(new Map<string, unknown>(Object.entries(clause)), clauseFields),
  );
  return { ...component, clauses };
}

/** Puts data into the order of its declared fields, and the blanks among them. */
function complete(
  data: ReadonlyMap<string, unknown>,
  fields: Readonly<Record<string, AnyFields[string] | null>>,
): object {
  const entries: [string, unknown][] = [];
  for (const [name, field] of Object.entries(fields)) {
    if (data.has(name)) entries.push([name, data.get(name)]);
    else if (field?.isOptional === true && field.type === 'flag') entries.push([name, true]);
    else if (field?.isOptional === true) entries.push([name, '']);
  }
  return Object.fromEntries(entries);
}
