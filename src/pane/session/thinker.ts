import type { OnStep } from '../../app/step.js';
import type { WorkbookSnapshot } from '../../ports/workbook.js';
import type { Studied, Study, StudyArguments, TaskContext, Tools } from './studies.js';

/** How the caller of a task follows it. */
export interface Watch {
  /** Called with each step. */
  readonly onStep?: OnStep;
  /** Aborted to cancel the task. */
  readonly signal?: AbortSignal;
}

/** Runs tasks on a workbook as it was read at one moment. */
export interface Thinker {
  /** Whether a task can be cancelled; if not, nothing else happens while one runs. */
  readonly canStop: boolean;
  /** Rejects with a `WorkbookRefusal` of code `stopped` where the task is cancelled. */
  study<S extends Study>(
    snapshot: WorkbookSnapshot,
    study: S,
    args: StudyArguments<S>,
    watch: Watch,
  ): Promise<Studied<S>>;
}

/** Runs tasks in this thread: nothing else happens meanwhile, so they cannot be cancelled. */
export class ThinkerHere implements Thinker {
  readonly canStop = false;
  private context: TaskContext | null = null;

  constructor(private readonly tools: Tools) {}

  // eslint-disable-next-line max-params -- workbook, task with its arguments, observer: as the interface has it
  async study<S extends Study>(
    snapshot: WorkbookSnapshot,
    study: S,
    args: StudyArguments<S>,
    { onStep = ignore }: Watch = {},
  ): Promise<Studied<S>> {
    const { TaskContext: Context, tasks } = await import('./studies.js');
    if (this.context?.snapshot !== snapshot) this.context = new Context(snapshot, this.tools);
    // TypeScript does not follow that the name of a task picks its arguments and its result together.
    const run = tasks[study] as unknown as (
      context: TaskContext,
      onStep: OnStep,
      ...args: StudyArguments<S>
    ) => Studied<S> | Promise<Studied<S>>;
    return run(this.context, onStep, ...args);
  }
}

function ignore(): void {}
