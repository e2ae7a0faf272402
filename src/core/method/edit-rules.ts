import type { AdjustmentClause } from './components/adjustment-clause.js';
import type { AdjustmentComponent } from './components/adjustment.js';
import { fieldsOf, fromFields, type RuleField } from './fields.js';
import type { Component } from './components/index.js';
import type { Method } from './method.js';
import { readRules, type Rules } from './read-rules.js';

/** Fields that may be left out: cleared, they are. */
const OPTIONAL = /\.(?:cap|minimum|maximum|grid)$/;
/** Flags that hold where they are left out. */
const FLAG = /\.(?:reason|evidence)$/;

/** Returns the values of a rule set, those of the method first: what people see and edit. What may be given and is not stands there blank. */
export function ruleFields({ form, method }: Rules): readonly RuleField[] {
  return [...(method === null ? [] : fieldsOf(withAllFields(method), 'method', form)), ...fieldsOf(form, 'form', form)];
}

/** Returns the rule set with one value changed: `method.components.0.weight` to `35`. Throws a `RulesError` where the value is of the wrong kind. */
export function withField(rules: Rules, path: string, value: string): Rules {
  const given = new Set(
    rules.method === null ? [] : fieldsOf(rules.method, 'method', rules.form).map((field) => field.path),
  );
  const isLeftOut = (field: RuleField): boolean =>
    OPTIONAL.test(field.path)
      ? field.value.trim() === ''
      : FLAG.test(field.path) && !given.has(field.path) && field.value === '是';
  const fields = ruleFields(rules)
    .map((field) => (field.path === path ? { ...field, value } : field))
    .filter((field) => !field.path.startsWith('method.') || !isLeftOut(field));
  return readRules({
    form: fromFields(fields, 'form'),
    method: rules.method === null ? null : fromFields(fields, 'method'),
  });
}

/** Returns the words for each value a field can have; `null` where any text will do. */
export function choicesOf(path: string): readonly { readonly value: string; readonly words: string }[] | null {
  if (/\.(?:reason|evidence|essential)$/.test(path))
    return [
      { value: '是', words: '是' },
      { value: '否', words: '否' },
    ];
  if (path.endsWith('.severity'))
    return [
      { value: 'error', words: '必须改' },
      { value: 'warning', words: '请核对' },
    ];
  return path.endsWith('.ties') ? [{ value: 'shared', words: '比率相同的名次相同，下一名次跳过' }] : null;
}

/** Returns the rule set with one more clause, to be filled in, in the component at this place. */
export function withNewClause(rules: Rules, component: number): Rules {
  return withClauses(rules, component, (clauses) => {
    const highest = Math.max(0, ...clauses.map(({ number }) => Number(number)).filter(Number.isFinite));
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
  const components = method.components.map((component, index): Component =>
    index === place && component.kind === 'adjustment'
      ? { ...component, clauses: change(component.clauses) }
      : component,
  );
  return { ...rules, method: { ...method, components } };
}

function withAllFields(method: Method): Method {
  return {
    ...method,
    cap: method.cap ?? '',
    components: method.components.map((component) =>
      component.kind === 'adjustment' ? withAllBounds(component) : component,
    ),
  };
}

function withAllBounds(component: AdjustmentComponent): AdjustmentComponent {
  const { minimum = '', maximum = '', clauses, ...rest } = component;
  return {
    ...rest,
    minimum,
    maximum,
    clauses: clauses.map((clause) => ({
      ...clause,
      grid: clause.grid ?? '',
      reason: clause.reason ?? true,
      evidence: clause.evidence ?? true,
    })),
  };
}
