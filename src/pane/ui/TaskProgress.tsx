import { Button, makeStyles, ProgressBar } from '@fluentui/react-components';
import { useEffect, useState, type ReactNode } from 'react';
import { usePane } from '../context.js';
import type { TaskState } from '../use-query.js';
import type { TaskControl } from '../use-task-run.js';
import { useCommonStyles } from './common-styles.js';
import { Notice } from './Notice.js';

/** Milliseconds after which progress is shown. */
const LONG = 500;

const useStyles = makeStyles({
  progress: { display: 'flex', flexDirection: 'column', alignItems: 'start', rowGap: '8px' },
});

interface ProgressProps extends TaskControl {
  /** What is being done. */
  readonly words: string;
}

/** A task is running: said at once and, where it takes long, with its progress and a button that cancels it. */
function TaskProgress(props: ProgressProps): ReactNode {
  const isLong = useIsLong();
  return <Progress {...props} isLong={isLong} />;
}

/** As `TaskProgress`, but nothing until it takes long: an earlier answer is still shown meanwhile. */
export function UpdateProgress(props: ProgressProps): ReactNode {
  const isLong = useIsLong();
  return isLong && <Progress {...props} isLong />;
}

/** A task without an answer yet: it runs, it was cancelled, or it failed. */
export function UnansweredTask({
  task,
  words,
}: {
  readonly task: Omit<TaskState<unknown>, 'answer' | 'isCurrent'>;
  readonly words: string;
}): ReactNode {
  const { errorText } = usePane();
  if (task.isCancelled) return <Cancelled retry={task.retry} />;
  if (task.failure !== null) return <Notice tone="error">{errorText(task.failure)}</Notice>;
  return <TaskProgress words={words} step={task.step} cancel={task.cancel} />;
}

function Progress({ words, step, cancel, isLong }: ProgressProps & { readonly isLong: boolean }): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t } = usePane();
  return (
    <div className={styles.progress}>
      {/* Steps are not read out: there are twenty in a second or two. */}
      <div>
        <span role="status">{words}</span>{' '}
        {isLong && step !== null && (
          <span className={common.note}>{t(`step-${step.kind}`, { step: step.done + 1, of: step.of })}</span>
        )}
      </div>
      {isLong && <StepBar step={step} label={words} />}
      {isLong && cancel !== null && (
        <Button size="small" onClick={cancel}>
          {t('pane-cancel')}
        </Button>
      )}
    </div>
  );
}

/** How far a task has come; without a share where it has one step only. */
function StepBar({ step, label }: Pick<TaskControl, 'step'> & { readonly label: string }): ReactNode {
  const hasShare = step !== null && step.of !== 1;
  if (!hasShare) return <ProgressBar aria-label={label} />;
  return <ProgressBar value={step.done / step.of} aria-label={label} />;
}

/** A task was cancelled; it runs again when somebody asks for it. */
function Cancelled({ retry }: { readonly retry: () => void }): ReactNode {
  const { t } = usePane();
  const again = (
    <Button size="small" onClick={retry}>
      {t('pane-again')}
    </Button>
  );
  return (
    <Notice tone="info" actions={again}>
      {t('stopped')}
    </Notice>
  );
}

function useIsLong(): boolean {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), LONG);
    return () => clearTimeout(timer);
  }, []);
  return isLong;
}
