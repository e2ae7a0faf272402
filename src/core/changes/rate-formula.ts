import * as build from '../expression/expression.js';
import type { Expression } from '../expression/expression.js';
import { ROW_MARK, toFormula, type FormulaContext } from '../expression/formula.js';
import { columnName } from '../grid/address.js';
import type { AttachmentColumn } from '../recognition/attachment.js';

/** The formula of a rate over its counts: `=IF(C5=0,"-",D5/C5)`. `reference` gives a column's reference in the row. */
export function rateFormula(expression: Expression, reference: (id: string) => string): string {
  const context = countsAlone(reference);
  const zero = divisors(expression).map((divisor) => `${toFormula(divisor, context)}=0`);
  const value = toFormula(expression, context);
  if (zero.length === 0) return `=${value}`;
  const anyZero = zero.length > 1 ? `OR(${zero.join(',')})` : zero.join('');
  return `=IF(${anyZero},"-",${value})`;
}

/** The same in percentage points, multiplied before it is divided so that 7÷100 is 7 and no more: `D5*100/C5`. */
export function pointsFormula(expression: Expression, reference: (id: string) => string): string {
  return rateFormula(hundredfold(expression), reference);
}

function hundredfold(expression: Expression): Expression {
  if (expression.op !== 'divide') return build.multiply(expression, build.number('100'));
  return build.divide(build.multiply(expression.left, build.number('100')), expression.right);
}

/** How the cell of a column is written inside another formula, where it may hold percentage points. */
export function valueReference({ isInPoints = false }: AttachmentColumn, reference: string): string {
  return isInPoints ? `(${reference}/100)` : reference;
}

/** A rate inside another formula, where no cell holds it exactly: its counts in brackets, `(D5/C5)`. */
export function rateInPlace(expression: Expression, reference: (id: string) => string): string {
  return `(${toFormula(expression, countsAlone(reference))})`;
}

/**
 * Tells whether every scored unit has one of these rates: it is divided by nothing but what was due and received,
 * without which no unit is scored.
 */
export function isInEveryScore(rates: ReadonlyMap<string, Expression>, id: string): boolean {
  const expression = rates.get(id);
  return expression !== undefined && divisors(expression).every(isDueOrReceived);
}

function isDueOrReceived(divisor: Expression): boolean {
  return divisor.op === 'column' && (divisor.column === 'due' || divisor.column === 'received');
}

/** References to columns for a formula that is written out for every row (`FormulaTemplate`). */
export function referenceInAnyRow(columns: ReadonlyMap<string, AttachmentColumn>): (id: string) => string {
  return (id) => `${columnName(columns.get(id)?.column ?? 0)}${ROW_MARK}`;
}

/** Rates are made of counts: nothing in them is ranked. */
function countsAlone(reference: (id: string) => string): FormulaContext {
  return { reference, ranked: () => '' };
}

function divisors(expression: Expression): readonly Expression[] {
  switch (expression.op) {
    case 'divide':
      return [...divisors(expression.left), ...divisors(expression.right), expression.right];
    case 'add':
    case 'subtract':
    case 'multiply':
      return [...divisors(expression.left), ...divisors(expression.right)];
    default:
      return [];
  }
}
