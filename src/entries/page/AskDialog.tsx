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
import type { Say } from './lines.js';
import type { Asked } from './questions.js';

export function AskDialog({
  question: { title, text, parameters, answers, nothing, give },
  t,
}: {
  readonly question: Asked;
  readonly t: Say;
}): ReactNode {
  // Fluent leaves Escape in a dialog that must be answered to us.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    give(nothing);
  };
  return (
    <Dialog open modalType="alert">
      <DialogSurface onKeyDown={onKeyDown}>
        <DialogBody>
          <DialogTitle>{t(title)}</DialogTitle>
          <DialogContent>{t(text, parameters)}</DialogContent>
          <DialogActions fluid>
            {answers.map(({ label, answer }, index) => (
              <Button key={answer} appearance={index === 0 ? 'primary' : 'secondary'} onClick={() => give(answer)}>
                {t(label)}
              </Button>
            ))}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
