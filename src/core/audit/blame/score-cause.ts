import * as exact from '../../exact/rational.js';
import type { Rational } from '../../exact/rational.js';
import { compileWith } from '../../expression/evaluate.js';
import { printAs } from '../../grid/printed.js';
import { adjustmentOf, columnsOfComponent, pointsOf, rankingBy, methodRanking } from '../../method/components/index.js';
import type { Method } from '../../method/method.js';
import type { UnitScore } from '../../scoring/scorecard.js';
import type { Phrase } from '../finding.js';
import type { PrintedCell } from '../printed-cell.js';
import { typingError } from './typing-errors.js';

/** How a printed score came about; `rates` are the columns whose printed value was used instead of the exact one. */
export interface ScoreCause {
  readonly why: Phrase;
  readonly rates: readonly string[];
}

export interface ScoreSurroundings {
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
export function scoreCause(cell: PrintedCell, unit: UnitScore, around: ScoreSurroundings): ScoreCause {
  if (cell.kind !== 'number' || unit.score === null || unit.uncapped === null) return cause('why-score-not-a-number');
  return (
    byPrintedRates(cell, unit, around) ??
    byRank(cell, unit, around) ??
    byCap(cell, unit, around) ??
    byComponent(cell, unit, around) ??
    bySlip(cell, unit, unit.score, around) ??
    cause('why-score-wrong')
  );
}

/** Replaces one printed rate after the other, then all of them. */
function byPrintedRates(cell: PrintedNumber, unit: UnitScore, around: ScoreSurroundings): ScoreCause | undefined {
  const { rates } = unit;
  const differing = Object.entries(around.printedRates).filter(
    ([id, rate]) =>
      rate !== rates[id] && (rate === undefined || rates[id] === undefined || exact.compare(rate, rates[id]) !== 0),
  );
  for (const [id, rate] of differing) {
    if (shown(cell, scoreWith(unit, around.method, { [id]: rate }), around.method))
      return {
        why: say('why-score-rate-printed', {
          column: around.nameOf(id),
          rate: rate === undefined ? '-' : printAs(rate, { percent: true, places: 2 }),
        }),
        rates: [id],
      };
  }
  const all = Object.fromEntries(differing);
  if (differing.length < 2 || !shown(cell, scoreWith(unit, around.method, all), around.method)) return undefined;
  const wrong = differing.flatMap(([id]) => (around.wrongRates.has(id) ? [id] : []));
  return { why: say(wrong.length === 0 ? 'why-score-rates-rounded' : 'why-score-rates-printed'), rates: wrong };
}

function byRank(cell: PrintedNumber, unit: UnitScore, around: ScoreSurroundings): ScoreCause | undefined {
  const ranking = methodRanking(around.method);
  const own = unit.components.find(({ id }) => id === ranking?.id)?.points;
  if (ranking === null || own === undefined || unit.rank === null || unit.uncapped === null) return undefined;
  const without = exact.subtract(unit.uncapped, own);
  const ranks = [...around.ranks]
    .sort((a, b) => Math.abs(a - (unit.rank ?? 0)) - Math.abs(b - (unit.rank ?? 0)))
    .slice(0, NEAREST_RANKS);
  const used = ranks.find((rank) => shown(cell, exact.add(without, ranking.pointsAt(rank)), around.method));
  if (used === undefined)
    return exact.signOf(own) !== 0 && shown(cell, without, around.method)
      ? cause('why-score-ladder-left-out')
      : undefined;
  const belowThreshold = exact.signOf(own) === 0 && used === unit.rank;
  return belowThreshold
    ? cause('why-score-threshold-missed', { rank: used })
    : cause('why-score-rank', { rank: unit.rank, used });
}

const NEAREST_RANKS = 41;

function byCap(cell: PrintedNumber, unit: UnitScore, { method }: ScoreSurroundings): ScoreCause | undefined {
  if (unit.uncapped === null || unit.score === null) return undefined;
  if (exact.print(unit.uncapped, cell.printing.places) === cell.text)
    return cause('why-score-cap-missed', { cap: method.cap ?? '' });
  const adjustment = adjustmentOf(method);
  const given = unit.components.find(({ id }) => id === adjustment?.id)?.points;
  if (given === undefined || unit.adjustment === null || exact.compare(given, unit.adjustment) === 0) return undefined;
  const unbounded = exact.add(exact.subtract(unit.uncapped, given), unit.adjustment);
  return shown(cell, unbounded, method)
    ? cause('why-score-bound-missed', {
        adjustment: exact.printShortest(unit.adjustment),
        bound: exact.printShortest(given),
      })
    : undefined;
}

function byComponent(
  cell: PrintedNumber,
  unit: UnitScore,
  { method, nameOf }: ScoreSurroundings,
): ScoreCause | undefined {
  for (const component of method.components) {
    const points = unit.components.find(({ id }) => id === component.id)?.points;
    if (points === undefined || exact.signOf(points) === 0 || unit.uncapped === null) continue;
    if (shown(cell, exact.subtract(unit.uncapped, points), method))
      return cause('why-score-component-left-out', {
        clause: component.clause,
        column: nameOf(columnsOfComponent(component)[0] ?? component.id),
      });
  }
  return undefined;
}

function bySlip(
  cell: PrintedNumber,
  unit: UnitScore,
  score: Rational,
  { method, neighbours }: ScoreSurroundings,
): ScoreCause | undefined {
  const capped = cap(unit.uncapped ?? score, method);
  const half = exact.divide(exact.integer(1), exact.integer(2 * 10 ** cell.printing.places)) as Rational;
  if (exact.print(exact.subtract(capped, half), cell.printing.places) === cell.text)
    return cause('why-score-truncated');
  const slip = typingError(printAs(score, cell.printing).replace(/\D/g, ''), cell.text.replace(/\D/g, ''));
  const neighbour = neighbours.find((one) => one.shown === cell.text);
  if (neighbour !== undefined) return cause('why-score-other-row', { unit: neighbour.unit });
  return slip === undefined ? undefined : cause(`why-typed-${slip.kind}`);
}

function scoreWith(unit: UnitScore, method: Method, rates: Readonly<Record<string, Rational | undefined>>): Rational {
  const { rates: own, components } = unit;
  const value = (id: string): Rational | undefined =>
    id in rates
      ? rates[id]
      : id in own
        ? own[id]
        : id === adjustmentOf(method)?.column
          ? (unit.adjustment ?? undefined)
          : undefined;
  return method.components.reduce((sum, component) => {
    const touched = columnsOfComponent(component).some((id) => id in rates) && rankingBy(component) === null;
    const points = touched
      ? (compileWith(pointsOf(component), (id) => id)({ value, rank: () => unit.rank ?? undefined }) ?? exact.ZERO)
      : (components.find(({ id }) => id === component.id)?.points ?? exact.ZERO);
    return exact.add(sum, points);
  }, exact.ZERO);
}

function shown(cell: PrintedNumber, uncapped: Rational, method: Method): boolean {
  const rounded = exact.roundHalfAway(cap(uncapped, method), method.rounding.places);
  return printAs(rounded, cell.printing) === cell.text;
}

function cap(value: Rational, method: Method): Rational {
  const most = method.cap === undefined ? undefined : exact.fromDecimal(method.cap);
  return most !== undefined && exact.compare(value, most) > 0 ? most : value;
}

function cause(code: string, parameters: Phrase['parameters'] = {}): ScoreCause {
  return { why: say(code, parameters), rates: [] };
}

function say(code: string, parameters: Phrase['parameters'] = {}): Phrase {
  return { code, parameters };
}
