import { columnsOf, type Expression } from './expression.js';

/**
 * Returns the value of `column` with which the expression gives `target`, the other columns as they are; `undefined`
 * where the column does not stand in it exactly once under + − × ÷.
 */
export function solve(
  expression: Expression,
  column: string,
  target: number,
  valueOf: (expression: Expression) => number,
): number | undefined {
  switch (expression.op) {
    case 'column':
      return expression.column === column && Number.isFinite(target) ? target : undefined;
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide': {
      const inLeft = columnsOf(expression.left).includes(column);
      if (inLeft === columnsOf(expression.right).includes(column)) return undefined;
      const other = valueOf(inLeft ? expression.right : expression.left);
      if (inLeft) {
        const wanted = {
          add: target - other,
          subtract: target + other,
          multiply: target / other,
          divide: target * other,
        }[expression.op];
        return solve(expression.left, column, wanted, valueOf);
      }
      // Nothing divided by whatever is nothing.
      if (expression.op === 'divide' && other === 0) return undefined;
      const wanted = {
        add: target - other,
        subtract: other - target,
        multiply: target / other,
        divide: other / target,
      }[expression.op];
      return solve(expression.right, column, wanted, valueOf);
    }
    default:
      return undefined;
  }
}
