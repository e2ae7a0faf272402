import type { RefObject } from 'react';
import type { OpenWorkbook } from './open-workbook.js';
import type { OpeningStep } from './thread-messages.js';

/** How far a file has come on its way in. */
export interface OpeningProgress {
  readonly file: string;
  /** What it waits for. */
  readonly key: 'page-reading' | 'page-opening-waits';
  /** The part of the way that is done, from 0 to 1; left out where nobody can tell. */
  readonly share?: number;
}

/** How much of the way is done when a step begins. */
const SHARES: Readonly<Record<OpeningStep, number>> = { unpacking: 0.05, reading: 0.2, drawing: 0.7 };

/** One opening of a file. The one begun last is current; the others are cancelled. */
export class OpeningAttempt {
  /** The workbook that is being opened; closed when the attempt is cancelled. */
  workbook: OpenWorkbook | null = null;

  constructor(
    private readonly file: string,
    private readonly pending: RefObject<OpeningAttempt | null>,
    private readonly onProgress: (progress: OpeningProgress | null) => void,
  ) {}

  get isCurrent(): boolean {
    return this.pending.current === this;
  }

  start(): void {
    this.pending.current = this;
    this.reportStart();
  }

  reportStart(): void {
    this.report({ key: 'page-reading', share: 0 });
  }

  reportWaiting(): void {
    this.report({ key: 'page-opening-waits' });
  }

  reportStep(step: OpeningStep, done: number, of: number): void {
    let share = SHARES[step];
    if (step === 'drawing') share += (0.3 * done) / of;
    this.report({ key: 'page-reading', share });
  }

  cancel(): void {
    this.workbook?.close();
    this.end();
  }

  /** The file is open, or is not going to be. */
  end(): void {
    if (!this.isCurrent) return;
    this.pending.current = null;
    this.onProgress(null);
  }

  private report(progress: Omit<OpeningProgress, 'file'>): void {
    if (this.isCurrent) this.onProgress({ file: this.file, ...progress });
  }
}
