import { useCallback, useRef, useState } from 'react';
import type { Progress } from '../app/progress.js';
import { usePane } from './context.js';
import type { TaskResult, Task, TaskArguments } from './session/tasks.js';

/** How to follow a task, which may take long. */
export interface TaskControl {
  /** How far it has come; `null` where it does not run, or does not report steps. */
  readonly step: Progress | null;
  /** Cancels it; `null` where it cannot be cancelled. */
  readonly cancel: (() => void) | null;
}

export interface TaskRun extends TaskControl {
  /** Runs a task of the session. */
  run<S extends Task>(task: S, args: TaskArguments<S>): Promise<TaskResult<S>>;
}

/** Runs one task at a time; `step` and `cancel` are those of the task that was started last. */
export function useTaskRun(): TaskRun {
  const { session } = usePane();
  const [step, setStep] = useState<Progress | null>(null);
  const controller = useRef<AbortController | null>(null);
  const run = useCallback(
    async <S extends Task>(task: S, args: TaskArguments<S>): Promise<TaskResult<S>> => {
      const own = new AbortController();
      controller.current = own;
      try {
        return await session.runTask(task, args, { onStep: setStep, signal: own.signal });
      } finally {
        setStep(null);
      }
    },
    [session],
  );
  const cancel = useCallback(() => controller.current?.abort(), []);
  return { run, step, cancel: session.canCancelTasks ? cancel : null };
}
