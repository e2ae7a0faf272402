import { isUnsupportedLayout } from '../core/recognition/unsupported-layouts.js';
import { auditRecordOf, covers, type AcceptedFinding } from '../core/audit/audit-record.js';
import { auditTables } from '../core/audit/audit-tables.js';
import type { AuditedTable } from '../core/audit/audited-table.js';
import { adjustment } from '../core/audit/checks/adjustment.js';
import { countUnreadable } from '../core/audit/checks/count-unreadable.js';
import { rows } from '../core/audit/checks/rows.js';
import type { Finding, NotChecked } from '../core/audit/finding.js';
import { matchUnits, type UnitMatching } from '../core/audit/matching/match-units.js';
import * as record from '../core/changes/audit-record.js';
import type { Acceptance, UnitMatch } from '../core/changes/audit-record.js';
import type { Plan } from '../core/changes/plan.js';
import { afterChanges } from '../core/changes/simulate.js';
import type { AttachmentKind } from '../core/form/form.js';
import type { Grid } from '../core/grid/grid.js';
import type { Problem } from '../core/grid/problem.js';
import type { Rules } from '../core/method/read-rules.js';
import type { AttachmentRow } from '../core/recognition/attachment.js';
import type { WorkbookSnapshot } from '../ports/workbook.js';
import { compute, type ComputedTable, type ComputeResult } from './compute.js';
import { publishedBefore } from './published-before.js';
import type { OnProgress } from './progress.js';

export interface AuditOptions {
  /** Rules that replace the built-in ones of their kind. */
  readonly rules: Rules | null;
  /** The workbook of the quarter before. */
  readonly previous: WorkbookSnapshot | null;
  readonly onStep?: OnProgress;
}

/** A finding with the acceptance that 核查记录 has for it. */
export interface AuditFinding extends Finding {
  readonly waived: boolean;
  readonly acceptance: AcceptedFinding | null;
}

/** What an audit found. */
export interface AuditResult {
  readonly tables: readonly AuditedTable[];
  /** The gravest first, then by sheet and row. */
  readonly findings: readonly AuditFinding[];
  readonly notChecked: readonly NotChecked[];
  /** How the units of attachments 3 and 2 were put together; `null` where one of the two is not there. */
  readonly matching: UnitMatching | null;
  /** What reading the workbook reported: sheets that were not recognised, methods that were used. */
  readonly problems: readonly Problem[];
}

/**
 * Looks for everything in a workbook that cannot be right, that disagrees or that should be confirmed. Writes nothing.
 */
export function audit(snapshot: WorkbookSnapshot, { rules, previous, onStep }: AuditOptions): AuditResult {
  const { tables, problems } = tablesOf(snapshot, rules);
  const auditRecord = auditRecordOf(snapshot.sheets);
  const matches = auditRecord?.matches ?? new Map<string, readonly string[]>();
  const { findings, notChecked } = auditTables(tables, {
    previous: previous === null ? [] : tablesOf(previous, rules).tables,
    published: publishedBefore(snapshot.sheets, tables),
    matches,
    onCheck: (done, of) => onStep?.({ kind: 'checking', done, of }),
  });
  return {
    tables,
    findings: [...errorsBesideTables(tables, problems), ...findings].map((finding) => {
      const acceptance = auditRecord?.accepted.find((candidate) => covers(candidate, finding)) ?? null;
      return { ...finding, waived: acceptance !== null, acceptance };
    }),
    notChecked: [...sheetsNotRead(tables, problems), ...notChecked],
    matching: matchingOf(tables, matches),
    problems,
  };
}

/**
 * What the checks within rows and of adjustments find in a workbook as a computation will leave it: the count that is
 * shown beside the scores.
 */
export function auditComputed({ sheets }: WorkbookSnapshot, { tables, plan }: ComputeResult): readonly Finding[] {
  return auditTables(auditedTables(afterChanges(sheets, plan.changes), tables), {}, [countUnreadable, rows, adjustment])
    .findings;
}

/** Plans to accept a finding, with a reason: a line in 核查记录. */
export function planAcceptance({ sheets }: WorkbookSnapshot, finding: Finding, acceptance: Acceptance): Plan {
  return record.planAcceptance(sheets, finding, acceptance);
}

/** Plans to take an acceptance back. */
export function planWithdrawal({ sheets }: WorkbookSnapshot, accepted: AcceptedFinding): Plan {
  return record.planWithdrawal(sheets, accepted);
}

/** Plans to put a unit of attachment 3 together with units of attachment 2: a line in 核查记录. */
export function planMatch({ sheets }: WorkbookSnapshot, match: UnitMatch, acceptance: Acceptance): Plan {
  return record.planMatch(sheets, match, acceptance);
}

/** Sheets that look like an attachment and could not be read: no check has seen them. */
function sheetsNotRead(tables: readonly AuditedTable[], problems: readonly Problem[]): readonly NotChecked[] {
  return problems
    .filter(
      ({ sheet, severity, code }) => !isRead(sheet, tables) && (severity === 'error' || isUnsupportedLayout(code)),
    )
    .map(({ sheet, code, parameters }) => ({ check: '*', sheet, reason: { code, parameters } }));
}

/** The errors in sheets that no check has seen: an attachment that is not read, an entry of the ledger. */
function errorsBesideTables(tables: readonly AuditedTable[], problems: readonly Problem[]): readonly Finding[] {
  return problems
    .filter(({ sheet, severity }) => severity === 'error' && !isRead(sheet, tables))
    .map(({ sheet, cell, code, parameters }) => ({
      check: 'not-read',
      severity: 'error',
      sheet,
      cell,
      cells: [cell],
      unit: String(parameters['unit'] ?? ''),
      column: '',
      found: String(parameters['points'] ?? parameters['text'] ?? ''),
      expected: '',
      message: { code, parameters },
      advice: { code: 'advice-check-source', parameters: {} },
      suspects: [],
    }));
}

/** What concerns the whole workbook concerns no sheet that could be read. */
function isRead(sheet: string, tables: readonly AuditedTable[]): boolean {
  return sheet === '' || tables.some(({ attachment }) => attachment.sheet === sheet);
}

function matchingOf(
  tables: readonly AuditedTable[],
  matches: ReadonlyMap<string, readonly string[]>,
): UnitMatching | null {
  const volumes = unitsOf(tables, 'volumes');
  const departments = unitsOf(tables, 'departments');
  if (volumes === undefined || departments === undefined) return null;
  return matchUnits(volumes, departments, matches);
}

function unitsOf(tables: readonly AuditedTable[], kind: AttachmentKind): readonly AttachmentRow[] | undefined {
  const table = tables.find(({ attachment }) => attachment.kind === kind);
  return table?.attachment.rows.filter((row) => row.kind === 'unit');
}

/** Scored with the adjustments as they are typed: what is printed is what is audited. */
function tablesOf(snapshot: WorkbookSnapshot, rules: Rules | null): Pick<AuditResult, 'tables' | 'problems'> {
  const { tables, plan } = compute(snapshot, {
    write: 'values',
    keepExisting: true,
    fixNumbers: false,
    sheets: [],
    rules,
  });
  return { tables: auditedTables(snapshot.sheets, tables), problems: plan.problems };
}

function auditedTables(sheets: readonly Grid[], tables: readonly ComputedTable[]): readonly AuditedTable[] {
  return tables.flatMap(({ attachment, method, scorecard, adjustments, notes }) => {
    const grid = sheets.find(({ sheet }) => sheet === attachment.sheet);
    if (grid === undefined) return [];
    return [{ grid, attachment, method, scorecard, adjustments, notes }];
  });
}
