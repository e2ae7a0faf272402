import { Button, makeStyles, ProgressBar } from '@fluentui/react-components';
import { useEffect, useState, type ReactNode } from 'react';
import type { Step } from '../../app/step.js';
import { usePane } from '../context.js';
import { useCommonStyles } from './common-styles.js';
import { Notice } from './Notice.js';

/** What takes no longer needs no progress. */
const SOON = 500;

const useStyles = makeStyles({
  thinking: { display: 'flex', flexDirection: 'column', alignItems: 'start', rowGap: '8px' },
});

interface Props {
  readonly words: string;
  /** How far it has come, where it says. */
  readonly step: Step | null;
  /** Gives it up; `null` where that cannot be. */
  readonly stop: (() => void) | null;
}

/** Something is being thought out: said at once and, where it takes longer, how far it has come and how to give it up. */
export function Thinking(props: Props): ReactNode {
  return <Progress {...props} isLong={useIsLong()} />;
}

/** As `Thinking`, only from when it takes longer: what stood there before is about to follow. */
export function ThinkingAgain(props: Props): ReactNode {
  return useIsLong() ? <Progress {...props} isLong /> : null;
}

function Progress({ words, step, stop, isLong }: Props & { readonly isLong: boolean }): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t } = usePane();
  return (
    <div className={styles.thinking}>
      {/* Steps are not read out: there are twenty in a second or two. */}
      <div>
        <span role="status">{words}</span>{' '}
        {isLong && step !== null ? (
          <span className={common.note}>{t(`step-${step.kind}`, { step: step.done + 1, of: step.of })}</span>
        ) : null}
      </div>
      {!isLong ? null : (
        <>
          <ProgressBar {...(step === null || step.of === 1 ? {} : { value: step.done / step.of })} aria-label={words} />
          {stop === null ? null : (
            <Button size="small" onClick={stop}>
              {t('pane-cancel')}
            </Button>
          )}
        </>
      )}
    </div>
  );
}

/** Something was given up; it is thought out when somebody asks again. */
export function Stopped({ again }: { readonly again: () => void }): ReactNode {
  const { t } = usePane();
  return (
    <Notice
      tone="info"
      actions={
        <Button size="small" onClick={again}>
          {t('pane-again')}
        </Button>
      }
    >
      {t('stopped')}
    </Notice>
  );
}

/** Why there is no answer. */
export function Failed({ failure }: { readonly failure: unknown }): ReactNode {
  const { told } = usePane();
  return <Notice tone="error">{told(failure)}</Notice>;
}

function useIsLong(): boolean {
  const [isLong, become] = useState(false);
  useEffect(() => {
    const later = setTimeout(() => become(true), SOON);
    return () => clearTimeout(later);
  }, []);
  return isLong;
}
