import * as exact from '../exact/rational.js';
import type { Rational } from '../exact/rational.js';
import type { Reading } from '../grid/reading.js';
import { compileWith, type RowContext } from '../expression/evaluate.js';
import { columnsOf } from '../expression/expression.js';
import { parseHeader } from '../expression/header-language.js';
import type { Expression } from '../expression/expression.js';
import { columnsOfComponent, pointsOf } from '../method/components/index.js';
import type { Method } from '../method/method.js';
import type { Attachment, AttachmentRow } from '../recognition/attachment.js';
import { competitionRanks } from './rank.js';
import { ScoreColumns, ScoredUnit } from './score-columns.js';
import { hasRates, type Scorecard, type UnitScore, type UnitStatus } from './scorecard.js';

/** Scores every unit of an attachment by a method, exactly. Units that cannot be scored stay in the list with the reason. */
export function score(attachment: Attachment, method: Method): Scorecard {
  const expressions = rateExpressions(attachment, method);
  const slots = new Slots();
  const needed = slots.ofAll(neededInputs(method, expressions));
  const due = slots.ofAll(['due', 'received']);
  const adjustmentColumn = method.components.find((component) => component.kind === 'adjustment')?.column;
  const adjustment = adjustmentColumn === undefined ? undefined : slots.of(adjustmentColumn);
  const listed = attachment.rows.filter(({ kind }) => kind === 'unit');
  const columns = new ScoreColumns(listed.length, expressions.keys(), method);
  const rates = [...columns.rates].map(([id, column]) => ({
    column,
    slot: slots.of(id),
    evaluate: compileWith(expressions.get(id) as Expression, slots.of),
  }));
  const components = method.components.map((component, place) => ({
    evaluate: compileWith(pointsOf(component), slots.of),
    column: (columns.points[place] as (typeof columns.points)[number]).column,
  }));
  const typed = slots.ids.flatMap((id, slot) => (expressions.has(id) ? [] : [{ id, slot }]));
  const inPoints = new Set(method.components.flatMap((component) => columnsOf(pointsOf(component))));
  const typedInPoints = typed.filter(({ id }) => inPoints.has(id));

  const row = new SlotRow(slots.ids.length);
  const read = (of: typeof typed, { readings }: AttachmentRow): void => {
    for (const { id, slot } of of) row.values[slot] = numberIn(readings[id]);
  };

  // First what each unit has by itself, then what depends on its rank among the others.
  const units = listed.map((unit, place) => {
    read(typed, unit);
    for (const { slot } of rates) row.values[slot] = undefined;
    const status = statusOf(unit, row.values, { needed, due, adjustment, ids: slots.ids });
    if (adjustment !== undefined) columns.adjustment.set(place, row.values[adjustment]);
    if (hasRates({ status })) for (const { column, evaluate } of rates) column.set(place, evaluate(row));
    return new ScoredUnit(unit, status, place, columns);
  });

  const ladder = method.components.find((component) => component.kind === 'rank-ladder');
  const ranked = ladder && columns.rates.get(ladder.column);
  if (ranked !== undefined)
    columns.ranks = competitionRanks({
      length: units.length,
      at: (place) => (takesPart((units[place] as UnitScore).status) ? ranked.at(place) : undefined),
    });

  const cap = method.cap === undefined ? undefined : exact.fromDecimal(method.cap);
  units.forEach((unit, place) => {
    if (unit.status !== 'scored') return;
    read(typedInPoints, unit.row);
    for (const { slot, column } of rates) row.values[slot] = column.at(place);
    row.ownRank = unit.rank ?? undefined;
    let uncapped = exact.ZERO;
    for (const { evaluate, column } of components) {
      const points = evaluate(row) ?? exact.ZERO;
      column.set(place, points);
      uncapped = exact.add(uncapped, points);
    }
    columns.uncapped.set(place, uncapped);
    columns.score.set(
      place,
      exact.roundHalfAway(
        cap !== undefined && exact.compare(uncapped, cap) > 0 ? cap : uncapped,
        method.rounding.places,
      ),
    );
  });
  return { attachment, method, units };
}

function takesPart(status: UnitStatus): boolean {
  return status === 'scored' || status === 'no-adjustment';
}

/** Numbers the columns a method reads, so that a unit's figures are an array and not a map of its own. */
class Slots {
  readonly ids: string[] = [];
  private readonly numbers = new Map<string, number>();

  readonly of = (id: string): number => {
    const known = this.numbers.get(id);
    if (known !== undefined) return known;
    this.numbers.set(id, this.ids.length);
    return this.ids.push(id) - 1;
  };

  ofAll(ids: readonly string[]): readonly number[] {
    return ids.map(this.of);
  }
}

/** The row that expressions read; one object for all units, one after the other. */
class SlotRow implements RowContext<number> {
  readonly values: (Rational | undefined)[];
  ownRank: number | undefined;

  constructor(slots: number) {
    this.values = new Array<Rational | undefined>(slots).fill(undefined);
  }

  value(slot: number): Rational | undefined {
    return this.values[slot];
  }

  rank(): number | undefined {
    return this.ownRank;
  }
}

/** Returns the expressions of the computed columns: those of the sheet, and those of the form that the method needs beside. */
export function rateExpressions(attachment: Attachment, method: Method): ReadonlyMap<string, Expression> {
  const symbols = new Map(
    attachment.form.columns.flatMap((column) =>
      column.symbol === undefined ? [] : [[column.symbol, column.id] as const],
    ),
  );
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

/** Returns the inputs without which a unit is not scored: those that the method's rates are made of. */
export function neededInputs(method: Method, expressions: ReadonlyMap<string, Expression>): readonly string[] {
  const rates = method.components.filter((component) => component.kind !== 'adjustment').flatMap(columnsOfComponent);
  return [...new Set(rates.flatMap((id) => columnsOf(expressions.get(id) ?? { op: 'column', column: id })))];
}

function numberIn(reading: Reading | undefined): Rational | undefined {
  return reading?.kind === 'number' ? exact.fromNumber(reading.value) : undefined;
}

interface StatusSlots {
  readonly needed: readonly number[];
  readonly due: readonly number[];
  readonly adjustment: number | undefined;
  readonly ids: readonly string[];
}

function statusOf(
  row: AttachmentRow,
  values: readonly (Rational | undefined)[],
  { needed, due, adjustment, ids }: StatusSlots,
): UnitStatus {
  const unreadable = (slot: number): boolean =>
    values[slot] === undefined && row.readings[ids[slot] ?? '']?.kind === 'unreadable';
  if (needed.some(unreadable)) return 'unreadable';
  if (needed.every((slot) => values[slot] === undefined)) return 'no-figures';
  if (row.remark !== null || needed.some((slot) => values[slot] === undefined)) return 'incomplete';
  if (due.some((slot) => isZero(values[slot]))) return 'nothing-received';
  // The adjustment decides nobody's rank but its own unit's score: blank or unreadable, the others stay where they are.
  if (adjustment !== undefined && values[adjustment] === undefined) return 'no-adjustment';
  return 'scored';
}

function isZero(value: Rational | undefined): boolean {
  return value !== undefined && exact.signOf(value) === 0;
}
