import { useCallback, useLayoutEffect, useRef, useState, type SyntheticEvent } from 'react';

export interface Submission {
  /** From the moment a command is submitted until its result is drawn. */
  readonly isSubmitting: boolean;
  /** Runs the command that an event asks for, unless it runs already; calls `onDone` where it resolves to `true`. */
  readonly submit: (event: SyntheticEvent, command: () => Promise<unknown>, onDone?: () => void) => void;
}

/**
 * For a form, or a button that stands for one: what it shows is submitted once, however often it is clicked before the
 * result is drawn. What was refused can be submitted again. Where a form shows several things one after the other,
 * `shown` identifies them: each can be submitted.
 */
export function useSubmit(shown = ''): Submission {
  // The state is known only once it is drawn; a second event may come before that.
  const submitted = useRef<readonly string[]>([]);
  const [submitting, setSubmitting] = useState<readonly string[]>([]);
  useLayoutEffect(() => {
    submitted.current = submitting;
  }, [submitting]);
  const submit = useCallback<Submission['submit']>(
    (event, command, onDone) => {
      if (submitted.current.includes(shown) || isSecondClick(event)) return;
      submitted.current = [...submitted.current, shown];
      setSubmitting((now) => [...now, shown]);
      void command()
        .then((outcome) => {
          if (outcome === true) onDone?.();
        })
        .finally(() => setSubmitting((now) => now.filter((key) => key !== shown)));
    },
    [shown],
  );
  return { isSubmitting: submitting.includes(shown), submit };
}

/** The second click of a double click is never meant for itself: something else may have moved under the pointer. */
export function isSecondClick({ nativeEvent }: SyntheticEvent): boolean {
  return nativeEvent instanceof MouseEvent && nativeEvent.detail > 1;
}
