import { Button } from '@fluentui/react-components';
import { ArrowRedo20Regular, ArrowUndo20Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { MessageKey, MessageParameters } from '../messages/index.js';
import type { HistoryView } from './session/history.js';

interface Props {
  readonly history: HistoryView;
  readonly isSmall?: boolean;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly t: (key: MessageKey, parameters?: MessageParameters) => string;
}

/** Undo and redo; each tells what it would do. */
export function HistoryButtons({ history: { undo, redo }, isSmall = false, onUndo, onRedo, t }: Props): ReactNode {
  const size = isSmall ? 'small' : 'medium';
  return (
    <>
      <Button
        size={size}
        icon={<ArrowUndo20Regular />}
        appearance="subtle"
        disabledFocusable={undo === null}
        aria-label={t('pane-undo')}
        title={undo === null ? t('pane-undo') : t('history-undo', undo)}
        onClick={onUndo}
      />
      <Button
        size={size}
        icon={<ArrowRedo20Regular />}
        appearance="subtle"
        disabledFocusable={redo === null}
        aria-label={t('pane-redo')}
        title={redo === null ? t('pane-redo') : t('history-redo', redo)}
        onClick={onRedo}
      />
    </>
  );
}
