import type { AuditFinding } from '../../app/audit.js';

/** How many findings there are by severity; waived ones are counted apart. */
export type AuditCounts = Readonly<Record<'errors' | 'warnings' | 'notices' | 'waived', number>>;

export function auditCounts(findings: readonly AuditFinding[]): AuditCounts {
  const open = findings.filter(({ waived }) => !waived);
  const count = (severity: AuditFinding['severity']): number =>
    open.filter((finding) => finding.severity === severity).length;
  return {
    errors: count('error'),
    warnings: count('warning'),
    notices: count('notice'),
    waived: findings.length - open.length,
  };
}
