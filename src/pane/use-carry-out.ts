import { useCallback, useLayoutEffect, useRef, useState, type SyntheticEvent } from 'react';

export interface CarryingOut {
  /** From the moment a deed is asked for until what it came to is drawn. */
  readonly isUnderWay: boolean;
  /** Carries out the deed that an event asks for, unless it is under way; then does what follows, where it comes to `true`. */
  readonly carryOut: (event: SyntheticEvent, deed: () => Promise<unknown>, onDone?: () => void) => void;
}

/**
 * A form, or a button that stands for one, that carries out what it shows. A deed belongs to what was shown: the form
 * carries it out once, however often it is clicked before it is done and drawn. What was refused can be asked for again; the
 * same once more is asked for by a form that was opened anew. `shown` tells apart what a form shows one after the other.
 */
export function useCarryOut(shown = ''): CarryingOut {
  // Known at once: what is set is known only when it is drawn.
  const sent = useRef<readonly string[]>([]);
  const [underWay, set] = useState<readonly string[]>([]);
  useLayoutEffect(() => {
    sent.current = underWay;
  }, [underWay]);
  const carryOut = useCallback<CarryingOut['carryOut']>(
    (event, deed, onDone) => {
      if (sent.current.includes(shown) || isSecondClick(event)) return;
      sent.current = [...sent.current, shown];
      set((now) => [...now, shown]);
      const leave = (): void => set((now) => now.filter((one) => one !== shown));
      void deed()
        .then((outcome) => {
          if (outcome === true) onDone?.();
        })
        .finally(leave);
    },
    [shown],
  );
  return { isUnderWay: underWay.includes(shown), carryOut };
}

/** The second click of a double click is never one of its own: something else may have moved under the pointer meanwhile. */
export function isSecondClick({ nativeEvent }: SyntheticEvent): boolean {
  return nativeEvent instanceof MouseEvent && nativeEvent.detail > 1;
}
