import { Button, makeStyles, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircle16Regular,
  ChevronRight16Regular,
  DismissCircle16Regular,
  Info16Regular,
  Warning16Regular,
} from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { usePane } from '../context.js';
import { useTask } from '../use-query.js';
import { auditCounts, type AuditCounts } from './counts.js';

const useStyles = makeStyles({
  line: {
    width: '100%',
    flexShrink: 0,
    minHeight: '32px',
    padding: '4px 8px 4px 12px',
    justifyContent: 'start',
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
  },
  words: { flex: '1 1 auto' },
});

/** After a computation: what the audit found, in one line that opens the audit. */
export default function AuditCount({ onShow }: { readonly onShow: () => void }): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const { answer: result } = useTask('audit', []);
  if (result === null) return null;
  const counts = auditCounts(result.findings);
  const isClean = counts.errors + counts.warnings + counts.notices === 0;
  const Icon = iconFor(counts);
  return (
    <Button className={styles.line} icon={<Icon />} title={t('pane-show-audit')} onClick={onShow}>
      <span className={styles.words}>{isClean ? t('audit-clean') : t('audit-line', counts)}</span>
      <ChevronRight16Regular aria-hidden="true" />
    </Button>
  );
}

/** The icon of the gravest severity that was found. */
function iconFor({ errors, warnings, notices }: AuditCounts): typeof DismissCircle16Regular {
  if (errors > 0) return DismissCircle16Regular;
  if (warnings > 0) return Warning16Regular;
  if (notices > 0) return Info16Regular;
  return CheckmarkCircle16Regular;
}
