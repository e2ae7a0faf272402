import type { Move } from '../core/scoring/standing.js';
import type { PaneContext } from './context.js';

/**
 * The ranks that change, in words: 高青县 7→4，桓台县 4→5; `null` where none does. Beyond the first `limit` they are only
 * counted.
 */
export function rankWords(
  moves: readonly Pick<Move, 'unit' | 'rank'>[],
  { t }: Pick<PaneContext, 't'>,
  limit = Infinity,
): string | null {
  const changed = moves.filter(({ rank }) => rank.from !== rank.to);
  const count = changed.length;
  if (count === 0) return null;
  const list = changed
    .slice(0, limit)
    .map(({ unit, rank }) => t('rank-moved', { unit, from: rank.from ?? '–', to: rank.to ?? '–' }))
    .join('，');
  return t('rank-changes', { moves: count > limit ? t('pane-and-more', { list, count }) : list });
}
