import type { Change, Plan } from '../core/changes/plan.js';
import type { Problem } from '../core/grid/problem.js';
import type { WorkbookSnapshot, WorkbookLock } from '../ports/workbook.js';

/**
 * What to say where a plan is written into a file in spite of protection: a file has no Excel that would ask for the
 * password. The protection itself stays.
 */
export function protectionProblems(
  { sheets, locks = [] }: Pick<WorkbookSnapshot, 'sheets' | 'locks'>,
  { changes }: Pick<Plan, 'changes'>,
): readonly Problem[] {
  if (changes.length === 0) return [];
  const written = new Set(changes.map(sheetOf));
  const inSheets = sheets
    .filter((grid) => grid.protected && written.has(grid.sheet))
    .map(({ sheet }) => notice('written-sheet-protected', sheet));
  return [...inSheets, ...locks.flatMap((lock) => lockProblems(lock, changes))];
}

function lockProblems(lock: WorkbookLock, changes: readonly Change[]): readonly Problem[] {
  if (lock !== 'structure') return [notice(`written-${lock}`, '')];
  const moved = changes.filter(({ kind }) => kind === 'sheet').map(sheetOf);
  return [...new Set(moved)].map((sheet) => notice('written-structure-locked', sheet));
}

function sheetOf(change: Change): string {
  return change.kind === 'part' ? '' : change.sheet;
}

function notice(code: Problem['code'], sheet: string): Problem {
  return { severity: 'notice', code, sheet, cell: '', parameters: { sheet } };
}
