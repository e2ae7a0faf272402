import { Button } from '@fluentui/react-components';
import { DocumentTable20Regular, FolderOpen20Regular, Save20Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { HistoryView } from '../../pane/session/history.js';
import { HistoryButtons } from '../../pane/HistoryButtons.js';
import type { Translate } from './notices.js';
import { usePageStyles } from './page-styles.js';

interface Props {
  /** The name of the open file, `null` where none is open. */
  readonly file: string | null;
  readonly isUnsaved: boolean;
  readonly history: HistoryView;
  readonly onOpen: () => void;
  readonly onSample: () => void;
  readonly onSave: () => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onLanguage: () => void;
  readonly t: Translate;
}

/** The bar above the sheet: what can be done with files, and which one is open. */
export function PageHeader({ file, isUnsaved, history, t, ...handlers }: Props): ReactNode {
  const styles = usePageStyles();
  const unsaved = isUnsaved ? ` · ${t('page-unsaved')}` : '';
  return (
    <header className={styles.bar}>
      <h1 className={styles.title}>{t('page-title')}</h1>
      {file !== null && (
        <>
          <OpenButtons onOpen={handlers.onOpen} onSample={handlers.onSample} t={t} />
          <Button icon={<Save20Regular />} onClick={handlers.onSave}>
            {t('page-save')}
          </Button>
          <HistoryButtons history={history} onUndo={handlers.onUndo} onRedo={handlers.onRedo} t={t} />
        </>
      )}
      <span className={styles.name}>{file === null ? '' : `${file}${unsaved}`}</span>
      {file === null && (
        <Button appearance="subtle" onClick={handlers.onLanguage}>
          {t('pane-language')}
        </Button>
      )}
    </header>
  );
}

/** The buttons by which a file comes onto the page. */
export function OpenButtons({
  isFirst = false,
  onOpen,
  onSample,
  t,
}: Pick<Props, 'onOpen' | 'onSample' | 't'> & {
  /** They are what one begins with. */
  readonly isFirst?: boolean;
}): ReactNode {
  return (
    <>
      <Button
        icon={<FolderOpen20Regular />}
        appearance={isFirst ? 'primary' : 'secondary'}
        size={isFirst ? 'large' : 'medium'}
        onClick={onOpen}
      >
        {t('page-open')}
      </Button>
      <Button icon={<DocumentTable20Regular />} size={isFirst ? 'large' : 'medium'} onClick={onSample}>
        {t('page-sample')}
      </Button>
    </>
  );
}
