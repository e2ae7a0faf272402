import { candidatesFor, CELL_COST, type Candidate } from './candidates.js';
import type { Broken, InputColumn, RowModel, RowState } from './row-model.js';

/** A single change of an input, with what it leaves broken. */
export interface InputChange {
  readonly input: InputColumn;
  readonly value: number;
  readonly because: Candidate['because'];
  readonly leaves: Broken;
  readonly cost: number;
  /** Other values of the same cell that would do as well. */
  readonly others: number;
}

/** One cause in a row: the statements it breaks and the changes that would mend them all. */
export interface Cause {
  readonly breaks: Broken;
  /** Changes of one input, the likeliest first. */
  readonly inputs: readonly InputChange[];
  /** Changes of two inputs together, where no single one will do. */
  readonly pair: readonly InputChange[] | null;
  /** Whether the computed cells themselves may be to blame: changing them is enough. */
  readonly computed: boolean;
}

/** Every cell that changes costs far more than how it was mistyped: the smallest set of cells decides (Fellegi and Holt). */
const CELL = 10;
/** A soft relation may be broken in truth, if seldom. */
const SOFT = 6;
const IMPOSSIBLE = 1000;

/**
 * Finds the smallest and likeliest set of cells whose change makes a row agree: after any change of inputs every computed
 * cell that still disagrees has to change too, so only the inputs need searching. Several slips in one row are looked for
 * one after the other, each beside the likeliest few before it. `broken` is decided exactly beforehand; statements in
 * `ignored` bear no witness; without `search` every broken statement stands for itself.
 */
export function blameRow(
  model: RowModel,
  row: RowState,
  broken: Broken,
  { ignored = 0, search = true }: { readonly ignored?: Broken; readonly search?: boolean } = {},
): readonly Cause[] {
  if (!search) return eachAlone(model, broken, [], broken);
  const unless = row.live | ignored;
  const first = singleChanges(model, row, broken, unless);
  const { steps, leaves } = bestExplanation(model, row, broken, unless, first);
  const causes = steps.map((step, index) => causeOfStep(model, row, steps, index, { broken, leaves, unless }));
  const rest = steps.length === 0 ? first : given(model, row, steps, () => singleChanges(model, row, leaves, unless));
  return [...causes, ...eachAlone(model, leaves, rest, broken)];
}

/** A change of one input, or of two together, with what it leaves broken and what it costs with that. */
interface Step {
  readonly changes: readonly InputChange[];
  readonly leaves: Broken;
  /** Of the changed cells alone. */
  readonly cost: number;
}

interface Explanation {
  readonly steps: readonly Step[];
  readonly leaves: Broken;
  readonly cost: number;
}

const MOST_STEPS = 3;
const BEAM = 4;

/** Goes on while two statements or more are left broken: one alone is judged beside its own cell. */
function bestExplanation(
  model: RowModel,
  row: RowState,
  broken: Broken,
  unless: Broken,
  first: readonly InputChange[],
): Explanation {
  const whole = ({ cost, leaves }: Explanation): number => cost + costOf(model, leaves);
  let best: Explanation = { steps: [], leaves: broken, cost: 0 };
  let beam: readonly Explanation[] = [best];
  for (let depth = 0; depth < MOST_STEPS && beam.length > 0; depth += 1) {
    const next = beam
      .flatMap(({ steps, leaves, cost }) => {
        const singles = depth === 0 ? first : given(model, row, steps, () => singleChanges(model, row, leaves, unless));
        const found: Step[] = singles
          .filter(({ input }) => !steps.some(({ changes }) => changes.some((change) => change.input === input)))
          .map((change) => ({ changes: [change], leaves: change.leaves, cost: CELL + change.cost }));
        const swap = depth === 0 ? bestSwap(model, row, leaves, unless) : null;
        return [...found, ...(swap === null ? [] : [swap])].map((step): Explanation => ({
          steps: [...steps, step],
          leaves: step.leaves,
          cost: cost + step.cost,
        }));
      })
      .sort((a, b) => whole(a) - whole(b));
    const [least] = next;
    if (least !== undefined && whole(least) < whole(best)) best = least;
    beam = oneEach(next)
      .slice(0, BEAM)
      .filter(({ leaves }) => (leaves & (leaves - 1)) !== 0);
  }
  if ((best.leaves & model.hard) === 0) return best;
  const pair = bestPair(model, row, broken, unless);
  const together: Explanation | null = pair === null ? null : { steps: [pair], leaves: pair.leaves, cost: pair.cost };
  return together !== null && whole(together) < whole(best) ? together : best;
}

