import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  answer: { color: tokens.colorNeutralForeground1, lineHeight: '20px', minHeight: '20px', overflowWrap: 'anywhere' },
});

/** What a button did, said beside it and read out; it stands in the button's line, so that nothing moves. */
export function Answer({ children }: { readonly children: ReactNode }): ReactNode {
  const styles = useStyles();
  return (
    <span className={styles.answer} role="status">
      {children}
    </span>
  );
}
