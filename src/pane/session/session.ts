import type { AuditFinding } from '../../app/audit.js';
import { planMarking } from '../../app/audit-marks.js';
import type { ComputeResult } from '../../app/compute.js';
import { keepBeforeImage, restore, restorePoints } from '../../app/restore.js';
import { invert, type Plan } from '../../core/changes/plan.js';
import { rollBack } from '../../core/changes/roll-back.js';
import { afterChanges } from '../../core/changes/simulate.js';
import type { LiveWorkbook, WorkbookMemory } from '../../ports/live-workbook.js';
import type { WorkbookSnapshot } from '../../ports/workbook.js';
import { FollowedWorkbook, isDecided, scoresIn } from './followed-workbook.js';
import type { PaneSession } from './pane-session.js';
import type { Answer, Deed, DeedArguments, Known, Planned, Question, QuestionArguments } from './questions.js';
import { Sequence } from './sequence.js';
import type { Decision, SessionState, Undoable, Work } from './state.js';
import { Store } from './store.js';
import type { Studied, Study, StudyArguments } from './studies.js';
import type { Thinker, Watch } from './thinker.js';
import { Writing, type Written } from './writing.js';

export interface SessionOptions {
  readonly memory: WorkbookMemory;
  readonly now: () => Date;
  /** A name for a computation that no other has. */
  readonly newId: () => string;
  /** Whether the workbook's own undo survives what we write. */
  readonly keepsUndo: boolean;
  /** Makes what takes long. */
  readonly thinker: Thinker;
}

/**
 * One workbook open in the pane, and what people can do with it. The pane only draws its state.
 *
 * What changes the workbook is done in the order it was entered, each planned from what the one before has left; what is
 * asked of the workbook is answered after everything entered before the question.
 */
export class Session implements PaneSession {
  private readonly store = new Store();
  private readonly sequence = new Sequence();
  private readonly book: FollowedWorkbook;
  private readonly writing: Writing;
  private undoPlan: Plan | null = null;
  private published: WorkbookSnapshot | null = null;
  /** Raised by cancelling: what was begun before is given up. */
  private turn = 0;

  constructor(
    private readonly workbook: LiveWorkbook,
    private readonly options: SessionOptions,
  ) {
    this.book = new FollowedWorkbook(workbook, options.memory, this.store, this.sequence);
    this.writing = new Writing(workbook, this.store);
  }

  readonly subscribe: PaneSession['subscribe'] = (listener) => this.store.subscribe(listener);

  readonly getState = (): SessionState => this.store.get();

  get canStop(): boolean {
    return this.options.thinker.canStop;
  }

  /** The workbook as it was last read. */
  getSnapshot(): WorkbookSnapshot | null {
    return this.book.asRead;
  }

  /** Resolves when everything entered before this moment has been done, or has failed and said so. */
  settled(): Promise<void> {
    return this.sequence.settled();
  }

  /** Does something to the workbook that is not the pane's own, after everything entered before it. */
  inOrder<T>(task: () => Promise<T>): Promise<T> {
    return this.sequence.run(task);
  }

  async ask<Q extends Question>(question: Q, ...args: QuestionArguments<Q>): Promise<Answer<Q>> {
    await this.caughtUp();
    const { questions } = await questionsAndDeeds();
    // TypeScript does not follow that the name of a question picks its arguments and its answer together.
    const answer = questions[question] as unknown as (known: Known, ...given: QuestionArguments<Q>) => Answer<Q>;
    return answer(this.known(), ...args);
  }

  async study<S extends Study>(study: S, args: StudyArguments<S>, watch: Watch = {}): Promise<Studied<S>> {
    await this.caughtUp();
    // Begun in its turn: nothing is written between the moment it is asked and that at which it knows file and sheets.
    const { answer } = await this.sequence.run(() => {
      const { snapshot } = this.book.known();
      if (study === 'officialCopies') this.published = snapshot;
      return Promise.resolve({ answer: this.options.thinker.study(snapshot, study, args, watch) });
    });
    return answer;
  }

  async act<D extends Deed>(deed: D, args: DeedArguments<D>, undoable: Undoable | null): Promise<boolean> {
    return this.writeInTurn(null, async () => {
      if (this.book.isBehind) await this.book.readAndShow();
      const { deeds } = await questionsAndDeeds();
      // TypeScript does not follow that the name of a deed picks its arguments.
      const think = deeds[deed] as unknown as (known: Known, ...given: DeedArguments<D>) => Planned | Promise<Planned>;
      const { plan, refused, told } = await think(this.known(), ...args);
      if (plan !== null) return this.write(plan, told ?? undoable);
      if (refused !== undefined) this.say('error', refused.code, refused.parameters);
      return 'refused';
    });
  }

  /** Reads the workbook for the first time and follows it from then on. */
  async open(): Promise<void> {
    await this.inTurn('open', { kind: 'reading', cancellable: false }, async () => {
      await this.book.readAndShow();
      const unfinished = this.getState().restorePoints.find((point) => point.unfinished);
      if (unfinished !== undefined)
        this.say('warning', 'restore-unfinished', { at: unfinished.at, cells: unfinished.cells }, 'restore');
    });
    // Following is a convenience: a host without events still computes.
    await this.store.attempt(() => this.book.follow());
  }