/** The cheapest explanation for each set of inputs; they come in order of cost. */
function oneEach(explanations: readonly Explanation[]): readonly Explanation[] {
  const seen = new Set<string>();
  return explanations.filter(({ steps }) => {
    const key = steps
      .flatMap(({ changes }) => changes.map(({ input }) => input.slot))
      .sort((a, b) => a - b)
      .join(' ');
    return !seen.has(key) && seen.add(key);
  });
}

function given<T>(model: RowModel, row: RowState, steps: readonly Step[], look: () => T): T {
  return model.trying(
    row,
    steps.flatMap(({ changes }) => changes.map(({ input, value }) => [input.slot, value] as const)),
    look,
  );
}

/** What a step mends, with the other changes of one input that would mend it as well. */
function causeOfStep(
  model: RowModel,
  row: RowState,
  steps: readonly Step[],
  index: number,
  { broken, leaves, unless }: { readonly broken: Broken; readonly leaves: Broken; readonly unless: Broken },
): Cause {
  const step = steps[index] as Step;
  const breaks = (steps[index - 1]?.leaves ?? broken) & ~step.leaves;
  if (step.changes.length > 1) return { breaks, inputs: [], pair: step.changes, computed: false };
  const others = steps.filter((one) => one !== step);
  const changed = new Set(others.flatMap(({ changes }) => changes.map(({ input }) => input)));
  const alternatives = given(model, row, others, () => {
    const still = model.broken(row, unless) | leaves;
    return singleChanges(model, row, still, unless).filter(
      (change) => (change.leaves & ~leaves) === 0 && !changed.has(change.input),
    );
  });
  return causeOf(model, breaks, alternatives.length === 0 ? step.changes : alternatives);
}

function costOf({ statements }: RowModel, leaves: Broken): number {
  let cost = 0;
  for (let index = 0; leaves >>> index !== 0; index += 1) {
    if ((leaves & (1 << index)) === 0) continue;
    const statement = statements[index];
    cost += statement?.kind === 'computed' ? CELL + CELL_COST : statement?.severity === 'error' ? IMPOSSIBLE : SOFT;
  }
  return cost;
}

/** Each broken statement by itself: nothing smaller explains several. */
function eachAlone(model: RowModel, broken: Broken, changes: readonly InputChange[], all: Broken): readonly Cause[] {
  const causes: Cause[] = [];
  for (let index = 0; broken >>> index !== 0; index += 1) {
    const bit = 1 << index;
    if ((broken & bit) !== 0)
      causes.push(
        causeOf(
          model,
          bit,
          changes.filter(({ leaves }) => (leaves & bit) === 0 && (leaves & ~all) === 0),
        ),
      );
  }
  return causes;
}

function causeOf(model: RowModel, breaks: Broken, changes: readonly InputChange[]): Cause {
  const best = new Map<InputColumn, InputChange>();
  const ties = new Map<InputColumn, number>();
  for (const change of changes) {
    const known = best.get(change.input);
    if (known === undefined || change.cost < known.cost) {
      best.set(change.input, change);
      ties.set(change.input, 0);
      // Of several adjustments that reach the same score, beyond a bound or the cap, the nearest is meant: it comes first.
    } else if (change.input.kind === 'count' && change.cost < known.cost + 0.3)
      ties.set(change.input, (ties.get(change.input) ?? 0) + 1);
  }
  const inputs = [...best.values()]
    .map((change) => ({ ...change, others: ties.get(change.input) ?? 0 }))
    .sort((a, b) => a.cost - b.cost);
  const relation = model.statements.some(
    (statement, index) => (breaks & (1 << index)) !== 0 && statement.kind === 'relation',
  );
  return { breaks, inputs, pair: null, computed: !relation };
}

