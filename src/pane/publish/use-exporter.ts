import { useCallback, useState } from 'react';
import type { TaskResult, Task, TaskArguments } from '../session/tasks.js';
import { useTaskRun, type TaskRun } from '../use-task-run.js';

/** Makes one thing at a time: files, tables to paste, a page to print. */
export interface Exporter extends TaskRun {
  readonly isExporting: boolean;
}

export function useExporter(): Exporter {
  const { run: runTask, step, cancel } = useTaskRun();
  const [isExporting, setIsExporting] = useState(false);
  const run = useCallback(
    async <S extends Task>(task: S, args: TaskArguments<S>): Promise<TaskResult<S>> => {
      setIsExporting(true);
      try {
        return await runTask(task, args);
      } finally {
        setIsExporting(false);
      }
    },
    [runTask],
  );
  return { run, step, cancel, isExporting };
}
