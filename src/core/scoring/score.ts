import * as exact from '../exact/rational.js';
import type { Rational } from '../exact/rational.js';
import type { Reading } from '../grid/reading.js';
import { compileWith, type RowContext } from '../expression/evaluate.js';
import { columnsOf } from '../expression/expression.js';
import { parseHeader } from '../expression/header-language.js';
import type { Expression } from '../expression/expression.js';
import { columnsOfComponent, fullOf, pointsOf } from '../method/components/index.js';
import type { Method } from '../method/method.js';
import type { Attachment, AttachmentRow } from '../recognition/attachment.js';
import { competitionRanks } from './rank.js';
import type { ComponentScore, Scorecard, UnitScore, UnitStatus } from './scorecard.js';

/** Scores every unit of an attachment by a method, exactly. Units that cannot be scored stay in the list with the reason. */
export function score(attachment: Attachment, method: Method): Scorecard {
  const expressions = rateExpressions(attachment, method);
  const slots = new Slots();
  const needed = slots.ofAll(neededInputs(method, expressions));
  const due = slots.ofAll(['due', 'received']);
  const adjustmentColumn = method.components.find((component) => component.kind === 'adjustment')?.column;
  const adjustmentSlot = adjustmentColumn === undefined ? undefined : slots.of(adjustmentColumn);
  const ladder = method.components.find((component) => component.kind === 'rank-ladder');
  const rates = [...expressions].map(([id, expression]) => ({ id, slot: slots.of(id), evaluate: compileWith(expression, slots.of) }));
  const components = method.components.map((component) => {
    const full = exact.fromDecimal(fullOf(component));
    // Most units get all of a component's points or none: those results are shared.
    return { id: component.id, evaluate: compileWith(pointsOf(component), slots.of), full, whole: gives(component.id, full, full), nothing: gives(component.id, exact.ZERO, full) };
  });
  const cap = method.cap === undefined ? undefined : exact.fromDecimal(method.cap);
  const typed = slots.ids.flatMap((id, slot) => (expressions.has(id) ? [] : [{ id, slot }]));

  const row = new SlotRow(slots.ids.length);
  const noRates = Object.fromEntries(rates.map(({ id }) => [id, undefined]));
  const listed = attachment.rows.filter(({ kind }) => kind === 'unit');
  // Read once into plain columns: kept as objects, the figures of a hundred thousand units would mostly be memory to clean up.
  const figures = typed.map(({ id, slot }) => ({ id, slot, numbers: new Float64Array(listed.length) }));
  listed.forEach(({ readings }, unit) => {
    for (const { id, numbers } of figures) numbers[unit] = numberIn(readings[id]);
  });
  const inPoints = new Set(method.components.flatMap((component) => columnsOf(pointsOf(component))));
  const figuresInPoints = figures.filter(({ id }) => inPoints.has(id));
  const readFigures = (of: typeof figures, unit: number): void => {
    for (const { slot, numbers } of of) {
      const number = numbers[unit] as number;
      row.values[slot] = Number.isNaN(number) ? undefined : exact.fromNumber(number);
    }
  };

  // First what each unit has by itself, then what depends on its rank among the others.
  const units = listed.map((unit, index): Draft => {
    readFigures(figures, index);
    for (const { slot } of rates) row.values[slot] = undefined;
    const status = statusOf(unit, row.values, { needed, due, adjustment: adjustmentSlot, ids: slots.ids });
    const adjustment = (adjustmentSlot === undefined ? null : row.values[adjustmentSlot]) ?? null;
    const readable = status === 'scored' || status === 'no-adjustment' || status === 'nothing-received';
    const computed: Record<string, Rational | undefined> = readable ? { ...noRates } : {};
    if (readable) for (const { id, evaluate } of rates) computed[id] = evaluate(row);
    return { row: unit, status, rates: computed, rank: null, components: NONE, adjustment, uncapped: null, score: null };
  });

  const takesPart = (status: UnitStatus): boolean => status === 'scored' || status === 'no-adjustment';
  const ranks = ladder === undefined ? [] : competitionRanks(units.map((unit) => (takesPart(unit.status) ? unit.rates[ladder.column] : undefined)));

  units.forEach((unit, index) => {
    unit.rank = ranks[index] ?? null;
    if (unit.status !== 'scored') return;
    readFigures(figuresInPoints, index);
    for (const { id, slot } of rates) row.values[slot] = unit.rates[id];
    row.ownRank = unit.rank ?? undefined;
    let uncapped = exact.ZERO;
    unit.components = components.map((component) => {
      const points = component.evaluate(row) ?? exact.ZERO;
      uncapped = exact.add(uncapped, points);
      if (points === component.whole.points) return component.whole;
      return points === exact.ZERO ? component.nothing : gives(component.id, points, component.full);
    });
    unit.uncapped = uncapped;
    unit.score = exact.roundHalfAway(cap !== undefined && exact.compare(uncapped, cap) > 0 ? cap : uncapped, method.rounding.places);
  });
  return { attachment, method, units };
}

function gives(id: string, points: Rational, full: Rational): ComponentScore {
  const lost = exact.subtract(full, points);
  return { id, points, lost: exact.signOf(lost) < 0 ? exact.ZERO : lost };
}

const NONE: readonly ComponentScore[] = [];

/** A unit while it is scored. */
type Draft = { -readonly [Field in keyof UnitScore]: UnitScore[Field] };

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
  const symbols = new Map(attachment.form.columns.flatMap((column) => (column.symbol === undefined ? [] : [[column.symbol, column.id] as const])));
  const spelled = new Map<string, string>();
  const neededByMethod = method.components.flatMap(columnsOfComponent);
  for (const column of attachment.form.columns) {
    if (column.expression !== undefined && neededByMethod.includes(column.id)) spelled.set(column.id, column.expression);
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

function neededInputs(method: Method, expressions: ReadonlyMap<string, Expression>): readonly string[] {
  const rates = method.components.filter((component) => component.kind !== 'adjustment').flatMap(columnsOfComponent);
  return [...new Set(rates.flatMap((id) => columnsOf(expressions.get(id) ?? { op: 'column', column: id })))];
}

function numberIn(reading: Reading | undefined): number {
  return reading?.kind === 'number' ? reading.value : NaN;
}

interface StatusSlots {
  readonly needed: readonly number[];
  readonly due: readonly number[];
  readonly adjustment: number | undefined;
  readonly ids: readonly string[];
}

function statusOf(row: AttachmentRow, values: readonly (Rational | undefined)[], { needed, due, adjustment, ids }: StatusSlots): UnitStatus {
  const unreadable = (slot: number): boolean => values[slot] === undefined && row.readings[ids[slot] ?? '']?.kind === 'unreadable';
  if (needed.some(unreadable)) return 'unreadable';
  if (needed.every((slot) => values[slot] === undefined)) return 'no-figures';
  if (row.remark !== null || needed.some((slot) => values[slot] === undefined)) return 'incomplete';
  if (due.some((slot) => isZero(values[slot]))) return 'nothing-received';
  if (adjustment !== undefined && values[adjustment] === undefined) return unreadable(adjustment) ? 'unreadable' : 'no-adjustment';
  return 'scored';
}

function isZero(value: Rational | undefined): boolean {
  return value !== undefined && exact.signOf(value) === 0;
}
