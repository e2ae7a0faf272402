import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { usePane, useSession } from './context.js';
import type { StatusMessage } from './session/state.js';
import { Notice } from './ui/Notice.js';
import { useSubmit, type Submission } from './use-submit.js';

/** The last message about the workbook, with a button that may help where there is one. */
export function StatusLine(): ReactNode {
  const { codeText, time } = usePane();
  const { status } = useSession();
  // Kept here: the button may go and come back before its command has ended.
  const submission = useSubmit();
  if (status === null) return null;
  const { tone, code, offer } = status;
  const { at } = status.parameters;
  const parameters = at === undefined ? status.parameters : { ...status.parameters, at: time(String(at)) };
  return (
    <Notice tone={tone} actions={offer !== null && <OfferButton offer={offer} submission={submission} />}>
      {codeText(code, parameters)}
    </Notice>
  );
}

function OfferButton({
  offer,
  submission: { isSubmitting, submit },
}: {
  readonly offer: NonNullable<StatusMessage['offer']>;
  readonly submission: Submission;
}): ReactNode {
  const { t, session } = usePane();
  const { work } = useSession();
  const isRestore = offer === 'restore';
  return (
    <Button
      size="small"
      disabledFocusable={work !== null || isSubmitting}
      onClick={(event) => submit(event, () => (isRestore ? session.restore() : session.compute()))}
    >
      {t(isRestore ? 'pane-restore' : 'pane-recompute')}
    </Button>
  );
}