  /** Reads and computes; writes at once where nothing that people typed would change, else asks first. */
  async compute(): Promise<void> {
    await this.inTurn('compute', { kind: 'computing', cancellable: true }, async (stillWanted) => {
      this.book.decide({});
      this.writing.forgetBroken();
      this.set({ reviewing: false, said: null, undoable: null });
      const snapshot = await this.book.read();
      if (!stillWanted()) return;
      this.book.show(snapshot);
      const { result } = this.book.known();
      if (result.tables.length === 0) return this.say('error', 'nothing-recognised', {});
      // The last moment at which it can be given up.
      await painted();
      if (!stillWanted()) return;
      if (result.differences.length > 0) return this.set({ reviewing: true });
      await this.writeComputed(snapshot, result);
    });
  }

  async decide(decisions: Readonly<Record<string, Decision>>): Promise<void> {
    await this.inTurn('decide', { kind: 'writing', cancellable: false }, async () => {
      if (!this.getState().reviewing) return;
      // Read anew: whatever was changed meanwhile, and whether or not we have heard of it, nobody writes what was not shown.
      const snapshot = await this.book.read();
      this.book.show(snapshot);
      if (!isDecided(this.getState().view?.differences ?? [], decisions)) return this.book.sayOtherDifferences();
      this.book.decide(decisions);
      if (!this.book.writesOnly(snapshot, decisions)) return this.book.sayFollowing(snapshot);
      // Going through the differences selected cells; their units' cards are not what comes next.
      this.set({ reviewing: false, selected: null, said: null });
      await this.writeComputed(snapshot, this.book.computed(snapshot));
    });
  }

  /** Leaves the differences open; nothing is written. */
  stopReviewing(): void {
    this.set({ reviewing: false, said: null });
    this.book.forgetDecisions();
  }

  /** Gives up what has not been written yet. */
  cancel(): void {
    if (this.getState().work?.cancellable !== true) return;
    this.turn += 1;
    this.sequence.giveUp();
    this.set({ work: null });
  }

  async restore(id?: string): Promise<void> {
    await this.inTurn(`restore ${id ?? ''}`, { kind: 'restoring', cancellable: false }, () => {
      const { broken } = this.writing;
      return broken !== null && id === undefined ? this.restoreBroken(broken) : this.restoreComputation(id);
    });
  }

  private async restoreComputation(id: string | undefined): Promise<void> {
    const snapshot = await this.book.read();
    // Taken back already: what was said of that stands.
    if (id !== undefined && !restorePoints(snapshot).some((point) => point.id === id)) return this.book.show(snapshot);
    const back = restore(snapshot, id);
    this.set({ done: null, said: null, undoable: null, reviewing: false });
    await this.writing.write(back.plan, async () => {
      this.book.forgetScoresBefore();
      await this.book.readAndShow();
      const cells = back.changedSince.map(({ sheet, cell }) => `${sheet}!${cell}`).join('、');
      if (back.changedSince.length > 0)
        this.say('warning', 'restore-changed-since', { count: back.changedSince.length, cells });
      else if (back.restored === 0) this.say('success', 'restored-already', {});
      else this.say('success', 'restored', { cells: back.restored });
    });
  }

  private async restoreBroken(broken: Plan): Promise<void> {
    const back = rollBack(broken, await this.book.read());
    this.set({ said: null, undoable: null });
    await this.writing.write(back, async () => {
      this.writing.forgetBroken();
      await this.book.readAndShow();
      this.say('success', 'restored', { cells: back.changes.filter((change) => change.kind === 'content').length });
    });
  }

  /** Writes a plan made elsewhere, with the way back offered at once. */
  carryOut(plan: Plan, undoable: Undoable | null): Promise<boolean> {
    return this.writeInTurn(null, () => this.write(plan, undoable));
  }

  /** Colours the cells of findings, and no others; of none, takes the colours off. */
  async mark(findings: readonly AuditFinding[]): Promise<void> {
    await this.writeInTurn(null, async () => {
      const { plan, marked, left } = await planMarking(this.workbook, this.known().snapshot, findings);
      const told: Undoable =
        findings.length === 0
          ? { code: 'pane-unmarked', parameters: {} }
          : { code: 'pane-marked', parameters: { marked, left } };
      return this.write(plan, told, told);
    });
  }

  /** Takes back the step that was just said. */
  async undo(): Promise<void> {
    await this.writeInTurn('undo', async () => {
      const plan = this.undoPlan;
      if (plan === null) return 'refused';
      this.undoPlan = null;
      this.set({ undoable: null });
      return this.write(plan, null);
    });
  }

  forgetUndo(): void {
    this.set({ undoable: null });
  }

  /** Goes on with a writing that protected sheets stood in the way of. */
  async unlock(password: string | undefined): Promise<void> {
    await this.inTurn('unlock', { kind: 'writing', cancellable: false }, () => this.writing.unlock(password));
  }

