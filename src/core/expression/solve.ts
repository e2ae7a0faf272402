import { columnsOf, type Arithmetic, type Expression } from './expression.js';

/**
 * Returns the value of `column` with which the expression gives `target`, the other columns as they are; `undefined`
 * where the column does not stand in it exactly once under + − × ÷.
 */
// eslint-disable-next-line max-params -- an equation has its two sides, its unknown, and the values of all else
export function solve(
  expression: Expression,
  column: string,
  target: number,
  valueOf: (expression: Expression) => number,
): number | undefined {
  switch (expression.op) {
    case 'column':
      if (expression.column !== column || !Number.isFinite(target)) return undefined;
      return target;
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide': {
      const { op, left, right } = expression;
      const isInLeft = columnsOf(left).includes(column);
      if (isInLeft === columnsOf(right).includes(column)) return undefined;
      if (isInLeft) return solve(left, column, leftFrom(op, target, valueOf(right)), valueOf);
      const other = valueOf(left);
      // Nothing divided by whatever is nothing.
      if (op === 'divide' && other === 0) return undefined;
      return solve(right, column, rightFrom(op, target, other), valueOf);
    }
    default:
      return undefined;
  }
}

/** The left side that gives the target with this right side. */
function leftFrom(op: Arithmetic['op'], target: number, right: number): number {
  switch (op) {
    case 'add':
      return target - right;
    case 'subtract':
      return target + right;
    case 'multiply':
      return target / right;
    case 'divide':
      return target * right;
  }
}

/** The right side that gives the target with this left side. */
function rightFrom(op: Arithmetic['op'], target: number, left: number): number {
  switch (op) {
    case 'add':
      return target - left;
    case 'subtract':
      return left - target;
    case 'multiply':
      return target / left;
    case 'divide':
      return left / target;
  }
}
