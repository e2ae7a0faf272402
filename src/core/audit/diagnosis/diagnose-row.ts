import { candidatesFor, CELL_COST, type Candidate, type CandidateOrigin } from './candidates.js';
import type { InputColumn, RowModel, RowState, SlotValues } from './row-model.js';
import { StatementSet } from './statement-set.js';

/** A single change of an input, with the violations that remain after it. */
export interface InputChange {
  readonly input: InputColumn;
  readonly value: number;
  readonly origin: CandidateOrigin;
  readonly remaining: StatementSet;
  readonly cost: number;
  /** How many other values of the same cell would do as well. */
  readonly alternatives: number;
}

/** One cause in a row: the violations it explains and the changes that would resolve them all. */
export interface Cause {
  readonly violations: StatementSet;
  /** Changes of one input, the likeliest first. */
  readonly inputs: readonly InputChange[];
  /** Changes of two inputs together, where no single one will do. */
  readonly pair: readonly InputChange[] | null;
  /** Whether the computed cells themselves may be wrong: changing them is enough. */
  readonly computed: boolean;
}

/** What is to be diagnosed. */
export interface DiagnosisTask {
  readonly violations: StatementSet;
  /** Statements that tell nothing. */
  readonly ignored?: StatementSet;
  /** `false`: every violation stands for itself, and no input is searched. */
  readonly search?: boolean;
}

/**
 * Every cell that changes costs far more than how it was mistyped: the smallest set of cells decides (Fellegi and
 * Holt).
 */
const CELL = 10;
/** A soft relation may be violated in truth, if seldom. */
const SOFT = 6;
const IMPOSSIBLE = 1000;
/** To swap two neighbours is one slip, if a rarer one than to mistype a figure. */
const SWAP = CELL + 4;
/** Values of one cell whose costs differ by no more are equally likely. */
const TIE = 0.3;
const MOST_STEPS = 3;
const BEAM = 4;
const MOST_TRIED = 12;

/**
 * Finds the smallest and likeliest set of cells whose change makes a row consistent: after any change of inputs every
 * computed cell that still disagrees has to change too, so only the inputs need searching. Several slips in one row are
 * looked for one after the other, each together with the likeliest few before it. `violations` are decided exactly
 * beforehand.
 */
export function diagnoseRow(
  model: RowModel,
  row: RowState,
  { violations, ignored = StatementSet.EMPTY, search = true }: DiagnosisTask,
): readonly Cause[] {
  const diagnosis = new RowDiagnosis(model, row, { violations, ignored: row.live.union(ignored) });
  if (!search) return diagnosis.causesWithoutSearch();
  return diagnosis.causes();
}

/** A change of one input, or of two together, with the violations that remain. */
interface Step {
  readonly changes: readonly InputChange[];
  readonly remaining: StatementSet;
  /** Of the changed cells alone. */
  readonly cost: number;
}

interface Explanation {
  readonly steps: readonly Step[];
  readonly remaining: StatementSet;
  readonly cost: number;
}

/** The steps beside one: the violations before it, the other steps, and what remains after all of them. */
interface StepContext {
  readonly before: StatementSet;
  readonly others: readonly Step[];
  readonly remaining: StatementSet;
}

/** A value to try in an input. */
interface Trial {
  readonly input: InputColumn;
  readonly candidate: Candidate;
}

class RowDiagnosis {
  private readonly violations: StatementSet;
  private readonly ignored: StatementSet;
  private firstChanges: readonly InputChange[] | undefined;

  constructor(
    private readonly model: RowModel,
    private readonly row: RowState,
    { violations, ignored }: { readonly violations: StatementSet; readonly ignored: StatementSet },
  ) {
    this.violations = violations;
    this.ignored = ignored;
  }

  causesWithoutSearch(): readonly Cause[] {
    return this.separateCauses(this.violations, []);
  }

  causes(): readonly Cause[] {
    const { steps, remaining } = this.bestExplanation();
    const causes = steps.map((step, index) => {
      const before = steps[index - 1]?.remaining ?? this.violations;
      const others = steps.filter((other) => other !== step);
      return this.causeOfStep(step, { before, others, remaining });
    });
    return [...causes, ...this.separateCauses(remaining, this.changesAfter(steps, remaining))];
  }

