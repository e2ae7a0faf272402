import { auditTables } from '../core/audit/audit-tables.js';
import type { AuditedTable } from '../core/audit/audited-table.js';
import type { Finding, NotChecked } from '../core/audit/finding.js';
import type { Problem } from '../core/grid/problem.js';
import type { Rules } from '../core/method/read-rules.js';
import type { WorkbookSnapshot } from '../ports/workbook.js';
import { compute } from './compute.js';

export interface AuditOptions {
  /** Rules that replace the built-in ones of their kind. */
  readonly rules: Rules | null;
  /** The workbook of the quarter before. */
  readonly previous: WorkbookSnapshot | null;
}

/** A finding with what somebody said to it. */
export interface AuditFinding extends Finding {
  readonly waived: boolean;
}

export interface AuditResult {
  readonly tables: readonly AuditedTable[];
  readonly findings: readonly AuditFinding[];
  readonly notChecked: readonly NotChecked[];
  /** Why sheets were not recognised. */
  readonly problems: readonly Problem[];
}

/** Looks for everything in a workbook that cannot be right, that disagrees or that should be confirmed. Writes nothing. */
export function audit(snapshot: WorkbookSnapshot, { rules, previous }: AuditOptions): AuditResult {
  const { tables, problems } = tablesOf(snapshot, rules);
  const { findings, notChecked } = auditTables(tables, { previous: previous === null ? [] : tablesOf(previous, rules).tables });
  return { tables, findings: findings.map((finding) => ({ ...finding, waived: false })), notChecked, problems };
}

/** Scored with the adjustments as they are typed: what is printed is what is audited. */
function tablesOf(snapshot: WorkbookSnapshot, rules: Rules | null): { readonly tables: readonly AuditedTable[]; readonly problems: readonly Problem[] } {
  const { tables, problems } = compute(snapshot, { write: 'values', keepExisting: true, fixNumbers: false, sheets: [], rules });
  return {
    tables: tables.flatMap(({ attachment, method, scorecard, adjustments, notes }) => {
      const grid = snapshot.sheets.find(({ sheet }) => sheet === attachment.sheet);
      return grid === undefined ? [] : [{ grid, attachment, method, scorecard, adjustments, notes }];
    }),
    problems,
  };
}
