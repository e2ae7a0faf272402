import { WorkbookRefusal } from '../../ports/workbook.js';
import { errorReason } from '../error-reason.js';
import { UNREAD, type StatusMessage, type SessionState } from './state.js';

/** A message for people: its code, and what its text needs. */
export type StatusReport = Pick<StatusMessage, 'tone' | 'code'> & Partial<Pick<StatusMessage, 'parameters' | 'offer'>>;

/** What may help after an error of the host, by its code. */
const OFFER_AFTER: ReadonlyMap<string, StatusMessage['offer']> = new Map([
  ['excel-write-incomplete', 'restore'],
  ['excel-sheet-gone', 'recompute'],
  ['excel-editing-cell', 'recompute'],
  ['excel-busy', 'recompute'],
]);

/** The state that the pane draws, and everybody who listens to its changes. */
export class Store {
  private state: SessionState = UNREAD;
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly get = (): SessionState => this.state;

  set(part: Partial<SessionState>): void {
    this.state = { ...this.state, ...part };
    for (const listener of this.listeners) listener();
  }

  report({ tone, code, parameters = {}, offer = null }: StatusReport): void {
    this.set({ status: { tone, code, parameters, offer } });
  }

  reportError(error: unknown): void {
    if (!(error instanceof WorkbookRefusal)) {
      this.report({ tone: 'error', code: 'internal-error', parameters: { reason: errorReason(error) } });
      return;
    }
    const { code, parameters } = error;
    const tone = code === 'excel-settings-not-saved' ? 'warning' : 'error';
    this.report({ tone, code, parameters, offer: OFFER_AFTER.get(code) ?? null });
  }

  /** Runs what is not essential: a failure is reported, and everything goes on. */
  async attempt(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.reportError(error);
    }
  }
}
