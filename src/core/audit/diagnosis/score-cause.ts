import * as exact from '../../exact/rational.js';
import type { Rational } from '../../exact/rational.js';
import { compileWith } from '../../expression/evaluate.js';
import { printAs } from '../../grid/printed.js';
import { adjustmentOf, columnsOfComponent, pointsOf, rankingBy, methodRanking } from '../../method/components/index.js';
import type { Method } from '../../method/method.js';
import type { UnitScore } from '../../scoring/scorecard.js';
import type { Phrase } from '../finding.js';
import type { PrintedCell } from '../printed-cell.js';
import { typingError, typingErrorPhrase } from './typing-errors.js';

/** How a printed score came about; `rates` are the columns whose printed value was used instead of the exact one. */
export interface ScoreCause {
  readonly why: Phrase;
  readonly rates: readonly string[];
}

export interface ScoreContext {
  readonly method: Method;
  /** What the row's rates show, by column. */
  readonly printedRates: Readonly<Record<string, Rational | undefined>>;
  /** Those of them that are not the row's rates rounded. */
  readonly wrongRates: ReadonlySet<string>;
  /** What our texts call a column. */
  nameOf(column: string): string;
  /** The ranks that the units hold. */
  readonly ranks: ReadonlySet<number>;
  readonly neighbours: readonly { readonly unit: string; readonly shown: string }[];
}

type PrintedNumber = Extract<PrintedCell, { readonly kind: 'number' }>;

/** Looks for the one thing done otherwise that gives the printed score exactly; the likeliest first. */
export function scoreCause(cell: PrintedCell, unit: UnitScore, around: ScoreContext): ScoreCause {
  if (cell.kind !== 'number' || unit.score === null || unit.uncapped === null) return cause('why-score-not-a-number');
  return (
    byPrintedRates(cell, unit, around) ??
    byRank(cell, unit, around) ??
    byCap(cell, unit, around) ??
    byComponent(cell, unit, around) ??
    bySlip(cell, { ...unit, score: unit.score }, around) ??
    cause('why-score-wrong')
  );
}

type Rates = Readonly<Record<string, Rational | undefined>>;

/** Replaces one printed rate after the other, then all of them. */
function byPrintedRates(cell: PrintedNumber, unit: UnitScore, context: ScoreContext): ScoreCause | undefined {
  const { method, printedRates, wrongRates } = context;
  const explains = (rates: Rates): boolean => isShown(cell, scoreWith(unit, method, rates), method);
  const differing = Object.entries(printedRates).filter(([id, rate]) => !areEqual(rate, unit.rates[id]));
  for (const [id, rate] of differing) {
    if (!explains({ [id]: rate })) continue;
    const shown = rate === undefined ? '-' : printAs(rate, { percent: true, places: 2 });
    return { why: phrase('why-score-rate-printed', { column: context.nameOf(id), rate: shown }), rates: [id] };
  }
  if (differing.length < 2 || !explains(Object.fromEntries(differing))) return undefined;
  const wrong = differing.map(([id]) => id).filter((id) => wrongRates.has(id));
  return { why: phrase(wrong.length === 0 ? 'why-score-rates-rounded' : 'why-score-rates-printed'), rates: wrong };
}

function areEqual(a: Rational | undefined, b: Rational | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return exact.compare(a, b) === 0;
}

function byRank(cell: PrintedNumber, unit: UnitScore, around: ScoreContext): ScoreCause | undefined {
  const ranking = methodRanking(around.method);
  const own = unit.components.find(({ id }) => id === ranking?.id)?.points;
  if (ranking === null || own === undefined || unit.rank === null || unit.uncapped === null) return undefined;
  const { rank } = unit;
  const without = exact.subtract(unit.uncapped, own);
  const nearest = [...around.ranks].sort((a, b) => Math.abs(a - rank) - Math.abs(b - rank)).slice(0, NEAREST_RANKS);
  const used = nearest.find((other) => {
    const uncapped = exact.add(without, ranking.pointsAt(other));
    return isShown(cell, uncapped, around.method);
  });
  const hasNoPoints = exact.signOf(own) === 0;
  if (used === undefined) {
    const isLeftOut = !hasNoPoints && isShown(cell, without, around.method);
    if (isLeftOut) return cause('why-score-ladder-left-out');
    return undefined;
  }
  if (hasNoPoints && used === rank) return cause('why-score-threshold-missed', { rank });
  return cause('why-score-rank', { rank, used });
}