  /** Goes on while two statements or more are violated: one alone is judged together with its own cell. */
  private bestExplanation(): Explanation {
    let best: Explanation = { steps: [], remaining: this.violations, cost: 0 };
    let beam: readonly Explanation[] = [best];
    for (let depth = 0; depth < MOST_STEPS && beam.length > 0; depth += 1) {
      const next = beam
        .flatMap((explanation) => this.extensionsOf(explanation))
        .sort((a, b) => this.totalCost(a) - this.totalCost(b));
      const [least] = next;
      if (least !== undefined && this.totalCost(least) < this.totalCost(best)) best = least;
      beam = cheapestOfEachSet(next)
        .slice(0, BEAM)
        .filter(({ remaining }) => remaining.size > 1);
    }
    if (!best.remaining.meets(this.model.mandatory)) return best;
    const pair = this.bestPair();
    if (pair === null) return best;
    const byPair: Explanation = { steps: [pair], remaining: pair.remaining, cost: pair.cost };
    if (this.totalCost(byPair) < this.totalCost(best)) return byPair;
    return best;
  }

  /** An explanation with one step more. */
  private extensionsOf({ steps, remaining, cost }: Explanation): readonly Explanation[] {
    const changed = inputsOf(steps);
    const added: Step[] = this.changesAfter(steps, remaining)
      .filter(({ input }) => !changed.has(input))
      .map((change) => ({ changes: [change], remaining: change.remaining, cost: CELL + change.cost }));
    if (steps.length === 0) {
      const swap = this.bestSwap();
      if (swap !== null) added.push(swap);
    }
    return added.map((step) => ({ steps: [...steps, step], remaining: step.remaining, cost: cost + step.cost }));
  }

  /** The single changes that are possible after some steps; those of the row as it stands are searched only once. */
  private changesAfter(steps: readonly Step[], remaining: StatementSet): readonly InputChange[] {
    if (steps.length > 0) return this.after(steps, () => this.singleChanges(remaining));
    this.firstChanges ??= this.singleChanges(this.violations);
    return this.firstChanges;
  }

  /** Looks at the row as it is after some steps. */
  private after<T>(steps: readonly Step[], look: () => T): T {
    const values = steps.flatMap(({ changes }) => changes.map(({ input, value }) => [input.slot, value] as const));
    return this.model.withValues(this.row, values, look);
  }

  /** What a step resolves, with the other changes of one input that would resolve it as well. */
  private causeOfStep(step: Step, { before, others, remaining }: StepContext): Cause {
    const violations = before.without(step.remaining);
    if (step.changes.length > 1) return { violations, inputs: [], pair: step.changes, computed: false };
    const changed = inputsOf(others);
    const alternatives = this.after(others, () => {
      const still = this.model.violationsOf(this.row, this.ignored).union(remaining);
      return this.singleChanges(still).filter(
        (change) => change.remaining.isWithin(remaining) && !changed.has(change.input),
      );
    });
    if (alternatives.length === 0) return this.causeOf(violations, step.changes);
    return this.causeOf(violations, alternatives);
  }

  /** The cost of what was changed and of what remains violated. */
  private totalCost({ cost, remaining }: Pick<Explanation, 'cost' | 'remaining'>): number {
    let violated = 0;
    remaining.forEach((index) => {
      violated += this.costOfViolation(index);
    });
    return cost + violated;
  }

  private costOfViolation(index: number): number {
    const statement = this.model.statements[index];
    if (statement?.kind === 'computed') return CELL + CELL_COST;
    if (statement?.severity === 'error') return IMPOSSIBLE;
    return SOFT;
  }

  /** Each violation by itself: nothing smaller explains several. */
  private separateCauses(violations: StatementSet, changes: readonly InputChange[]): readonly Cause[] {
    const causes: Cause[] = [];
    violations.forEach((index) => {
      const resolving = changes.filter(({ remaining }) => !remaining.has(index) && remaining.isWithin(this.violations));
      causes.push(this.causeOf(StatementSet.of(index), resolving));
    });
    return causes;
  }

  private causeOf(violations: StatementSet, changes: readonly InputChange[]): Cause {
    const hasRelation = this.model.statements.some(
      (statement, index) => statement.kind === 'relation' && violations.has(index),
    );
    return { violations, inputs: cheapestOfEachInput(changes), pair: null, computed: !hasRelation };
  }

  /** Every change of one input that resolves something and violates nothing more. */
  private singleChanges(violations: StatementSet): readonly InputChange[] {
    const found: InputChange[] = [];
    for (const input of this.model.inputs) {
      for (const { value, origin, cost } of candidatesFor(this.model, this.row, input)) {
        const remaining = this.remainingWith([[input.slot, value]], violations);
        if (!remaining.isWithin(violations) || remaining.equals(violations)) continue;
        found.push({ input, value, origin, cost, remaining, alternatives: 0 });
      }
    }
    return found;
  }

  private remainingWith(values: SlotValues, violations: StatementSet): StatementSet {
    const remaining = this.model.withValues(this.row, values, () => this.model.violationsOf(this.row, this.ignored));
    return remaining.union(violations.intersect(this.ignored));
  }

