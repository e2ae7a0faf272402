import { BEFORE_IMAGE } from '../../core/changes/before-image-parts.js';
import type { Plan } from '../../core/changes/plan.js';
import type { LiveWorkbook } from '../../ports/live-workbook.js';
import { WorkbookRefusal, type ApplyOutcome } from '../../ports/workbook.js';
import { errorReason } from '../error-reason.js';
import { placeName } from '../place-name.js';
import type { Store } from './store.js';

/** How many cells are named that somebody changed between the reading and the writing. */
const MAX_CONFLICTS_NAMED = 8;

/** What follows once a plan has been written. */
type AfterWrite = () => Promise<void>;

/** Reports that cells were changed between the reading and the writing; they are named. */
type OnConflict = (cells: string) => void;

/** What became of a plan; `waiting`: somebody has to unprotect its sheets or to give it up. */
export type WriteResult = 'written' | 'refused' | 'waiting';

/** A plan that waits until its protected sheets are opened, or until somebody gives it up. */
interface PendingWrite {
  readonly plan: Plan;
  readonly afterWrite: AfterWrite;
  readonly onConflict: OnConflict;
  /** Resolves when that is decided, to whether the plan was written. */
  readonly decided: Promise<boolean>;
  readonly decide: (isWritten: boolean) => void;
}

/**
 * Writes plans. What stands in the way (a protected sheet, a cell changed meanwhile, a write that broke off) is
 * reported, and nothing is lost by it.
 */
export class PlanWriter {
  private pending: PendingWrite | null = null;
  private interrupted: Plan | null = null;

  constructor(
    private readonly workbook: LiveWorkbook,
    private readonly store: Store,
  ) {}

  /** The plan that broke off half-way without a before-image in the workbook; it can only be undone by inverting it. */
  get interruptedPlan(): Plan | null {
    return this.interrupted;
  }

  forgetInterrupted(): void {
    this.interrupted = null;
  }

  /** Writes, then does what follows; where sheets are protected, both wait for `unlock`. */
  async write(
    plan: Plan,
    afterWrite: AfterWrite,
    onConflict: OnConflict = (cells) => this.reportConflict(cells),
  ): Promise<WriteResult> {
    if (plan.changes.length === 0) {
      await afterWrite();
      return 'written';
    }
    const isRestoring = this.store.get().work?.kind === 'restoring';
    this.store.set({ work: { kind: isRestoring ? 'restoring' : 'writing', cancellable: false } });
    try {
      const outcome = await this.apply(plan);
      return await this.finish(outcome, afterWrite, onConflict);
    } catch (error) {
      if (!(error instanceof WorkbookRefusal) || error.code !== 'excel-sheet-protected') throw error;
      this.pending?.decide(false);
      this.pending = pendingWrite({ plan, afterWrite, onConflict });
      const sheet = String(error.parameters['sheet'] ?? '');
      this.store.set({ locked: { sheets: [sheet], needsPassword: false, wrongPassword: false } });
      return 'waiting';
    }
  }

  /** Resolves when the write that waits for protected sheets is decided, to whether it was written. */
  pendingDecided(): Promise<boolean> {
    return this.pending?.decided ?? Promise.resolve(false);
  }

  /** Writes what protected sheets stood in the way of; asks for their password where it is missing or wrong. */
  async unlock(password: string | undefined): Promise<void> {
    const { pending } = this;
    const { locked } = this.store.get();
    if (pending === null || locked === null) return;
    const { plan, afterWrite, onConflict, decide } = pending;
    const givenPassword = password || undefined;
    try {
      const outcome = await this.workbook.unprotectedWhile(sheetsOf(plan), givenPassword, () => this.apply(plan));
      this.closePending();
      decide((await this.finish(outcome, afterWrite, onConflict)) === 'written');
    } catch (error) {
      const code = error instanceof WorkbookRefusal ? error.code : '';
      const isWrongPassword = code === 'excel-password-wrong';
      if (!isWrongPassword && code !== 'excel-password-needed') {
        // Any other error is reported in the pane, which the dialog would cover.
        this.closePending();
        decide(false);
        throw error;
      }
      this.store.set({ locked: { ...locked, needsPassword: true, wrongPassword: isWrongPassword } });
    }
  }

  leaveLocked(): void {
    this.pending?.decide(false);
    this.closePending();
    this.store.report({ tone: 'warning', code: 'pane-not-written' });
  }

  private closePending(): void {
    this.pending = null;
    this.store.set({ locked: null });
  }

  private async apply(plan: Plan): Promise<ApplyOutcome> {
    try {
      return await this.workbook.apply(plan);
    } catch (error) {
      const isInterrupted = error instanceof WorkbookRefusal && error.code === 'excel-write-incomplete';
      if (isInterrupted && !hasBeforeImage(plan)) this.interrupted ??= plan;
      throw error;
    }
  }

  /** What follows a write may fail, as reading again may: the plan is written all the same, and that is said. */
  private async follow(afterWrite: AfterWrite): Promise<void> {
    try {
      await afterWrite();
    } catch (error) {
      const parameters = { reason: reasonOf(error) };
      this.store.report({ tone: 'warning', code: 'pane-written-unread', parameters, offer: 'recompute' });
    }
  }

  private async finish(outcome: ApplyOutcome, afterWrite: AfterWrite, onConflict: OnConflict): Promise<WriteResult> {
    if (outcome.applied) {
      await this.follow(afterWrite);
      return 'written';
    }
    const places = outcome.conflicts.slice(0, MAX_CONFLICTS_NAMED).map(({ sheet, cell }) => placeName(sheet, cell));
    onConflict(places.join('、'));
    return 'refused';
  }

  private reportConflict(cells: string): void {
    this.store.report({ tone: 'warning', code: 'changed-meanwhile', parameters: { cells }, offer: 'recompute' });
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof WorkbookRefusal) return error.code;
  return errorReason(error);
}

function pendingWrite(write: Pick<PendingWrite, 'plan' | 'afterWrite' | 'onConflict'>): PendingWrite {
  let decide: PendingWrite['decide'] = () => undefined;
  const decided = new Promise<boolean>((resolve) => {
    decide = resolve;
  });
  return { ...write, decided, decide };
}

/** The plan itself puts an image of what was before into the workbook, from which it can be restored. */
function hasBeforeImage({ changes }: Plan): boolean {
  return changes.some(
    (change) => change.kind === 'part' && change.namespace === BEFORE_IMAGE && change.becomes !== null,
  );
}

function sheetsOf({ changes }: Plan): readonly string[] {
  const sheets = new Set<string>();
  for (const change of changes) {
    if (change.kind !== 'part') sheets.add(change.sheet);
  }
  return [...sheets];
}
