import { marksFor, planMarks, readAuditMarks, type AuditMark, type MarkingPlan } from '../core/changes/audit-marks.js';
import type { Workbook, WorkbookSnapshot } from '../ports/workbook.js';
import type { AuditFinding } from './audit.js';

/** Whether cells of the workbook are coloured by the audit. */
export function hasMarks({ parts }: WorkbookSnapshot): boolean {
  return readAuditMarks(parts).length > 0;
}

/**
 * Plans to colour the cells of these findings (those accepted apart) and to take other marks off; of none: to take all
 * off.
 */
export async function planMarking(
  workbook: Workbook,
  { sheets, parts }: WorkbookSnapshot,
  findings: readonly AuditFinding[],
): Promise<MarkingPlan> {
  const isPresent = (mark: AuditMark): boolean => sheets.some(({ sheet }) => sheet === mark.sheet);
  const wanted = marksFor(findings.filter(({ waived }) => !waived)).filter(isPresent);
  const existing = readAuditMarks(parts).filter(isPresent);
  const marks = new Map([...existing, ...wanted].map((mark) => [keyOf(mark), mark]));
  const cells = [...marks.values()].map(({ sheet, row, column }) => ({ sheet, row, column }));
  const read = await workbook.readMarks(cells);
  const fills = new Map([...marks.keys()].map((key, index) => [key, read[index]?.fill ?? null]));
  return planMarks(wanted, (mark) => fills.get(keyOf(mark)) ?? null, parts);
}

function keyOf({ sheet, row, column }: AuditMark): string {
  return `${sheet}!${row},${column}`;
}