  private get counts(): readonly InputColumn[] {
    return this.model.inputs.filter(({ kind }) => kind === 'count');
  }

  /** Neighbouring counts that were written into each other's cells. */
  private bestSwap(): Step | null {
    let best: Step | null = null;
    const { counts } = this;
    for (const [index, input] of counts.entries()) {
      const next = counts[index + 1];
      if (next === undefined || next.column !== input.column + 1) continue;
      const here = this.row.values[input.slot] ?? NaN;
      const there = this.row.values[next.slot] ?? NaN;
      if (Number.isNaN(here) || Number.isNaN(there) || here === there) continue;
      const swap = this.tryTogether(
        [
          { input, candidate: { value: there, origin: 'exchanged', cost: SWAP } },
          { input: next, candidate: { value: here, origin: 'exchanged', cost: SWAP } },
        ],
        SWAP,
      );
      best = this.cheaper(best, swap);
    }
    return best;
  }

  /** Whatever two slips, one of them in a relation that cannot be violated, make every relation hold. */
  private bestPair(): Step | null {
    let best: Step | null = null;
    const likely = this.counts.map((input) => ({
      input,
      candidates: [...candidatesFor(this.model, this.row, input)].sort((a, b) => a.cost - b.cost).slice(0, MOST_TRIED),
    }));
    const involved = this.columnsOfMandatory();
    const pairs = likely
      .filter(({ input }) => involved.has(input.id))
      .flatMap((first) => likely.filter(({ input }) => input !== first.input).map((second) => ({ first, second })));
    for (const { first, second } of pairs) {
      for (const a of first.candidates) {
        for (const b of second.candidates) {
          const trials = [
            { input: first.input, candidate: a },
            { input: second.input, candidate: b },
          ];
          best = this.cheaper(best, this.tryTogether(trials, 2 * CELL + a.cost + b.cost));
        }
      }
    }
    return best;
  }

  /** Ids of the columns of violated relations that cannot be violated. */
  private columnsOfMandatory(): ReadonlySet<string> {
    const violated = this.violations.intersect(this.model.mandatory);
    const statements = this.model.statements.filter((_, index) => violated.has(index));
    return new Set(statements.flatMap(({ columns }) => columns));
  }

  /** Changes several inputs at once; `null` where that resolves nothing, or leaves an impossible row. */
  private tryTogether(trials: readonly Trial[], cost: number): Step | null {
    const remaining = this.remainingWith(
      trials.map(({ input, candidate }) => [input.slot, candidate.value]),
      this.violations,
    );
    const isImpossible = remaining.meets(this.model.mandatory);
    const violatesMore = !remaining.isWithin(this.violations);
    if (isImpossible || violatesMore || remaining.equals(this.violations)) return null;
    const changes = trials.map(({ input, candidate }) => ({ input, ...candidate, remaining, alternatives: 0 }));
    return { changes, remaining, cost };
  }

  private cheaper(step: Step | null, other: Step | null): Step | null {
    if (step === null) return other;
    if (other === null) return step;
    if (this.totalCost(other) < this.totalCost(step)) return other;
    return step;
  }
}

function inputsOf(steps: readonly Step[]): ReadonlySet<InputColumn> {
  return new Set(steps.flatMap(({ changes }) => changes.map(({ input }) => input)));
}

/** The cheapest explanation for each set of inputs; they come in order of cost. */
function cheapestOfEachSet(explanations: readonly Explanation[]): readonly Explanation[] {
  const cheapest = new Map<string, Explanation>();
  for (const explanation of explanations) {
    const slots = explanation.steps.flatMap(({ changes }) => changes.map(({ input }) => input.slot));
    const key = slots.sort((a, b) => a - b).join(' ');
    if (!cheapest.has(key)) cheapest.set(key, explanation);
  }
  return [...cheapest.values()];
}

/** The cheapest change of each input, with the number of others that are as likely; in order of cost. */
function cheapestOfEachInput(changes: readonly InputChange[]): readonly InputChange[] {
  const best = new Map<InputColumn, InputChange>();
  for (const change of changes) {
    const { input, cost } = change;
    const cheapest = best.get(input);
    if (cheapest === undefined || cost < cheapest.cost) best.set(input, { ...change, alternatives: 0 });
    // Of several adjustments that reach one score, beyond a bound or the cap, the nearest is meant: it comes first.
    else if (input.kind === 'count' && cost < cheapest.cost + TIE)
      best.set(input, { ...cheapest, alternatives: cheapest.alternatives + 1 });
  }
  return [...best.values()].sort((a, b) => a.cost - b.cost);
}
