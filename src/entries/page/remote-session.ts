import type { AuditFinding } from '../../app/audit.js';
import type { Progress } from '../../app/progress.js';
import type { PaneSession, PreviousFile } from '../../pane/session/pane-session.js';
import type { Answer, Command, CommandArguments, Query, QueryArguments } from '../../pane/session/queries.js';
import type { Decision, SessionState, UndoOffer } from '../../pane/session/state.js';
import { Store } from '../../pane/session/store.js';
import type { TaskResult, Task, TaskArguments } from '../../pane/session/tasks.js';
import type { TaskObserver } from '../../pane/session/task-runner.js';
import { WorkbookRefusal } from '../../ports/workbook.js';
import type { SessionMethod } from './thread-messages.js';

/** Calls to the thread that holds the workbook. */
export interface SessionLink {
  call(method: SessionMethod, args: readonly unknown[]): Promise<unknown>;
  runTask(id: number, task: Task, args: readonly unknown[]): Promise<unknown>;
  stop(task: number): void;
}

/** The session of the other thread: its state as it was last reported, its methods passed on. */
export class RemoteSession implements PaneSession {
  readonly canCancelTasks = true;
  private readonly store = new Store();
  private readonly stepListeners = new Map<number, NonNullable<TaskObserver['onStep']>>();
  private lastTask = 0;

  constructor(private readonly link: SessionLink) {}

  readonly subscribe: PaneSession['subscribe'] = (listener) => this.store.subscribe(listener);

  readonly getState = (): SessionState => this.store.get();

  take(part: Partial<SessionState>): void {
    this.store.set(part);
  }

  compute = (): Promise<void> => this.send('compute');
  decide = (decisions: Readonly<Record<string, Decision>>): Promise<void> => this.send('decide', decisions);
  stopReviewing = (): void => void this.send('stopReviewing');
  restore = (id?: string): Promise<void> => this.send('restore', id);
  mark = (findings: readonly AuditFinding[]): Promise<void> => this.send('mark', findings);
  undo = (): Promise<void> => this.send('undo');
  redo = (): Promise<void> => this.send('redo');
  forgetUndo = (): void => void this.send('forgetUndo');
  unlock = (password: string | undefined): Promise<void> => this.send('unlock', password);
  leaveLocked = (): void => void this.send('leaveLocked');
  tick = (sheet: string, ticked: boolean): void => void this.send('tick', sheet, ticked);
  setFixNumbers = (fix: boolean): void => void this.send('setFixNumbers', fix);
  selectUnit = (key: string | null): Promise<void> => this.send('selectUnit', key);
  goTo = (sheet: string, cell: string): Promise<void> => this.send('goTo', sheet, cell);

  choosePrevious = (file: PreviousFile | null): Promise<void> => this.send('choosePrevious', file);

  /** Shown at once; the other thread takes it as soon as it can, before it writes anything. */
  cancel = (): void => {
    if (this.getState().work?.cancellable === true) this.take({ work: null });
    void this.send('cancel');
  };

  async query<Q extends Query>(question: Q, ...args: QueryArguments<Q>): Promise<Answer<Q>> {
    return (await this.link.call('query', [question, ...args])) as Answer<Q>;
  }

  async runTask<S extends Task>(
    task: S,
    args: TaskArguments<S>,
    { onStep, signal }: TaskObserver = {},
  ): Promise<TaskResult<S>> {
    this.lastTask += 1;
    const id = this.lastTask;
    if (onStep !== undefined) this.stepListeners.set(id, onStep);
    let stop = (): void => undefined;
    const stopped = new Promise<never>((_, reject) => {
      stop = () => {
        this.link.stop(id);
        reject(new WorkbookRefusal('stopped'));
      };
    });
    signal?.addEventListener('abort', stop);
    try {
      // Stopped at once, whatever the other threads are doing.
      return (await Promise.race([this.link.runTask(id, task, args), stopped])) as TaskResult<S>;
    } finally {
      signal?.removeEventListener('abort', stop);
      this.stepListeners.delete(id);
    }
  }

  /** A task has come so far. */
  reportStep(task: number, step: Progress): void {
    this.stepListeners.get(task)?.(step);
  }

  async execute<D extends Command>(
    command: D,
    args: CommandArguments<D>,
    undoable: UndoOffer | null,
  ): Promise<boolean> {
    return (await this.attempt('execute', [command, args, undoable])) === true;
  }

  private async send(method: SessionMethod, ...args: readonly unknown[]): Promise<void> {
    await this.attempt(method, args);
  }

  private async attempt(method: SessionMethod, args: readonly unknown[]): Promise<unknown> {
    try {
      return await this.link.call(method, args);
    } catch (error) {
      // The session reports its own refusals, and a closed workbook has nothing to report.
      if (!(error instanceof WorkbookRefusal)) this.reportFailure(error);
      return undefined;
    }
  }

  private reportFailure(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.take({
      work: null,
      status: { tone: 'error', code: 'internal-error', parameters: { reason }, offer: null },
    });
  }
}

/** For calls that nobody waits for: a closed workbook answers nothing. */
export function ignoreClosed(): void {}
