import type { Finding, Severity } from '../audit/finding.js';
import { cellName, parseAreaName, parseCellName } from '../grid/address.js';
import { readPart, writePart } from './custom-part.js';
import type { Change, Plan } from './plan.js';

/** The custom XML part that remembers which cells the audit has coloured. */
const AUDIT_MARKS = 'urn:bulletin-scores:audit-marks';

/** A cell coloured by the audit. */
export interface AuditMark {
  readonly sheet: string;
  /** Row and column of the sheet, from 0. */
  readonly row: number;
  readonly column: number;
  /** RRGGBB. */
  readonly fill: string;
}

/** Light enough for black figures, and apart from one another in print. */
const COLOURS: Readonly<Record<Severity, string>> = { error: 'FFB3AB', warning: 'FFE699', notice: 'DDEBF7' };

/** A finding about more cells than this is about a table, not about cells. */
const MOST_CELLS = 200;

/** The cells that findings name, each in the colour of the gravest of them. */
export function marksFor(findings: readonly Finding[]): readonly AuditMark[] {
  const marks = new Map<string, AuditMark>();
  // The gravest come first.
  for (const { sheet, cell, severity } of findings) {
    const area = parseAreaName(cell);
    if (area === undefined || (area.bottom - area.top + 1) * (area.right - area.left + 1) > MOST_CELLS) continue;
    for (let row = area.top; row <= area.bottom; row += 1) {
      for (let column = area.left; column <= area.right; column += 1) {
        const key = `${sheet}!${cellName(row, column)}`;
        if (!marks.has(key)) marks.set(key, { sheet, row, column, fill: COLOURS[severity] });
      }
    }
  }
  return [...marks.values()];
}

/** Reads the marks that a workbook remembers. */
export function readAuditMarks(parts: Readonly<Record<string, string>>): readonly AuditMark[] {
  return readPart('audit-marks', parts[AUDIT_MARKS]).flatMap((entry) => {
    const [sheet, cell, fill] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
    const place = typeof cell === 'string' ? parseCellName(cell) : undefined;
    return typeof sheet === 'string' && place !== undefined && typeof fill === 'string'
      ? [{ sheet, ...place, fill }]
      : [];
  });
}

export interface MarkingPlan {
  readonly plan: Plan;
  readonly marked: number;
  /** Cells that have a fill of their own and keep it. */
  readonly left: number;
}

/**
 * Plans to colour these cells and no others. Only a cell without a fill is coloured, so that taking the colour off again
 * leaves no trace; a colour that somebody has changed since is theirs.
 */
export function planMarks(
  wanted: readonly AuditMark[],
  fillOf: (mark: AuditMark) => string | null,
  parts: Readonly<Record<string, string>>,
): MarkingPlan {
  const ours = new Map(
    readAuditMarks(parts)
      .filter((mark) => fillOf(mark) === mark.fill)
      .map((mark) => [keyOf(mark), mark]),
  );
  const marks = wanted.filter((mark) => fillOf(mark) === null || ours.has(keyOf(mark)));
  const stays = new Set(marks.map(keyOf));
  const was = parts[AUDIT_MARKS] ?? null;
  const becomes =
    marks.length === 0
      ? null
      : writePart(
          'audit-marks',
          AUDIT_MARKS,
          marks.map(({ sheet, row, column, fill }) => [sheet, cellName(row, column), fill]),
        );
  // A mark is forgotten after it is gone and remembered before it is set: a writing that breaks off leaves no colour unknown.
  const changes: Change[] = [
    ...[...ours.values()].filter((mark) => !stays.has(keyOf(mark))).map((mark) => fillChange(mark, mark.fill, null)),
    ...(was === becomes ? [] : [{ kind: 'part' as const, namespace: AUDIT_MARKS, was, becomes }]),
    ...marks.flatMap((mark) => (fillOf(mark) === mark.fill ? [] : [fillChange(mark, fillOf(mark), mark.fill)])),
  ];
  return { plan: { changes, problems: [] }, marked: marks.length, left: wanted.length - marks.length };
}

function fillChange({ sheet, row, column }: AuditMark, was: string | null, becomes: string | null): Change {
  return { kind: 'fill', sheet, row, column, was, becomes };
}

function keyOf({ sheet, row, column }: AuditMark): string {
  return `${sheet}!${cellName(row, column)}`;
}
