/** Runs one task after the other, in the order in which they were entered: nothing overtakes an earlier entry. */
export class SerialQueue {
  private last: { key: string | null; readonly done: Promise<unknown> } | null = null;

  /**
   * Runs a task when everything before it has ended, well or badly; settles as the task does. A task with the same key
   * as the last one that has not ended is not run a second time but is that one: a double click writes once.
   */
  enqueue<T>(task: () => Promise<T>, key: string | null = null): Promise<T> {
    // The same key stands for the same task, so its result has the same type.
    if (key !== null && this.last?.key === key) return this.last.done as Promise<T>;
    const entry = { key, done: this.idle().then(task) };
    this.last = entry;
    const leave = (): void => {
      if (this.last === entry) this.last = null;
    };
    entry.done.then(leave, leave);
    return entry.done;
  }

  /** From now on the last task is not shared any more: it was cancelled, and asking for it again means another run. */
  releaseKey(): void {
    if (this.last !== null) this.last.key = null;
  }

  /** Resolves when everything that was entered before this moment has ended. */
  idle(): Promise<void> {
    if (this.last === null) return Promise.resolve();
    return this.last.done.then(ignore, ignore);
  }
}

function ignore(): void {}
