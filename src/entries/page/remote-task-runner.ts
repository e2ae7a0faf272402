import type { OnProgress } from '../../app/progress.js';
import type { TaskResult, Task, TaskArguments, TaskBooks } from '../../pane/session/tasks.js';
import type { TaskRunner, TaskObserver } from '../../pane/session/task-runner.js';
import { WorkbookRefusal } from '../../ports/workbook.js';
import type { TaskReply, TaskRequest } from './task-messages.js';
import { deserializeError } from './serialized-error.js';

/** Tasks that need the sheets alone; the others need the file too. */
const SHEET_TASKS: ReadonlySet<Task> = new Set(['audit', 'adjusting', 'methodEffect']);

/** A task that has no answer yet. */
interface PendingTask {
  readonly request: Omit<TaskRequest, 'books'>;
  readonly books: TaskBooks;
  readonly onStep: OnProgress | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * Runs tasks in another thread, so that what takes long can be stopped by terminating that thread. Other tasks that
 * were waiting there are given to the next one.
 */
export class RemoteTaskRunner implements TaskRunner {
  readonly canCancel = true;
  private port: MessagePort | null = null;
  private isWorkerRequested = false;
  private sentBooks: TaskBooks | null = null;
  private readonly pending = new Map<number, PendingTask>();
  private lastId = 0;

  constructor(
    /** The bytes of the file as it is now. */
    private readonly file: () => Uint8Array,
    /** Asks for a thread; `connect` follows. */
    private readonly requestWorker: () => void,
  ) {}

  // eslint-disable-next-line max-params -- the pane's interface has it so
  run<S extends Task>(
    books: TaskBooks,
    task: S,
    args: TaskArguments<S>,
    { onStep, signal }: TaskObserver,
  ): Promise<TaskResult<S>> {
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(new WorkbookRefusal('stopped'));
      const pending: PendingTask = {
        request: { id, task, args, file: SHEET_TASKS.has(task) ? null : this.file() },
        books,
        onStep,
        resolve: resolve as (value: unknown) => void,
        reject,
      };
      this.pending.set(id, pending);
      signal?.addEventListener('abort', () => {
        this.pending.delete(id);
        reject(new WorkbookRefusal('stopped'));
      });
      if (this.port === null) this.requestWorkerOnce();
      else this.send(this.port, pending);
    });
  }

  /** Gives the tasks to this thread from now on. */
  connect(port: MessagePort): void {
    this.port = port;
    this.sentBooks = null;
    this.isWorkerRequested = false;
    port.onmessage = ({ data }: MessageEvent<TaskReply>) => this.take(data);
    for (const task of this.pending.values()) this.send(port, task);
  }

  /** The thread was terminated; or it broke off with a `failure`, as it would do again with the same tasks. */
  disconnect(failure: string | null): void {
    this.port?.close();
    this.port = null;
    if (failure !== null) {
      for (const { reject } of this.pending.values()) reject(new Error(failure));
      this.pending.clear();
    }
    if (this.pending.size > 0) this.requestWorkerOnce();
  }

  private requestWorkerOnce(): void {
    if (this.isWorkerRequested) return;
    this.isWorkerRequested = true;
    this.requestWorker();
  }

  private send(port: MessagePort, { request, books }: PendingTask): void {
    const isSent = books === this.sentBooks;
    port.postMessage({ ...request, books: isSent ? null : books } satisfies TaskRequest);
    this.sentBooks = books;
  }

  private take(reply: TaskReply): void {
    const task = this.pending.get(reply.id);
    if (task === undefined) return;
    if (reply.kind === 'step') return task.onStep?.(reply.step);
    this.pending.delete(reply.id);
    if (reply.kind === 'answer') task.resolve(reply.value);
    else task.reject(deserializeError(reply));
  }
}
