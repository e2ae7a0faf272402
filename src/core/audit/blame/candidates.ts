import type { Expression } from '../../expression/expression.js';
import { solve } from '../../expression/solve.js';
import type { Elsewhere, InputColumn, RowModel, RowState } from './row-model.js';
import { meantCounts, typingError, type TypingError } from './typing-errors.js';

/** A value that somebody may have meant in an input cell. */
export interface Candidate {
  readonly value: number;
  /** How it was mistyped; `solved`: no single slip of the hand, but a value that fits; `elsewhere`: what another attachment says; `exchanged`: it stands in the cell beside. */
  readonly because: TypingError | 'solved' | 'elsewhere' | 'exchanged';
  /** Minus the decimal logarithm of how likely the slip is. */
  readonly cost: number;
}

/** Costs of values that no slip of the hand explains: one that an equation gives, one of many that would fit. */
const SOLVED = 2.2;
const IN_RANGE = 3;
const ELSEWHERE = 0.2;
const BORNE_OUT = 2;
/** Attachments that agree in fewer units than these were counted apart. */
const AGREEING = 0.5;
/** Counts are equal more often than chance has it (everything due was received, every bad evaluation followed up): more so the larger they are. */
const LEAST_BONUS = 0.6;
const MOST_BONUS = 3;
const MOST_IN_RANGE = 400;
/** A computed cell that was not typed as it should be, or an adjustment. */
export const CELL_COST = 1;
const MOST_POINTS = 20;

/** Returns the values worth trying for an input: slips of the hand, and what relations and printed rates ask for. */
export function candidatesFor(model: RowModel, row: RowState, input: InputColumn): readonly Candidate[] {
  const found = row.values[input.slot] ?? NaN;
  const costs = new Map<number, Candidate>();
  // To change a count that another attachment bears out would make the two disagree.
  const against = row.elsewhere[input.id]?.value === found ? BORNE_OUT : 0;
  const propose = (value: number, because: Candidate['because'], likelihood: number): void => {
    if (value === found || !Number.isInteger(value) || value < 0) return;
    const cost = likelihood + against;
    const known = costs.get(value);
    if (known === undefined || known.cost > cost) costs.set(value, { value, because, cost });
  };
  if (Number.isNaN(found)) return [];
  if (input.kind === 'adjustment') {
    // A gap of whole points is as likely another adjustment as another score.
    return Array.from({ length: MOST_POINTS }, (_, index) => index + 1).flatMap((points) =>
      [found + points, found - points].map((value): Candidate => ({ value, because: 'solved', cost: CELL_COST })),
    );
  }
  if (found >= 0 && Number.isInteger(found)) {
    for (const value of meantCounts(found)) {
      const slip = typingError(String(value), String(found));
      if (slip !== undefined) propose(value, slip.kind, -Math.log10(slip.likelihood));
    }
  }
  for (const { value, share } of solvedByRelations(model, row, input)) {
    const bonus = bonusOf({ value, share });
    const slip = found >= 0 ? typingError(String(value), String(found)) : undefined;
    propose(value, slip?.kind ?? 'solved', (slip === undefined ? SOLVED : -Math.log10(slip.likelihood)) - bonus);
  }
  const known = row.elsewhere[input.id];
  if (known !== undefined) propose(known.value, 'elsewhere', ELSEWHERE - (known.share < AGREEING ? 0 : bonusOf(known)));
  const { low, high } = rangeByRates(model, row, input);
  // The ends are tried too: doubles may have moved them by a hair.
  if (high - low <= MOST_IN_RANGE) {
    for (let value = Math.floor(low); value <= Math.ceil(high); value += 1) propose(value, 'solved', IN_RANGE);
  }
  return [...costs.values()];
}

/** The larger a figure, the less likely it is that two places have it by chance. */
function bonusOf({ value, share }: Elsewhere): number {
  return Math.min(MOST_BONUS, Math.max(LEAST_BONUS, Math.log10(share * value)));
}

/** What the relations give for the input where they hold with equality, with the share of units in which they do. */
function solvedByRelations(model: RowModel, row: RowState, { id }: InputColumn): readonly Elsewhere[] {
  const valueOf = (expression: Expression): number => model.valueOf(row, expression);
  return model.statements.flatMap((statement) => {
    if (statement.kind !== 'relation' || !statement.columns.includes(id)) return [];
    const { left, right } = statement.relation;
    const value = solve({ op: 'subtract', left, right }, id, 0, valueOf);
    return value === undefined || !Number.isFinite(value) ? [] : [{ value, share: model.shareEqual(statement) }];
  });
}

/** The values with which every printed rate over the input shows what it shows. */
function rangeByRates(
  model: RowModel,
  row: RowState,
  { id, slot }: InputColumn,
): { readonly low: number; readonly high: number } {
  let [low, high] = [0, Infinity];
  const valueOf = (expression: Expression): number => model.valueOf(row, expression);
  model.statements.forEach((statement, index) => {
    const cell = row.printed[index];
    if (statement.kind !== 'computed' || cell?.kind !== 'number' || (row.live & (1 << index)) !== 0) return;
    const expression = model.expressions.get(statement.column.id);
    if (expression === undefined || !statement.columns.includes(id)) return;
    const half = 0.5 * 10 ** -(cell.printing.places + (cell.printing.percent ? 2 : 0));
    const ends = [cell.value - half, cell.value + half].map((target) => solve(expression, id, target, valueOf) ?? NaN);
    const [from, to] = [Math.min(...ends), Math.max(...ends)];
    if (Number.isNaN(from)) return;
    // A rate that falls as its divisor grows can be met from one end on: then the values lie outside, not between.
    const between =
      Math.abs(model.trying(row, [[slot, (from + to) / 2]], () => valueOf(expression)) - cell.value) <= half;
    low = Math.max(low, between ? from : to);
    high = Math.min(high, between ? to : Infinity);
  });
  return { low, high };
}
