import { isEarlierScore } from '../core/changes/own-score.js';
import type { ContentChange, Plan } from '../core/changes/plan.js';
import type { Rules } from '../core/method/read-rules.js';
import type { WorkbookSnapshot } from '../ports/workbook.js';
import { compute, type ComputeRequest } from './compute.js';

/**
 * Brings the shown results of our formulas up to date where no program calculates, as on the page: the formulas stay as they
 * are, only what they come to is another. Formulas of other people keep what they showed until a spreadsheet opens the file.
 */
export function followFormulas(snapshot: WorkbookSnapshot, rules: Rules | null): readonly ContentChange[] {
  const { changes } = followed(snapshot, {
    sheets: [],
    rules,
    write: 'formulas',
    keepExisting: false,
    fixNumbers: false,
  });
  return changes.flatMap((change): readonly ContentChange[] => {
    if (change.kind !== 'content') return [];
    const { was, becomes } = change;
    const isOurs =
      was.formula !== null &&
      becomes.formula !== null &&
      (was.formula === becomes.formula ||
        (isEarlierScore(was.formula, becomes.formula) && was.value !== becomes.value));
    return isOurs ? [{ ...change, becomes: { ...becomes, formula: was.formula } }] : [];
  });
}

/** A formula reads the adjustment that stands in its row, also where the ledger's entries add up to another. */
function followed(snapshot: WorkbookSnapshot, request: ComputeRequest): Plan {
  const { plan, differences } = compute(snapshot, request);
  const typed = differences.filter(({ because }) => because === 'ledger');
  return typed.length === 0
    ? plan
    : compute(snapshot, {
        ...request,
        decisions: Object.fromEntries(typed.map(({ sheet, cell }) => [`${sheet}!${cell}`, 'keep'])),
      }).plan;
}
