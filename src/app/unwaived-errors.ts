import type { Problem } from '../core/grid/problem.js';
import type { Rules } from '../core/method/read-rules.js';
import type { WorkbookSnapshot } from '../ports/workbook.js';
import { audit } from './audit.js';
import type { ComputeResult } from './compute.js';

/** What an audit holds against a workbook and nobody has waived, for the list before 定稿. */
export function unwaivedErrors(_computed: ComputeResult, snapshot: WorkbookSnapshot, rules: Rules | null): readonly Problem[] {
  const { findings } = audit(snapshot, { rules, previous: null });
  return findings.filter(({ severity, waived }) => severity === 'error' && !waived).map(({ sheet, cell, says }) => ({ severity: 'error', code: says.code, sheet, cell, parameters: says.parameters }));
}
