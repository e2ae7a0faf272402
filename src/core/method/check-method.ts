import { add, compare, fromDecimal, printShortest, ZERO } from '../exact/rational.js';
import type { Form } from '../form/form.js';
import type { Problem } from '../grid/problem.js';
import type { Warning } from './components/component-kind.js';
import type { ProblemCode } from '../grid/problem-code.js';
import { fullPointsOf, warningsAbout, type ComponentCode } from './components/index.js';
import type { Method } from './method.js';
import { ruleName } from './method-in-words.js';

/** Something odd in a method; the kinds of its components have codes of their own. */
export type MethodProblem = Problem<ProblemCode | ComponentCode>;

const FULL_MARK = '100';

/**
 * Looks for what is probably a slip in a method: full points that do not add up, a ladder that runs below its floor,
 * ranges that overlap. People may mean it: what cannot be meant is refused by `readRules`. `units` is how many are
 * ranked, 0 where not known.
 */
export function checkMethod(method: Method, form: Form, units = 0): readonly MethodProblem[] {
  const context = { name: (column: string) => ruleName(column, form), units };
  const warnings: readonly Warning<MethodProblem['code']>[] = [
    ...warningsAboutFullMark(method),
    ...method.components.flatMap((component) => warningsAbout(component, context)),
  ];
  return warnings.map((warning) => ({ ...warning, sheet: '', cell: '' }));
}

/** Leaves out what a method had already before it was edited: the published rules themselves overlap. */
export function newlyFound(
  edited: readonly MethodProblem[],
  before: readonly MethodProblem[],
): readonly MethodProblem[] {
  const previous = new Set(before.map(keyOf));
  return edited.filter((problem) => !previous.has(keyOf(problem)));
}

function warningsAboutFullMark(method: Method): readonly Warning<'method-full-mark'>[] {
  const sum = method.components.reduce((all, component) => add(all, fromDecimal(fullPointsOf(component))), ZERO);
  const mark = fromDecimal(method.cap ?? FULL_MARK);
  if (compare(sum, mark) === 0) return [];
  const parameters = { sum: printShortest(sum), full: printShortest(mark) };
  return [{ severity: 'warning', code: 'method-full-mark', parameters }];
}

function keyOf({ code, parameters }: MethodProblem): string {
  return `${code} ${JSON.stringify(parameters)}`;
}
