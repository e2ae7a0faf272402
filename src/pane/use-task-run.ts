import { useCallback, useRef, useState } from 'react';
import type { Step } from '../app/step.js';
import { usePane } from './context.js';
import type { Studied, Study, StudyArguments } from './session/studies.js';

/** How to follow a task, which may take long. */
export interface TaskControl {
  /** How far it has come; `null` where it does not run, or does not report steps. */
  readonly step: Step | null;
  /** Cancels it; `null` where it cannot be cancelled. */
  readonly cancel: (() => void) | null;
}

export interface TaskRun extends TaskControl {
  /** Runs a task of the session. */
  run<S extends Study>(study: S, args: StudyArguments<S>): Promise<Studied<S>>;
}

/** Runs one task at a time; `step` and `cancel` are those of the task that was started last. */
export function useTaskRun(): TaskRun {
  const { session } = usePane();
  const [step, setStep] = useState<Step | null>(null);
  const controller = useRef<AbortController | null>(null);
  const run = useCallback(
    async <S extends Study>(study: S, args: StudyArguments<S>): Promise<Studied<S>> => {
      const own = new AbortController();
      controller.current = own;
      try {
        return await session.study(study, args, { onStep: setStep, signal: own.signal });
      } finally {
        setStep(null);
      }
    },
    [session],
  );
  const cancel = useCallback(() => controller.current?.abort(), []);
  return { run, step, cancel: session.canStop ? cancel : null };
}
