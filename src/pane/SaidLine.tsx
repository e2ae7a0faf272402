import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { usePane, useSession } from './context.js';
import { Notice } from './ui/Notice.js';
import { useCarryOut } from './use-carry-out.js';

/** What was last said of the workbook, with the way out where there is one. */
export function SaidLine(): ReactNode {
  const { t, say, time, session } = usePane();
  const { said, work } = useSession();
  const { isUnderWay, carryOut } = useCarryOut();
  if (said === null) return null;
  const { tone, code, offer } = said;
  const { at } = said.parameters;
  const parameters = at === undefined ? said.parameters : { ...said.parameters, at: time(String(at)) };
  return (
    <Notice
      tone={tone}
      actions={
        offer === null ? null : (
          <Button
            size="small"
            disabledFocusable={work !== null || isUnderWay}
            onClick={(event) => carryOut(event, () => (offer === 'restore' ? session.restore() : session.compute()))}
          >
            {t(offer === 'restore' ? 'pane-restore' : 'pane-recompute')}
          </Button>
        )
      }
    >
      {say(code, parameters)}
    </Notice>
  );
}
