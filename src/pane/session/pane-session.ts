import type { AuditFinding } from '../../app/audit.js';
import type { Answer, Command, CommandArguments, Query, QueryArguments } from './queries.js';
import type { Decision, SessionState, UndoOffer } from './state.js';
import type { TaskResult, Task, TaskArguments } from './tasks.js';
import type { TaskObserver } from './task-runner.js';

/** A file of the quarter before. */
export interface PreviousFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

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
  /** Undoes the last step, whatever it was; one whose cells were changed since is refused, and forgotten. */
  undo(): Promise<void>;
  /** Does again what was undone last. */
  redo(): Promise<void>;
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
  /**
   * Has the audit compare with a workbook of the quarter before; `null`: no longer. A file that cannot be compared with
   * changes nothing but `previousRefused`.
   */
  choosePrevious(file: PreviousFile | null): Promise<void>;
  /** Answers a query about the workbook as it is after everything that was entered before. */
  query<Q extends Query>(question: Q, ...args: QueryArguments<Q>): Promise<Answer<Q>>;
  /** Runs a task, which may take long. */
  runTask<S extends Task>(task: S, args: TaskArguments<S>, watch?: TaskObserver): Promise<TaskResult<S>>;
  /** Whether a task can be cancelled; if not, nothing else happens while one runs. */
  readonly canCancelTasks: boolean;
  /**
   * Plans a command and writes it; `undoable` is reported with an undo, `null` offers none. Resolves to whether the
   * workbook now is as the command would have it.
   */
  execute<D extends Command>(command: D, args: CommandArguments<D>, undoable: UndoOffer | null): Promise<boolean>;
}
