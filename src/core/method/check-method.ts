import { add, compare, fromDecimal, printShortest, ZERO } from '../exact/rational.js';
import type { Form } from '../form/form.js';
import type { Problem } from '../grid/problem.js';
import type { Doubt } from './components/component-kind.js';
import { doubtsAbout, fullOf } from './components/index.js';
import type { Method } from './method.js';
import { ruleName } from './words.js';

/**
 * Looks for what is probably a slip in a method: full points that do not add up, a ladder that runs below its floor,
 * ranges that overlap. People may mean it: what cannot be meant is refused by `readRules`. `units` is how many are ranked, 0 where not known.
 */
export function checkMethod(method: Method, form: Form, units = 0): readonly Problem[] {
  const around = { name: (column: string) => ruleName(column, form), units };
  const doubts: readonly Doubt[] = [
    ...doubtsAboutFullMark(method),
    ...method.components.flatMap((component) => doubtsAbout(component, around)),
  ];
  return doubts.map((doubt) => ({ ...doubt, sheet: '', cell: '' }));
}

/** Leaves out what a method had already before it was edited: the published rules themselves overlap. */
export function newlyFound(edited: readonly Problem[], before: readonly Problem[]): readonly Problem[] {
  const known = new Set(before.map(keyOf));
  return edited.filter((problem) => !known.has(keyOf(problem)));
}

function doubtsAboutFullMark(method: Method): readonly Doubt[] {
  const sum = method.components.reduce((all, component) => add(all, fromDecimal(fullOf(component))), ZERO);
  const mark = fromDecimal(method.cap ?? '100');
  return compare(sum, mark) === 0
    ? []
    : [warning('method-full-mark', { sum: printShortest(sum), full: printShortest(mark) })];
}

function warning(code: string, parameters: Doubt['parameters']): Doubt {
  return { severity: 'warning', code, parameters };
}

function keyOf({ code, parameters }: Problem): string {
  return `${code} ${JSON.stringify(parameters)}`;
}
