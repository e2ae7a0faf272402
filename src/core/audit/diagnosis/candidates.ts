import type { Expression } from '../../expression/expression.js';
import { solve } from '../../expression/solve.js';
import type { ComputedStatement, CrossReference, InputColumn, RowModel, RowState } from './row-model.js';
import { meantCounts, typingError, typingErrorCost, type TypingError } from './typing-errors.js';

/** A value that somebody may have meant in an input cell. */
export interface Candidate {
  readonly value: number;
  readonly origin: CandidateOrigin;
  /** Minus the decimal logarithm of how likely the slip is. */
  readonly cost: number;
}

/**
 * How the value was mistyped. `solved`: no typing error, but a value that fits; `elsewhere`: what another attachment
 * says; `exchanged`: it stands in the next cell.
 */
export type CandidateOrigin = TypingError | 'solved' | 'elsewhere' | 'exchanged';

/** Costs of values that no typing error explains: one that an equation gives, one of many that would fit. */
const SOLVED = 2.2;
const IN_RANGE = 3;
const CROSS_REFERENCED = 0.2;
/** To change a count with which another attachment agrees makes the two disagree. */
const CORROBORATED = 2;
/** Attachments that agree in fewer units than these were counted separately. */
const AGREEING = 0.5;
/**
 * Counts are equal more often than chance has it (everything due was received, every bad evaluation followed up): more
 * so the larger they are.
 */
const LEAST_BONUS = 0.6;
const MOST_BONUS = 3;
const MOST_IN_RANGE = 400;
/** A computed cell that was not typed as it should be, or an adjustment. */
export const CELL_COST = 1;
const MOST_POINTS = 20;

/** Returns the values worth trying for an input: typing errors, and what relations and printed rates ask for. */
export function candidatesFor(model: RowModel, row: RowState, input: InputColumn): readonly Candidate[] {
  const found = row.values[input.slot] ?? NaN;
  if (Number.isNaN(found)) return [];
  if (input.kind === 'adjustment') return otherAdjustments(found);
  return new CountCandidates(model, row, input).all();
}

/** A gap of whole points is as likely another adjustment as another score. */
function otherAdjustments(found: number): readonly Candidate[] {
  const candidates: Candidate[] = [];
  for (let points = 1; points <= MOST_POINTS; points += 1) {
    candidates.push({ value: found + points, origin: 'solved', cost: CELL_COST });
    candidates.push({ value: found - points, origin: 'solved', cost: CELL_COST });
  }
  return candidates;
}

/** Collects the candidates of one count, the cheapest origin of each value. */
class CountCandidates {
  private readonly candidates = new Map<number, Candidate>();
  private readonly found: number;
  /** Added to the cost of every change, where another attachment has the count as it is. */
  private readonly extraCost: number = 0;

  constructor(
    private readonly model: RowModel,
    private readonly row: RowState,
    private readonly input: InputColumn,
  ) {
    this.found = row.values[input.slot] ?? NaN;
    const isCorroborated = row.crossReferences[input.id]?.value === this.found;
    if (isCorroborated) this.extraCost = CORROBORATED;
  }

  all(): readonly Candidate[] {
    this.addTypingErrors();
    this.addSolutions();
    this.addCrossReference();
    this.addRange();
    return [...this.candidates.values()];
  }

  private addTypingErrors(): void {
    if (this.found < 0 || !Number.isInteger(this.found)) return;
    for (const value of meantCounts(this.found)) {
      const slip = typingError(String(value), String(this.found));
      if (slip !== undefined) this.add(value, slip.kind, typingErrorCost(slip));
    }
  }

  private addSolutions(): void {
    for (const solution of solvedByRelations(this.model, this.row, this.input)) {
      const { value } = solution;
      const bonus = bonusOf(solution);
      const slip = typingError(String(value), String(this.found));
      if (slip === undefined || this.found < 0) this.add(value, 'solved', SOLVED - bonus);
      else this.add(value, slip.kind, typingErrorCost(slip) - bonus);
    }
  }

