import type { Expression } from './expression.js';

/** Gives the value of a row in doubles; NaN where it is undefined. */
export type Approximation<Row> = (row: Row) => number;

/** What an expression may read of a row in doubles. */
export interface ApproximateColumns<Row> {
  column(id: string): Approximation<Row>;
  /** The row's rank with this value of the ranked column. */
  rank(row: Row, value: number): number;
}

/**
 * Turns an expression into a function of a row in doubles: for trying thousands of hypotheses, where exact values would
 * cost a hundred times as much. What is finally said is decided exactly.
 */
export function approximate<Row>(expression: Expression, columns: ApproximateColumns<Row>): Approximation<Row> {
  const of = (one: Expression): Approximation<Row> => approximate(one, columns);
  switch (expression.op) {
    case 'number': {
      const value = Number(expression.value);
      return () => value;
    }
    case 'column':
      return columns.column(expression.column);
    case 'rank': {
      const value = columns.column(expression.column);
      return (row) => columns.rank(row, value(row));
    }
    case 'min': {
      const all = expression.of.map(of);
      return (row) => all.reduce((least, one) => Math.min(least, one(row)), Infinity);
    }
    case 'max': {
      const all = expression.of.map(of);
      return (row) => all.reduce((greatest, one) => Math.max(greatest, one(row)), -Infinity);
    }
    case 'count': {
      const all = expression.columns.map((id) => columns.column(id));
      return (row) => all.filter((one) => !Number.isNaN(one(row))).length;
    }
    case 'sum': {
      const all = expression.columns.map((id) => columns.column(id));
      return (row) => all.reduce((sum, one) => sum + (one(row) || 0), 0);
    }
    case 'ifUndefined': {
      const [value, otherwise] = [columns.column(expression.column), of(expression.otherwise)];
      return (row) => {
        const found = value(row);
        return Number.isNaN(found) ? otherwise(row) : found;
      };
    }
    case 'ifLess': {
      const [left, right, then, otherwise] = [
        of(expression.left),
        of(expression.right),
        of(expression.then),
        of(expression.otherwise),
      ];
      return (row) => {
        const [a, b] = [left(row), right(row)];
        return Number.isNaN(a) || Number.isNaN(b) ? NaN : a < b ? then(row) : otherwise(row);
      };
    }
    case 'round': {
      const value = of(expression.of);
      return (row) => roundApproximately(value(row), expression.places);
    }
    default: {
      const [left, right] = [of(expression.left), of(expression.right)];
      switch (expression.op) {
        case 'add':
          return (row) => left(row) + right(row);
        case 'subtract':
          return (row) => left(row) - right(row);
        case 'multiply':
          return (row) => left(row) * right(row);
        case 'divide':
          return (row) => {
            const divisor = right(row);
            return divisor === 0 ? NaN : left(row) / divisor;
          };
      }
    }
  }
}

/** Rounds halves away from zero; a double a hair below a half counts as the half that it stands for. */
export function roundApproximately(value: number, places: number): number {
  const scale = 10 ** places;
  return (Math.sign(value) * Math.floor(Math.abs(value) * scale + 0.5 + 1e-8)) / scale;
}
