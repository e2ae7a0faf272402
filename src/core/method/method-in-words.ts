import type { Form } from '../form/form.js';
import { wordsOf, type Component } from './components/index.js';
import type { Method } from './method.js';

/** The rules call some columns otherwise than the table does: 差评回访率 for 差评回复率. */
const RULE_NAMES: Readonly<Record<string, string>> = {
  evaluationRate: '评价率',
  followUpRate: '差评回访率',
  rectificationRate: '整改率',
  satisfactionRate: '整改满意率',
};

/** Returns a column's name as the printed rules say it. */
export function ruleName(column: string, form: Form): string {
  return RULE_NAMES[column] ?? form.columns.find(({ id }) => id === column)?.names[0] ?? column;
}

/** Puts a method into words as the bulletin prints it, a paragraph for each component. */
export function methodInWords(method: Method, form: Form): readonly string[] {
  return method.components.map((component) => `${component.clause}、${componentInWords(component, form)}`);
}

/** Puts one component into words, without its clause number. */
export function componentInWords(component: Component, form: Form): string {
  return wordsOf(component, (column) => ruleName(column, form));
}
