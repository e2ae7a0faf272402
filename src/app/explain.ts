import { planExplanation } from '../core/changes/explanation.js';
import type { Plan } from '../core/changes/plan.js';
import type { Rules } from '../core/method/read-rules.js';
import type { WorkbookSnapshot } from '../ports/workbook.js';
import { computeAsItStands } from './compute.js';

/** Plans the sheet 得分明细 for the attachments that are scored. Writes nothing. */
export function explain(snapshot: WorkbookSnapshot, rules: Rules | null): Plan {
  const scorecards = computeAsItStands(snapshot, rules).tables.flatMap(({ scorecard }) => scorecard ?? []);
  return { changes: planExplanation(snapshot.sheets, scorecards), problems: [] };
}
