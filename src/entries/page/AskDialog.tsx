import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { MessageKey, MessageParameters } from '../../messages/index.js';

/** Something that must be answered before the page goes on. */
export interface Question {
  readonly title: MessageKey;
  readonly text: MessageKey;
  readonly parameters: MessageParameters;
  /** What can be answered, the safest first. */
  readonly answers: readonly { readonly label: MessageKey; readonly answer: string }[];
  readonly give: (answer: string) => void;
}

export function AskDialog({ question: { title, text, parameters, answers, give }, t }: { readonly question: Question; readonly t: (key: MessageKey, parameters?: MessageParameters) => string }): ReactNode {
  return (
    <Dialog open modalType="alert">
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t(title)}</DialogTitle>
          <DialogContent>{t(text, parameters)}</DialogContent>
          <DialogActions fluid>{answers.map(({ label, answer }, index) => <Button key={answer} appearance={index === 0 ? 'primary' : 'secondary'} onClick={() => give(answer)}>{t(label)}</Button>)}</DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
