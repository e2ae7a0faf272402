import type { Progress } from '../../app/progress.js';
import type { Task, TaskBooks } from '../../pane/session/tasks.js';
import type { SerializedError } from './thread-messages.js';

/** A task that the thread that holds a workbook gives to the task worker. */
export interface TaskRequest {
  readonly id: number;
  readonly task: Task;
  readonly args: readonly unknown[];
  /** What it works on; `null` where that is what the request before worked on. */
  readonly books: TaskBooks | null;
  /** The workbook's file, where the task needs it. */
  readonly file: Uint8Array | null;
}

export type TaskReply =
  | { readonly kind: 'step'; readonly id: number; readonly step: Progress }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | ({ readonly kind: 'failure'; readonly id: number } & SerializedError);
