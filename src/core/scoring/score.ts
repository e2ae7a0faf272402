import * as exact from '../exact/rational.js';
import type { Rational } from '../exact/rational.js';
import { compile, type RowContext } from '../expression/evaluate.js';
import { columnsOf } from '../expression/expression.js';
import { parseHeader } from '../expression/header-language.js';
import type { Expression } from '../expression/expression.js';
import { columnsOfComponent, fullOf, pointsOf } from '../method/components/index.js';
import type { Method } from '../method/method.js';
import type { Attachment, AttachmentRow } from '../recognition/attachment.js';
import { competitionRanks } from './rank.js';
import type { Scorecard, UnitScore, UnitStatus } from './scorecard.js';

/** Scores every unit of an attachment by a method, exactly. Units that cannot be scored stay in the list with the reason. */
export function score(attachment: Attachment, method: Method): Scorecard {
  const expressions = rateExpressions(attachment, method);
  const rates = [...expressions].map(([id, expression]) => ({ id, evaluate: compile(expression) }));
  const ladder = method.components.find((component) => component.kind === 'rank-ladder');
  const needed = neededInputs(method, expressions);
  const components = method.components.map((component) => ({
    id: component.id,
    evaluate: compile(pointsOf(component)),
    full: exact.fromDecimal(fullOf(component)),
  }));
  const cap = method.cap === undefined ? undefined : exact.fromDecimal(method.cap);
  const adjustmentColumn = method.components.find((component) => component.kind === 'adjustment')?.column;

  const typed = attachment.columns.map((column) => column.id).filter((id) => !expressions.has(id));
  const drafts = attachment.rows.filter((row) => row.kind === 'unit').map((row) => {
    const values = new Map<string, Rational>();
    for (const id of typed) {
      const reading = row.readings[id];
      if (reading?.kind === 'number') values.set(id, exact.fromNumber(reading.value));
    }
    const status = statusOf(row, values, needed, adjustmentColumn);
    const context: RowContext = { value: (id) => values.get(id), rank: () => undefined };
    const computed: Record<string, Rational | undefined> = {};
    if (status === 'scored' || status === 'no-adjustment' || status === 'nothing-received') {
      for (const { id, evaluate } of rates) {
        const value = evaluate(context);
        computed[id] = value;
      }
      for (const { id } of rates) {
        const value = computed[id];
        if (value !== undefined) values.set(id, value);
      }
    }
    return { row, status, values, rates: computed };
  });

  const takesPart = (status: UnitStatus): boolean => status === 'scored' || status === 'no-adjustment';
  const ranks = ladder
    ? competitionRanks(drafts.map((draft) => (takesPart(draft.status) ? draft.values.get(ladder.column) : undefined)))
    : [];

  const units = drafts.map(({ row, status, values, rates: computed }, index): UnitScore => {
    const rank = ranks[index] ?? null;
    const adjustment = adjustmentColumn === undefined ? null : (values.get(adjustmentColumn) ?? null);
    const base = { row, status, rates: computed, rank, adjustment };
    if (status !== 'scored') return { ...base, components: [], uncapped: null, score: null };
    const context: RowContext = { value: (id) => values.get(id), rank: () => rank ?? undefined };
    const given = components.map(({ id, evaluate, full }) => {
      const points = evaluate(context) ?? exact.ZERO;
      const lost = exact.subtract(full, points);
      return { id, points, lost: lost.numerator > 0n ? lost : exact.ZERO };
    });
    const uncapped = given.reduce((sum, one) => exact.add(sum, one.points), exact.ZERO);
    const capped = cap !== undefined && exact.compare(uncapped, cap) > 0 ? cap : uncapped;
    return { ...base, components: given, uncapped, score: exact.roundHalfAway(capped, method.rounding.places) };
  });
  return { attachment, method, units };
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

function statusOf(row: AttachmentRow, values: ReadonlyMap<string, Rational>, needed: readonly string[], adjustmentColumn: string | undefined): UnitStatus {
  const inputs = needed.map((id) => row.readings[id]);
  if (inputs.some((reading) => reading?.kind === 'unreadable')) return 'unreadable';
  if (!needed.some((id) => values.has(id))) return 'no-figures';
  if (row.remark !== null || needed.some((id) => !values.has(id))) return 'incomplete';
  if (['due', 'received'].some((id) => values.get(id)?.numerator === 0n)) return 'nothing-received';
  if (adjustmentColumn !== undefined && !values.has(adjustmentColumn)) {
    return row.readings[adjustmentColumn]?.kind === 'unreadable' ? 'unreadable' : 'no-adjustment';
  }
  return 'scored';
}
