import type { ContentChange } from '../core/changes/plan.js';
import type { Rules } from '../core/method/read-rules.js';
import type { WorkbookSnapshot } from '../ports/workbook.js';
import { compute } from './compute.js';

/**
 * Brings the shown results of our formulas up to date where no program calculates, as on the page: the formulas stay as they
 * are, only what they come to is another. Formulas of other people keep what they showed until a spreadsheet opens the file.
 */
export function followFormulas(snapshot: WorkbookSnapshot, rules: Rules | null): readonly ContentChange[] {
  const { plan } = compute(snapshot, { sheets: [], rules, write: 'formulas', keepExisting: false, fixNumbers: false });
  return plan.changes.filter((change): change is ContentChange => change.kind === 'content' && change.was.formula !== null && change.was.formula === change.becomes.formula);
}
