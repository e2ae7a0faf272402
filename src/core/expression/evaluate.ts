import * as exact from '../exact/rational.js';
import type { Rational } from '../exact/rational.js';
import type { Expression } from './expression.js';

/** What an expression may read of its row. Columns go by their ids, or by keys that are quicker to look up. */
export interface RowContext<Key = string> {
  /** The column's number in this row; `undefined` where it holds none. */
  value(column: Key): Rational | undefined;
  /** The row's rank by the column, from 1; `undefined` where the row takes no part. */
  rank(column: Key): number | undefined;
}

export type Evaluator<Key = string> = (row: RowContext<Key>) => Rational | undefined;

/**
 * Turns an expression into a function of a row, once for many rows.
 * The function returns the exact value, or `undefined` where a column it needs holds no number or a divisor is 0.
 */
export function compile(expression: Expression): Evaluator {
  return compileWith(expression, (id) => id);
}

/** As `compile`, for rows whose columns are looked up by a key: `keyOf` is asked once a column, not once a row. */
export function compileWith<Key>(expression: Expression, keyOf: (column: string) => Key): Evaluator<Key> {
  const inner = (one: Expression): Evaluator<Key> => compileWith(one, keyOf);
  switch (expression.op) {
    case 'number': {
      const value = exact.fromDecimal(expression.value);
      return () => value;
    }
    case 'column': {
      const key = keyOf(expression.column);
      return (row) => row.value(key);
    }
    case 'rank': {
      const key = keyOf(expression.column);
      return (row) => {
        const rank = row.rank(key);
        return rank === undefined ? undefined : exact.integer(rank);
      };
    }
    case 'add':
      return both(inner(expression.left), inner(expression.right), exact.add);
    case 'subtract':
      return both(inner(expression.left), inner(expression.right), exact.subtract);
    case 'multiply':
      return both(inner(expression.left), inner(expression.right), exact.multiply);
    case 'divide':
      return both(inner(expression.left), inner(expression.right), exact.divide);
    case 'min':
      return extreme(expression.of.map(inner), -1);
    case 'max':
      return extreme(expression.of.map(inner), 1);
    case 'count': {
      const keys = expression.columns.map(keyOf);
      return (row) => {
        let count = 0;
        for (const key of keys) if (row.value(key) !== undefined) count += 1;
        return exact.integer(count);
      };
    }
    case 'sum': {
      const keys = expression.columns.map(keyOf);
      return (row) => {
        let sum = exact.ZERO;
        for (const key of keys) {
          const value = row.value(key);
          if (value !== undefined) sum = exact.add(sum, value);
        }
        return sum;
      };
    }
    case 'ifUndefined': {
      const key = keyOf(expression.column);
      const otherwise = inner(expression.otherwise);
      return (row) => row.value(key) ?? otherwise(row);
    }
    case 'ifLess': {
      const [left, right] = [inner(expression.left), inner(expression.right)];
      const [then, otherwise] = [inner(expression.then), inner(expression.otherwise)];
      return (row) => {
        const a = left(row);
        const b = right(row);
        if (a === undefined || b === undefined) return undefined;
        return exact.compare(a, b) < 0 ? then(row) : otherwise(row);
      };
    }
    case 'round': {
      const of = inner(expression.of);
      return (row) => {
        const value = of(row);
        return value && exact.roundHalfAway(value, expression.places);
      };
    }
  }
}

function both<Key>(
  first: Evaluator<Key>,
  second: Evaluator<Key>,
  combine: (a: Rational, b: Rational) => Rational | undefined,
): Evaluator<Key> {
  return (row) => {
    const a = first(row);
    if (a === undefined) return undefined;
    const b = second(row);
    return b === undefined ? undefined : combine(a, b);
  };
}

function extreme<Key>(all: readonly Evaluator<Key>[], direction: 1 | -1): Evaluator<Key> {
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
