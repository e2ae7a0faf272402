import { Button, ProgressBar } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { NoticeBar } from './NoticeBar.js';
import type { PageNotice, Translate } from './notices.js';
import type { OpeningProgress } from './opening-attempt.js';
import { usePageStyles } from './page-styles.js';

interface Props {
  readonly progress: OpeningProgress | null;
  readonly notice: PageNotice | null;
  readonly onCancel: () => void;
  readonly onCopy: () => void;
  readonly onClose: () => void;
  readonly t: Translate;
}

/** What the page has to say: how far an opening has come, and what came of the last thing done. */
export function PageNotices({ progress, notice, onCancel, onCopy, onClose, t }: Props): ReactNode {
  const styles = usePageStyles();
  if (progress === null && notice === null) return null;
  return (
    <div className={styles.notices}>
      {progress !== null && <ProgressNotice progress={progress} onCancel={onCancel} t={t} />}
      {notice !== null && <NoticeBar notice={notice} onCopy={onCopy} onClose={onClose} t={t} />}
    </div>
  );
}

function ProgressNotice({
  progress,
  onCancel,
  t,
}: Pick<Props, 'onCancel' | 't'> & {
  readonly progress: OpeningProgress;
}): ReactNode {
  const styles = usePageStyles();
  const { key, file, share } = progress;
  const text = t(key, { file });
  return (
    <div className={styles.opening}>
      <div role="status">
        {text}
        <ProgressBar {...(share === undefined ? {} : { value: share })} aria-label={text} />
      </div>
      <Button onClick={onCancel}>{t('pane-cancel')}</Button>
    </div>
  );
}
