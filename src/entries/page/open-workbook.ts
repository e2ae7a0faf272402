import type { CellText, EntryContext } from '../../core/changes/typing.js';
import { WorkbookRefusal } from '../../ports/workbook.js';
import { SheetViewReceiver, type SheetView } from './sheet-view.js';
import { ignoreClosed, RemoteSession } from './remote-session.js';
import type { Call, OpeningStep, ThreadCalls, ThreadMessage } from './thread-messages.js';
import { StateReceiver } from './state-pieces.js';
import { startThread, TASK_WORKER } from './thread.js';
import { deserializeError } from './serialized-error.js';

export interface WorkbookListener {
  /** Opening has come so far. */
  step(step: OpeningStep, done: number, of: number): void;
  view(view: SheetView): void;
  select(sheet: string, row: number, column: number): void;
}

type Result<M extends keyof ThreadCalls> = Awaited<ReturnType<ThreadCalls[M]>>;

/** A call that has no answer yet. */
interface PendingCall {
  /** It may change the workbook. */
  readonly changes: boolean;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/** A workbook that is open in a thread of its own, seen from the page. */
export class OpenWorkbook {
  readonly session: RemoteSession;
  private readonly worker = startThread();
  /** Runs tasks that take long; started when there is one, terminated when it is stopped. */
  private taskWorker: Worker | null = null;
  private readonly view = new SheetViewReceiver();
  private readonly state = new StateReceiver();
  private readonly pending = new Map<number, PendingCall>();
  private lastId = 0;
  /** Why nothing is answered any more. */
  private ended: Error | null = null;

  constructor(private readonly listener: WorkbookListener) {
    this.session = new RemoteSession({
      call: (method, args) => this.call('session', method, args),
      runTask: (id, task, args) => this.call('runTask', id, task, args),
      stop: (task) => this.stopTask(task),
    });
    this.worker.addEventListener('message', ({ data }: MessageEvent<ThreadMessage>) => this.take(data));
    this.worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.end(new Error(event.message));
    });
  }

  /** Something was entered that the other thread may still be working on. */
  get isChanging(): boolean {
    return [...this.pending.values()].some(({ changes }) => changes);
  }

  call<M extends keyof ThreadCalls>(method: M, ...args: Parameters<ThreadCalls[M]>): Promise<Result<M>> {
    return this.callWith([], method, ...args);
  }

  private callWith<M extends keyof ThreadCalls>(
    transfer: Transferable[],
    method: M,
    ...args: Parameters<ThreadCalls[M]>
  ): Promise<Result<M>> {
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((resolve, reject) => {
      if (this.ended !== null) return reject(this.ended);
      const changes = method === 'enter' || (method === 'session' && args[0] !== 'query');
      this.pending.set(id, { changes, resolve: resolve as (value: unknown) => void, reject });
      this.worker.postMessage({ id, method, args } satisfies Call, transfer);
      if (method !== 'enter') return;
      const [sheet, texts] = args as Parameters<ThreadCalls['enter']>;
      this.expect(id, sheet, texts);
    });
  }

  /** Shows what was typed into cells before the thread has taken it. */
  private expect(call: number, sheet: string, texts: readonly CellText[]): void {
    this.show(this.view.expect(call, { sheet, texts, ...this.entryContext(sheet) }));
  }

  /** What texts that are entered into a sheet are read by. */
  entryContext(sheet: string): EntryContext {
    const { view } = this.session.getState();
    const inputs = view?.inputs.filter((one) => one.sheet === sheet).flatMap(({ areas }) => areas) ?? [];
    return { year: new Date().getFullYear(), inputs };
  }

  /** Terminates the threads with all that they were doing. */
  close(): void {
    this.taskWorker?.terminate();
    this.worker.terminate();
    this.end(new WorkbookRefusal('page-cancelled'));
  }

  private startTaskWorker(): void {
    const { port1, port2 } = new MessageChannel();
    const worker = startThread(TASK_WORKER);
    this.taskWorker = worker;
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (this.taskWorker === worker) this.endTaskWorker(event.message);
    });
    worker.postMessage(port1, [port1]);
    void this.callWith([port2], 'connectTaskWorker', port2, null).catch(ignoreClosed);
  }

  private stopTask(task: number): void {
    void this.call('stop', task).catch(ignoreClosed);
    this.endTaskWorker(null);
  }

  private endTaskWorker(failure: string | null): void {
    this.taskWorker?.terminate();
    this.taskWorker = null;
    void this.call('connectTaskWorker', null, failure).catch(ignoreClosed);
  }

  private end(reason: Error): void {
    this.ended = reason;
    for (const { reject } of this.pending.values()) reject(reason);
    this.pending.clear();
  }

  private take(message: ThreadMessage): void {
    switch (message.kind) {
      case 'answer':
        this.takePending(message.id)?.resolve(message.value);
        break;
      case 'failure':
        this.takePending(message.id)?.reject(deserializeError(message));
        break;
      case 'task-step':
        this.session.reportStep(message.task, message.step);
        break;
      case 'task-worker-needed':
        this.startTaskWorker();
        break;
      case 'step':
        this.listener.step(message.step, message.done, message.of);
        break;
      case 'select':
        this.listener.select(message.sheet, message.row, message.column);
        break;
      case 'state-piece':
        this.state.take(message.piece);
        break;
      case 'state':
        this.session.take(this.state.whole(message.part));
        break;
      default: {
        this.show(this.view.take(message));
      }
    }
  }

  private show(view: SheetView | null): void {
    if (view !== null) this.listener.view(view);
  }

  /** Returns a call that was answered; what was typed with it is in the view now, or was not taken. */
  private takePending(id: number): PendingCall | undefined {
    const call = this.pending.get(id);
    this.pending.delete(id);
    this.show(this.view.answered(id));
    return call;
  }
}
