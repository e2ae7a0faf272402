import { Button, makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Notice } from '../ui/Notice.js';
import type { OutcomeLine } from './outcome-line.js';

const useStyles = makeStyles({
  room: {
    minHeight: '38px',
    maxHeight: '40vh',
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    rowGap: '4px',
  },
});

/** What the buttons beside it did; room for one line is kept free, so that nothing moves when it comes. */
export function OutcomeNotices({ lines }: { readonly lines: readonly OutcomeLine[] }): ReactNode {
  const styles = useStyles();
  return (
    <div className={styles.room}>
      {lines.map(({ tone, text, offer }) => (
        <Notice
          key={text}
          tone={tone}
          actions={
            offer !== undefined && (
              <Button size="small" onClick={offer.take}>
                {offer.words}
              </Button>
            )
          }
        >
          {text}
        </Notice>
      ))}
    </div>
  );
}
