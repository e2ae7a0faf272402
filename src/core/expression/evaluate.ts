import * as exact from '../exact/rational.js';
import type { Rational } from '../exact/rational.js';
import type { Expression } from './expression.js';

/** What an expression may read of its row. */
export interface RowContext {
  /** The column's number in this row; `undefined` where it holds none. */
  value(column: string): Rational | undefined;
  /** The row's rank by the column, from 1; `undefined` where the row takes no part. */
  rank(column: string): number | undefined;
}

export type Evaluator = (row: RowContext) => Rational | undefined;

/**
 * Turns an expression into a function of a row, once for many rows.
 * The function returns the exact value, or `undefined` where a column it needs holds no number or a divisor is 0.
 */
export function compile(expression: Expression): Evaluator {
  switch (expression.op) {
    case 'number': {
      const value = exact.fromDecimal(expression.value);
      return () => value;
    }
    case 'column': return (row) => row.value(expression.column);
    case 'rank': return (row) => {
      const rank = row.rank(expression.column);
      return rank === undefined ? undefined : exact.integer(rank);
    };
    case 'add': return both(expression.left, expression.right, exact.add);
    case 'subtract': return both(expression.left, expression.right, exact.subtract);
    case 'multiply': return both(expression.left, expression.right, exact.multiply);
    case 'divide': return both(expression.left, expression.right, exact.divide);
    case 'min': return extreme(expression.of, -1);
    case 'max': return extreme(expression.of, 1);
    case 'count': return (row) => exact.integer(expression.columns.filter((id) => row.value(id) !== undefined).length);
    case 'sum': return (row) => expression.columns.reduce((sum, id) => exact.add(sum, row.value(id) ?? exact.ZERO), exact.ZERO);
    case 'ifUndefined': {
      const otherwise = compile(expression.otherwise);
      return (row) => row.value(expression.column) ?? otherwise(row);
    }
    case 'ifLess': {
      const [left, right] = [compile(expression.left), compile(expression.right)];
      const [then, otherwise] = [compile(expression.then), compile(expression.otherwise)];
      return (row) => {
        const [a, b] = [left(row), right(row)];
        if (a === undefined || b === undefined) return undefined;
        return exact.compare(a, b) < 0 ? then(row) : otherwise(row);
      };
    }
    case 'round': {
      const of = compile(expression.of);
      return (row) => {
        const value = of(row);
        return value && exact.roundHalfAway(value, expression.places);
      };
    }
  }
}

function both(left: Expression, right: Expression, combine: (a: Rational, b: Rational) => Rational | undefined): Evaluator {
  const [first, second] = [compile(left), compile(right)];
  return (row) => {
    const [a, b] = [first(row), second(row)];
    return a === undefined || b === undefined ? undefined : combine(a, b);
  };
}

function extreme(of: readonly Expression[], direction: 1 | -1): Evaluator {
  const all = of.map(compile);
  return (row) => {
    let best: Rational | undefined;
    for (const one of all) {
      const value = one(row);
      if (value === undefined) return undefined;
      if (best === undefined || exact.compare(value, best) * direction > 0) best = value;
    }
    return best;
  };
}
