import { hasUnreadableMarks } from '../core/changes/audit-marks.js';
import { hasUnreadableImages } from '../core/changes/before-image-parts.js';
import type { Problem } from '../core/grid/problem.js';
import type { WorkbookSnapshot } from '../ports/workbook.js';

/** What a workbook keeps for us and cannot be read: it is ignored, and that is said. */
export function unreadableRecords({ parts }: Pick<WorkbookSnapshot, 'parts'>): readonly Problem[] {
  const problems: Problem[] = [];
  if (hasUnreadableImages(parts)) problems.push(warning('records-unreadable'));
  if (hasUnreadableMarks(parts)) problems.push(warning('marks-unreadable'));
  return problems;
}

function warning(code: 'records-unreadable' | 'marks-unreadable'): Problem & { readonly code: typeof code } {
  return { severity: 'warning', code, sheet: '', cell: '', parameters: {} };
}
