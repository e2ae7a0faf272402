import type { Plan } from '../../core/changes/plan.js';
import type { StepName } from '../../core/changes/step-name.js';

/** Something that was done to the workbook, as it can be undone. */
export interface Step {
  readonly name: StepName;
  readonly plan: Plan;
  /** It was typed or pasted into the sheet: it is shown there, and what depends on it follows when the typing stops. */
  readonly isEntry: boolean;
}

/** What undo and redo would do next; `null` where there is nothing. */
export interface HistoryView {
  readonly undo: StepName | null;
  readonly redo: StepName | null;
}

/** Earlier steps than these are not kept. */
const MOST_STEPS = 100;

/** What was done to the workbook, in order; the last step is undone first, and what was undone can be redone. */
export class History {
  private readonly done: Step[] = [];
  private undone: Step[] = [];

  /** A new step: what was undone before it can no longer be redone. */
  record(step: Step): void {
    this.undone = [];
    this.done.push(step);
    if (this.done.length > MOST_STEPS) this.done.shift();
  }

  get lastDone(): Step | null {
    return this.done.at(-1) ?? null;
  }

  get lastUndone(): Step | null {
    return this.undone.at(-1) ?? null;
  }

  /** The last step has been undone. */
  stepBack(): void {
    const step = this.done.pop();
    if (step !== undefined) this.undone.push(step);
  }

  /** The step that was undone last has been redone. */
  stepForward(): void {
    const step = this.undone.pop();
    if (step !== undefined) this.done.push(step);
  }

  /** Forgets a step whose cells somebody has changed since: it no longer fits. Those before it may. */
  drop(step: Step): void {
    if (this.lastDone === step) this.done.pop();
    // What was undone before it was built on it.
    if (this.lastUndone === step) this.undone = [];
  }

  get view(): HistoryView {
    return { undo: this.lastDone?.name ?? null, redo: this.lastUndone?.name ?? null };
  }
}