  leaveLocked(): void {
    this.writing.leaveLocked();
  }

  tick(sheet: string, ticked: boolean): void {
    this.book.tick(sheet, ticked);
  }

  setFixNumbers(fix: boolean): void {
    this.book.setFixNumbers(fix);
  }

  /** Opens a unit's card and selects its row in the workbook. */
  async selectUnit(key: string | null): Promise<void> {
    this.set({ selected: key });
    const row = this.getState()
      .view?.rankings.flatMap(({ rows }) => rows)
      .find((one) => one.key === key);
    if (row !== undefined) await this.goTo(row.sheet, row.cell);
  }

  async goTo(sheet: string, cell: string): Promise<void> {
    await this.store.attempt(() => this.workbook.select(sheet, cell === '' ? 'A1' : cell));
  }

  dismiss(): void {
    this.set({ said: null });
  }

  private known(): Known {
    return { ...this.book.known(), published: this.published };
  }

  /** Waits until everything entered before is done, and what somebody changed is read. */
  private async caughtUp(): Promise<void> {
    await painted();
    await this.settled();
    if (this.book.isBehind) await this.sequence.run(() => this.book.reread(), 'reread');
  }

  private async writeComputed(snapshot: WorkbookSnapshot, result: ComputeResult): Promise<void> {
    const at = this.options.now();
    const plan = keepBeforeImage(result.plan, snapshot, { id: this.options.newId(), at: at.toISOString() });
    const before = scoresIn(snapshot, result);
    await this.writing.write(plan, async () => {
      const deviations = await this.workbook.verify(plan);
      const parts = { ...snapshot.parts };
      for (const change of plan.changes) {
        if (change.kind !== 'part') continue;
        if (change.becomes === null) Reflect.deleteProperty(parts, change.namespace);
        else parts[change.namespace] = change.becomes;
      }
      this.set({
        done: { at, cells: result.filled, deviations, undoLost: !this.options.keepsUndo && result.filled > 0 },
      });
      await this.book.showWritten(
        { ...snapshot, sheets: afterChanges(snapshot.sheets, plan.changes), parts },
        result,
        before,
        at,
      );
    });
  }

  /** Does a piece of work in its turn, shown meanwhile. */
  private inTurn(name: string | null, work: Work, task: (stillWanted: () => boolean) => Promise<void>): Promise<void> {
    return this.sequence.run(() => this.during(work, task), name);
  }

  /** Thinks of a plan and writes it in its turn; tells whether the workbook is as it would have it, where protected sheets stand in the way after that was decided. */
  private async writeInTurn(name: string | null, task: () => Promise<Written>): Promise<boolean> {
    let outcome: Written = 'refused';
    const written = await this.sequence.run(async () => {
      await this.during({ kind: 'writing', cancellable: false }, async () => {
        // That an earlier deed went well is said until the next one.
        if (this.getState().said?.tone === 'success') this.set({ said: null });
        outcome = await task();
      });
      return outcome;
    }, name);
    return written === 'waiting' ? this.writing.answered() : written === 'written';
  }

  /** `unchanged` is said of a plan that changes nothing: what was written before it can still be taken back. */
  private async write(
    plan: Plan,
    undoable: Undoable | null,
    unchanged: Pick<Undoable, 'code' | 'parameters'> = { code: 'nothing-to-write', parameters: {} },
  ): Promise<Written> {
    if (plan.changes.length === 0) {
      this.say('success', unchanged.code, unchanged.parameters);
      return 'written';
    }
    return this.writing.write(plan, async () => {
      this.undoPlan = undoable === null ? null : invert(plan);
      await this.book.readAndShow();
      this.set({ undoable });
    });
  }

  private async during(work: Work, task: (stillWanted: () => boolean) => Promise<void>): Promise<void> {
    this.turn += 1;
    const { turn } = this;
    const stillWanted = (): boolean => this.turn === turn;
    // What is shown already needs no time to be drawn: at first the workbook is asked at once.
    if (this.getState().work?.kind !== work.kind) {
      this.set({ work });
      await painted();
    }
    try {
      await task(stillWanted);
    } catch (error) {
      if (stillWanted()) this.store.sayError(error);
    } finally {
      if (stillWanted()) this.set({ work: null });
    }
  }

  private say(...said: Parameters<Store['say']>): void {
    this.store.say(...said);
  }

  private set(part: Partial<SessionState>): void {
    this.store.set(part);
  }
}

/** What is asked and planned comes in a piece of its own: nobody needs it to compute. */
function questionsAndDeeds(): Promise<typeof import('./questions.js')> {
  return import('./questions.js');
}

export { ThinkerHere } from './thinker.js';

/** Lets the browser draw what was just set before the thread is kept busy. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestAnimationFrame === 'function' && typeof document !== 'undefined' && !document.hidden)
      requestAnimationFrame(() => setTimeout(resolve, 0));
    else setTimeout(resolve, 0);
  });
}
