import type { PhraseCode } from '../core/audit/phrase-code.js';
import type { Problem } from '../core/grid/problem.js';
import type { Rules } from '../core/method/read-rules.js';
import type { WorkbookSnapshot } from '../ports/workbook.js';
import { audit, type AuditFinding } from './audit.js';
import type { ComputeResult } from './compute.js';

/** The errors that an audit finds in a workbook and that nobody has accepted, for the list before 定稿. */
export function unacceptedErrors(
  _computed: ComputeResult,
  snapshot: WorkbookSnapshot,
  rules: Rules | null,
): readonly Problem<PhraseCode>[] {
  return unacceptedAmong(audit(snapshot, { rules, previous: null }).findings);
}

/** The errors among findings that nobody has accepted. */
export function unacceptedAmong(findings: readonly AuditFinding[]): readonly Problem<PhraseCode>[] {
  return findings
    .filter(({ severity, waived }) => severity === 'error' && !waived)
    .map(({ sheet, cell, message }) => ({
      severity: 'error',
      code: message.code,
      sheet,
      cell,
      parameters: message.parameters,
    }));
}
