import type { MessageKey, MessageParameters } from '../../messages/index.js';

/** Something that must be answered before what asked it goes on. */
export interface Question<A extends string = string> {
  readonly title: MessageKey;
  readonly text: MessageKey;
  readonly parameters: MessageParameters;
  /** What can be answered, what most people want first. */
  readonly answers: readonly { readonly label: MessageKey; readonly answer: A }[];
  /** The answer after which everything is as before: what Escape says. */
  readonly nothing: A;
}

/** A question that was put. */
export interface Asked extends Question {
  /** Tells it from the others. */
  readonly number: number;
  /** Answers it; only the first answer counts. */
  readonly give: (answer: string) => void;
}

/** The questions of the page, one at a time in the order in which they came up: each is answered, whatever else comes to be asked meanwhile. */
export class Questions {
  private readonly waiting: Asked[] = [];
  private readonly listeners = new Set<() => void>();
  private count = 0;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The question to be answered now, `null` where there is none. */
  readonly current = (): Asked | null => this.waiting[0] ?? null;

  /** Resolves with the answer somebody gives when the questions before have theirs. */
  ask<A extends string>(question: Question<A>): Promise<A> {
    return new Promise((resolve) => {
      const give = (answer: string): void => {
        if (this.waiting[0] !== asked) return;
        this.waiting.shift();
        // Only its own answers are offered with a question.
        resolve(answer as A);
        this.tell();
      };
      const asked: Asked = { ...question, number: (this.count += 1), give };
      this.waiting.push(asked);
      this.tell();
    });
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
