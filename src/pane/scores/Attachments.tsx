import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
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
  left: { color: tokens.colorNeutralForeground3 },
});

/** A line for each attachment: what is ticked is computed, what is not is never written. */
export function Attachments({ lines }: { readonly lines: readonly AttachmentLine[] }): ReactNode {
  const styles = useStyles();
  const { t, session } = usePane();
  return (
    <div>
      {lines.map((line) => {
        const name = t(`pane-kind-${line.kind}`);
        return (
          <Tick
            key={`${line.sheet} ${line.kind} ${line.because ?? ''}`}
            checked={line.ticked}
            onChange={(ticked) => session.tick(line.sheet, ticked)}
          >
            <span className={mergeClasses(line.ticked ? undefined : styles.left)}>
              {line.ticked
                ? t('pane-attachment', { name, kind: line.kind, units: line.units, incomplete: line.incomplete })
                : t('pane-attachment-left', { name, period: line.period ?? '', because: line.because ?? '' })}
            </span>
            {line.sheet === name ? null : (
              <span className={styles.sheet}>{t('pane-sheet', { sheet: line.sheet })}</span>
            )}
          </Tick>
        );
      })}
    </div>
  );
}
