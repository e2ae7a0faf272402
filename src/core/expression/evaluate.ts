import * as exact from '../exact/rational.js';
import type { Rational } from '../exact/rational.js';
import type { Arithmetic, Expression, ExpressionOf } from './expression.js';

/** What an expression may read of its row. Columns go by their ids, or by keys that are quicker to look up. */
export interface RowContext<Key = string> {
  /** The column's number in this row; `undefined` where it holds none. */
  value(column: Key): Rational | undefined;
  /** The row's rank by the column, from 1; `undefined` where the row takes no part. */
  rank(column: Key): number | undefined;
}

/** Computes an expression for one row; `undefined` where the row has no such value. */
export type Evaluator<Key = string> = (row: RowContext<Key>) => Rational | undefined;

/**
 * Turns an expression into a function of a row, once for many rows.
 *
 * The function returns the exact value, not rounded, or `undefined` where a column it needs holds no number or a
 * divisor is 0; it does not throw.
 *
 * @param expression columns by their ids
 * @throws RangeError where a number in the expression is no decimal
 * @example
 *   import { integer, printShortest } from '../exact/rational.js';
 *   import { compile } from './evaluate.js';
 *   import { column, divide } from './expression.js';
 *   const counts = new Map([['received', integer(7)], ['due', integer(8)]]);
 *   const rate = compile(divide(column('received'), column('due')));
 *   const value = rate({ value: (id) => counts.get(id), rank: () => undefined });
 *   value && printShortest(value) // => '0.875'
 */
export function compile(expression: Expression): Evaluator {
  return compileWith(expression, (id) => id);
}

/**
 * As `compile`, for rows whose columns are looked up by a key, such as their place in an array.
 *
 * @param expression columns by their ids
 * @param keyOf gives the key of a column's id; it is asked when the expression is compiled, not once a row
 * @throws RangeError where a number in the expression is no decimal
 * @example
 *   import { integer, toNumber } from '../exact/rational.js';
 *   import { compileWith } from './evaluate.js';
 *   import { add, column } from './expression.js';
 *   const total = compileWith(add(column('a'), column('b')), (id) => ['a', 'b'].indexOf(id));
 *   const value = total({ value: (place) => [integer(3), integer(4)][place], rank: () => undefined });
 *   value && toNumber(value) // => 7
 */
export function compileWith<Key>(expression: Expression, keyOf: (column: string) => Key): Evaluator<Key> {
  return new Compiler(keyOf).compile(expression);
}

/** What combines the values of an expression's two sides. */
const COMBINE: Readonly<Record<Arithmetic['op'], (a: Rational, b: Rational) => Rational | undefined>> = {
  add: exact.add,
  subtract: exact.subtract,
  multiply: exact.multiply,
  divide: exact.divide,
};

class Compiler<Key> {
  constructor(private readonly keyOf: (column: string) => Key) {}

  compile(expression: Expression): Evaluator<Key> {
    switch (expression.op) {
      case 'number':
        return constant(exact.fromDecimal(expression.value));
      case 'column':
        return columnValue(this.keyOf(expression.column));
      case 'rank':
        return rankBy(this.keyOf(expression.column));
      case 'min':
        return extreme(this.compileAll(expression.of), -1);
      case 'max':
        return extreme(this.compileAll(expression.of), 1);
      case 'count':
        return countOf(expression.columns.map(this.keyOf));
      case 'sum':
        return sumOf(expression.columns.map(this.keyOf));
      case 'ifUndefined':
        return valueOr(this.keyOf(expression.column), this.compile(expression.otherwise));
      case 'ifLess':
        return this.ifLess(expression);
      case 'round':
        return rounded(this.compile(expression.of), expression.places);
      default:
        return this.arithmetic(expression);
    }
  }

  private compileAll(expressions: readonly Expression[]): readonly Evaluator<Key>[] {
    return expressions.map((expression) => this.compile(expression));
  }

  private arithmetic({ op, left, right }: Arithmetic): Evaluator<Key> {
    const first = this.compile(left);
    const second = this.compile(right);
    const combine = COMBINE[op];
    return (row) => {
      const a = first(row);
      if (a === undefined) return undefined;
      const b = second(row);
      if (b === undefined) return undefined;
      return combine(a, b);
    };
  }

  private ifLess(expression: ExpressionOf<'ifLess'>): Evaluator<Key> {
    const left = this.compile(expression.left);
    const right = this.compile(expression.right);
    const then = this.compile(expression.then);
    const otherwise = this.compile(expression.otherwise);
    return (row) => {
      const a = left(row);
      const b = right(row);
      if (a === undefined || b === undefined) return undefined;
      if (exact.compare(a, b) < 0) return then(row);
      return otherwise(row);
    };
  }
}

function constant<Key>(value: Rational): Evaluator<Key> {
  return () => value;
}

function columnValue<Key>(key: Key): Evaluator<Key> {
  return (row) => row.value(key);
}

function rankBy<Key>(key: Key): Evaluator<Key> {
  return (row) => {
    const rank = row.rank(key);
    if (rank === undefined) return undefined;
    return exact.integer(rank);
  };
}

/** How many of the columns hold a number. */
function countOf<Key>(keys: readonly Key[]): Evaluator<Key> {
  return (row) => {
    let count = 0;
    for (const key of keys) if (row.value(key) !== undefined) count += 1;
    return exact.integer(count);
  };
}

/** The sum of those columns that hold a number. */
function sumOf<Key>(keys: readonly Key[]): Evaluator<Key> {
  return (row) => {
    let sum = exact.ZERO;
    for (const key of keys) {
      const value = row.value(key);
      if (value !== undefined) sum = exact.add(sum, value);
    }
    return sum;
  };
}

function valueOr<Key>(key: Key, otherwise: Evaluator<Key>): Evaluator<Key> {
  return (row) => row.value(key) ?? otherwise(row);
}

function rounded<Key>(of: Evaluator<Key>, places: number): Evaluator<Key> {
  return (row) => {
    const value = of(row);
    if (value === undefined) return undefined;
    return exact.roundHalfAway(value, places);
  };
}

/** The least (-1) or the greatest (1) of several values, all of which must be defined. */
function extreme<Key>(evaluators: readonly Evaluator<Key>[], direction: 1 | -1): Evaluator<Key> {
  return (row) => {
    let best: Rational | undefined;
    for (const evaluate of evaluators) {
      const value = evaluate(row);
      if (value === undefined) return undefined;
      if (best === undefined || exact.compare(value, best) * direction > 0) best = value;
    }
    return best;
  };
}
