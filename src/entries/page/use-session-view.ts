import { useDeferredValue, useMemo, useSyncExternalStore } from 'react';
import type { HistoryView } from '../../pane/session/history.js';
import type { SessionState } from '../../pane/session/state.js';
import type { OpenWorkbook } from './open-workbook.js';

/** What the pane shows of the open workbook: the sheet marks cells by it. */
export function useSessionView(workbook: OpenWorkbook | null): SessionState['view'] {
  const view = useSyncExternalStore(
    workbook?.session.subscribe ?? subscribeToNothing,
    () => workbook?.session.getState().view ?? null,
  );
  // Marking the cells may wait for what is more urgent; the marks of another file may not.
  const deferred = useDeferredValue(useMemo(() => ({ workbook, view }), [workbook, view]));
  if (deferred.workbook !== workbook) return null;
  return deferred.view;
}

function subscribeToNothing(): () => void {
  return () => undefined;
}

const NO_HISTORY: HistoryView = { undo: null, redo: null };

/** What can be undone and redone in the open workbook. */
export function useHistory(workbook: OpenWorkbook | null): HistoryView {
  return useSyncExternalStore(
    workbook?.session.subscribe ?? subscribeToNothing,
    () => workbook?.session.getState().history ?? NO_HISTORY,
  );
}
