import { Button, makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { AdjustmentEdit } from '../../app/adjust.js';
import { usePane } from '../context.js';
import { ActionButton } from '../ui/ActionButton.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { useTask } from '../use-query.js';
import type { Submission } from '../use-submit.js';
import { Moves } from './Moves.js';
import { WorkingOut } from './WorkingOut.js';

const useStyles = makeStyles({
  effect: { display: 'flex', flexDirection: 'column', rowGap: '8px' },
});

interface Props {
  readonly edits: readonly AdjustmentEdit[];
  /** Decimals of a score. */
  readonly places: number;
  /** On the button that writes. */
  readonly words: string;
  /** Focuses the button: where a click proposed the edits, the next key is likely meant for them. */
  readonly autoFocus?: boolean;
  /** Of the form that the edits belong to. */
  readonly submission: Submission;
  /** Called once they are written. */
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** What edits would do, and the button that writes them. It works once what is shown is what would be written. */
export function Effect(props: Props): ReactNode {
  const { edits, places, words, autoFocus = false, submission, onDone, onCancel } = props;
  const styles = useStyles();
  const common = useCommonStyles();
  const { t, session } = usePane();
  const { isSubmitting, submit } = submission;
  const { answer: preview, isCurrent } = useTask('adjusting', [edits]);
  const isReady = preview !== null && isCurrent && preview.refused.length === 0;
  return (
    <div className={styles.effect}>
      {preview === null && <WorkingOut />}
      {preview !== null && <Moves adjusted={preview} places={places} />}
      <div className={common.actions}>
        <ActionButton
          size="small"
          appearance="primary"
          autoFocus={autoFocus}
          isBusy={isSubmitting}
          disabledFocusable={!isReady}
          onClick={(event) => submit(event, () => session.execute('adjust', [edits], null), onDone)}
        >
          {words}
        </ActionButton>
        <Button size="small" onClick={onCancel}>
          {t('pane-cancel')}
        </Button>
      </div>
    </div>
  );
}
