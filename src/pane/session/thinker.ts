import type { OnStep } from '../../app/step.js';
import type { WorkbookSnapshot } from '../../ports/workbook.js';
import type { Desk, Studied, Study, StudyArguments, Tools } from './studies.js';

/** Whoever waits for a study. */
export interface Watch {
  readonly onStep?: OnStep;
  /** Aborted where nobody waits any more. */
  readonly signal?: AbortSignal;
}

/** Makes studies of a workbook as it was read at one moment. */
export interface Thinker {
  /** Whether a study can be given up: else nothing else happens while one is made. */
  readonly canStop: boolean;
  /** Rejects with a `WorkbookRefusal` of code `stopped` where the watch gives it up. */
  study<S extends Study>(
    snapshot: WorkbookSnapshot,
    study: S,
    args: StudyArguments<S>,
    watch: Watch,
  ): Promise<Studied<S>>;
}

/** Makes studies in this thread: nothing else happens meanwhile, so that they cannot be given up. */
export class ThinkerHere implements Thinker {
  readonly canStop = false;
  private desk: Desk | null = null;

  constructor(private readonly tools: Tools) {}

  async study<S extends Study>(
    snapshot: WorkbookSnapshot,
    study: S,
    args: StudyArguments<S>,
    { onStep = ignore }: Watch = {},
  ): Promise<Studied<S>> {
    const { Desk: DeskOf, studies } = await import('./studies.js');
    if (this.desk?.snapshot !== snapshot) this.desk = new DeskOf(snapshot, this.tools);
    // TypeScript does not follow that the name of a study picks its arguments and its answer together.
    const make = studies[study] as unknown as (
      desk: Desk,
      told: OnStep,
      ...given: StudyArguments<S>
    ) => Studied<S> | Promise<Studied<S>>;
    return make(this.desk, onStep, ...args);
  }
}

function ignore(): void {}
