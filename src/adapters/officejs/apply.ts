import type { Plan } from '../../core/changes/plan.js';
import { WorkbookRefusal, type ApplyOutcome } from '../../ports/workbook.js';
import type { Batch } from './batch.js';
import { cellEdits, type Edits } from './cell-edits.js';
import { conflictsOf } from './conflicts.js';
import type { KnownLayout } from './layout.js';
import { operationsOf } from './operations.js';
import { readAgain, type Present, type Write } from './present.js';
import { hostCode, refusalOf } from './refusal.js';
import { requestsOf } from './requests.js';

/**
 * Compare-and-set in two syncs: what the plan was made from is read again, then everything is written in the order of
 * the plan. Plans whose requests would be too large take more syncs, each block whole.
 */
export async function applyPlan(batch: Batch, plan: Plan, known: KnownLayout): Promise<ApplyOutcome> {
  const edits = cellEdits(plan.changes);
  let cells = 0;
  for (const inSheet of edits.values()) cells += inSheet.size;
  if (plan.changes.length === 0) return { applied: true, cells: 0 };
  const present = await readAgain(batch, { plan, edits }, known);
  const conflicts = conflictsOf({ plan, edits, present }, 'wasRead');
  if (conflicts.length > 0) return { applied: false, conflicts };
  refuseWhatIsProtected(plan, edits, present);
  let sent = 0;
  try {
    for (const request of requestsOf(operationsOf(plan, present))) {
      batch.context.application.suspendScreenUpdatingUntilNextSync();
      for (const operation of request) operation.queue(batch.context);
      await batch.sync();
      sent += 1;
    }
  } catch (error) {
    if (sent === 0 && REFUSED_WHOLE.has(hostCode(error))) throw error;
    await checkAfterFailure({ batch, known }, { plan, edits }, error);
  }
  return { applied: true, cells };
}

/** Failures by which the host says that it did nothing of a request. */
const REFUSED_WHOLE: ReadonlySet<string> = new Set([
  'RequestPayloadSizeLimitExceeded',
  'InvalidOperationInCellEditMode',
  'WriteNotSupportedWhenModalDialogOpen',
]);

/** What reading again takes. */
interface Reading {
  readonly batch: Batch;
  readonly known: KnownLayout;
}

/**
 * A write that failed may have been done in part, or wholly with only the answer lost: what is in the workbook now
 * tells. Resolves where it was done wholly; else rejects with the reason.
 */
async function checkAfterFailure({ batch, known }: Reading, { plan, edits }: Write, error: unknown): Promise<void> {
  const sheet = [...edits.keys()].join('、');
  const reason = refusalOf(error, [...edits.keys()]);
  if (!(reason instanceof WorkbookRefusal)) throw error;
  let now: Present;
  try {
    if (reason.code === 'excel-not-answering') throw reason;
    now = await readAgain(batch, { plan, edits }, known);
  } catch {
    throw new WorkbookRefusal('excel-write-unknown', { sheet, reason: reason.code });
  }
  // A before-image alone does no harm: there is nothing to restore.
  const comparison = { plan, edits, present: now };
  if (conflictsOf(comparison, 'was').every((conflict) => conflict.sheet === '')) throw reason;
  if (conflictsOf(comparison, 'becomes').every((conflict) => conflict.sheet === '')) return;
  throw new WorkbookRefusal('excel-write-incomplete', { sheet, reason: reason.code });
}

function refuseWhatIsProtected(plan: Plan, edits: Edits, present: Present): void {
  const touched = new Set(edits.keys());
  for (const change of plan.changes) if (change.kind === 'table') touched.add(change.sheet);
  const locked = [...touched].filter((name) => present.sheets.get(name)?.protected === true);
  if (locked.length > 0) throw new WorkbookRefusal('excel-sheet-protected', { sheet: locked.join('、') });
  const structure = plan.changes.find((change) => change.kind === 'sheet');
  if (structure?.kind === 'sheet' && present.structureProtected)
    throw new WorkbookRefusal('excel-workbook-protected', { sheet: structure.sheet });
}
