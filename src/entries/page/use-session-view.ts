import { useDeferredValue, useEffect, useEffectEvent, useMemo, useSyncExternalStore } from 'react';
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

/** Calls `onResult` when the pane has done something, or could not. */
export function useSessionResults(workbook: OpenWorkbook | null, onResult: () => void): void {
  const notify = useEffectEvent(onResult);
  useEffect(() => {
    if (workbook === null) return;
    const { session } = workbook;
    let previous = resultsOf(session.getState());
    return session.subscribe(() => {
      const results = resultsOf(session.getState());
      const hasNews = results.some((result, index) => result !== null && result !== previous[index]);
      previous = results;
      if (hasNews) notify();
    });
  }, [workbook]);
}

function resultsOf({ done, status, undoable }: SessionState): readonly unknown[] {
  return [done, status, undoable];
}
