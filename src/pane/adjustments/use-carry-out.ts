import type { AdjustmentEdit } from '../../app/adjust.js';
import { usePane } from '../context.js';

/** Returns what writes edits of adjustments, with the way back in a toast; tells whether they were written. */
export function useCarryOut(): (edits: readonly AdjustmentEdit[]) => Promise<boolean> {
  const { session } = usePane();
  return (edits) => session.act('adjust', [edits], null);
}
