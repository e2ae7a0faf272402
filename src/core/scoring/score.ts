import * as exact from '../exact/rational.js';
import type { Rational } from '../exact/rational.js';
import type { RationalColumn } from '../exact/rational-column.js';
import type { Reading } from '../grid/reading.js';
import { compileWith, type Evaluator } from '../expression/evaluate.js';
import { columnsOf } from '../expression/expression.js';
import { parseHeader } from '../expression/header-language.js';
import type { Expression } from '../expression/expression.js';
import { adjustmentOf, columnsOfComponent, isTyped, methodRanking, pointsOf } from '../method/components/index.js';
import type { Method } from '../method/method.js';
import type { Attachment, AttachmentRow } from '../recognition/attachment.js';
import { capOf, capped } from './cap.js';
import { competitionRanks } from './rank.js';
import { ScoreColumns, ScoredUnit } from './score-columns.js';
import { hasRates, type Scorecard } from './scorecard.js';
import { SlotRow, Slots } from './slot-row.js';
import { isRanked, statusOf, type StatusSlots } from './unit-status.js';

/**
 * Scores every unit of an attachment by a method, exactly. Of the attachment it reads the form, the columns and the
 * rows of units; rates are worked out from counts, whatever stands in their columns. Units that cannot be scored stay
 * in the list with the reason (`status`); their score is `null`.
 *
 * Units are ranked among those that are scored or only lack their adjustment. A unit's score is the sum of its
 * components' points, capped and then rounded once to the method's places, halves away from zero.
 *
 * Throws where the method has a number that is no decimal; `readRules` lets none through.
 *
 * @example
 *   import { score } from './score.js';
 *   import { print } from '../exact/rational.js';
 *   import { builtInForms } from '../form/index.js';
 *   import { builtInMethod } from '../method/index.js';
 *   const form = builtInForms.districts;
 *   const number = (value) => ({ kind: 'number', value });
 *   const none = number(0);
 *   const good = { due: number(100), received: number(80), active: number(60), activeGood: number(60) };
 *   const bad = { bad: none, validBad: none, followedUp: none, rectified: none, satisfied: none };
 *   const readings = { ...good, ...bad, adjustment: number(10) };
 *   const rows = [{ kind: 'unit', name: '甲区', row: 4, remark: null, readings }];
 *   const { units } = score({ form, columns: form.columns, rows }, builtInMethod('districts', '2021Q2'));
 *   units[0].status // => 'scored'
 *   units[0].rank // => 1
 *   print(units[0].score, 2) // => '92.00'
 */
export function score(attachment: Attachment, method: Method): Scorecard {
  const rows = attachment.rows.filter(({ kind }) => kind === 'unit');
  const calculation = new Calculation(attachment, method, rows.length);
  // First what each unit has by itself, then what depends on its rank among the others.
  const units = rows.map((row, place) => calculation.unit(row, place));
  calculation.rank(units);
  units.forEach((unit, place) => calculation.score(unit, place));
  return { attachment, method, units, keptScores: new Map() };
}

/** Something worked out of a unit's row, and the column in which it is kept. */
interface Computed {
  readonly column: RationalColumn;
  readonly evaluate: Evaluator<number>;
}

/** A column whose numbers are typed, and its slot in the row. */
interface TypedColumn {
  readonly id: string;
  readonly slot: number;
}

/** All that scoring the units of an attachment needs, made once for all of them. */
class Calculation {
  private readonly columns: ScoreColumns;
  private readonly row: SlotRow;
  private readonly rates: readonly (Computed & { readonly slot: number })[];
  private readonly components: readonly Computed[];
  private readonly typed: readonly TypedColumn[];
  /** Those that points are made of; the others are only part of rates. */
  private readonly typedInPoints: readonly TypedColumn[];
  private readonly statusSlots: StatusSlots;
  private readonly cap: Rational | undefined;

  constructor(
    attachment: Attachment,
    private readonly method: Method,
    units: number,
  ) {
    const expressions = rateExpressions(attachment, method);
    const points = method.components.map(pointsOf);
    const slots = new Slots();
    const adjustment = adjustmentOf(method);
    this.statusSlots = {
      needed: slots.ofAll(neededInputs(method, expressions)),
      nonzero: slots.ofAll(['due', 'received']),
      adjustment: adjustment === null ? undefined : slots.of(adjustment.column),
      ids: slots.ids,
    };
    this.columns = new ScoreColumns(units, expressions.keys(), method);
    this.rates = [...this.columns.rates].map(([id, column]) => ({
      column,
      slot: slots.of(id),
      evaluate: compileWith(expressions.get(id) as Expression, slots.of),
    }));
    this.components = this.columns.points.map(({ column }, place) => ({
      column,
      evaluate: compileWith(points[place] as Expression, slots.of),
    }));
    const inPoints = new Set(points.flatMap(columnsOf));
    this.typed = slots.ids.map((id, slot) => ({ id, slot })).filter(({ id }) => !expressions.has(id));
    this.typedInPoints = this.typed.filter(({ id }) => inPoints.has(id));
    this.row = new SlotRow(slots.ids.length);
    this.cap = capOf(method);
  }

