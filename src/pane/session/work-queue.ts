import { nextFrame } from './next-frame.js';
import { SerialQueue } from './serial-queue.js';
import type { Work } from './state.js';
import type { Store } from './store.js';

/** A task that is shown while it runs. The signal is aborted when somebody cancels it. */
type ShownTask = (signal: AbortSignal) => Promise<void>;

/** Runs tasks one after the other and shows what the session is busy with. An error is reported, not thrown. */
export class WorkQueue {
  readonly queue = new SerialQueue();
  private controller = new AbortController();

  constructor(private readonly store: Store) {}

  /** Runs a task in its turn, shown as `work` meanwhile; for `key` see `SerialQueue`. */
  enqueue(key: string | null, work: Work, task: ShownTask): Promise<void> {
    return this.queue.enqueue(() => this.runShown(work, task), key);
  }

  /** Runs a task at once, shown as `work` meanwhile: for a task that has its turn already. */
  async runShown(work: Work, task: ShownTask): Promise<void> {
    const controller = new AbortController();
    this.controller = controller;
    const { signal } = controller;
    // What is shown already needs no time to be drawn: at first the workbook is read at once.
    if (this.store.get().work?.kind !== work.kind) {
      this.store.set({ work });
      await nextFrame();
    }
    try {
      await task(signal);
    } catch (error) {
      if (!signal.aborted) this.store.reportError(error);
    } finally {
      if (!signal.aborted) this.store.set({ work: null });
    }
  }

  /** Cancels what runs, as long as it has not begun to write. */
  cancel(): void {
    if (this.store.get().work?.cancellable !== true) return;
    this.controller.abort();
    this.queue.releaseKey();
    this.store.set({ work: null });
  }
}
