import { fieldsOf, fromFields, type RuleField } from './fields.js';
import { readRules, type Rules } from './read-rules.js';

/** Returns the values of a rule set, those of the method first: what people see and edit. */
export function ruleFields({ form, method }: Rules): readonly RuleField[] {
  return [...(method === null ? [] : fieldsOf(method, 'method', form)), ...fieldsOf(form, 'form', form)];
}

/** Returns the rule set with one value changed: `method.components.0.weight` to `35`. Throws a `RulesError` where the value is of the wrong kind. */
export function withField(rules: Rules, path: string, value: string): Rules {
  const fields = ruleFields(rules).map((field) => (field.path === path ? { ...field, value } : field));
  return readRules({ form: fromFields(fields, 'form'), method: rules.method === null ? null : fromFields(fields, 'method') });
}
