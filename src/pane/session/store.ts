import { WorkbookRefusal } from '../../ports/workbook.js';
import { UNREAD, type Said, type SessionState } from './state.js';

/** The state that the pane draws, and everybody who wants to hear when it changes. */
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

  say(tone: Said['tone'], code: string, parameters: Said['parameters'], offer: Said['offer'] = null): void {
    this.set({ said: { tone, code, parameters, offer } });
  }

  sayError(error: unknown): void {
    if (!(error instanceof WorkbookRefusal))
      return this.say('error', 'internal-error', { reason: error instanceof Error ? error.message : String(error) });
    const offer =
      error.code === 'excel-write-incomplete'
        ? 'restore'
        : error.code === 'excel-sheet-gone' || error.code === 'excel-editing-cell' || error.code === 'excel-busy'
          ? 'recompute'
          : null;
    this.say(error.code === 'excel-settings-not-saved' ? 'warning' : 'error', error.code, error.parameters, offer);
  }

  /** Does what is not essential; where it fails, the failure is said and everything goes on. */
  async attempt(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.sayError(error);
    }
  }
}
