import type { Finding, Severity } from '../audit/finding.js';
import { cellName, parseAreaName, parseCellName } from '../grid/address.js';
import type { Area } from '../grid/grid.js';
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
    if (area === undefined || cellsIn(area) > MOST_CELLS) continue;
    for (let row = area.top; row <= area.bottom; row += 1) {
      for (let column = area.left; column <= area.right; column += 1) {
        const key = `${sheet}!${cellName(row, column)}`;
        if (!marks.has(key)) marks.set(key, { sheet, row, column, fill: COLOURS[severity] });
      }
    }
  }
  return [...marks.values()];
}

function cellsIn({ top, left, bottom, right }: Area): number {
  return (bottom - top + 1) * (right - left + 1);
}

/** Reads the marks that a workbook remembers; what is no mark is passed over. */
export function readAuditMarks(parts: Readonly<Record<string, string>>): readonly AuditMark[] {
  return readPart('audit-marks', parts[AUDIT_MARKS])
    .map(readMark)
    .filter((mark) => mark !== null);
}

/** Whether something stands among a workbook's marks that is none. */
export function hasUnreadableMarks(parts: Readonly<Record<string, string>>): boolean {
  if (parts[AUDIT_MARKS] === undefined) return false;
  const entries = readPart('audit-marks', parts[AUDIT_MARKS]);
  return entries.length === 0 || entries.some((entry) => readMark(entry) === null);
}

function readMark(entry: unknown): AuditMark | null {
  const [sheet, cell, fill] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
  if (typeof sheet !== 'string' || typeof cell !== 'string' || typeof fill !== 'string') return null;
  const place = parseCellName(cell);
  if (place === undefined || !/^[0-9A-F]{6}$/i.test(fill)) return null;
  return { sheet, ...place, fill };
}

export interface MarkingPlan {
  readonly plan: Plan;
  readonly marked: number;
  /** Cells that have a fill of their own and keep it. */
  readonly skipped: number;
}

/**
 * Plans to colour these cells and no others. Only a cell without a fill is coloured, so that taking the colour off
 * again leaves no trace; a colour that somebody has changed since is theirs. `fillOf` tells the fill a cell has now.
 */
export function planMarks(
  wanted: readonly AuditMark[],
  fillOf: (mark: AuditMark) => string | null,
  parts: Readonly<Record<string, string>>,
): MarkingPlan {
  const ours = readAuditMarks(parts).filter((mark) => fillOf(mark) === mark.fill);
  const ourKeys = new Set(ours.map(keyOf));
  const marks = wanted.filter((mark) => fillOf(mark) === null || ourKeys.has(keyOf(mark)));
  const keysToStay = new Set(marks.map(keyOf));
  // A mark is forgotten after it is gone and remembered before it is set: no colour is left unknown when applying the
  // plan breaks off.
  const changes: Change[] = [];
  const removed = ours.filter((mark) => !keysToStay.has(keyOf(mark)));
  for (const mark of distinct(removed)) changes.push(fillChange(mark, mark.fill, null));
  const was = parts[AUDIT_MARKS] ?? null;
  const becomes = partFor(marks);
  if (was !== becomes) changes.push({ kind: 'part', namespace: AUDIT_MARKS, was, becomes });
  for (const mark of marks) {
    const present = fillOf(mark);
    if (present !== mark.fill) changes.push(fillChange(mark, present, mark.fill));
  }
  return { plan: { changes, problems: [] }, marked: marks.length, skipped: wanted.length - marks.length };
}

function distinct(marks: readonly AuditMark[]): Iterable<AuditMark> {
  return new Map(marks.map((mark) => [keyOf(mark), mark])).values();
}

function partFor(marks: readonly AuditMark[]): string | null {
  if (marks.length === 0) return null;
  const data = marks.map(({ sheet, row, column, fill }) => [sheet, cellName(row, column), fill]);
  return writePart('audit-marks', AUDIT_MARKS, data);
}

function fillChange({ sheet, row, column }: AuditMark, was: string | null, becomes: string | null): Change {
  return { kind: 'fill', sheet, row, column, was, becomes };
}

function keyOf({ sheet, row, column }: AuditMark): string {
  return `${sheet}!${cellName(row, column)}`;
}
