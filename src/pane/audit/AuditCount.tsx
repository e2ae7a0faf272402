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
import { useStudy } from '../use-answer.js';
import { auditCounts } from './counts.js';

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

/** After a computation: one line of what the audit found, and the way to it. */
export default function AuditCount({ onShow }: { readonly onShow: () => void }): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const { answer: result } = useStudy('audit', []);
  if (result === null) return null;
  const counts = auditCounts(result.findings);
  const Icon =
    counts.errors > 0
      ? DismissCircle16Regular
      : counts.warnings > 0
        ? Warning16Regular
        : counts.notices > 0
          ? Info16Regular
          : CheckmarkCircle16Regular;
  const isClean = counts.errors + counts.warnings + counts.notices === 0;
  return (
    <Button className={styles.line} icon={<Icon />} title={t('pane-show-audit')} onClick={onShow}>
      <span className={styles.words}>{isClean ? t('audit-clean') : t('audit-line', counts)}</span>
      <ChevronRight16Regular aria-hidden="true" />
    </Button>
  );
}
