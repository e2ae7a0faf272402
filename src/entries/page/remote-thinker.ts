import type { OnStep } from '../../app/step.js';
import type { Studied, Study, StudyArguments } from '../../pane/session/studies.js';
import type { Thinker, Watch } from '../../pane/session/thinker.js';
import { WorkbookRefusal, type WorkbookSnapshot } from '../../ports/workbook.js';
import type { ThinkingReply, ThinkingRequest } from './thinking-messages.js';
import { heardFailure } from './told-failure.js';

/** Studies that are made from the sheets alone; the others need the file too. */
const OF_THE_SHEETS: ReadonlySet<Study> = new Set(['audit', 'adjusting', 'methodEffect']);

interface Waiting {
  readonly request: Omit<ThinkingRequest, 'snapshot'>;
  readonly snapshot: WorkbookSnapshot;
  readonly onStep: OnStep | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * Has another thread think, so that what takes long can be given up by ending that thread. What else was waiting there is
 * asked again of the next one.
 */
export class RemoteThinker implements Thinker {
  readonly canStop = true;
  private port: MessagePort | null = null;
  private isWanted = false;
  private sent: WorkbookSnapshot | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private next = 0;

  constructor(
    /** The bytes of the file as it is now. */
    private readonly file: () => Uint8Array,
    /** Asks for a thread; `connect` follows. */
    private readonly want: () => void,
  ) {}

  study<S extends Study>(
    snapshot: WorkbookSnapshot,
    study: S,
    args: StudyArguments<S>,
    { onStep, signal }: Watch,
  ): Promise<Studied<S>> {
    const id = (this.next += 1);
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(new WorkbookRefusal('stopped'));
      const one: Waiting = {
        request: { id, study, args, file: OF_THE_SHEETS.has(study) ? null : this.file() },
        snapshot,
        onStep,
        resolve: resolve as (value: unknown) => void,
        reject,
      };
      this.waiting.set(id, one);
      signal?.addEventListener('abort', () => {
        this.waiting.delete(id);
        reject(new WorkbookRefusal('stopped'));
      });
      if (this.port === null) this.wantThread();
      else this.send(this.port, one);
    });
  }

  /** Asks this thread from now on. */
  connect(port: MessagePort): void {
    this.port = port;
    this.sent = null;
    this.isWanted = false;
    port.onmessage = ({ data }: MessageEvent<ThinkingReply>) => this.take(data);
    for (const one of this.waiting.values()) this.send(port, one);
  }

  /** The thread has been ended, or has broken off: asked once more, it would do so again. */
  disconnect(failure: string | null): void {
    this.port?.close();
    this.port = null;
    if (failure !== null) {
      for (const { reject } of this.waiting.values()) reject(new Error(failure));
      this.waiting.clear();
    }
    if (this.waiting.size > 0) this.wantThread();
  }

  private wantThread(): void {
    if (this.isWanted) return;
    this.isWanted = true;
    this.want();
  }

  private send(port: MessagePort, { request, snapshot }: Waiting): void {
    port.postMessage({ ...request, snapshot: snapshot === this.sent ? null : snapshot } satisfies ThinkingRequest);
    this.sent = snapshot;
  }

  private take(reply: ThinkingReply): void {
    const one = this.waiting.get(reply.id);
    if (one === undefined) return;
    if (reply.kind === 'step') return one.onStep?.(reply.step);
    this.waiting.delete(reply.id);
    if (reply.kind === 'answer') one.resolve(reply.value);
    else one.reject(heardFailure(reply));
  }
}
