import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { usePane } from './context.js';
import { rankWords } from './rank-words.js';
import type { UndoOffer } from './session/state.js';

/** A toast has no room for a list: further units are only counted. */
const MAX_RANKS = 12;

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

/**
 * Reports what was just written and offers to undo it; stays until somebody goes on. It does not lie over the pane,
 * where it could hide a button.
 */
export default function UndoNotice({ undoable }: { readonly undoable: UndoOffer }): ReactNode {
  const styles = useStyles();
  const context = usePane();
  const { t, codeText, session } = context;
  const { code, parameters, ranks = [], also = [] } = undoable;
  return (
    <div className={styles.toast} role="status">
      <span className={styles.words}>
        {rankWords(ranks, context, MAX_RANKS) ?? codeText(code, parameters)}
        {also.map((problem) => (
          <div key={problem.code}>{codeText(problem.code, problem.parameters)}</div>
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
