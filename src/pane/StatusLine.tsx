import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { usePane, useSession } from './context.js';
import type { StatusMessage } from './session/state.js';
import { Notice } from './ui/Notice.js';
import { useSubmit, type Submission } from './use-submit.js';

/** The last message about the workbook, with a button that may help where there is one. */
export function StatusLine(): ReactNode {
  const { codeText: say, time } = usePane();
  const { status: said } = useSession();
  // Kept here: the button may go and come back before its command has ended.
  const submission = useSubmit();
  if (said === null) return null;
  const { tone, code, offer } = said;
  const { at } = said.parameters;
  const parameters = at === undefined ? said.parameters : { ...said.parameters, at: time(String(at)) };
  return (
    <Notice tone={tone} actions={offer !== null && <OfferButton offer={offer} submission={submission} />}>
      {say(code, parameters)}
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
