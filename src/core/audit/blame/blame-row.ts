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
 * cell that still disagrees has to change too, so only the inputs need searching. `broken` is decided exactly beforehand;
 * statements in `ignored` bear no witness; without `search` every broken statement stands for itself.
 */
export function blameRow(model: RowModel, row: RowState, broken: Broken, { ignored = 0, search = true }: { readonly ignored?: Broken; readonly search?: boolean } = {}): readonly Cause[] {
  const changes = !search ? [] : singleChanges(model, row, broken, row.live | ignored);
  const residual = (leaves: Broken): number => costOf(model, leaves);
  const best = changes.reduce<InputChange | null>((least, one) => (least === null || total(one, residual) < total(least, residual) ? one : least), null);
  const withoutInputs = residual(broken);

  const single = best === null ? Infinity : total(best, residual);
  const swap = search ? bestSwap(model, row, broken, row.live | ignored) : null;
  if (swap !== null && swap.cost < Math.min(single, withoutInputs)) return together(model, broken, changes, swap);
  if (best !== null && single < withoutInputs) {
    const fixed = broken & ~best.leaves;
    return [causeOf(model, fixed, changes.filter(({ leaves }) => (leaves & ~best.leaves) === 0)), ...eachAlone(model, best.leaves, changes, broken)];
  }
  const pair = (broken & model.hard) !== 0 && search ? bestPair(model, row, broken, row.live | ignored) : null;
  return pair === null ? eachAlone(model, broken, changes, broken) : together(model, broken, changes, pair);
}

/** Two inputs changed together, with what that leaves broken. */
interface PairChange {
  readonly pair: readonly InputChange[];
  readonly leaves: Broken;
  readonly cost: number;
}

function together(model: RowModel, broken: Broken, changes: readonly InputChange[], { pair, leaves }: PairChange): readonly Cause[] {
  return [{ breaks: broken & ~leaves, inputs: [], pair, computed: false }, ...eachAlone(model, leaves, changes, broken)];
}

function total({ cost, leaves }: InputChange, residual: (leaves: Broken) => number): number {
  return CELL + cost + residual(leaves);
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
    if ((broken & bit) !== 0) causes.push(causeOf(model, bit, changes.filter(({ leaves }) => (leaves & bit) === 0 && (leaves & ~all) === 0)));
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
    } else if (change.input.kind === 'count' && change.cost < known.cost + 0.3) ties.set(change.input, (ties.get(change.input) ?? 0) + 1);
  }
  const inputs = [...best.values()].map((change) => ({ ...change, others: ties.get(change.input) ?? 0 })).sort((a, b) => a.cost - b.cost);
  const relation = model.statements.some((statement, index) => (breaks & (1 << index)) !== 0 && statement.kind === 'relation');
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
function bestSwap(model: RowModel, row: RowState, broken: Broken, unless: Broken): PairChange | null {
  let best: PairChange | null = null;
  const counts = model.inputs.filter(({ kind }) => kind === 'count');
  for (const [index, input] of counts.entries()) {
    const next = counts[index + 1];
    if (next === undefined || next.column !== input.column + 1) continue;
    const [here, there] = [row.values[input.slot] ?? NaN, row.values[next.slot] ?? NaN];
    if (Number.isNaN(here) || Number.isNaN(there) || here === there) continue;
    const swapped: Pick<Candidate, 'because' | 'cost'> = { because: 'exchanged', cost: SWAP };
    best = better(best, tried(model, row, broken, unless, [{ input, candidate: { value: there, ...swapped } }, { input: next, candidate: { value: here, ...swapped } }], SWAP));
  }
  return best;
}

/** Whatever two slips, one of them in a relation that cannot stay broken, mend every relation. */
function bestPair(model: RowModel, row: RowState, broken: Broken, unless: Broken): PairChange | null {
  let best: PairChange | null = null;
  const counts = model.inputs.filter(({ kind }) => kind === 'count');
  const involved = new Set(model.statements.flatMap((statement, index) => ((broken & model.hard & (1 << index)) !== 0 ? statement.columns : [])));
  const likely = counts.map((input) => ({ input, candidates: [...candidatesFor(model, row, input)].sort((a, b) => a.cost - b.cost).slice(0, MOST_TRIED) }));
  for (const first of likely) {
    if (!involved.has(first.input.id)) continue;
    for (const second of likely) {
      if (second.input === first.input) continue;
      for (const a of first.candidates) {
        for (const b of second.candidates) best = better(best, tried(model, row, broken, unless, [{ input: first.input, candidate: a }, { input: second.input, candidate: b }], 2 * CELL + a.cost + b.cost));
      }
    }
  }
  return best;
}

function tried(model: RowModel, row: RowState, broken: Broken, unless: Broken, changes: readonly { readonly input: InputColumn; readonly candidate: Candidate }[], cost: number): PairChange | null {
  const leaves = model.trying(row, changes.map(({ input, candidate }) => [input.slot, candidate.value]), () => model.broken(row, unless)) | (broken & unless);
  if ((leaves & model.hard) !== 0 || (leaves & ~broken) !== 0 || leaves === broken) return null;
  return { leaves, cost: cost + costOf(model, leaves), pair: changes.map(({ input, candidate }) => ({ input, value: candidate.value, because: candidate.because, cost: candidate.cost, leaves, others: 0 })) };
}

function better(one: PairChange | null, other: PairChange | null): PairChange | null {
  return one === null || (other !== null && other.cost < one.cost) ? other : one;
}
