import { Button, makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { AdjustmentEdit } from '../../app/adjust.js';
import { usePane } from '../context.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { useStudy } from '../use-answer.js';
import type { CarryingOut } from '../use-carry-out.js';
import { Moves } from './Moves.js';

const useStyles = makeStyles({
  effect: { display: 'flex', flexDirection: 'column', rowGap: '8px' },
});

interface Props {
  readonly edits: readonly AdjustmentEdit[];
  /** Of the composite score. */
  readonly places: number;
  /** On the button that writes. */
  readonly words: string;
  /** They came by a click, and the next key is likely for them. */
  readonly autoFocus?: boolean;
  /** Of the form that they belong to. */
  readonly carrying: CarryingOut;
  /** Written. */
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** What edits would do, and the button that writes them. It can be pressed once what is shown is what would be written. */
export function Effect({
  edits,
  places,
  words,
  autoFocus = false,
  carrying: { isUnderWay, carryOut },
  onDone,
  onCancel,
}: Props): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t, session } = usePane();
  const { answer: preview, isCurrent } = useStudy('adjusting', [edits]);
  const isReady = preview !== null && isCurrent && preview.refused.length === 0;
  return (
    <div className={styles.effect}>
      {preview === null ? null : <Moves adjusted={preview} places={places} />}
      <div className={common.actions}>
        <Button
          size="small"
          appearance="primary"
          autoFocus={autoFocus}
          disabledFocusable={!isReady || isUnderWay}
          onClick={(event) => carryOut(event, () => session.act('adjust', [edits], null), onDone)}
        >
          {words}
        </Button>
        <Button size="small" onClick={onCancel}>
          {t('pane-cancel')}
        </Button>
      </div>
    </div>
  );
}
