import type { ContentChange, Plan } from '../core/changes/plan.js';
import type { Rules } from '../core/method/read-rules.js';
import type { WorkbookSnapshot } from '../ports/workbook.js';
import { compute, type ComputeRequest } from './compute.js';

/**
 * Brings the shown results of our formulas up to date where no program calculates, as on the page: the formulas stay as
 * they are, only what they come to is another. Formulas of other people keep what they showed until a spreadsheet opens
 * the file.
 */
export function followFormulas(snapshot: WorkbookSnapshot, rules: Rules | null): readonly ContentChange[] {
  const request = { sheets: [], rules, write: 'formulas', keepExisting: false, fixNumbers: false } as const;
  const { changes } = planWithTypedAdjustments(snapshot, request);
  return changes.filter(
    (change): change is ContentChange =>
      change.kind === 'content' && change.was.formula !== null && change.was.formula === change.becomes.formula,
  );
}

/** A formula reads the adjustment that stands in its row, also where the ledger's entries add up to another. */
function planWithTypedAdjustments(snapshot: WorkbookSnapshot, request: ComputeRequest): Plan {
  const { plan, differences } = compute(snapshot, request);
  const fromLedger = differences.filter(({ because }) => because === 'ledger');
  if (fromLedger.length === 0) return plan;
  const decisions = Object.fromEntries(fromLedger.map(({ sheet, cell }) => [`${sheet}!${cell}`, 'keep' as const]));
  return compute(snapshot, { ...request, decisions }).plan;
}