  /** Reads a unit's counts and works out its rates; `place` is its place among the units. */
  unit(unit: AttachmentRow, place: number): ScoredUnit {
    const { row, columns, statusSlots } = this;
    this.read(this.typed, unit);
    for (const { slot } of this.rates) row.values[slot] = undefined;
    const status = statusOf(unit, row.values, statusSlots);
    if (statusSlots.adjustment !== undefined) columns.adjustment.set(place, row.values[statusSlots.adjustment]);
    if (hasRates({ status })) {
      for (const { column, evaluate } of this.rates) column.set(place, evaluate(row));
    }
    return new ScoredUnit(unit, status, place, columns);
  }

  /** Ranks the units, where the method ranks any. */
  rank(units: readonly ScoredUnit[]): void {
    const ranking = methodRanking(this.method);
    const rates = ranking && this.columns.rates.get(ranking.column);
    if (rates == null) return;
    const rateAt = (place: number): Rational | undefined => {
      const unit = units[place];
      if (unit === undefined || !isRanked(unit.status)) return undefined;
      return rates.at(place);
    };
    this.columns.ranks = competitionRanks({ length: units.length, at: rateAt });
  }

  /** Works out a unit's points and score. */
  score(unit: ScoredUnit, place: number): void {
    if (unit.status !== 'scored') return;
    const { row, columns, method } = this;
    this.read(this.typedInPoints, unit.row);
    for (const { slot, column } of this.rates) row.values[slot] = column.at(place);
    row.ownRank = unit.rank ?? undefined;
    let uncapped = exact.ZERO;
    for (const { evaluate, column } of this.components) {
      const points = evaluate(row) ?? exact.ZERO;
      column.set(place, points);
      uncapped = exact.add(uncapped, points);
    }
    columns.uncapped.set(place, uncapped);
    columns.score.set(place, exact.roundHalfAway(capped(uncapped, this.cap), method.rounding.places));
  }

  private read(typed: readonly TypedColumn[], { readings }: AttachmentRow): void {
    for (const { id, slot } of typed) this.row.values[slot] = numberIn(readings[id]);
  }
}

/**
 * Returns the expressions of the computed columns by their ids: those that the form has for what the method needs, and
 * before them those that the sheet's headers spell. A header that is no expression is left out.
 */
export function rateExpressions(attachment: Attachment, method: Method): ReadonlyMap<string, Expression> {
  const symbols = new Map<string, string>();
  for (const { symbol, id } of attachment.form.columns) {
    if (symbol !== undefined) symbols.set(symbol, id);
  }
  const spelled = new Map<string, string>();
  const neededByMethod = method.components.flatMap(columnsOfComponent);
  for (const column of attachment.form.columns) {
    if (column.expression !== undefined && neededByMethod.includes(column.id))
      spelled.set(column.id, column.expression);
  }
  for (const column of attachment.columns) {
    if (column.role === 'computed' && column.expression !== undefined) spelled.set(column.id, column.expression);
  }
  const expressions = new Map<string, Expression>();
  for (const [id, text] of spelled) {
    const expression = parseHeader(text, (symbol) => symbols.get(symbol));
    if (expression !== undefined) expressions.set(id, expression);
  }
  return expressions;
}

/**
 * Returns the inputs without which a unit is not scored: the ids of the counts that the method's rates are made of.
 * `expressions` are those of `rateExpressions`; a rate without one is itself needed.
 */
export function neededInputs(method: Method, expressions: ReadonlyMap<string, Expression>): readonly string[] {
  const rates = method.components.filter((component) => !isTyped(component)).flatMap(columnsOfComponent);
  return [...new Set(rates.flatMap((id) => columnsOf(expressions.get(id) ?? { op: 'column', column: id })))];
}

function numberIn(reading: Reading | undefined): Rational | undefined {
  if (reading?.kind !== 'number') return undefined;
  return exact.fromNumber(reading.value);
}
