import { auditRecordOf, covers, type Waiver } from '../core/audit/audit-record.js';
import { auditTables } from '../core/audit/audit-tables.js';
import type { AuditedTable } from '../core/audit/audited-table.js';
import { countUnreadable } from '../core/audit/checks/count-unreadable.js';
import { rows } from '../core/audit/checks/rows.js';
import type { Finding, NotChecked, Suspect } from '../core/audit/finding.js';
import { matchUnits, type UnitMatching } from '../core/audit/matching/match-units.js';
import * as record from '../core/changes/audit-record.js';
import type { Acceptance } from '../core/changes/audit-record.js';
import * as correction from '../core/changes/correction.js';
import type { Plan } from '../core/changes/plan.js';
import { afterChanges } from '../core/changes/simulate.js';
import type { Grid } from '../core/grid/grid.js';
import type { Problem } from '../core/grid/problem.js';
import type { Rules } from '../core/method/read-rules.js';
import type { AttachmentRow } from '../core/recognition/attachment.js';
import type { WorkbookSnapshot } from '../ports/workbook.js';
import { compute, type ComputedTable, type ComputeResult } from './compute.js';
import type { OnStep } from './step.js';

export interface AuditOptions {
  /** Rules that replace the built-in ones of their kind. */
  readonly rules: Rules | null;
  /** The workbook of the quarter before. */
  readonly previous: WorkbookSnapshot | null;
  readonly onStep?: OnStep;
}

/** A finding with what somebody said to it in 核查记录. */
export interface AuditFinding extends Finding {
  readonly waived: boolean;
  readonly waiver: Waiver | null;
}

export interface AuditResult {
  readonly tables: readonly AuditedTable[];
  /** The gravest first, then by sheet and row. */
  readonly findings: readonly AuditFinding[];
  readonly notChecked: readonly NotChecked[];
  /** How the units of attachments 3 and 2 were put together; `null` where one of the two is not there. */
  readonly matching: UnitMatching | null;
  /** What was said while reading: sheets that were not recognised, methods that were used. */
  readonly problems: readonly Problem[];
}

/** Looks for everything in a workbook that cannot be right, that disagrees or that should be confirmed. Writes nothing. */
export function audit(snapshot: WorkbookSnapshot, { rules, previous, onStep }: AuditOptions): AuditResult {
  const { tables, problems } = tablesOf(snapshot, rules);
  const kept = auditRecordOf(snapshot.sheets);
  const matches = kept?.matches ?? new Map<string, readonly string[]>();
  const { findings, notChecked } = auditTables(tables, {
    previous: previous === null ? [] : tablesOf(previous, rules).tables,
    matches,
    onCheck: (done, of) => onStep?.({ kind: 'checking', done, of }),
  });
  const waiverOf = (finding: Finding): Waiver | null => kept?.waivers.find((waiver) => covers(waiver, finding)) ?? null;
  return {
    tables,
    findings: findings.map((finding) => {
      const waiver = waiverOf(finding);
      return { ...finding, waived: waiver !== null, waiver };
    }),
    notChecked: [...sheetsNotRead(tables, problems), ...notChecked],
    matching: matchingOf(tables, matches),
    problems,
  };
}

/** What the checks within rows find in a workbook as a computation will leave it: the count that is shown beside the scores. */
export function auditComputed({ sheets }: WorkbookSnapshot, { tables, plan }: ComputeResult): readonly Finding[] {
  return auditTables(auditedTables(afterChanges(sheets, plan.changes), tables), {}, [countUnreadable, rows]).findings;
}

/** Plans to put a suspect's proposed value into its cell; an empty plan where none can be told. */
export function planCorrection({ sheets }: WorkbookSnapshot, suspect: Suspect): Plan {
  return correction.planCorrection(sheets, suspect);
}

/** Plans to accept a finding, with a reason: a line in 核查记录. */
export function planWaiver({ sheets }: WorkbookSnapshot, finding: Finding, acceptance: Acceptance): Plan {
  return record.planAcceptance(sheets, finding, acceptance);
}

/** Plans to take an acceptance back. */
export function planUnwaiver({ sheets }: WorkbookSnapshot, waiver: Waiver): Plan {
  return record.planWithdrawal(sheets, waiver);
}

/** Plans to put a unit of attachment 3 together with units of attachment 2: a line in 核查记录. */
export function planMatch(
  { sheets }: WorkbookSnapshot,
  volume: string,
  departments: readonly string[],
  acceptance: Acceptance,
): Plan {
  return record.planMatch(sheets, volume, departments, acceptance);
}

/** Sheets that look like an attachment and could not be read: no check has seen them. */
function sheetsNotRead(tables: readonly AuditedTable[], problems: readonly Problem[]): readonly NotChecked[] {
  const isRead = (sheet: string): boolean =>
    sheet === '' || tables.some(({ attachment }) => attachment.sheet === sheet);
  return problems
    .filter(({ sheet, severity, code }) => !isRead(sheet) && (severity === 'error' || code.startsWith('table-')))
    .map(({ sheet, code, parameters }) => ({ check: '*', sheet, reason: { code, parameters } }));
}

function matchingOf(
  tables: readonly AuditedTable[],
  matches: ReadonlyMap<string, readonly string[]>,
): UnitMatching | null {
  const unitsIn = (kind: AuditedTable['attachment']['kind']): readonly AttachmentRow[] | undefined =>
    tables.find(({ attachment }) => attachment.kind === kind)?.attachment.rows.filter((row) => row.kind === 'unit');
  const [volumes, departments] = [unitsIn('volumes'), unitsIn('departments')];
  return volumes === undefined || departments === undefined ? null : matchUnits(volumes, departments, matches);
}

/** Scored with the adjustments as they are typed: what is printed is what is audited. */
function tablesOf(
  snapshot: WorkbookSnapshot,
  rules: Rules | null,
): { readonly tables: readonly AuditedTable[]; readonly problems: readonly Problem[] } {
  const { tables, problems } = compute(snapshot, {
    write: 'values',
    keepExisting: true,
    fixNumbers: false,
    sheets: [],
    rules,
  });
  return { tables: auditedTables(snapshot.sheets, tables), problems };
}

function auditedTables(sheets: readonly Grid[], tables: readonly ComputedTable[]): readonly AuditedTable[] {
  return tables.flatMap(({ attachment, method, scorecard, adjustments, notes }) => {
    const grid = sheets.find(({ sheet }) => sheet === attachment.sheet);
    return grid === undefined ? [] : [{ grid, attachment, method, scorecard, adjustments, notes }];
  });
}
