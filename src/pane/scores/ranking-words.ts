import type { PaneContext } from '../context.js';
import type { RankingRow } from '../session/state.js';

/**
 * What has to be said of a unit beside its score: that another score is computed, that the score before rounding
 * decided its rank, or why it has no score; empty where there is nothing.
 */
export function remarkOf({ score, computed, remark, unrounded }: RankingRow, t: PaneContext['t']): string {
  const decided = unrounded === undefined ? '' : t('rank-by-unrounded', { score: unrounded });
  let standing = '';
  if (computed !== undefined) standing = t('score-computed', { computed: computed ?? '' });
  else if (score === null) standing = remark ?? t('pane-not-scored');
  if (decided === '' || standing === '') return decided + standing;
  return t('pane-phrases', { first: decided, second: standing });
}
