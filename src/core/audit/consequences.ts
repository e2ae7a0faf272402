import { parseCellName } from '../grid/address.js';
import type { AuditedTable } from './audited-table.js';
import type { Finding, Suspect } from './finding.js';
import { COUNTS_INCONSISTENT } from './row-words.js';

/** A finding about more cells than this is about a table: one mistyped count does not explain it. */
const FEW = 3;

/**
 * Makes findings with one common cause one finding: where an error names a single wrong count and says what it should
 * be, or names a whole row's counts, warnings and notices about that same count are its consequences. Their cells join
 * the error's.
 */
export function withoutConsequences(findings: readonly Finding[], tables: readonly AuditedTable[]): readonly Finding[] {
  const causes = new Map<string, Finding>();
  for (const finding of findings) {
    for (const count of wrongCounts(finding, tables)) if (!causes.has(count)) causes.set(count, finding);
  }
  if (causes.size === 0) return findings;
  const consequences = new Map<Finding, Finding[]>();
  const rest: Finding[] = [];
  for (const finding of findings) {
    const cause = causeOf(finding, causes);
    if (cause === undefined) rest.push(finding);
    else consequences.set(cause, [...(consequences.get(cause) ?? []), finding]);
  }
  return rest.map((finding) => withCellsOf(finding, consequences.get(finding) ?? []));
}

function causeOf(finding: Finding, causes: ReadonlyMap<string, Finding>): Finding | undefined {
  if (finding.severity === 'error' || finding.cells.length > FEW) return undefined;
  const [cause] = placesOf(finding).flatMap((place) => causes.get(place) ?? []);
  return cause;
}

function withCellsOf(finding: Finding, consequences: readonly Finding[]): Finding {
  if (consequences.length === 0) return finding;
  const added = consequences.flatMap(placesOf).map((place) => withoutSheet(place, finding.sheet));
  return { ...finding, cells: [...new Set([...finding.cells, ...added])] };
}

/**
 * The count that an error names, alone in first place and with the value it should have; all of them where a whole
 * row's counts are another's.
 */
function wrongCounts({ severity, suspects, message }: Finding, tables: readonly AuditedTable[]): readonly string[] {
  const [first, second] = suspects;
  if (severity !== 'error' || first === undefined) return [];
  if (message.code === COUNTS_INCONSISTENT)
    return suspects.filter(({ place }) => place === 1).map(({ sheet, cell }) => `${sheet}!${cell}`);
  if (first.proposed === null || second?.place === first.place) return [];
  if (!tables.some((table) => isInput(table, first))) return [];
  return [`${first.sheet}!${first.cell}`];
}

function isInput({ attachment }: AuditedTable, { sheet, cell }: Suspect): boolean {
  if (attachment.kind === 'volumes' || attachment.sheet !== sheet) return false;
  const place = parseCellName(cell);
  return attachment.columns.some(({ role, column }) => role === 'input' && column === place?.column);
}

function placesOf({ sheet, cells }: Finding): readonly string[] {
  return cells.map((cell) => (cell.includes('!') ? cell : `${sheet}!${cell}`));
}

function withoutSheet(place: string, sheet: string): string {
  if (!place.startsWith(`${sheet}!`)) return place;
  return place.slice(sheet.length + 1);
}
