import { Button } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { Notice } from '../../pane/ui/Notice.js';
import { focusSheet } from './focus.js';
import type { PageNotice, Translate } from './notices.js';

interface Props {
  readonly notice: PageNotice;
  readonly onCopy: () => void;
  readonly onClose: () => void;
  readonly t: Translate;
}

/** A notice of the page, with the copy it offers; it can be closed. */
export function NoticeBar({ notice, onCopy, onClose, t }: Props): ReactNode {
  const close = (): void => {
    focusSheet();
    onClose();
  };
  const copyButton = (
    <Button size="small" onClick={onCopy}>
      {t('page-save-copy')}
    </Button>
  );
  const closeButton = (
    <Button
      size="small"
      appearance="transparent"
      icon={<Dismiss16Regular />}
      aria-label={t('pane-close')}
      title={t('pane-close')}
      onClick={close}
    />
  );
  return (
    <Notice tone={notice.tone} actions={notice.offersCopy ? copyButton : null} aside={closeButton}>
      {notice.text(t)}
    </Notice>
  );
}