const NEAREST_RANKS = 41;

function byCap(cell: PrintedNumber, unit: UnitScore, { method }: ScoreContext): ScoreCause | undefined {
  if (unit.uncapped === null || unit.score === null) return undefined;
  if (exact.print(unit.uncapped, cell.printing.places) === cell.text)
    return cause('why-score-cap-missed', { cap: method.cap ?? '' });
  const adjustment = adjustmentOf(method);
  const given = unit.components.find(({ id }) => id === adjustment?.id)?.points;
  if (given === undefined || unit.adjustment === null || exact.compare(given, unit.adjustment) === 0) return undefined;
  const unbounded = exact.add(exact.subtract(unit.uncapped, given), unit.adjustment);
  if (!isShown(cell, unbounded, method)) return undefined;
  return cause('why-score-bound-missed', {
    adjustment: exact.printShortest(unit.adjustment),
    bound: exact.printShortest(given),
  });
}

function byComponent(cell: PrintedNumber, unit: UnitScore, { method, nameOf }: ScoreContext): ScoreCause | undefined {
  if (unit.uncapped === null) return undefined;
  for (const component of method.components) {
    const points = unit.components.find(({ id }) => id === component.id)?.points;
    if (points === undefined || exact.signOf(points) === 0) continue;
    if (!isShown(cell, exact.subtract(unit.uncapped, points), method)) continue;
    const column = nameOf(columnsOfComponent(component)[0] ?? component.id);
    return cause('why-score-component-left-out', { clause: component.clause, column });
  }
  return undefined;
}

function bySlip(
  cell: PrintedNumber,
  { uncapped, score }: UnitScore & { readonly score: Rational },
  { method, neighbours }: ScoreContext,
): ScoreCause | undefined {
  const capped = cap(uncapped ?? score, method);
  const half = exact.divide(exact.integer(1), exact.integer(2 * 10 ** cell.printing.places)) as Rational;
  const truncated = exact.print(exact.subtract(capped, half), cell.printing.places);
  if (truncated === cell.text) return cause('why-score-truncated');
  const neighbour = neighbours.find(({ shown }) => shown === cell.text);
  if (neighbour !== undefined) return cause('why-score-other-row', { unit: neighbour.unit });
  const slip = typingError(digitsOf(printAs(score, cell.printing)), digitsOf(cell.text));
  if (slip === undefined) return undefined;
  return { why: typingErrorPhrase(slip), rates: [] };
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

/** The uncapped score with other values of some rates. */
function scoreWith(unit: UnitScore, method: Method, rates: Rates): Rational {
  const { rates: own, components } = unit;
  const value = (id: string): Rational | undefined => {
    if (id in rates) return rates[id];
    if (id in own) return own[id];
    if (id === adjustmentOf(method)?.column) return unit.adjustment ?? undefined;
    return undefined;
  };
  return method.components.reduce((sum, component) => {
    const touched = columnsOfComponent(component).some((id) => id in rates) && rankingBy(component) === null;
    const points = touched
      ? (compileWith(pointsOf(component), (id) => id)({ value, rank: () => unit.rank ?? undefined }) ?? exact.ZERO)
      : (components.find(({ id }) => id === component.id)?.points ?? exact.ZERO);
    return exact.add(sum, points);
  }, exact.ZERO);
}

function isShown(cell: PrintedNumber, uncapped: Rational, method: Method): boolean {
  const rounded = exact.roundHalfAway(cap(uncapped, method), method.rounding.places);
  return printAs(rounded, cell.printing) === cell.text;
}

function cap(value: Rational, method: Method): Rational {
  if (method.cap === undefined) return value;
  const most = exact.fromDecimal(method.cap);
  if (exact.compare(value, most) > 0) return most;
  return value;
}

function cause(code: Phrase['code'], parameters: Phrase['parameters'] = {}): ScoreCause {
  return { why: phrase(code, parameters), rates: [] };
}

function phrase(code: Phrase['code'], parameters: Phrase['parameters'] = {}): Phrase {
  return { code, parameters };
}
