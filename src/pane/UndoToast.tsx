import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { usePane } from './context.js';
import { rankWords } from './rank-words.js';
import type { Undoable } from './session/state.js';

/** A toast is no list: further units are counted. */
const MOST_RANKS = 12;

const useStyles = makeStyles({
  toast: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '8px',
    padding: '8px 8px 8px 12px',
    margin: '0 12px 12px',
    backgroundColor: tokens.colorNeutralBackgroundInverted,
    color: tokens.colorNeutralForegroundInverted,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow16,
    border: `1px solid ${tokens.colorTransparentStroke}`,
  },
  words: { flex: '1 1 auto', overflowWrap: 'anywhere' },
  undo: { flexShrink: 0 },
});

/** Says what was just written and offers to take it back; stays until somebody goes on. It covers nothing: a button under it would be out of reach. */
export default function UndoToast({ undoable }: { readonly undoable: Undoable }): ReactNode {
  const styles = useStyles();
  const surroundings = usePane();
  const { t, say, session } = surroundings;
  const { code, parameters, ranks = [], also = [] } = undoable;
  return (
    <div className={styles.toast} role="status">
      <span className={styles.words}>
        {rankWords(ranks, surroundings, MOST_RANKS) ?? say(code, parameters)}
        {also.map((one) => (
          <div key={one.code}>{say(one.code, one.parameters)}</div>
        ))}
      </span>
      <Button className={styles.undo} size="small" onClick={() => void session.undo()}>
        {t('pane-undo')}
      </Button>
      <Button
        className={styles.undo}
        size="small"
        icon={<Dismiss16Regular />}
        aria-label={t('pane-close')}
        onClick={() => session.forgetUndo()}
      />
    </div>
  );
}
