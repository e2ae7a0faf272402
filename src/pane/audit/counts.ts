import type { AuditFinding } from '../../app/audit.js';

/** Counts findings by severity; waived ones apart. */
export function auditCounts(findings: readonly AuditFinding[]): {
  readonly errors: number;
  readonly warnings: number;
  readonly notices: number;
  readonly waived: number;
} {
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
