import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissCircle16Regular, Info16Regular, Warning16Regular } from '@fluentui/react-icons';
import { useState, type ReactNode } from 'react';
import type { Problem } from '../../core/grid/problem.js';
import { usePane, useSession } from '../context.js';
import { PlaceLink } from '../ui/PlaceLink.js';
import { Section } from '../ui/Section.js';

const SHOWN = 5;
const ORDER = { error: 0, warning: 1, notice: 2 } as const;

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column' },
  folded: { lineHeight: '24px' },
  item: { display: 'grid', gridTemplateColumns: '16px 1fr', columnGap: '8px', padding: '4px 0', lineHeight: '20px' },
  icon: { height: '20px', display: 'flex', alignItems: 'center', color: tokens.colorNeutralForeground3 },
  error: { color: tokens.colorStatusDangerForeground1 },
  warning: { color: tokens.colorStatusWarningForeground3 },
});

/** What has to be known, cell by cell; a click goes there. Folded, it is one line, unless something has to be corrected. */
export function Problems({
  problems,
  folded,
}: {
  readonly problems: readonly Problem[];
  readonly folded: boolean;
}): ReactNode {
  const styles = useStyles();
  const { t, say } = usePane();
  const [all, showAll] = useState(false);
  if (problems.length === 0) return null;
  const sorted = [...problems].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
  const errors = sorted.filter(({ severity }) => severity === 'error').length;
  const heading =
    errors > 0 ? t('pane-problems-errors', { count: errors }) : t('pane-problems', { count: sorted.length });
  const content = (
    <>
      <ul className={styles.list}>
        {(all ? sorted : sorted.slice(0, SHOWN)).map(({ severity, code, sheet, cell, parameters }, index) => {
          const Icon =
            severity === 'error' ? DismissCircle16Regular : severity === 'warning' ? Warning16Regular : Info16Regular;
          return (
            <li key={`${sheet}!${cell} ${code} ${index}`} className={styles.item}>
              <span className={`${styles.icon} ${severity === 'notice' ? '' : styles[severity]}`} aria-hidden="true">
                <Icon />
              </span>
              <span>
                {sheet === '' ? null : (
                  <>
                    <PlaceLink sheet={sheet} cell={cell} />{' '}
                  </>
                )}
                {say(code, parameters)}
              </span>
            </li>
          );
        })}
      </ul>
      {all || sorted.length <= SHOWN ? null : (
        <div>
          <Button size="small" onClick={() => showAll(true)}>
            {t('pane-show-all', { count: sorted.length })}
          </Button>
        </div>
      )}
      {sorted.some(({ code }) => code === 'text-number' || code === 'text-number-fixed') ? <FixNumbers /> : null}
    </>
  );
  return folded && errors === 0 ? (
    <details className={styles.folded}>
      <summary>{heading}</summary>
      {content}
    </details>
  ) : (
    <Section heading={heading}>{content}</Section>
  );
}

function FixNumbers(): ReactNode {
  const { t, session } = usePane();
  const { fixNumbers } = useSession();
  return (
    <label>
      <input type="checkbox" checked={fixNumbers} onChange={(event) => session.setFixNumbers(event.target.checked)} />{' '}
      {t('pane-fix-numbers')}
    </label>
  );
}
