import { fromDecimal, multiply, integer, printShortest } from '../exact/rational.js';
import type { Form } from '../form/form.js';
import type { AdjustmentClause, AdjustmentComponent } from './components/adjustment.js';
import type { Component, Method } from './method.js';

/** The rules call some columns otherwise than the table does: 差评回访率 for 差评回复率. */
const RULE_NAMES: Readonly<Record<string, string>> = { evaluationRate: '评价率', followUpRate: '差评回访率', rectificationRate: '整改率', satisfactionRate: '整改满意率' };

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
  switch (component.kind) {
    case 'weighted-rate': {
      const name = ruleName(component.column, form);
      return `${name}占 ${component.weight} 分，该项得分为${name}×${component.weight}。`;
    }
    case 'rank-ladder': {
      const name = ruleName(component.column, form);
      const floor = Number(component.floor) === 0 ? '' : `，最低得 ${component.floor} 分`;
      return `${name}占 ${component.first} 分，按排名得分，第一名得 ${component.first} 分，后续名次依次减 ${component.step} 分${floor}，${name}低于 ${percentOf(component.minimumRate)}%的不得分。`;
    }
    case 'shortfall-deduction': {
      const names = component.columns.map((column) => ruleName(column, form));
      return `${names.join('、')}为扣分项，扣分为（${names.length * 100}%-${names.join('-')}）÷${names.length}×${component.factor}。`;
    }
    case 'adjustment': return adjustmentInWords(component);
  }
}

/** Returns a rate as the figure before its % sign: `0.01` → `1`. */
export function percentOf(rate: string): string {
  return printShortest(multiply(fromDecimal(rate), integer(100)));
}

/** Returns a clause's points as the bulletin prints them: `1-5`, or `2` where they are fixed. */
export function clausePoints({ least, most }: AdjustmentClause): string {
  const [small, large] = isDeduction({ most }) ? [most, least] : [least, most];
  return small === large ? magnitude(small) : `${magnitude(small)}-${magnitude(large)}`;
}

/** Tells whether a clause takes points off. */
export function isDeduction({ most }: Pick<AdjustmentClause, 'most'>): boolean {
  return fromDecimal(most).numerator < 0n;
}

function adjustmentInWords({ base, maximum, clauses }: AdjustmentComponent): string {
  const items = clauses.map((clause) => `${clause.number}、${clause.label}的，每次${clause.least === clause.most ? '' : '视情况'}${isDeduction(clause) ? '扣' : '加'} ${clausePoints(clause)} 分`);
  return `加减分${maximum === undefined ? '' : `，满分 ${maximum} 分`}。基础分 ${base} 分，根据工作开展情况予以加减。${items.join('；')}${items.length > 0 ? '。' : ''}`;
}

function magnitude(decimal: string): string {
  return decimal.replace(/^-/, '');
}
