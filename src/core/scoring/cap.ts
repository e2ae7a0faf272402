import { compare, fromDecimal, type Rational } from '../exact/rational.js';
import type { Method } from '../method/method.js';

/**
 * Returns a method's cap (封顶), above which no composite score is; `undefined` where it has none.
 *
 * @example
 *   import { capOf } from './cap.js';
 *   import { print } from '../exact/rational.js';
 *   print(capOf({ cap: '100' }), 0) // => '100'
 *   capOf({}) // => undefined
 */
export function capOf({ cap }: Pick<Method, 'cap'>): Rational | undefined {
  if (cap === undefined) return undefined;
  return fromDecimal(cap);
}

/**
 * Returns the sum of a unit's points under a cap.
 *
 * @example
 *   import { capped } from './cap.js';
 *   import { integer, print } from '../exact/rational.js';
 *   print(capped(integer(103), integer(100)), 0) // => '100'
 *   print(capped(integer(97), integer(100)), 0) // => '97'
 */
export function capped(sum: Rational, cap: Rational | undefined): Rational {
  if (cap === undefined || !isOverCap(sum, cap)) return sum;
  return cap;
}

/**
 * Tells whether a sum of points is above a cap.
 *
 * @example
 *   import { isOverCap } from './cap.js';
 *   import { integer } from '../exact/rational.js';
 *   isOverCap(integer(100), integer(100)) // => false
 */
export function isOverCap(sum: Rational, cap: Rational | undefined): boolean {
  return cap !== undefined && compare(sum, cap) > 0;
}
