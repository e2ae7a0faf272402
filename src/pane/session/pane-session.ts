import type { AuditFinding } from '../../app/audit.js';
import type { Answer, Deed, DeedArguments, Question, QuestionArguments } from './questions.js';
import type { Decision, SessionState, Undoable } from './state.js';
import type { Studied, Study, StudyArguments } from './studies.js';
import type { Watch } from './thinker.js';

/**
 * A session as the pane sees it: its state, and what can be done with it. It may run in another thread, so every result
 * comes as a promise.
 */
export interface PaneSession {
  subscribe(listener: () => void): () => void;
  getState(): SessionState;
  compute(): Promise<void>;
  /**
   * Writes the computation. `decisions` has every differing cell by `sheet!cell`, with the figures that were decided
   * about; where by now other cells or figures differ, nothing is written and the new differences are shown.
   */
  decide(decisions: Readonly<Record<string, Decision>>): Promise<void>;
  /** Leaves the differences open; nothing is written. */
  stopReviewing(): void;
  /** Cancels what has not been written yet. */
  cancel(): void;
  /**
   * Undoes a write that broke off; else restores what was before the computation with this id, or before the newest.
   * A computation that was restored already is left at that.
   */
  restore(id?: string): Promise<void>;
  /** Colours the cells of findings, and no others; of none, takes the colours off. */
  mark(findings: readonly AuditFinding[]): Promise<void>;
  /** Undoes the last step that was reported with an undo. */
  undo(): Promise<void>;
  forgetUndo(): void;
  /** Goes on with a write that protected sheets stood in the way of. */
  unlock(password: string | undefined): Promise<void>;
  leaveLocked(): void;
  /** Ticks or unticks an attachment's sheet. */
  tick(sheet: string, ticked: boolean): void;
  /** Whether counts typed as text shall be turned into numbers. */
  setFixNumbers(fix: boolean): void;
  /** Opens a unit's card and selects its row in the workbook. */
  selectUnit(key: string | null): Promise<void>;
  goTo(sheet: string, cell: string): Promise<void>;
  /** Answers a query about the workbook as it is after everything that was entered before. */
  ask<Q extends Question>(question: Q, ...args: QuestionArguments<Q>): Promise<Answer<Q>>;
  /** Runs a task, which may take long. */
  study<S extends Study>(study: S, args: StudyArguments<S>, watch?: Watch): Promise<Studied<S>>;
  /** Whether a task can be cancelled; if not, nothing else happens while one runs. */
  readonly canStop: boolean;
  /**
   * Plans a command and writes it; `undoable` is reported with an undo, `null` offers none. Resolves to whether the
   * workbook now is as the command would have it.
   */
  act<D extends Deed>(deed: D, args: DeedArguments<D>, undoable: Undoable | null): Promise<boolean>;
}
