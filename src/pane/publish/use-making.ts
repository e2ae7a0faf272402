import { useCallback, useState } from 'react';
import type { Studied, Study, StudyArguments } from '../session/studies.js';
import { useTaskRun, type TaskRun } from '../use-task-run.js';

/** Makes one thing at a time: files, tables to paste, a page to print. */
export interface Exporter extends TaskRun {
  readonly isExporting: boolean;
}

export function useExporter(): Exporter {
  const { run: runTask, step, cancel } = useTaskRun();
  const [isExporting, setIsExporting] = useState(false);
  const run = useCallback(
    async <S extends Study>(study: S, args: StudyArguments<S>): Promise<Studied<S>> => {
      setIsExporting(true);
      try {
        return await runTask(study, args);
      } finally {
        setIsExporting(false);
      }
    },
    [runTask],
  );
  return { run, step, cancel, isExporting };
}
