import { add, number, subtract, type Expression } from '../expression/expression.js';
import { pointsOf } from './components/index.js';
import type { Method } from './method.js';

/** Returns the composite score: the sum, capped, rounded once at the end. */
export function composite(method: Method): Expression {
  const sum = method.components.map(pointsOf).reduce(plus);
  const capped: Expression = method.cap === undefined ? sum : { op: 'min', of: [number(method.cap), sum] };
  return { op: 'round', of: capped, places: method.rounding.places };
}

// A deduction is 0 − x: a + (0 − x) is written a − x.
function plus(sum: Expression, points: Expression): Expression {
  const isDeduction = points.op === 'subtract' && points.left.op === 'number' && points.left.value === '0';
  if (isDeduction) return subtract(sum, points.right);
  return add(sum, points);
}
