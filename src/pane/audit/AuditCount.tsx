import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { usePane } from '../context.js';
import { useAnswer } from '../use-answer.js';
import { Notice } from '../ui/Notice.js';
import { auditCounts } from './counts.js';

/** After a computation: one line of what the audit found, with the way to it. */
export default function AuditCount({ onShow }: { readonly onShow: () => void }): ReactNode {
  const { t } = usePane();
  const { answer: result } = useAnswer('audit', []);
  if (result === null) return null;
  const counts = auditCounts(result.findings);
  if (counts.errors + counts.warnings + counts.notices === 0) return null;
  return <Notice tone={counts.errors > 0 ? 'warning' : 'info'} actions={<Button size="small" onClick={onShow}>{t('pane-show-audit')}</Button>}>{t('audit-counts', counts)}</Notice>;
}
