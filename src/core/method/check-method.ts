import { add, compare, denominatorOf, divide, fromDecimal, integer, multiply, numeratorOf, printShortest, subtract, ZERO } from '../exact/rational.js';
import type { Form } from '../form/form.js';
import type { Problem } from '../grid/problem.js';
import type { AdjustmentClause, AdjustmentComponent } from './components/adjustment.js';
import { columnsOfComponent, fullOf } from './components/index.js';
import type { RankLadder } from './components/rank-ladder.js';
import type { WeightedRate } from './components/weighted-rate.js';
import type { Method } from './method.js';
import { ruleName } from './words.js';

/**
 * Looks for what is probably a slip in a method: full points that do not add up, a ladder that runs below its floor,
 * ranges that overlap. Nothing here is refused: people may mean it. `units` is how many are ranked, 0 where not known.
 */
export function checkMethod(method: Method, form: Form, units = 0): readonly Problem[] {
  const found: Problem[] = [];
  const say = (severity: Problem['severity'], code: string, parameters: Problem['parameters']): void => {
    found.push({ severity, code, sheet: '', cell: '', parameters });
  };
  const full = method.components.reduce((sum, component) => add(sum, fromDecimal(fullOf(component))), ZERO);
  const mark = fromDecimal(method.cap ?? '100');
  if (compare(full, mark) !== 0) say('warning', 'method-full-mark', { sum: printShortest(full), full: printShortest(mark) });
  for (const component of method.components) {
    const twice = method.components.filter(({ id }) => id === component.id).length > 1;
    if (twice) say('warning', 'method-component-twice', { component: component.id });
    for (const column of columnsOfComponent(component)) {
      if (!form.columns.some(({ id }) => id === column)) say('warning', 'method-column-unknown', { column });
    }
    if (component.kind === 'weighted-rate') checkWeight(component, form, say);
    if (component.kind === 'rank-ladder') checkLadder(component, units, say);
    if (component.kind === 'adjustment') checkAdjustment(component, say);
  }
  return found;
}

/** Leaves out what a method had already before it was edited: the published rules themselves overlap. */
export function newlyFound(edited: readonly Problem[], before: readonly Problem[]): readonly Problem[] {
  const known = new Set(before.map(keyOf));
  return edited.filter((problem) => !known.has(keyOf(problem)));
}

type Say = (severity: Problem['severity'], code: string, parameters: Problem['parameters']) => void;

function checkWeight({ column, weight, undefined: otherwise }: WeightedRate, form: Form, say: Say): void {
  const [points, without] = [fromDecimal(weight), fromDecimal(otherwise)];
  if (numeratorOf(points) <= 0n) say('warning', 'method-weight-odd', { name: ruleName(column, form), weight });
  else if (compare(without, points) > 0 || numeratorOf(without) < 0n) say('warning', 'method-undefined-odd', { name: ruleName(column, form), points: otherwise, weight });
}

function checkLadder({ first, step, floor, minimumRate }: RankLadder, units: number, say: Say): void {
  const [top, down, least, rate] = [first, step, floor, minimumRate].map(fromDecimal) as [typeof ZERO, typeof ZERO, typeof ZERO, typeof ZERO];
  if (compare(top, least) < 0) say('warning', 'method-ladder-floor-above', { first, floor });
  else if (numeratorOf(down) < 0n) say('warning', 'method-ladder-rises', { step });
  else if (units > 0 && compare(subtract(top, multiply(down, integer(units - 1))), least) < 0) {
    const steps = divide(subtract(top, least), down) ?? ZERO;
    say('warning', 'method-ladder-below-floor', { units, floor, rank: Number(numeratorOf(steps) / denominatorOf(steps)) + 2 });
  }
  if (numeratorOf(rate) < 0n || compare(rate, integer(1)) > 0) say('warning', 'method-threshold-odd', { rate: minimumRate });
}

function checkAdjustment({ base, minimum, maximum, clauses }: AdjustmentComponent, say: Say): void {
  const outside = (maximum !== undefined && compare(fromDecimal(base), fromDecimal(maximum)) > 0) || (minimum !== undefined && compare(fromDecimal(base), fromDecimal(minimum)) < 0);
  if (minimum !== undefined && maximum !== undefined && compare(fromDecimal(minimum), fromDecimal(maximum)) > 0) say('warning', 'method-bounds-reversed', { minimum, maximum });
  else if (outside) say('warning', 'method-base-outside', { base, minimum: minimum ?? '', maximum: maximum ?? '' });
  clauses.forEach((clause, index) => {
    checkClause(clause, say);
    for (const other of clauses.slice(index + 1)) {
      if (other.number === clause.number) say('warning', 'method-clause-twice', { clause: clause.number });
      else if (overlap(clause, other)) say('notice', 'method-ranges-overlap', { clause: clause.number, other: other.number, range: `${clause.least} … ${clause.most}`, otherRange: `${other.least} … ${other.most}` });
    }
  });
}

function checkClause({ number, least, most, grid }: AdjustmentClause, say: Say): void {
  const [low, high] = [fromDecimal(least), fromDecimal(most)];
  if (compare(low, high) > 0) return say('warning', 'method-range-reversed', { clause: number, least, most });
  if (numeratorOf(low) <= 0n && numeratorOf(high) >= 0n) say('warning', 'method-range-mixed', { clause: number, least, most });
  const step = grid === undefined ? undefined : fromDecimal(grid);
  if (step === undefined) return;
  const steps = [divide(low, step), divide(high, step)];
  if (numeratorOf(step) <= 0n || steps.some((count) => count === undefined || numeratorOf(count) % denominatorOf(count) !== 0n)) say('warning', 'method-grid-odd', { clause: number, grid: grid ?? '', least, most });
}

function overlap(a: AdjustmentClause, b: AdjustmentClause): boolean {
  return compare(fromDecimal(a.least), fromDecimal(b.most)) <= 0 && compare(fromDecimal(b.least), fromDecimal(a.most)) <= 0;
}

function keyOf({ code, parameters }: Problem): string {
  return `${code} ${JSON.stringify(parameters)}`;
}
