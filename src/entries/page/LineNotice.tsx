import { Button } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { Notice } from '../../pane/ui/Notice.js';
import { focusSheet } from './focus.js';
import type { Line, Say } from './lines.js';

/** A line of the page, with the copy it offers; it can be closed. */
export function LineNotice({
  line,
  onCopy,
  onClose,
  t,
}: {
  readonly line: Line;
  readonly onCopy: () => void;
  readonly onClose: () => void;
  readonly t: Say;
}): ReactNode {
  const close = (): void => {
    focusSheet();
    onClose();
  };
  return (
    <Notice
      tone={line.tone}
      actions={
        line.offersCopy ? (
          <Button size="small" onClick={onCopy}>
            {t('page-save-copy')}
          </Button>
        ) : null
      }
      aside={
        <Button
          size="small"
          appearance="transparent"
          icon={<Dismiss16Regular />}
          aria-label={t('pane-close')}
          title={t('pane-close')}
          onClick={close}
        />
      }
    >
      {line.words(t)}
    </Notice>
  );
}
