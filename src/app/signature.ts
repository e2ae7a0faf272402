import type { Problem } from '../core/grid/problem.js';
import type { WorkbookSnapshot } from '../ports/workbook.js';

/** What to say before something is written into a signed file: the signature would not hold and goes. */
export function signatureProblems({ signed }: Pick<WorkbookSnapshot, 'signed'>): readonly Problem[] {
  if (signed) return [{ severity: 'notice', code: 'signature-dropped', sheet: '', cell: '', parameters: {} }];
  return [];
}