  private addCrossReference(): void {
    const reference = this.row.crossReferences[this.input.id];
    if (reference === undefined) return;
    const { value, share } = reference;
    if (share < AGREEING) this.add(value, 'elsewhere', CROSS_REFERENCED);
    else this.add(value, 'elsewhere', CROSS_REFERENCED - bonusOf(reference));
  }

  private addRange(): void {
    const { low, high } = rangeByRates(this.model, this.row, this.input);
    if (high - low > MOST_IN_RANGE) return;
    // The ends are tried too: doubles may have moved them by a hair.
    for (let value = Math.floor(low); value <= Math.ceil(high); value += 1) this.add(value, 'solved', IN_RANGE);
  }

  private add(value: number, origin: CandidateOrigin, ownCost: number): void {
    if (value === this.found || !Number.isInteger(value) || value < 0) return;
    const cost = ownCost + this.extraCost;
    const existing = this.candidates.get(value);
    if (existing === undefined || existing.cost > cost) this.candidates.set(value, { value, origin, cost });
  }
}

/** The larger a figure, the less likely it is that two places have it by chance. */
function bonusOf({ value, share }: CrossReference): number {
  return Math.min(MOST_BONUS, Math.max(LEAST_BONUS, Math.log10(share * value)));
}

/** What the relations give for the input where they hold with equality, with the share of units in which they do. */
function solvedByRelations(model: RowModel, row: RowState, { id }: InputColumn): readonly CrossReference[] {
  const valueOf = (expression: Expression): number => model.valueOf(row, expression);
  const solutions: CrossReference[] = [];
  for (const statement of model.statements) {
    if (statement.kind !== 'relation' || !statement.columns.includes(id)) continue;
    const { left, right } = statement.relation;
    const value = solve({ op: 'subtract', left, right }, id, 0, valueOf);
    if (value === undefined || !Number.isFinite(value)) continue;
    solutions.push({ value, share: model.equalShare(statement) });
  }
  return solutions;
}

interface Range {
  readonly low: number;
  readonly high: number;
}

/** The values with which every printed rate over the input shows what it shows. */
function rangeByRates(model: RowModel, row: RowState, input: InputColumn): Range {
  let low = 0;
  let high = Infinity;
  model.statements.forEach((statement, index) => {
    if (statement.kind !== 'computed' || !statement.columns.includes(input.id)) return;
    if (row.live.has(index)) return;
    const range = new PrintedRate(model, row, statement).rangeOf(input, index);
    if (range === null) return;
    low = Math.max(low, range.low);
    high = Math.min(high, range.high);
  });
  return { low, high };
}

/** A rate as a row prints it: it limits the counts that it is made of. */
class PrintedRate {
  constructor(
    private readonly model: RowModel,
    private readonly row: RowState,
    private readonly statement: ComputedStatement,
  ) {}

  /** The values of an input that give the printed rate; `null` where it tells nothing. */
  rangeOf({ id, slot }: InputColumn, index: number): Range | null {
    const { model, row } = this;
    const cell = row.printed[index];
    const expression = model.expressions.get(this.statement.column.id);
    if (cell?.kind !== 'number' || expression === undefined) return null;
    const { places, percent } = cell.printing;
    const half = 0.5 * 10 ** -(percent ? places + 2 : places);
    const valueOf = (part: Expression): number => model.valueOf(row, part);
    const atLower = solve(expression, id, cell.value - half, valueOf) ?? NaN;
    const atUpper = solve(expression, id, cell.value + half, valueOf) ?? NaN;
    const from = Math.min(atLower, atUpper);
    const to = Math.max(atLower, atUpper);
    if (Number.isNaN(from)) return null;
    // A rate that falls as its divisor grows can be met from one end on: then the values lie outside, not between.
    const inTheMiddle = model.withValues(row, [[slot, (from + to) / 2]], () => valueOf(expression));
    const isBetween = Math.abs(inTheMiddle - cell.value) <= half;
    if (isBetween) return { low: from, high: to };
    return { low: to, high: Infinity };
  }
}
