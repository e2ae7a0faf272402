import { restore, restorePoints } from '../../app/restore.js';
import type { Plan } from '../../core/changes/plan.js';
import { rollBack } from '../../core/changes/roll-back.js';
import type { TrackedWorkbook } from './tracked-workbook.js';
import type { Store } from './store.js';
import type { PlanWriter } from './plan-writer.js';

/** What a restorer works with. */
interface Dependencies {
  readonly tracked: TrackedWorkbook;
  readonly writer: PlanWriter;
  readonly store: Store;
  /** So many cells were put back by a plan. */
  readonly onRestored: (plan: Plan, cells: number) => void;
}

/** Puts back what was in the workbook before a computation, or before a write that broke off. */
export class Restorer {
  private readonly tracked: TrackedWorkbook;
  private readonly writer: PlanWriter;
  private readonly store: Store;
  private readonly onRestored: Dependencies['onRestored'];

  constructor({ tracked, writer, store, onRestored }: Dependencies) {
    this.tracked = tracked;
    this.writer = writer;
    this.store = store;
    this.onRestored = onRestored;
  }

  /** Undoes a write that broke off; else restores what was before the computation with this id, or the newest. */
  restore(id: string | undefined): Promise<void> {
    const { interruptedPlan } = this.writer;
    if (interruptedPlan !== null && id === undefined) return this.restoreInterrupted(interruptedPlan);
    return this.restoreComputation(id);
  }

  private async restoreComputation(id: string | undefined): Promise<void> {
    const snapshot = await this.tracked.read();
    const isRestoredAlready = id !== undefined && !restorePoints(snapshot).some((point) => point.id === id);
    // What was reported of that restore stays.
    if (isRestoredAlready) return this.tracked.show(snapshot);
    const restored = restore(snapshot, id);
    this.store.set({ done: null, status: null, undoable: null, reviewing: false });
    await this.writer.write(restored.plan, async () => {
      this.tracked.forgetPreviousScores();
      await this.tracked.readAndShow();
      this.onRestored(restored.plan, restored.restored);
      this.reportRestored(restored);
    });
  }

  private reportRestored({ changedSince, restored }: ReturnType<typeof restore>): void {
    if (changedSince.length > 0) {
      const cells = changedSince.map(({ sheet, cell }) => `${sheet}!${cell}`).join('、');
      const parameters = { count: changedSince.length, cells };
      this.store.report({ tone: 'warning', code: 'restore-changed-since', parameters });
      return;
    }
    if (restored === 0) this.store.report({ tone: 'success', code: 'restored-already' });
    else this.store.report({ tone: 'success', code: 'restored', parameters: { cells: restored } });
  }

  private async restoreInterrupted(interrupted: Plan): Promise<void> {
    const plan = rollBack(interrupted, await this.tracked.read());
    this.store.set({ status: null, undoable: null });
    await this.writer.write(plan, async () => {
      this.writer.forgetInterrupted();
      await this.tracked.readAndShow();
      const cells = plan.changes.filter((change) => change.kind === 'content').length;
      this.store.report({ tone: 'success', code: 'restored', parameters: { cells } });
    });
  }
}
