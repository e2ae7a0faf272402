import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircle16Regular,
  DismissCircle16Regular,
  Info16Regular,
  Warning16Regular,
} from '@fluentui/react-icons';
import type { ReactNode } from 'react';

export type Tone = 'error' | 'warning' | 'success' | 'info';

const useStyles = makeStyles({
  band: {
    display: 'grid',
    gridTemplateColumns: '16px 1fr auto',
    columnGap: '8px',
    alignItems: 'start',
    padding: '8px 12px',
    borderRadius: tokens.borderRadiusMedium,
    border: '1px solid',
    lineHeight: '20px',
    overflowWrap: 'anywhere',
  },
  icon: { height: '20px', display: 'flex', alignItems: 'center' },
  aside: { marginTop: '-2px', marginBottom: '-2px', ':empty': { display: 'none' } },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '8px',
    gridColumn: '2',
    marginTop: '4px',
    ':empty': { display: 'none' },
  },
  error: {
    backgroundColor: tokens.colorStatusDangerBackground1,
    color: tokens.colorStatusDangerForeground1,
    borderTopColor: tokens.colorStatusDangerBorder1,
    borderRightColor: tokens.colorStatusDangerBorder1,
    borderBottomColor: tokens.colorStatusDangerBorder1,
    borderLeftColor: tokens.colorStatusDangerBorder1,
  },
  warning: {
    backgroundColor: tokens.colorStatusWarningBackground1,
    color: tokens.colorStatusWarningForeground3,
    borderTopColor: tokens.colorStatusWarningBorder1,
    borderRightColor: tokens.colorStatusWarningBorder1,
    borderBottomColor: tokens.colorStatusWarningBorder1,
    borderLeftColor: tokens.colorStatusWarningBorder1,
  },
  success: {
    backgroundColor: tokens.colorStatusSuccessBackground1,
    color: tokens.colorStatusSuccessForeground1,
    borderTopColor: tokens.colorStatusSuccessBorder1,
    borderRightColor: tokens.colorStatusSuccessBorder1,
    borderBottomColor: tokens.colorStatusSuccessBorder1,
    borderLeftColor: tokens.colorStatusSuccessBorder1,
  },
  info: {
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground1,
    borderTopColor: tokens.colorNeutralStroke2,
    borderRightColor: tokens.colorNeutralStroke2,
    borderBottomColor: tokens.colorNeutralStroke2,
    borderLeftColor: tokens.colorNeutralStroke2,
  },
});

const ICONS = {
  error: DismissCircle16Regular,
  warning: Warning16Regular,
  success: CheckmarkCircle16Regular,
  info: Info16Regular,
} as const;

/**
 * A message in a band: `actions` stand below it, `aside` stands in its line. Screen readers read it out when it
 * appears, an error at once.
 */
export function Notice({
  tone,
  children,
  actions,
  aside,
}: {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly aside?: ReactNode;
}): ReactNode {
  const styles = useStyles();
  const Icon = ICONS[tone];
  return (
    <div className={mergeClasses(styles.band, styles[tone])} role={tone === 'error' ? 'alert' : 'status'}>
      <span className={styles.icon} aria-hidden="true">
        <Icon />
      </span>
      <div>{children}</div>
      <div className={styles.aside}>{aside}</div>
      <div className={styles.actions}>{actions}</div>
    </div>
  );
}
