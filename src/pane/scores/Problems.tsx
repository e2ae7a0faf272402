import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissCircle16Regular, Info16Regular, Warning16Regular } from '@fluentui/react-icons';
import { useState, type ChangeEvent, type ReactNode } from 'react';
import type { Problem } from '../../core/grid/problem.js';
import { usePane, useSession } from '../context.js';
import { PlaceLink } from '../ui/PlaceLink.js';
import { Section } from '../ui/Section.js';

const SHOWN = 5;
const ORDER = { error: 0, warning: 1, notice: 2 } as const;
const ICONS = { error: DismissCircle16Regular, warning: Warning16Regular, notice: Info16Regular } as const;

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column' },
  folded: { lineHeight: '24px' },
  item: { display: 'grid', gridTemplateColumns: '16px 1fr', columnGap: '8px', padding: '4px 0', lineHeight: '20px' },
  icon: { height: '20px', display: 'flex', alignItems: 'center', color: tokens.colorNeutralForeground3 },
  error: { color: tokens.colorStatusDangerForeground1 },
  warning: { color: tokens.colorStatusWarningForeground3 },
});

interface Props {
  readonly problems: readonly Problem[];
  /** Folds them into one line, unless there is an error among them. */
  readonly folded: boolean;
}

/** The problems of the workbook, errors first; a click goes to the cell. */
export function Problems({ problems, folded }: Props): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const [isComplete, setIsComplete] = useState(false);
  if (problems.length === 0) return null;
  const sorted = [...problems].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
  const errors = sorted.filter(({ severity }) => severity === 'error').length;
  const heading =
    errors > 0 ? t('pane-problems-errors', { count: errors }) : t('pane-problems', { count: sorted.length });
  const content = <ProblemList problems={sorted} isComplete={isComplete} onComplete={() => setIsComplete(true)} />;
  if (!folded || errors > 0) return <Section heading={heading}>{content}</Section>;
  return (
    <details className={styles.folded}>
      <summary>{heading}</summary>
      {content}
    </details>
  );
}

/** The first problems or all of them, and what can be done about some. */
function ProblemList({
  problems,
  isComplete,
  onComplete,
}: {
  readonly problems: readonly Problem[];
  readonly isComplete: boolean;
  readonly onComplete: () => void;
}): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const shown = isComplete ? problems : problems.slice(0, SHOWN);
  const hasTextNumbers = problems.some(({ code }) => code === 'text-number' || code === 'text-number-fixed');
  return (
    <>
      <ul className={styles.list}>
        {shown.map((problem, index) => (
          <ProblemItem key={`${problem.sheet}!${problem.cell} ${problem.code} ${index}`} problem={problem} />
        ))}
      </ul>
      {shown.length < problems.length && (
        <div>
          <Button size="small" onClick={onComplete}>
            {t('pane-show-all', { count: problems.length })}
          </Button>
        </div>
      )}
      {hasTextNumbers && <FixNumbers />}
    </>
  );
}

function ProblemItem({
  problem: { severity, code, sheet, cell, parameters },
}: {
  readonly problem: Problem;
}): ReactNode {
  const styles = useStyles();
  const { codeText } = usePane();
  const Icon = ICONS[severity];
  return (
    <li className={styles.item}>
      <span className={`${styles.icon} ${severity === 'notice' ? '' : styles[severity]}`} aria-hidden="true">
        <Icon />
      </span>
      <span>
        {sheet !== '' && (
          <>
            <PlaceLink sheet={sheet} cell={cell} />{' '}
          </>
        )}
        {codeText(code, parameters)}
      </span>
    </li>
  );
}

function FixNumbers(): ReactNode {
  const { t, session } = usePane();
  const { fixNumbers } = useSession();
  const choose = (event: ChangeEvent<HTMLInputElement>): void => session.setFixNumbers(event.target.checked);
  return (
    <label>
      <input type="checkbox" checked={fixNumbers} onChange={choose} /> {t('pane-fix-numbers')}
    </label>
  );
}
