import { BEFORE_IMAGE } from '../../core/changes/before-image-parts.js';
import type { Plan } from '../../core/changes/plan.js';
import type { LiveWorkbook } from '../../ports/live-workbook.js';
import { WorkbookRefusal, type ApplyOutcome } from '../../ports/workbook.js';
import type { Store } from './store.js';

type Afterwards = () => Promise<void>;

/** What became of a plan; `waiting` for somebody to open protected sheets or to leave it. */
export type Written = 'written' | 'refused' | 'waiting';

/** What waits for protected sheets to be opened. */
interface Waiting {
  readonly plan: Plan;
  readonly afterwards: Afterwards;
  readonly answered: Promise<boolean>;
  readonly answer: (written: boolean) => void;
}

/** Carries out plans. What stands in the way (protection, a change meanwhile, a break half-way) is said, and nothing is lost by it. */
export class Writing {
  private waiting: Waiting | null = null;
  /** A writing without an image of what was before that broke off half-way. */
  private brokenOff: Plan | null = null;

  constructor(
    private readonly workbook: LiveWorkbook,
    private readonly store: Store,
  ) {}

  /** The plan that has to be turned round from what the sheet now holds, if any. */
  get broken(): Plan | null {
    return this.brokenOff;
  }

  forgetBroken(): void {
    this.brokenOff = null;
  }

  /** Writes, then does what follows; where sheets are protected, both wait for `unlock`. */
  async write(plan: Plan, afterwards: Afterwards): Promise<Written> {
    if (plan.changes.length === 0) {
      await afterwards();
      return 'written';
    }
    const kind = this.store.get().work?.kind === 'restoring' ? 'restoring' : 'writing';
    this.store.set({ work: { kind, cancellable: false } });
    try {
      return await this.follow(await this.apply(plan), afterwards);
    } catch (error) {
      if (!(error instanceof WorkbookRefusal) || error.code !== 'excel-sheet-protected') throw error;
      this.waiting?.answer(false);
      this.waiting = { plan, afterwards, ...question() };
      this.store.set({
        locked: { sheets: [String(error.parameters['sheet'] ?? '')], needsPassword: false, wrongPassword: false },
      });
      return 'waiting';
    }
  }

  /** Tells, when it is decided, whether what protected sheets stand in the way of was written. */
  answered(): Promise<boolean> {
    return this.waiting?.answered ?? Promise.resolve(false);
  }

  /** Goes on with what protected sheets stood in the way of; asks for their password where there is one. */
  async unlock(password: string | undefined): Promise<void> {
    const { waiting } = this;
    const { locked } = this.store.get();
    if (waiting === null || locked === null) return;
    const { plan, afterwards, answer } = waiting;
    try {
      const outcome = await this.workbook.unprotectedWhile(sheetsOf(plan), password === '' ? undefined : password, () =>
        this.apply(plan),
      );
      this.waiting = null;
      this.store.set({ locked: null });
      answer((await this.follow(outcome, afterwards)) === 'written');
    } catch (error) {
      const code = error instanceof WorkbookRefusal ? error.code : '';
      if (code !== 'excel-password-needed' && code !== 'excel-password-wrong') {
        // What else stands in the way is said in the pane, which the question would cover.
        this.waiting = null;
        this.store.set({ locked: null });
        answer(false);
        throw error;
      }
      this.store.set({ locked: { ...locked, needsPassword: true, wrongPassword: code === 'excel-password-wrong' } });
    }
  }

  leaveLocked(): void {
    this.waiting?.answer(false);
    this.waiting = null;
    this.store.set({ locked: null });
    this.store.say('warning', 'pane-not-written', {});
  }

  private async apply(plan: Plan): Promise<ApplyOutcome> {
    try {
      return await this.workbook.apply(plan);
    } catch (error) {
      const isKept = plan.changes.some((change) => change.kind === 'part' && change.namespace === BEFORE_IMAGE);
      if (error instanceof WorkbookRefusal && error.code === 'excel-write-incomplete' && !isKept)
        this.brokenOff ??= plan;
      throw error;
    }
  }

  private async follow(outcome: ApplyOutcome, afterwards: Afterwards): Promise<Written> {
    if (outcome.applied) {
      await afterwards();
      return 'written';
    }
    const places = outcome.conflicts
      .slice(0, CONFLICTS_SAID)
      .map(({ sheet, cell }) => (cell === '' ? sheet : `${sheet}!${cell}`));
    this.store.say('warning', 'changed-meanwhile', { cells: places.join('、') }, 'recompute');
    return 'refused';
  }
}

const CONFLICTS_SAID = 8;

function question(): Pick<Waiting, 'answered' | 'answer'> {
  let answer: Waiting['answer'] = () => undefined;
  const answered = new Promise<boolean>((resolve) => {
    answer = resolve;
  });
  return { answered, answer: (written) => answer(written) };
}

function sheetsOf({ changes }: Plan): readonly string[] {
  return [...new Set(changes.flatMap((change) => (change.kind === 'part' ? [] : [change.sheet])))];
}