/** Every change of one input that mends something and breaks nothing more. */
function singleChanges(model: RowModel, row: RowState, broken: Broken, unless: Broken): readonly InputChange[] {
  const found: InputChange[] = [];
  for (const input of model.inputs) {
    for (const { value, because, cost } of candidatesFor(model, row, input)) {
      const leaves = model.trying(row, [[input.slot, value]], () => model.broken(row, unless)) | (broken & unless);
      if ((leaves & ~broken) === 0 && leaves !== broken) found.push({ input, value, because, cost, leaves, others: 0 });
    }
  }
  return found;
}

const MOST_TRIED = 12;
/** To swap two neighbours is one slip, if a rarer one than to mistype a figure. */
const SWAP = CELL + 4;

/** Neighbouring counts that were written into each other's cells. */
function bestSwap(model: RowModel, row: RowState, broken: Broken, unless: Broken): Step | null {
  let best: Step | null = null;
  const counts = model.inputs.filter(({ kind }) => kind === 'count');
  for (const [index, input] of counts.entries()) {
    const next = counts[index + 1];
    if (next === undefined || next.column !== input.column + 1) continue;
    const [here, there] = [row.values[input.slot] ?? NaN, row.values[next.slot] ?? NaN];
    if (Number.isNaN(here) || Number.isNaN(there) || here === there) continue;
    const swapped: Pick<Candidate, 'because' | 'cost'> = { because: 'exchanged', cost: SWAP };
    best = better(
      model,
      best,
      tried(
        model,
        row,
        broken,
        unless,
        [
          { input, candidate: { value: there, ...swapped } },
          { input: next, candidate: { value: here, ...swapped } },
        ],
        SWAP,
      ),
    );
  }
  return best;
}

/** Whatever two slips, one of them in a relation that cannot stay broken, mend every relation. */
function bestPair(model: RowModel, row: RowState, broken: Broken, unless: Broken): Step | null {
  let best: Step | null = null;
  const counts = model.inputs.filter(({ kind }) => kind === 'count');
  const involved = new Set(
    model.statements.flatMap((statement, index) =>
      (broken & model.hard & (1 << index)) !== 0 ? statement.columns : [],
    ),
  );
  const likely = counts.map((input) => ({
    input,
    candidates: [...candidatesFor(model, row, input)].sort((a, b) => a.cost - b.cost).slice(0, MOST_TRIED),
  }));
  for (const first of likely) {
    if (!involved.has(first.input.id)) continue;
    for (const second of likely) {
      if (second.input === first.input) continue;
      for (const a of first.candidates) {
        for (const b of second.candidates)
          best = better(
            model,
            best,
            tried(
              model,
              row,
              broken,
              unless,
              [
                { input: first.input, candidate: a },
                { input: second.input, candidate: b },
              ],
              2 * CELL + a.cost + b.cost,
            ),
          );
      }
    }
  }
  return best;
}

function tried(
  model: RowModel,
  row: RowState,
  broken: Broken,
  unless: Broken,
  changes: readonly { readonly input: InputColumn; readonly candidate: Candidate }[],
  cost: number,
): Step | null {
  const leaves =
    model.trying(
      row,
      changes.map(({ input, candidate }) => [input.slot, candidate.value]),
      () => model.broken(row, unless),
    ) |
    (broken & unless);
  if ((leaves & model.hard) !== 0 || (leaves & ~broken) !== 0 || leaves === broken) return null;
  return {
    leaves,
    cost,
    changes: changes.map(({ input, candidate }) => ({
      input,
      value: candidate.value,
      because: candidate.because,
      cost: candidate.cost,
      leaves,
      others: 0,
    })),
  };
}

/** The one that costs less together with what it leaves broken. */
function better(model: RowModel, one: Step | null, other: Step | null): Step | null {
  const whole = ({ cost, leaves }: Step): number => cost + costOf(model, leaves);
  return one === null || (other !== null && whole(other) < whole(one)) ? other : one;
}
