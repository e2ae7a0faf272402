import { openXlsx } from '../../adapters/xlsx/workbook.js';
import { Session } from '../../pane/session/session.js';
import type { SessionState } from '../../pane/session/state.js';
import type { Study } from '../../pane/session/studies.js';
import { PageWorkbook, type Undone } from './page-workbook.js';
import { PictureSender } from './picture-sender.js';
import { RemoteThinker } from './remote-thinker.js';
import { cutState } from './state-pieces.js';
import type { Call, ThreadCalls, ThreadMessage } from './thread-messages.js';
import { toldFailure } from './told-failure.js';

/** Somebody who types one number after the other waits so long between two, in milliseconds; what follows from them is worked out behind the last. */
const FOLLOWING = 200;

/** The thread that holds one open workbook: everything that takes time happens here, the page only draws. */
const post = (message: ThreadMessage, transfer: Transferable[] = []): void => {
  self.postMessage(message, { transfer });
};

class WorkbookThread implements ThreadCalls {
  private workbook: PageWorkbook | null = null;
  private opened: Session | null = null;
  private readonly sender = new PictureSender(post);
  /** Pictures follow each other: one that was begun later is not overtaken. */
  private drawing: Promise<void> = Promise.resolve();
  private isDrawn = true;
  private following: ReturnType<typeof setTimeout> | undefined;
  private readonly thinking = new RemoteThinker(
    () => this.workbook?.bytesNow() ?? new Uint8Array(),
    () => post({ kind: 'thinker-wanted' }),
  );
  private readonly studying = new Map<number, AbortController>();

  async open(bytes: Uint8Array): Promise<void> {
    post({ kind: 'step', step: 'unpacking', done: 0, of: 1 });
    const workbook = new PageWorkbook(openXlsx(bytes), {
      select: (sheet, row, column) => post({ kind: 'select', sheet, row, column }),
      drawAgain: () => this.drawSoon(),
    });
    this.workbook = workbook;
    post({ kind: 'step', step: 'reading', done: 0, of: 1 });
    await this.draw();
    const memory = new Map<string, unknown>();
    this.opened = new Session(workbook, {
      memory: { read: (key) => memory.get(key), write: (key, value) => Promise.resolve(void memory.set(key, value)) },
      now: () => new Date(),
      newId: () => crypto.randomUUID?.() ?? String(Date.now()),
      keepsUndo: true,
      thinker: this.thinking,
    });
  }

  async begin(): Promise<void> {
    const { opened } = this;
    if (opened === null) return;
    let sent: Partial<SessionState> = {};
    const send = (): void => {
      const state = opened.getState();
      const part = Object.fromEntries(
        Object.entries(state).filter(([key, value]) => !(key in sent) || sent[key as keyof SessionState] !== value),
      );
      sent = state;
      if (Object.keys(part).length === 0) return;
      const { pieces, rest } = cutState(part);
      for (const piece of pieces) post({ kind: 'state-piece', piece });
      post({ kind: 'state', part: rest });
    };
    opened.subscribe(send);
    send();
    await opened.open();
  }

  session(method: Parameters<ThreadCalls['session']>[0], args: readonly unknown[]): unknown {
    return (this.opened?.[method] as ((...given: readonly unknown[]) => unknown) | undefined)?.apply(this.opened, [
      ...args,
    ]);
  }

  selected(sheet: string, row: number, column: number): void {
    this.workbook?.selected(sheet, row, column);
  }

  async correct(sheet: string, row: number, column: number, text: string): Promise<boolean> {
    return (await this.inOrder((workbook) => workbook.correct(sheet, row, column, text))) ?? false;
  }

  async undo(): Promise<Undone> {
    return (await this.inOrder((workbook) => workbook.undo())) ?? { kind: 'nothing' };
  }

  async bytes(): Promise<{ readonly bytes: Uint8Array; readonly state: number }> {
    return (await this.inOrder((workbook) => workbook.bytes())) ?? { bytes: new Uint8Array(), state: 0 };
  }

  async unsaved(): Promise<number | null> {
    await this.opened?.settled();
    return this.workbook?.unsaved() ?? null;
  }

  saved(state: number): void {
    this.workbook?.saved(state);
  }

  async study(asking: number, study: Study, args: readonly unknown[]): Promise<unknown> {
    const controller = new AbortController();
    this.studying.set(asking, controller);
    try {
      // The thread that thinks may get the file, which must say what the sheets say.
      await this.inOrder((workbook) => workbook.follow());
      // The page's session has checked that they belong together; messages carry no types.
      return await this.opened?.study(study, args as never, {
        onStep: (step) => post({ kind: 'studying', asking, step }),
        signal: controller.signal,
      });
    } finally {
      this.studying.delete(asking);
    }
  }

  stop(asking: number): void {
    this.studying.get(asking)?.abort();
  }

  thinker(port: MessagePort | null, failure: string | null): void {
    if (port !== null) this.thinking.connect(port);
    else this.thinking.disconnect(failure);
  }

  /** Corrections in the sheet and what is done in the pane follow each other as they were entered. */
  private async inOrder<T>(task: (workbook: PageWorkbook) => Promise<T>): Promise<T | undefined> {
    const { workbook, opened } = this;
    return workbook === null ? undefined : opened?.inOrder(() => task(workbook));
  }

  private drawSoon(): Promise<void> {
    if (!this.isDrawn) return this.drawing;
    this.isDrawn = false;
    const draw = (): Promise<void> => this.draw();
    this.drawing = this.drawing.then(draw, draw);
    this.followSoon();
    return this.drawing;
  }

  private followSoon(): void {
    clearTimeout(this.following);
    // What fails here fails where the pane reads the workbook next, and is said there.
    this.following = setTimeout(
      () => void this.inOrder((workbook) => workbook.follow()).catch(() => undefined),
      FOLLOWING,
    );
  }

  private async draw(): Promise<void> {
    this.isDrawn = true;
    const { workbook } = this;
    if (workbook === null) return;
    const sheets = await workbook.sheetsNow();
    this.sender.send(sheets, workbook.looks());
    post({ kind: 'picture', sheets: sheets.map(({ sheet }) => sheet), ...workbook.marks() });
  }
}

const thread = new WorkbookThread();

self.addEventListener('message', ({ data: { id, method, args } }: MessageEvent<Call>) => {
  void answer(id, () => (thread[method] as (...given: readonly unknown[]) => unknown).apply(thread, [...args]));
});

async function answer(id: number, work: () => unknown): Promise<void> {
  try {
    post({ kind: 'answer', id, value: await work() });
  } catch (error) {
    post({ kind: 'failure', id, ...toldFailure(error) });
  }
}
