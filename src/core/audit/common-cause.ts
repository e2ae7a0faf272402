import { parseCellName } from '../grid/address.js';
import type { AuditedTable } from './audited-table.js';
import type { Finding } from './finding.js';
import { COUNTS_APART } from './row-report.js';

/** A finding about more cells than this is about a table: one mistyped count does not explain it. */
const FEW = 3;

/**
 * Makes findings with one common cause one finding: where an error names a single count as the one to blame and says what
 * it should be, or a whole row's counts, warnings and notices about that same count are its consequences. Their cells join the error's.
 */
export function withoutConsequences(findings: readonly Finding[], tables: readonly AuditedTable[]): readonly Finding[] {
  const causes = new Map<string, Finding>();
  for (const finding of findings) {
    for (const blamed of blamedCounts(finding, tables)) if (!causes.has(blamed)) causes.set(blamed, finding);
  }
  if (causes.size === 0) return findings;
  const consequences = new Map<Finding, Finding[]>();
  const rest = findings.filter((finding) => {
    if (finding.severity === 'error' || finding.cells.length > FEW) return true;
    const cause = placesOf(finding)
      .map((place) => causes.get(place))
      .find((found) => found !== undefined);
    if (cause === undefined) return true;
    consequences.set(cause, [...(consequences.get(cause) ?? []), finding]);
    return false;
  });
  return rest.map((finding) => {
    const explained = consequences.get(finding);
    return explained === undefined
      ? finding
      : {
          ...finding,
          cells: [
            ...new Set([
              ...finding.cells,
              ...explained.flatMap(placesOf).map((place) => withoutSheet(place, finding.sheet)),
            ]),
          ],
        };
  });
}

/** The count that an error blames, alone in first place and with the value it should have; all of them where a whole row's are another's. */
function blamedCounts({ severity, suspects, says }: Finding, tables: readonly AuditedTable[]): readonly string[] {
  const [first, second] = suspects;
  if (severity !== 'error' || first === undefined) return [];
  if (says.code === COUNTS_APART)
    return suspects.filter(({ place }) => place === 1).map(({ sheet, cell }) => `${sheet}!${cell}`);
  if (first.proposed === null || second?.place === first.place) return [];
  const place = parseCellName(first.cell);
  const isCount = tables.some(
    ({ attachment }) =>
      attachment.kind !== 'volumes' &&
      attachment.sheet === first.sheet &&
      attachment.columns.some(({ role, column }) => role === 'input' && column === place?.column),
  );
  return isCount ? [`${first.sheet}!${first.cell}`] : [];
}

function placesOf({ sheet, cells }: Finding): readonly string[] {
  return cells.map((cell) => (cell.includes('!') ? cell : `${sheet}!${cell}`));
}

function withoutSheet(place: string, sheet: string): string {
  return place.startsWith(`${sheet}!`) ? place.slice(sheet.length + 1) : place;
}
