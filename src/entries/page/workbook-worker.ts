import { openXlsx } from '../../adapters/xlsx/workbook.js';
import type { CellText, EntryKind, EntryOutcome } from '../../core/changes/typing.js';
import type { Area } from '../../core/grid/grid.js';
import { Session } from '../../pane/session/session.js';
import type { SessionState } from '../../pane/session/state.js';
import type { Task } from '../../pane/session/tasks.js';
import type { CellPlace } from '../../ports/workbook.js';
import { PageWorkbook } from './page-workbook.js';
import { SheetViewSender } from './sheet-view-sender.js';
import { RemoteTaskRunner } from './remote-task-runner.js';
import { cutState } from './state-pieces.js';
import type { Call, ThreadCalls, ThreadMessage } from './thread-messages.js';
import { serializeError } from './serialized-error.js';

/** Milliseconds. Somebody who types one number after the other pauses less: results are computed behind the last. */
const TYPING_PAUSE = 200;

const post = (message: ThreadMessage, transfer: Transferable[] = []): void => {
  self.postMessage(message, { transfer });
};

/** The thread that holds one open workbook: everything that takes time happens here, the page only renders. */
class WorkbookThread implements ThreadCalls {
  private workbook: PageWorkbook | null = null;
  private paneSession: Session | null = null;
  private readonly sender = new SheetViewSender(post);
  /** Views are sent one after the other. */
  private sending: Promise<void> = Promise.resolve();
  /** A view is going to be sent, with all changes up to then. */
  private isSendScheduled = false;
  private recalculation: ReturnType<typeof setTimeout> | undefined;
  private readonly taskRunner = new RemoteTaskRunner(
    () => this.workbook?.bytesNow() ?? new Uint8Array(),
    () => post({ kind: 'task-worker-needed' }),
  );
  private readonly tasks = new Map<number, AbortController>();

  async open(bytes: Uint8Array): Promise<void> {
    post({ kind: 'step', step: 'unpacking', done: 0, of: 1 });
    const workbook = new PageWorkbook(openXlsx(bytes), {
      select: (sheet, row, column) => post({ kind: 'select', sheet, row, column }),
      update: () => this.scheduleSend(),
    });
    this.workbook = workbook;
    post({ kind: 'step', step: 'reading', done: 0, of: 1 });
    await this.send();
    const memory = new Map<string, unknown>();
    this.paneSession = new Session(workbook, {
      memory: { read: (key) => memory.get(key), write: (key, value) => Promise.resolve(void memory.set(key, value)) },
      now: () => new Date(),
      newId: () => crypto.randomUUID?.() ?? String(Date.now()),
      keepsUndo: true,
      taskRunner: this.taskRunner,
      readFile: async (file) => openXlsx(file).read(),
    });
  }

  async begin(): Promise<void> {
    const { paneSession } = this;
    if (paneSession === null) return;
    let sent: Partial<SessionState> = {};
    const sendState = (): void => {
      const state = paneSession.getState();
      const part = changedPart(state, sent);
      sent = state;
      if (Object.keys(part).length === 0) return;
      const { pieces, rest } = cutState(part);
      for (const piece of pieces) post({ kind: 'state-piece', piece });
      post({ kind: 'state', part: rest });
    };
    paneSession.subscribe(sendState);
    sendState();
    await paneSession.open();
  }

  session(method: Parameters<ThreadCalls['session']>[0], args: readonly unknown[]): unknown {
    const call = this.paneSession?.[method] as ((...given: readonly unknown[]) => unknown) | undefined;
    return call?.apply(this.paneSession, [...args]);
  }

  selected(cell: CellPlace): void {
    this.workbook?.selected(cell);
  }

