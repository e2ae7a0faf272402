import {
  add,
  compare,
  denominatorOf,
  divide,
  fromDecimal,
  fromNumber,
  numeratorOf,
  printShortest,
  signOf,
  subtract,
  type Rational,
} from '../exact/rational.js';
import type { TypedPoints } from '../method/components/component-kind.js';
import { isUnclassified } from './entry.js';
import type { UnitAdjustment } from './reconcile.js';

/** Why no clauses can make a unit's adjustment. */
export interface TotalFault {
  readonly code:
    | 'finding-adjustment-above'
    | 'finding-adjustment-below'
    | 'finding-adjustment-off-grid'
    | 'finding-adjustment-beyond';
  readonly parameters: Readonly<Record<string, string | number>>;
  /** Where the bound is one: what should be, as `≤20`. */
  readonly expected?: string;
}

/** A unit's adjustment, as it stands or as somebody wants it. */
type Total = Pick<UnitAdjustment, 'unit' | 'entries'> & { readonly typed: number };

/**
 * Tells why no clauses can make a unit's adjustment: it is above the method's cap, below its minimum, no whole number
 * of steps from the base, or further from it than each clause given once comes to. Further is right where the unit's
 * entries, each under a clause, say so. `null` where nothing is wrong.
 */
export function faultOfTotal({ unit, typed, entries }: Total, component: TypedPoints): TotalFault | null {
  const { base, minimum, maximum } = component;
  const points = fromNumber(typed);
  if (maximum !== undefined && compare(points, fromDecimal(maximum)) > 0) {
    const parameters = { unit, typed, bound: maximum };
    return { code: 'finding-adjustment-above', parameters, expected: `≤${maximum}` };
  }
  if (minimum !== undefined && compare(points, fromDecimal(minimum)) < 0) {
    const parameters = { unit, typed, bound: minimum };
    return { code: 'finding-adjustment-below', parameters, expected: `≥${minimum}` };
  }
  if (!isOnGrid(component, points)) return { code: 'finding-adjustment-off-grid', parameters: { unit, typed, base } };
  const isExplained = entries.length > 0 && !entries.some(({ clause }) => isUnclassified(clause));
  const { least, most } = reachOf(component);
  const isWithin = compare(points, least) >= 0 && compare(points, most) <= 0;
  if (component.clauses.length === 0 || isExplained || isWithin) return null;
  const bounds = { least: printShortest(least), most: printShortest(most) };
  return {
    code: 'finding-adjustment-beyond',
    parameters: { unit, typed, base, ...bounds },
    expected: `${bounds.least}—${bounds.most}`,
  };
}

/** The least and the most that the clauses make of the base, each given once. */
function reachOf({ base, clauses }: TypedPoints): { readonly least: Rational; readonly most: Rational } {
  let least = fromDecimal(base);
  let most = least;
  for (const clause of clauses) {
    const lowest = fromDecimal(clause.least);
    const highest = fromDecimal(clause.most);
    if (signOf(lowest) < 0) least = add(least, lowest);
    if (signOf(highest) > 0) most = add(most, highest);
  }
  return { least, most };
}

/** Tells whether the points can be made of whole steps of some clause; where a clause has no steps they always can. */
function isOnGrid({ clauses, base }: TypedPoints, points: Rational): boolean {
  if (clauses.length === 0) return true;
  return clauses.some(({ grid }) => {
    if (grid === undefined) return true;
    const steps = divide(subtract(points, fromDecimal(base)), fromDecimal(grid));
    return steps === undefined || numeratorOf(steps) % denominatorOf(steps) === 0n;
  });
}
