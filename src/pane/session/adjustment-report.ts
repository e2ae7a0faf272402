import type { Adjusted } from '../../app/adjust.js';
import { printShortest, type Rational } from '../../core/exact/rational.js';
import type { UndoOffer } from './state.js';

/**
 * What is reported of adjustments that were written: the ranks that they changed; where none changed, the adjustment of
 * the first unit.
 */
export function adjustmentReport({ moves, problems }: Pick<Adjusted, 'moves' | 'problems'>): UndoOffer {
  const also = problems.filter(({ code }) => code === 'ledger-created');
  const [first] = moves;
  if (first === undefined) return { code: 'pane-saved', parameters: {}, also };
  const ranks = moves.filter(({ rank }) => rank.from !== rank.to).map(({ unit, rank }) => ({ unit, rank }));
  if (ranks.length > 0) return { code: 'rank-changes', parameters: {}, ranks, also };
  const { from, to } = first.adjustment;
  return {
    code: 'adjustment-saved',
    parameters: { unit: first.unit, from: pointsText(from), to: pointsText(to) },
    also,
  };
}

function pointsText(points: Rational | null): string {
  if (points === null) return '';
  return printShortest(points);
}
