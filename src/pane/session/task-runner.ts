import type { OnProgress } from '../../app/progress.js';
import type { TaskResult, Task, TaskArguments, TaskBooks, TaskContext, TaskTools } from './tasks.js';

/** How the caller of a task follows it. */
export interface TaskObserver {
  /** Called with each step. */
  readonly onStep?: OnProgress;
  /** Aborted to cancel the task. */
  readonly signal?: AbortSignal;
}

/** Runs tasks on a workbook as it was read at one moment. */
export interface TaskRunner {
  /** Whether a task can be cancelled; if not, nothing else happens while one runs. */
  readonly canCancel: boolean;
  /** Rejects with a `WorkbookRefusal` of code `stopped` where the task is cancelled. */
  run<S extends Task>(books: TaskBooks, task: S, args: TaskArguments<S>, watch: TaskObserver): Promise<TaskResult<S>>;
}

/** Runs tasks in this thread: nothing else happens meanwhile, so they cannot be cancelled. */
export class LocalTaskRunner implements TaskRunner {
  readonly canCancel = false;
  private context: TaskContext | null = null;

  constructor(private readonly tools: TaskTools) {}

  // eslint-disable-next-line max-params -- workbook, task with its arguments, observer: as the interface has it
  async run<S extends Task>(
    books: TaskBooks,
    task: S,
    args: TaskArguments<S>,
    { onStep = ignore }: TaskObserver = {},
  ): Promise<TaskResult<S>> {
    const { TaskContext: Context, tasks } = await import('./tasks.js');
    const { snapshot, previous } = books;
    const isSame = this.context?.snapshot === snapshot && this.context.previous === previous;
    if (this.context === null || !isSame) this.context = new Context(books, this.tools);
    // TypeScript does not follow that the name of a task picks its arguments and its result together.
    const run = tasks[task] as unknown as (
      context: TaskContext,
      onStep: OnProgress,
      ...args: TaskArguments<S>
    ) => TaskResult<S> | Promise<TaskResult<S>>;
    return run(this.context, onStep, ...args);
  }
}

function ignore(): void {}
