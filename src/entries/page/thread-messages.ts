import type { RefusalCode } from '../../ports/refusal-code.js';
import type { MessageParameters } from '../../messages/index.js';
import type { CellText, EntryKind, EntryOutcome } from '../../core/changes/typing.js';
import type { CellValue, Grid } from '../../core/grid/grid.js';
import type { PaneSession } from '../../pane/session/pane-session.js';
import type { Progress } from '../../app/progress.js';
import type { SessionState } from '../../pane/session/state.js';
import type { Task } from '../../pane/session/tasks.js';
import type { SheetLook } from '../../ports/appearance.js';
import type { CellPlace } from '../../ports/workbook.js';
import type { StatePiece } from './state-pieces.js';

/** What the page calls in the thread that holds its workbook. */
export interface ThreadCalls {
  /** Opens a file and sends its sheets. */
  open(bytes: Uint8Array): Promise<void>;
  /** Reads and computes for the pane; its state follows from then on. */
  begin(): Promise<void>;
  session(method: SessionMethod, args: readonly unknown[]): unknown;
  /** Runs a task that may take long; its steps are reported under the number `task`, by which it can be stopped. */
  runTask(id: number, task: Task, args: readonly unknown[]): Promise<unknown>;
  stop(task: number): void;
  /**
   * Gives the port of the thread that runs tasks; `null` where there is none any more, with the reason where it broke
   * off by itself.
   */
  connectTaskWorker(port: MessagePort | null, failure: string | null): void;
  selected(cell: CellPlace): void;
  enter(sheet: string, texts: readonly CellText[], kind: EntryKind): Promise<EntryOutcome>;
  /** The file with everything that was entered before, and the state of it that `saved` confirms. */
  bytes(): Promise<{ readonly bytes: Uint8Array; readonly state: number }>;
  /** The state of the file with everything that was entered before, where it is not saved; else `null`. */
  unsaved(): Promise<number | null>;
  saved(state: number): void;
}

export type SessionMethod = Exclude<keyof PaneSession, 'subscribe' | 'getState' | 'runTask' | 'canCancelTasks'>;

export interface Call {
  readonly id: number;
  readonly method: keyof ThreadCalls;
  readonly args: readonly unknown[];
}

/** A sheet without its rows, which come by themselves. */
export type SheetHead = Omit<Grid, 'values' | 'formulas' | 'formats'> & { readonly rows: number };

/** Some rows of a sheet, counted within its used part. Number formats come once and are referred to by number. */
export interface SheetRows {
  readonly at: readonly number[];
  readonly values: readonly (readonly CellValue[])[];
  readonly formulas: readonly (readonly (string | null)[])[];
  readonly codes: readonly string[];
  readonly formats: readonly Uint16Array[];
}

/** An error on its way to another thread. */
export interface SerializedError {
  readonly refusal: { readonly code: RefusalCode; readonly parameters: MessageParameters } | null;
  readonly reason: string;
}

/** How far opening a file has come. */
export type OpeningStep = 'unpacking' | 'reading' | 'drawing';

export type ThreadMessage =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | ({ readonly kind: 'failure'; readonly id: number } & SerializedError)
  | { readonly kind: 'task-step'; readonly task: number; readonly step: Progress }
  /** There is a task to run, and no thread to run it. */
  | { readonly kind: 'task-worker-needed' }
  | { readonly kind: 'step'; readonly step: OpeningStep; readonly done: number; readonly of: number }
  | { readonly kind: 'head'; readonly head: SheetHead }
  | { readonly kind: 'rows'; readonly sheet: string; readonly rows: SheetRows }
  | { readonly kind: 'look'; readonly look: SheetLook }
  | {
      readonly kind: 'sheet-view';
      readonly sheets: readonly string[];
      readonly changed: ReadonlyMap<string, Float64Array>;
      readonly unsaved: boolean;
    }
  | { readonly kind: 'state-piece'; readonly piece: StatePiece }
  /** What has changed of the session's state, without the pieces that came before. */
  | { readonly kind: 'state'; readonly part: Partial<SessionState> }
  | { readonly kind: 'select'; readonly sheet: string; readonly row: number; readonly column: number };
