import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Translate } from './notices.js';
import type { QueuedDialog } from './dialog-queue.js';

export function ConfirmDialog({ dialog, t }: { readonly dialog: QueuedDialog; readonly t: Translate }): ReactNode {
  // Fluent leaves Escape in a dialog that must be answered to us.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    dialog.answer(dialog.cancelAnswer);
  };
  return (
    <Dialog open modalType="alert">
      <DialogSurface onKeyDown={onKeyDown}>
        <DialogBody>
          <DialogTitle>{t(dialog.title)}</DialogTitle>
          <DialogContent>{t(dialog.text, dialog.parameters)}</DialogContent>
          <DialogActions fluid>
            {dialog.answers.map(({ label, answer }, index) => (
              <Button
                key={answer}
                appearance={index === 0 ? 'primary' : 'secondary'}
                onClick={() => dialog.answer(answer)}
              >
                {t(label)}
              </Button>
            ))}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
