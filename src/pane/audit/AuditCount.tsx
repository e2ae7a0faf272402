import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { usePane } from '../context.js';
import { Notice } from '../ui/Notice.js';
import { auditCounts } from './counts.js';
import { useAudit } from './use-audit.js';

/** After a computation: one line of what the audit found, with the way to it. */
export default function AuditCount({ onShow }: { readonly onShow: () => void }): ReactNode {
  const { t } = usePane();
  const result = useAudit();
  if (result === null) return null;
  const counts = auditCounts(result.findings);
  if (counts.errors + counts.warnings + counts.notices === 0) return null;
  return <Notice tone={counts.errors > 0 ? 'warning' : 'info'} actions={<Button size="small" onClick={onShow}>{t('pane-show-audit')}</Button>}>{t('audit-counts', counts)}</Notice>;
}
