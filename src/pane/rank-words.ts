import type { Move } from '../core/scoring/standing.js';
import type { PaneSurroundings } from './context.js';

/** 高青县 7→4，桓台县 4→5: ranks that change; `null` where none does. Beyond `most` they are only counted. */
export function rankWords(
  moves: readonly Pick<Move, 'unit' | 'rank'>[],
  { t }: Pick<PaneSurroundings, 't'>,
  most = Infinity,
): string | null {
  const changed = moves.filter(({ rank }) => rank.from !== rank.to);
  if (changed.length === 0) return null;
  const list = changed
    .slice(0, most)
    .map(({ unit, rank }) => t('rank-moved', { unit, from: rank.from ?? '–', to: rank.to ?? '–' }))
    .join('，');
  return t('rank-changes', {
    moves: changed.length > most ? t('pane-and-more', { list, count: changed.length }) : list,
  });
}