  async enter(sheet: string, texts: readonly CellText[], kind: EntryKind): Promise<EntryOutcome> {
    const entered = await this.inOrder(async (workbook) => {
      const { outcome, plan, place } = await workbook.enter(sheet, texts, this.inputsOf(sheet));
      if (outcome.changed > 0) this.paneSession?.recordEntry({ step: kind, place, cells: outcome.changed }, plan);
      return outcome;
    });
    return entered ?? { isTaken: false, changed: 0, left: [] };
  }

  private inputsOf(sheet: string): readonly Area[] {
    return (
      this.paneSession
        ?.getState()
        .view?.inputs.filter((one) => one.sheet === sheet)
        .flatMap(({ areas }) => areas) ?? []
    );
  }

  async bytes(): Promise<{ readonly bytes: Uint8Array; readonly state: number }> {
    return (await this.inOrder((workbook) => workbook.bytes())) ?? { bytes: new Uint8Array(), state: 0 };
  }

  async unsaved(): Promise<number | null> {
    await this.paneSession?.idle();
    return this.workbook?.unsaved() ?? null;
  }

  saved(state: number): void {
    this.workbook?.saved(state);
  }

  async runTask(id: number, task: Task, args: readonly unknown[]): Promise<unknown> {
    const controller = new AbortController();
    this.tasks.set(id, controller);
    try {
      // The task worker may get the file, which must hold the same results as the sheets.
      await this.inOrder((workbook) => workbook.recalculate());
      // The types were checked where the task was asked for; messages carry none.
      return await this.paneSession?.runTask(task, args as never, {
        onStep: (step) => post({ kind: 'task-step', task: id, step }),
        signal: controller.signal,
      });
    } finally {
      this.tasks.delete(id);
    }
  }

  stop(task: number): void {
    this.tasks.get(task)?.abort();
  }

  connectTaskWorker(port: MessagePort | null, failure: string | null): void {
    if (port !== null) this.taskRunner.connect(port);
    else this.taskRunner.disconnect(failure);
  }

  /** Corrections in the sheet and what is done in the pane follow each other as they were entered. */
  private async inOrder<T>(task: (workbook: PageWorkbook) => Promise<T>): Promise<T | undefined> {
    const { workbook, paneSession } = this;
    if (workbook === null) return undefined;
    return paneSession?.enqueue(() => task(workbook));
  }

  private scheduleSend(): Promise<void> {
    if (this.isSendScheduled) return this.sending;
    this.isSendScheduled = true;
    const send = (): Promise<void> => this.send();
    this.sending = this.sending.then(send, send);
    this.scheduleRecalculation();
    return this.sending;
  }

  private scheduleRecalculation(): void {
    clearTimeout(this.recalculation);
    this.recalculation = setTimeout(() => {
      // What fails here fails where the pane reads the workbook next, and is reported there.
      void this.inOrder((workbook) => workbook.recalculate()).catch(() => undefined);
    }, TYPING_PAUSE);
  }

  private async send(): Promise<void> {
    this.isSendScheduled = false;
    const { workbook } = this;
    if (workbook === null) return;
    const sheets = await workbook.sheetsNow();
    this.sender.send(sheets, workbook.looks());
    post({ kind: 'sheet-view', sheets: sheets.map(({ sheet }) => sheet), ...workbook.marks() });
  }
}

/** Returns what of a state is not as it was sent. */
function changedPart(state: SessionState, sent: Partial<SessionState>): Partial<SessionState> {
  const changed = Object.entries(state).filter(
    ([key, value]) => !(key in sent) || sent[key as keyof SessionState] !== value,
  );
  return Object.fromEntries(changed);
}

const thread = new WorkbookThread();

self.addEventListener('message', ({ data: { id, method, args } }: MessageEvent<Call>) => {
  void answer(id, () => (thread[method] as (...given: readonly unknown[]) => unknown).apply(thread, [...args]));
});

async function answer(id: number, work: () => unknown): Promise<void> {
  try {
    post({ kind: 'answer', id, value: await work() });
  } catch (error) {
    post({ kind: 'failure', id, ...serializeError(error) });
  }
}
