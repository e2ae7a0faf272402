import type { AuditFinding } from '../../app/audit.js';
import type { Step } from '../../app/step.js';
import type { PaneSession } from '../../pane/session/pane-session.js';
import type { Answer, Deed, DeedArguments, Question, QuestionArguments } from '../../pane/session/questions.js';
import type { Decision, SessionState, Undoable } from '../../pane/session/state.js';
import { Store } from '../../pane/session/store.js';
import type { Studied, Study, StudyArguments } from '../../pane/session/studies.js';
import type { Watch } from '../../pane/session/thinker.js';
import { WorkbookRefusal } from '../../ports/workbook.js';
import { PictureReceiver, type Picture } from './picture.js';
import type { Call, OpeningStep, SessionMethod, ThreadCalls, ThreadMessage } from './thread-messages.js';
import { StateReceiver } from './state-pieces.js';
import { startThread, THINKER } from './thread.js';
import { heardFailure } from './told-failure.js';

export interface WorkbookListener {
  /** Opening has come so far. */
  step(step: OpeningStep, done: number, of: number): void;
  picture(picture: Picture): void;
  select(sheet: string, row: number, column: number): void;
}

type Result<M extends keyof ThreadCalls> = Awaited<ReturnType<ThreadCalls[M]>>;

/** A call that has no answer yet. */
interface Waiting {
  /** It may change the workbook. */
  readonly changes: boolean;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/** A workbook that is open in a thread of its own, seen from the page. */
export class OpenWorkbook {
  readonly session: RemoteSession;
  private readonly worker = startThread();
  /** Thinks about what takes long; started when there is something, ended when it is given up. */
  private thinker: Worker | null = null;
  private readonly receiver = new PictureReceiver();
  private readonly state = new StateReceiver();
  private readonly waiting = new Map<number, Waiting>();
  private next = 0;
  /** Why nothing is answered any more. */
  private ended: Error | null = null;

  constructor(private readonly listener: WorkbookListener) {
    this.session = new RemoteSession({
      call: (method, args) => this.call('session', method, args),
      study: (asking, study, args) => this.call('study', asking, study, args),
      stop: (asking) => this.stopStudying(asking),
    });
    this.worker.addEventListener('message', ({ data }: MessageEvent<ThreadMessage>) => this.take(data));
    this.worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.giveUp(new Error(event.message));
    });
  }

  call<M extends keyof ThreadCalls>(method: M, ...args: Parameters<ThreadCalls[M]>): Promise<Result<M>> {
    return this.callWith([], method, ...args);
  }

  private callWith<M extends keyof ThreadCalls>(
    transfer: Transferable[],
    method: M,
    ...args: Parameters<ThreadCalls[M]>
  ): Promise<Result<M>> {
    const id = (this.next += 1);
    return new Promise((resolve, reject) => {
      if (this.ended !== null) return reject(this.ended);
      const changes = method === 'correct' || method === 'undo' || (method === 'session' && args[0] !== 'ask');
      this.waiting.set(id, { changes, resolve: resolve as (value: unknown) => void, reject });
      this.worker.postMessage({ id, method, args } satisfies Call, transfer);
      if (method === 'correct')
        this.show(this.receiver.expect(id, ...(args as Parameters<ThreadCalls['correct']>), new Date().getFullYear()));
    });
  }

  /** Something was entered that the other thread may still be working out. */
  get isChanging(): boolean {
    return [...this.waiting.values()].some(({ changes }) => changes);
  }

  /** Ends the threads with all that they were doing. */
  close(): void {
    this.thinker?.terminate();
    this.worker.terminate();
    this.giveUp(new WorkbookRefusal('page-cancelled'));
  }

  private startThinker(): void {
    const { port1, port2 } = new MessageChannel();
    const thinker = startThread(THINKER);
    this.thinker = thinker;
    thinker.addEventListener('error', (event) => {
      event.preventDefault();
      if (this.thinker === thinker) this.endThinker(event.message);
    });
    thinker.postMessage(port1, [port1]);
    void this.callWith([port2], 'thinker', port2, null).catch(ignore);
  }

  private stopStudying(asking: number): void {
    void this.call('stop', asking).catch(ignore);
    this.endThinker(null);
  }

  private endThinker(failure: string | null): void {
    this.thinker?.terminate();
    this.thinker = null;
    void this.call('thinker', null, failure).catch(ignore);
  }

  private giveUp(reason: Error): void {
    this.ended = reason;
    for (const { reject } of this.waiting.values()) reject(reason);
    this.waiting.clear();
  }

  private take(message: ThreadMessage): void {
    switch (message.kind) {
      case 'answer':
        this.settle(message.id)?.resolve(message.value);
        break;
      case 'failure':
        this.settle(message.id)?.reject(heardFailure(message));
        break;
      case 'studying':
        this.session.step(message.asking, message.step);
        break;
      case 'thinker-wanted':
        this.startThinker();
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
        this.show(this.receiver.take(message));
      }
    }
  }

  private show(picture: Picture | null): void {
    if (picture !== null) this.listener.picture(picture);
  }

  private settle(id: number): Waiting | undefined {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    this.show(this.receiver.answered(id));
    return waiting;
  }
}

