import type { Method } from '../method/method.js';
import { catalogue, checks } from './catalogue.js';
import type { AuditedTable } from './audited-table.js';
import { withoutConsequences } from './consequences.js';
import type { AuditContext, Check, CheckOutcome } from './check.js';
import { compareSeverity, type Finding, type NotChecked } from './finding.js';

export interface TableAudit {
  /** Ordered by sheet as the tables are, then by row; the gravest first within a cell. */
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
}

export interface AuditOptions extends Partial<Pick<AuditContext, 'previous' | 'published' | 'matches'>> {
  /** Called before each check: so many are done. */
  readonly onCheck?: (done: number, of: number) => void;
}

/** Runs every check, or only some, over the tables of a workbook. */
export function auditTables(
  tables: readonly AuditedTable[],
  { previous = [], published = [], matches = new Map(), onCheck }: AuditOptions = {},
  run: readonly Check[] = checks,
): TableAudit {
  const context: AuditContext = {
    tables,
    previous,
    published,
    matches,
    isOn: (check, table) => !isSwitchedOff(check, table, tables),
  };
  const outcomes: CheckOutcome[] = [];
  const earlier: Finding[] = [];
  for (const [done, check] of run.entries()) {
    onCheck?.(done, run.length);
    const outcome = check.run(context, earlier);
    outcomes.push(outcome);
    for (const finding of outcome.findings) earlier.push(finding);
  }
  const order = new Map(tables.map(({ attachment }, index) => [attachment.sheet, index]));
  const findings = withoutConsequences(earlier, tables).map((finding, index) => ({ finding, index }));
  findings.sort(
    (a, b) =>
      compareSeverity(a.finding.severity, b.finding.severity) ||
      (order.get(a.finding.sheet) ?? 99) - (order.get(b.finding.sheet) ?? 99) ||
      rowOf(a.finding) - rowOf(b.finding) ||
      a.index - b.index,
  );
  return {
    findings: findings.map(({ finding }) => finding),
    notChecked: [...outcomes.flatMap((outcome) => outcome.notChecked), ...switchedOffIn(tables)],
  };
}

/**
 * A method switches checks off for its own table; a table without a method, and what lies between tables, goes by all
 * of them.
 */
function isSwitchedOff(check: string, table: AuditedTable | undefined, tables: readonly AuditedTable[]): boolean {
  const own = table?.method ?? null;
  if (own !== null) return isOffIn(own, check);
  return tables.some(({ method }) => method !== null && isOffIn(method, check));
}

function isOffIn({ unchecked = [] }: Method, check: string): boolean {
  return unchecked.includes(check);
}

function switchedOffIn(tables: readonly AuditedTable[]): readonly NotChecked[] {
  return tables.flatMap(({ attachment: { sheet }, method }) =>
    (method?.unchecked ?? []).map((check) => ({
      check,
      sheet,
      reason: {
        code: 'not-checked-off',
        parameters: { check: catalogue.find(({ id }) => id === check)?.title ?? check },
      },
    })),
  );
}

function rowOf({ cell }: Finding): number {
  return Number(/\d+/.exec(cell)?.[0] ?? 0);
}
