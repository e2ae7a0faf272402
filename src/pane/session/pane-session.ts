import type { AuditFinding } from '../../app/audit.js';
import type { Answer, Deed, DeedArguments, Question, QuestionArguments } from './questions.js';
import type { Decision, SessionState, Undoable } from './state.js';
import type { Studied, Study, StudyArguments } from './studies.js';
import type { Watch } from './thinker.js';

/**
 * What the pane knows of a session: its state, and what can be done with it. It may be a thread away, so whatever comes
 * back comes as a promise.
 */
export interface PaneSession {
  subscribe(listener: () => void): () => void;
  getState(): SessionState;
  compute(): Promise<void>;
  /** Writes what was computed, with a decision for every cell that shows something else. Where by now other cells or figures differ than were decided about, nothing is written and they are shown. */
  decide(decisions: Readonly<Record<string, Decision>>): Promise<void>;
  /** Leaves the differences open; nothing is written. */
  stopReviewing(): void;
  /** Gives up what has not been written yet. */
  cancel(): void;
  /** Takes back a writing that broke off; else a computation, the newest unless one is named; one that was taken back already is left at that. */
  restore(id?: string): Promise<void>;
  /** Colours the cells of findings, and no others; of none, takes the colours off. */
  mark(findings: readonly AuditFinding[]): Promise<void>;
  /** Takes back the step that was just said. */
  undo(): Promise<void>;
  forgetUndo(): void;
  /** Goes on with a writing that protected sheets stood in the way of. */
  unlock(password: string | undefined): Promise<void>;
  leaveLocked(): void;
  /** Ticks or unticks an attachment's sheet. */
  tick(sheet: string, ticked: boolean): void;
  /** Whether counts typed as text shall be turned into numbers. */
  setFixNumbers(fix: boolean): void;
  /** Opens a unit's card and selects its row in the workbook. */
  selectUnit(key: string | null): Promise<void>;
  goTo(sheet: string, cell: string): Promise<void>;
  ask<Q extends Question>(question: Q, ...args: QuestionArguments<Q>): Promise<Answer<Q>>;
  /** Asks what may take long. */
  study<S extends Study>(study: S, args: StudyArguments<S>, watch?: Watch): Promise<Studied<S>>;
  /** Whether a study can be given up: else nothing else happens while one is made. */
  readonly canStop: boolean;
  /** Plans a deed and carries it out, with the way back offered at once; tells whether the workbook is now as the deed would have it. */
  act<D extends Deed>(deed: D, args: DeedArguments<D>, undoable: Undoable | null): Promise<boolean>;
}
