import type { MessageKey, MessageParameters } from '../../messages/index.js';

/** A dialog that must be answered before what asked for it goes on. */
export interface PageDialog<A extends string = string> {
  readonly title: MessageKey;
  readonly text: MessageKey;
  readonly parameters: MessageParameters;
  /** What can be answered, what most people want first. */
  readonly answers: readonly { readonly label: MessageKey; readonly answer: A }[];
  /** The answer after which everything is as before: that of Escape. */
  readonly cancelAnswer: A;
}

/** A dialog that was asked for. */
export interface QueuedDialog extends PageDialog {
  /** Tells it from the others. */
  readonly number: number;
  /** Answers it; only the first answer counts. */
  readonly answer: (answer: string) => void;
}

/** The dialogs of the page, one at a time in the order in which they were asked for; each is answered. */
export class DialogQueue {
  private readonly queued: QueuedDialog[] = [];
  private readonly listeners = new Set<() => void>();
  private count = 0;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The dialog to be answered now, `null` where there is none. */
  readonly current = (): QueuedDialog | null => this.queued[0] ?? null;

  /** Resolves with the answer somebody gives when the dialogs before have theirs. */
  ask<A extends string>(dialog: PageDialog<A>): Promise<A> {
    return new Promise((resolve) => {
      this.count += 1;
      const queued: QueuedDialog = {
        ...dialog,
        number: this.count,
        answer: (answer) => {
          if (this.queued[0] !== queued) return;
          this.queued.shift();
          // Only its own answers are offered with a dialog.
          resolve(answer as A);
          this.notify();
        },
      };
      this.queued.push(queued);
      this.notify();
    });
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }
}
