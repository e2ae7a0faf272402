import type { Adjusted } from '../../app/adjust.js';
import { printShortest, type Rational } from '../../core/exact/rational.js';
import type { Undoable } from './state.js';

/** What is said of adjustments that were written: the ranks they changed; where none changed, the first unit's number. */
export function adjustmentTold({ moves, problems }: Pick<Adjusted, 'moves' | 'problems'>): Undoable {
  const also = problems.filter(({ code }) => code === 'ledger-created');
  const [first] = moves;
  if (first === undefined) return { code: 'pane-saved', parameters: {}, also };
  const ranks = moves.filter(({ rank }) => rank.from !== rank.to).map(({ unit, rank }) => ({ unit, rank }));
  if (ranks.length > 0) return { code: 'rank-changes', parameters: {}, ranks, also };
  const shown = (value: Rational | null): string => (value === null ? '' : printShortest(value));
  return {
    code: 'adjustment-saved',
    parameters: { unit: first.unit, from: shown(first.adjustment.from), to: shown(first.adjustment.to) },
    also,
  };
}
