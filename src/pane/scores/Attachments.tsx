import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { usePane } from '../context.js';
import type { AttachmentLine } from '../session/state.js';
import { Tick } from '../ui/Tick.js';

const useStyles = makeStyles({
  sheet: {
    display: 'block',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '16px',
  },
  skipped: { color: tokens.colorNeutralForeground3 },
});

/** A line for each attachment: what is ticked is computed, what is not is never written. */
export function Attachments({ lines }: { readonly lines: readonly AttachmentLine[] }): ReactNode {
  return (
    <div>
      {lines.map((line) => (
        <Attachment key={`${line.sheet} ${line.kind} ${line.because ?? ''}`} line={line} />
      ))}
    </div>
  );
}

function Attachment({ line }: { readonly line: AttachmentLine }): ReactNode {
  const styles = useStyles();
  const { t, session } = usePane();
  const { sheet, kind, period, units, incomplete, because, ticked } = line;
  const name = t(`pane-kind-${kind}`);
  return (
    <Tick checked={ticked} onChange={(isTicked) => session.tick(sheet, isTicked)}>
      {ticked ? (
        <span>{t('pane-attachment', { name, kind, units, incomplete })}</span>
      ) : (
        <span className={styles.skipped}>
          {t('pane-attachment-left', { name, period: period ?? '', because: because ?? '' })}
        </span>
      )}
      {sheet !== name && <span className={styles.sheet}>{t('pane-sheet', { sheet })}</span>}
    </Tick>
  );
}