/** The way to the thread that holds the workbook. */
interface Link {
  call(method: SessionMethod, args: readonly unknown[]): Promise<unknown>;
  study(asking: number, study: Study, args: readonly unknown[]): Promise<unknown>;
  stop(asking: number): void;
}

/** The session of the other thread: its state as it was last told, its deeds passed on. */
class RemoteSession implements PaneSession {
  readonly canStop = true;
  private readonly store = new Store();
  private readonly steps = new Map<number, NonNullable<Watch['onStep']>>();
  private asked = 0;

  constructor(private readonly link: Link) {}

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
  forgetUndo = (): void => void this.send('forgetUndo');
  unlock = (password: string | undefined): Promise<void> => this.send('unlock', password);
  leaveLocked = (): void => void this.send('leaveLocked');
  tick = (sheet: string, ticked: boolean): void => void this.send('tick', sheet, ticked);
  setFixNumbers = (fix: boolean): void => void this.send('setFixNumbers', fix);
  selectUnit = (key: string | null): Promise<void> => this.send('selectUnit', key);
  goTo = (sheet: string, cell: string): Promise<void> => this.send('goTo', sheet, cell);

  /** Said at once; the other thread hears of it as soon as it has come so far, before it writes anything. */
  cancel = (): void => {
    if (this.getState().work?.cancellable === true) this.take({ work: null });
    void this.send('cancel');
  };

  async ask<Q extends Question>(question: Q, ...args: QuestionArguments<Q>): Promise<Answer<Q>> {
    return (await this.link.call('ask', [question, ...args])) as Answer<Q>;
  }

  async study<S extends Study>(study: S, args: StudyArguments<S>, { onStep, signal }: Watch = {}): Promise<Studied<S>> {
    const asking = (this.asked += 1);
    if (onStep !== undefined) this.steps.set(asking, onStep);
    let giveUp = (): void => undefined;
    const stopped = new Promise<never>((_, reject) => {
      giveUp = () => {
        this.link.stop(asking);
        reject(new WorkbookRefusal('stopped'));
      };
    });
    signal?.addEventListener('abort', giveUp);
    try {
      // Given up at once, whatever the other threads are at.
      return (await Promise.race([this.link.study(asking, study, args), stopped])) as Studied<S>;
    } finally {
      signal?.removeEventListener('abort', giveUp);
      this.steps.delete(asking);
    }
  }

  /** A study has come so far. */
  step(asking: number, step: Step): void {
    this.steps.get(asking)?.(step);
  }

  async act<D extends Deed>(deed: D, args: DeedArguments<D>, undoable: Undoable | null): Promise<boolean> {
    return (await this.attempt('act', [deed, args, undoable])) === true;
  }

  private async send(method: SessionMethod, ...args: readonly unknown[]): Promise<void> {
    await this.attempt(method, args);
  }

  private async attempt(method: SessionMethod, args: readonly unknown[]): Promise<unknown> {
    try {
      return await this.link.call(method, args);
    } catch (error) {
      // A closed workbook has nothing more to say; whatever else fails here is not the session's own refusal, which it says itself.
      if (!(error instanceof WorkbookRefusal))
        this.take({
          work: null,
          said: {
            tone: 'error',
            code: 'internal-error',
            parameters: { reason: error instanceof Error ? error.message : String(error) },
            offer: null,
          },
        });
      return undefined;
    }
  }
}

/** A closed workbook answers nothing, and nobody waits for this. */
function ignore(): void {}
