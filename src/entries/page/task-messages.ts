import type { Progress } from '../../app/progress.js';
import type { Task } from '../../pane/session/tasks.js';
import type { WorkbookSnapshot } from '../../ports/workbook.js';
import type { SerializedError } from './thread-messages.js';

/** A task that the thread that holds a workbook gives to the task worker. */
export interface TaskRequest {
  readonly id: number;
  readonly task: Task;
  readonly args: readonly unknown[];
  /** The workbook; `null` where it is the one of the request before. */
  readonly snapshot: WorkbookSnapshot | null;
  /** Its file, where the task needs it. */
  readonly file: Uint8Array | null;
}

export type TaskReply =
  | { readonly kind: 'step'; readonly id: number; readonly step: Progress }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | ({ readonly kind: 'failure'; readonly id: number } & SerializedError);
