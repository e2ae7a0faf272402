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
 * statements in `ignored` bear no witness.
 */
export function blameRow(model: RowModel, row: RowState, broken: Broken, ignored: Broken = 0): readonly Cause[] {
  const changes = singleChanges(model, row, broken, row.live | ignored);
  const residual = (leaves: Broken): number => costOf(model, leaves);
  const best = changes.reduce<InputChange | null>((least, one) => (least === null || total(one, residual) < total(least, residual) ? one : least), null);
  const withoutInputs = residual(broken);

  if (best !== null && total(best, residual) < withoutInputs) {
    const fixed = broken & ~best.leaves;
    return [causeOf(model, fixed, changes.filter(({ leaves }) => (leaves & ~best.leaves) === 0)), ...eachAlone(model, best.leaves, changes, broken)];
  }
  const hard = broken & model.hard;
  if (hard !== 0) {
    const pair = bestPair(model, row, broken, row.live | ignored);
    if (pair !== null) return [{ breaks: broken & ~(pair[1]?.leaves ?? 0), inputs: [], pair, computed: false }, ...eachAlone(model, pair[1]?.leaves ?? 0, changes, broken)];
  }
  return eachAlone(model, broken, changes, broken);
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

/** Two inputs that have to change together: neighbours that were swapped, else whatever two slips mend every relation. */
function bestPair(model: RowModel, row: RowState, broken: Broken, unless: Broken): readonly InputChange[] | null {
  let best: { readonly pair: readonly InputChange[]; readonly cost: number } | null = null;
  const consider = (changes: readonly { readonly input: InputColumn; readonly candidate: Candidate }[], cost: number): void => {
    const leaves = model.trying(row, changes.map(({ input, candidate }) => [input.slot, candidate.value]), () => model.broken(row, unless)) | (broken & unless);
    if ((leaves & model.hard) !== 0 || (leaves & ~broken) !== 0) return;
    const all = cost + costOf(model, leaves);
    if (best === null || all < best.cost) best = { cost: all, pair: changes.map(({ input, candidate }) => ({ input, value: candidate.value, because: candidate.because, cost: candidate.cost, leaves, others: 0 })) };
  };
  const counts = model.inputs.filter(({ kind }) => kind === 'count');
  counts.forEach((input, index) => {
    const next = counts[index + 1];
    if (next === undefined || next.column !== input.column + 1) return;
    const [here, there] = [row.values[input.slot] ?? NaN, row.values[next.slot] ?? NaN];
    if (Number.isNaN(here) || Number.isNaN(there) || here === there) return;
    consider([{ input, candidate: { value: there, because: 'swapped', cost: 1 } }, { input: next, candidate: { value: here, because: 'swapped', cost: 1 } }], CELL + 4);
  });
  const involved = new Set(model.statements.flatMap((statement, index) => ((broken & model.hard & (1 << index)) !== 0 ? statement.columns : [])));
  const likely = counts.map((input) => ({ input, candidates: [...candidatesFor(model, row, input)].sort((a, b) => a.cost - b.cost).slice(0, MOST_TRIED) }));
  for (const first of likely) {
    if (!involved.has(first.input.id)) continue;
    for (const second of likely) {
      if (second.input === first.input) continue;
      for (const a of first.candidates) for (const b of second.candidates) consider([{ input: first.input, candidate: a }, { input: second.input, candidate: b }], 2 * CELL + a.cost + b.cost);
    }
  }
  return (best as { readonly pair: readonly InputChange[] } | null)?.pair ?? null;
}
