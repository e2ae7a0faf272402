import type { AttachmentDocument } from '../../core/publish/document.js';
import type { AuditFinding } from '../../app/audit.js';
import type { PaneSession } from '../../pane/session/pane-session.js';
import type { Answer, Deed, DeedArguments, Question, QuestionArguments } from '../../pane/session/questions.js';
import { UNREAD, type Decision, type SessionState, type Undoable } from '../../pane/session/state.js';
import { WorkbookRefusal } from '../../ports/workbook.js';
import { PictureReceiver, type Picture } from './picture.js';
import type { Call, OpeningStep, SessionMethod, ThreadCalls, ThreadMessage } from './thread-messages.js';
import { startThread } from './thread.js';

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
  private readonly receiver = new PictureReceiver();
  private readonly waiting = new Map<number, Waiting>();
  private next = 0;
  /** Why nothing is answered any more. */
  private ended: Error | null = null;

  constructor(private readonly listener: WorkbookListener) {
    this.session = new RemoteSession((method, args) => this.call('session', method, args));
    this.worker.addEventListener('message', ({ data }: MessageEvent<ThreadMessage>) => this.take(data));
    this.worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.giveUp(new Error(event.message));
    });
  }

  call<M extends keyof ThreadCalls>(method: M, ...args: Parameters<ThreadCalls[M]>): Promise<Result<M>> {
    const id = (this.next += 1);
    return new Promise((resolve, reject) => {
      if (this.ended !== null) return reject(this.ended);
      const changes = method === 'correct' || method === 'undo' || (method === 'session' && args[0] !== 'ask');
      this.waiting.set(id, { changes, resolve: resolve as (value: unknown) => void, reject });
      this.worker.postMessage({ id, method, args } satisfies Call);
    });
  }

  /** Something was entered that the other thread may still be working out. */
  get isChanging(): boolean {
    return [...this.waiting.values()].some(({ changes }) => changes);
  }

  word(documents: readonly AttachmentDocument[]): Promise<Uint8Array> {
    return this.call('word', documents);
  }

  /** Ends the thread with all that it was doing. */
  close(): void {
    this.worker.terminate();
    this.giveUp(new WorkbookRefusal('page-cancelled'));
  }

  private giveUp(reason: Error): void {
    this.ended = reason;
    for (const { reject } of this.waiting.values()) reject(reason);
    this.waiting.clear();
  }

  private take(message: ThreadMessage): void {
    switch (message.kind) {
      case 'answer': this.settle(message.id)?.resolve(message.value); break;
      case 'failure': this.settle(message.id)?.reject(message.refusal === null ? new Error(message.reason) : new WorkbookRefusal(message.refusal.code, message.refusal.parameters)); break;
      case 'step': this.listener.step(message.step, message.done, message.of); break;
      case 'select': this.listener.select(message.sheet, message.row, message.column); break;
      case 'state': this.session.take(message.part); break;
      default: {
        const picture = this.receiver.take(message);
        if (picture !== null) this.listener.picture(picture);
      }
    }
  }

  private settle(id: number): Waiting | undefined {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    return waiting;
  }
}

/** The session of the other thread: its state as it was last told, its deeds passed on. */
class RemoteSession implements PaneSession {
  private state = UNREAD;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly call: (method: SessionMethod, args: readonly unknown[]) => Promise<unknown>) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getState = (): SessionState => this.state;

  take(part: Partial<SessionState>): void {
    this.state = { ...this.state, ...part };
    for (const listener of this.listeners) listener();
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
    if (this.state.work?.cancellable === true) this.take({ work: null });
    void this.send('cancel');
  };

  async ask<Q extends Question>(question: Q, ...args: QuestionArguments<Q>): Promise<Answer<Q>> {
    return (await this.call('ask', [question, ...args])) as Answer<Q>;
  }

  async act<D extends Deed>(deed: D, args: DeedArguments<D>, undoable: Undoable | null): Promise<boolean> {
    return (await this.attempt('act', [deed, args, undoable])) === true;
  }

  private async send(method: SessionMethod, ...args: readonly unknown[]): Promise<void> {
    await this.attempt(method, args);
  }

  private async attempt(method: SessionMethod, args: readonly unknown[]): Promise<unknown> {
    try {
      return await this.call(method, args);
    } catch (error) {
      // A closed workbook has nothing more to say; whatever else fails here is not the session's own refusal, which it says itself.
      if (!(error instanceof WorkbookRefusal)) this.take({ work: null, said: { tone: 'error', code: 'internal-error', parameters: { reason: error instanceof Error ? error.message : String(error) }, offer: null } });
      return undefined;
    }
  }
}
