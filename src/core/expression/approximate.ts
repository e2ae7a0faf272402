import type { Arithmetic, Expression, ExpressionOf } from './expression.js';

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
 * cost a hundred times as much. What is reported in the end is decided exactly.
 */
export function approximate<Row>(expression: Expression, columns: ApproximateColumns<Row>): Approximation<Row> {
  return new ApproximateCompiler(columns).compile(expression);
}

class ApproximateCompiler<Row> {
  constructor(private readonly columns: ApproximateColumns<Row>) {}

  compile(expression: Expression): Approximation<Row> {
    switch (expression.op) {
      case 'number':
        return constant(Number(expression.value));
      case 'column':
        return this.columns.column(expression.column);
      case 'rank':
        return this.rank(expression);
      case 'min':
        return least(expression.of.map((operand) => this.compile(operand)));
      case 'max':
        return greatest(expression.of.map((operand) => this.compile(operand)));
      case 'count':
        return countOf(expression.columns.map((id) => this.columns.column(id)));
      case 'sum':
        return sumOf(expression.columns.map((id) => this.columns.column(id)));
      case 'ifUndefined':
        return valueOr(this.columns.column(expression.column), this.compile(expression.otherwise));
      case 'ifLess':
        return this.ifLess(expression);
      case 'round':
        return rounded(this.compile(expression.of), expression.places);
      default:
        return this.arithmetic(expression);
    }
  }

  private rank({ column }: ExpressionOf<'rank'>): Approximation<Row> {
    const { columns } = this;
    const value = columns.column(column);
    return (row) => columns.rank(row, value(row));
  }

  private ifLess(expression: ExpressionOf<'ifLess'>): Approximation<Row> {
    const left = this.compile(expression.left);
    const right = this.compile(expression.right);
    const then = this.compile(expression.then);
    const otherwise = this.compile(expression.otherwise);
    return (row) => {
      const a = left(row);
      const b = right(row);
      if (Number.isNaN(a) || Number.isNaN(b)) return NaN;
      if (a < b) return then(row);
      return otherwise(row);
    };
  }

  private arithmetic(expression: Arithmetic): Approximation<Row> {
    const left = this.compile(expression.left);
    const right = this.compile(expression.right);
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
          if (divisor === 0) return NaN;
          return left(row) / divisor;
        };
    }
  }
}

function constant<Row>(value: number): Approximation<Row> {
  return () => value;
}

/** The least value; NaN where one is undefined. */
function least<Row>(operands: readonly Approximation<Row>[]): Approximation<Row> {
  return (row) => {
    let least = Infinity;
    for (const operand of operands) least = Math.min(least, operand(row));
    return least;
  };
}

/** The greatest value; NaN where one is undefined. */
function greatest<Row>(operands: readonly Approximation<Row>[]): Approximation<Row> {
  return (row) => {
    let greatest = -Infinity;
    for (const operand of operands) greatest = Math.max(greatest, operand(row));
    return greatest;
  };
}

/** How many of the values are defined. */
function countOf<Row>(operands: readonly Approximation<Row>[]): Approximation<Row> {
  return (row) => {
    let count = 0;
    for (const operand of operands) if (!Number.isNaN(operand(row))) count += 1;
    return count;
  };
}

/** The sum of those values that are defined. */
function sumOf<Row>(operands: readonly Approximation<Row>[]): Approximation<Row> {
  return (row) => {
    let sum = 0;
    for (const operand of operands) {
      const value = operand(row);
      if (!Number.isNaN(value)) sum += value;
    }
    return sum;
  };
}

function valueOr<Row>(value: Approximation<Row>, otherwise: Approximation<Row>): Approximation<Row> {
  return (row) => {
    const found = value(row);
    if (Number.isNaN(found)) return otherwise(row);
    return found;
  };
}

function rounded<Row>(value: Approximation<Row>, places: number): Approximation<Row> {
  return (row) => roundApproximately(value(row), places);
}

/** Rounds halves away from zero; a double a hair below a half counts as the half that it stands for. */
export function roundApproximately(value: number, places: number): number {
  const scale = 10 ** places;
  return (Math.sign(value) * Math.floor(Math.abs(value) * scale + 0.5 + 1e-8)) / scale;
}
