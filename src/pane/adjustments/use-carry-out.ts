import type { AdjustmentEdit } from '../../app/adjust.js';
import { print } from '../../core/exact/rational.js';
import { usePane } from '../context.js';
import type { Undoable } from '../session/state.js';

/** Returns what writes edits of adjustments, with the way back in a toast; tells whether they were written. */
export function useCarryOut(): (edits: readonly AdjustmentEdit[]) => Promise<boolean> {
  const { session, t } = usePane();
  return async (edits) => {
    const { moves, refused, problems } = await session.ask('adjusting', edits);
    if (refused.length > 0) return false;
    const ranks = moves.filter(({ rank }) => rank.from !== rank.to).map(({ unit, rank }) => t('rank-moved', { unit, from: rank.from ?? '–', to: rank.to ?? '–' })).join('，');
    const [first] = moves;
    const line: Undoable = first === undefined ? { code: 'pane-saved', parameters: {} }
      : ranks === '' ? { code: 'adjustment-saved', parameters: { unit: first.unit, from: first.adjustment.from === null ? '' : print(first.adjustment.from, 2).replace(/\.?0+$/, ''), to: first.adjustment.to === null ? '' : print(first.adjustment.to, 2).replace(/\.?0+$/, '') } }
        : { code: 'rank-changes', parameters: { moves: ranks } };
    return session.act('adjust', [edits], { ...line, also: problems.filter(({ code }) => code === 'ledger-created') });
  };
}
