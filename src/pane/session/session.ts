import type { AuditFinding } from '../../app/audit.js';
import { planMarking } from '../../app/audit-marks.js';
import { computeAsItStands, type ComputeResult } from '../../app/compute.js';
import { keepBeforeImage } from '../../app/restore.js';
import { invert, type Plan } from '../../core/changes/plan.js';
import { afterChanges } from '../../core/changes/simulate.js';
import type { StepKind, StepName } from '../../core/changes/step-name.js';
import { cellName } from '../../core/grid/address.js';
import type { MessageKey } from '../../messages/index.js';
import type { Deviation, LiveWorkbook, WorkbookMemory } from '../../ports/live-workbook.js';
import { WorkbookRefusal, type WorkbookSnapshot } from '../../ports/workbook.js';
import { coversExactly, scoresBeforeWriting, TrackedWorkbook } from './tracked-workbook.js';
import { placeName } from '../place-name.js';
import { History, type Step } from './history.js';
import { nextFrame } from './next-frame.js';
import type { PaneSession, PreviousFile } from './pane-session.js';
import type {
  Answer,
  Command,
  CommandArguments,
  PlannedCommand,
  QueryContext,
  Query,
  QueryArguments,
} from './queries.js';
import { Restorer } from './restorer.js';
import type { Decision, SessionState, UndoOffer, Work } from './state.js';
import { Store } from './store.js';
import type { TaskResult, Task, TaskArguments, TaskBooks } from './tasks.js';
import type { TaskRunner, TaskObserver } from './task-runner.js';
import { WorkQueue } from './work-queue.js';
import { PlanWriter, type WriteResult } from './plan-writer.js';

export { LocalTaskRunner } from './task-runner.js';

export interface SessionOptions {
  readonly memory: WorkbookMemory;
  readonly now: () => Date;
  /** Returns a name for a computation that no other has. */
  readonly newId: () => string;
  /** Whether the workbook's own undo survives what we write. */
  readonly keepsUndo: boolean;
  /** Runs what takes long. */
  readonly taskRunner: TaskRunner;
  /** Reads a workbook file that somebody chose. */
  readonly readFile: (bytes: Uint8Array) => Promise<WorkbookSnapshot>;
}

const READING: Work = { kind: 'reading', cancellable: false };
const COMPUTING: Work = { kind: 'computing', cancellable: true };
const WRITING: Work = { kind: 'writing', cancellable: false };
const RESTORING: Work = { kind: 'restoring', cancellable: false };

/** Reported of a plan that changes nothing, unless there is something better to say. */
const NOTHING_TO_WRITE = { code: 'pane-nothing-to-write', parameters: {} } as const;

/**
 * One workbook that is open in the pane, and what people can do with it. The pane only draws its state.
 *
 * Whatever changes the workbook runs in the order in which it was entered, planned from what the one before has left.
 * Queries are answered after everything that was entered before them.
 */
export class Session implements PaneSession {
  private readonly store = new Store();
  private readonly work = new WorkQueue(this.store);
  private readonly tracked: TrackedWorkbook;
  private readonly writer: PlanWriter;
  private readonly restorer: Restorer;
  private readonly history = new History();
  private published: WorkbookSnapshot | null = null;
  private previous: WorkbookSnapshot | null = null;
  /** The same object as long as both workbooks are: whoever keeps something for them can tell. */
  private books: TaskBooks | null = null;

  constructor(
    private readonly workbook: LiveWorkbook,
    private readonly options: SessionOptions,
  ) {
    const { store, work } = this;
    this.tracked = new TrackedWorkbook({ workbook, memory: options.memory, store, queue: work.queue });
    this.writer = new PlanWriter(workbook, store);
    this.restorer = new Restorer({
      tracked: this.tracked,
      writer: this.writer,
      store,
      onRestored: (plan, cells) => this.record({ step: 'restored', place: '', cells }, plan),
    });
  }

  readonly subscribe: PaneSession['subscribe'] = (listener) => this.store.subscribe(listener);

  readonly getState = (): SessionState => this.store.get();

  get canCancelTasks(): boolean {
    return this.options.taskRunner.canCancel;
  }

  /** The workbook as it was last read; `null` before it was. */
  getSnapshot(): WorkbookSnapshot | null {
    return this.tracked.lastSnapshot;
  }

  /** Resolves when everything that was entered before this moment is done, or has failed and reported it. */
  idle(): Promise<void> {
    return this.work.queue.idle();
  }

  /** Does something to the workbook that is not the pane's own, after everything that was entered before it. */
  enqueue<T>(task: () => Promise<T>): Promise<T> {
    return this.work.queue.enqueue(task);
  }

  async query<Q extends Query>(question: Q, ...args: QueryArguments<Q>): Promise<Answer<Q>> {
    await this.synced();
    const { queries } = await queriesAndCommands();
    // TypeScript does not follow that the name of a query picks its arguments and its answer together.
    const query = queries[question] as unknown as (context: QueryContext, ...args: QueryArguments<Q>) => Answer<Q>;
    return query(this.queryContext(), ...args);
  }

  async runTask<S extends Task>(task: S, args: TaskArguments<S>, watch: TaskObserver = {}): Promise<TaskResult<S>> {
    await this.synced();
    // Started in its turn, so that nothing is written until it has its snapshot and its file; it does not hold up the
    // queue while it runs.
    const { result } = await this.work.queue.enqueue(() => {
      const { snapshot } = this.tracked.current();
      if (task === 'officialCopies') this.published = snapshot;
      return Promise.resolve({ result: this.options.taskRunner.run(this.booksWith(snapshot), task, args, watch) });
    });
    return result;
  }

  async execute<C extends Command>(name: C, args: CommandArguments<C>, undoable: UndoOffer | null): Promise<boolean> {
    return this.enqueueWrite(null, async () => {
      if (this.tracked.isStale) await this.tracked.readAndShow();
      const { commands } = await queriesAndCommands();
      // TypeScript does not follow that the name of a command picks its arguments.
      const command = commands[name] as unknown as (
        context: QueryContext,
        ...args: CommandArguments<C>
      ) => PlannedCommand | Promise<PlannedCommand>;
      const { plan, refused, report } = await command(this.queryContext(), ...args);
      if (plan !== null) return this.write(plan, { step: STEP_OF_COMMAND[name], report: report ?? undoable });
      if (refused !== undefined) {
        this.store.report({ tone: 'error', code: refused.code, parameters: refused.parameters });
      }
      return 'refused';
    });
  }

  /** Reads the workbook for the first time and follows it from then on. */
  async open(): Promise<void> {
    await this.work.enqueue('open', READING, async () => {
      await this.tracked.readAndShow();
      const [unreadable] = this.tracked.unreadableRecords;
      if (unreadable !== undefined) this.store.report({ tone: 'warning', code: unreadable });
      const unfinished = this.getState().restorePoints.find((point) => point.unfinished);
      if (unfinished === undefined) return;
      const { at, cells } = unfinished;
      this.store.report({
        tone: 'warning',
        code: 'restore-unfinished',
        parameters: { at, cells },
        offer: 'restore',
      });
    });
    // Following is a convenience: a host without events still computes.
    await this.store.attempt(() => this.tracked.follow());
  }

  /** Reads and computes; writes at once where nothing that people typed would change, else asks first. */
  async compute(): Promise<void> {
    await this.work.enqueue('compute', COMPUTING, async (signal) => {
      this.tracked.decide({});
      this.writer.forgetInterrupted();
      this.set({ reviewing: false, status: null, undoable: null });
      const snapshot = await this.tracked.read();
      if (signal.aborted) return;
      this.tracked.show(snapshot);
      const { result } = this.tracked.current();
      if (result.tables.length === 0) return this.store.report({ tone: 'error', code: 'nothing-recognised' });
      // The last moment at which it can be cancelled.
      await nextFrame();
      if (signal.aborted) return;
      if (result.differences.length > 0) return this.set({ reviewing: true });
      await this.writeComputed(snapshot, result);
    });
  }

  async decide(decisions: Readonly<Record<string, Decision>>): Promise<void> {
    await this.work.enqueue('decide', WRITING, async () => {
      if (!this.getState().reviewing) return;
      // Read again, even if no change was reported: nothing is written that differs from what was shown.
      const snapshot = await this.tracked.read();
      this.tracked.show(snapshot);
      const shown = this.getState().view?.differences ?? [];
      if (!coversExactly(decisions, shown)) return this.tracked.reportChangedDifferences();
      this.tracked.decide(decisions);
      if (!this.tracked.overwritesOnlyDecided(snapshot, decisions)) {
        return this.tracked.reportFollowingDifferences(snapshot);
      }
      // The review selected cells; the cards of their units are not what people want to see next.
      this.set({ reviewing: false, selected: null, status: null });
      await this.writeComputed(snapshot, this.tracked.compute(snapshot));
    });
  }

  /** Leaves the differences open; nothing is written. */
  stopReviewing(): void {
    this.set({ reviewing: false, status: null });
    this.tracked.forgetDecisions();
  }

  /** Cancels what has not been written yet. */
  cancel(): void {
    this.work.cancel();
  }

  async restore(id?: string): Promise<void> {
    await this.work.enqueue(`restore ${id ?? ''}`, RESTORING, () => this.restorer.restore(id));
  }

  async mark(findings: readonly AuditFinding[]): Promise<void> {
    await this.enqueueWrite(null, async () => {
      const { plan, marked, skipped } = await planMarking(this.workbook, this.tracked.current().snapshot, findings);
      let report: UndoOffer = { code: 'pane-unmarked', parameters: {} };
      if (findings.length > 0) report = { code: 'pane-marked', parameters: { marked, left: skipped } };
      return this.write(plan, { step: 'marked', report, unchanged: report });
    });
  }

  undo(): Promise<void> {
    return this.retrace({
      code: 'history-undone',
      conflict: 'history-undo-conflict',
      step: () => this.history.lastDone,
      planOf: ({ plan }) => invert(plan),
      traced: () => this.history.stepBack(),
    });
  }

  redo(): Promise<void> {
    return this.retrace({
      code: 'history-redone',
      conflict: 'history-redo-conflict',
      step: () => this.history.lastUndone,
      planOf: ({ plan }) => plan,
      traced: () => this.history.stepForward(),
    });
  }

  /** Goes one step through the history, in its turn. */
  private async retrace({ code, conflict, step, planOf, traced }: Retracing): Promise<void> {
    await this.enqueueWrite(null, async () => {
      const next = step();
      if (next === null) return 'refused';
      const { name, isEntry } = next;
      this.set({ undoable: null, status: null });
      return this.writer.write(
        planOf(next),
        async () => {
          traced();
          this.set({ history: this.history.view });
          if (isEntry) this.tracked.rereadLater();
          else await this.showRetraced();
          this.store.report({ tone: 'success', code, parameters: name });
        },
        (cells) => {
          this.history.drop(next);
          this.set({ history: this.history.view });
          this.store.report({ tone: 'warning', code: conflict, parameters: { ...name, changed: cells } });
        },
      );
    });
  }

  private async showRetraced(): Promise<void> {
    this.tracked.forgetPreviousScores();
    this.set({ done: null, reviewing: false });
    await this.tracked.readAndShow();
  }

  /** Takes down what somebody has entered into the sheet, as it was written, for undo. */
  recordEntry(name: StepName, plan: Plan): void {
    this.history.record({ name, plan, isEntry: true });
    if (this.getState().status?.tone === 'success') this.set({ status: null });
    this.set({ undoable: null, history: this.history.view });
  }

  private record(name: StepName, plan: Plan): void {
    if (plan.changes.length === 0) return;
    this.history.record({ name, plan, isEntry: false });
    this.set({ history: this.history.view });
  }

  forgetUndo(): void {
    this.set({ undoable: null });
  }

  async unlock(password: string | undefined): Promise<void> {
    await this.work.enqueue('unlock', WRITING, () => this.writer.unlock(password));
  }

  leaveLocked(): void {
    this.writer.leaveLocked();
  }

  tick(sheet: string, ticked: boolean): void {
    this.computeInTurn(() => this.tracked.tick(sheet, ticked));
  }

  setFixNumbers(fix: boolean): void {
    this.computeInTurn(() => this.tracked.setFixNumbers(fix));
  }

  /** Computes anew after everything that was entered before, as somebody has chosen. */
  private computeInTurn(choose: () => void): void {
    const task = async (): Promise<void> => {
      await nextFrame();
      choose();
    };
    void this.work.queue.enqueue(() => this.store.attempt(task));
  }

  async selectUnit(key: string | null): Promise<void> {
    this.set({ selected: key });
    const rows = this.getState().view?.rankings.flatMap((ranking) => ranking.rows) ?? [];
    const row = rows.find((unit) => unit.key === key);
    if (row !== undefined) await this.goTo(row.sheet, row.cell);
  }

  async goTo(sheet: string, cell: string): Promise<void> {
    await this.store.attempt(() => this.workbook.select(sheet, cell || 'A1'));
  }

  async choosePrevious(file: PreviousFile | null): Promise<void> {
    let refused: SessionState['previousRefused'] = null;
    let previous: WorkbookSnapshot | null = null;
    try {
      if (file !== null) previous = await this.readPrevious(file);
    } catch (error) {
      if (!(error instanceof WorkbookRefusal)) throw error;
      refused = { file: file?.name ?? '', code: error.code, parameters: error.parameters };
    }
    if (refused !== null) return this.set({ previousRefused: refused });
    this.previous = previous;
    const { version } = this.getState();
    this.set({ previous: file?.name ?? null, previousRefused: null, version: version + 1 });
  }

  /** Reads a file that is to be compared with; refuses one in which there is nothing to compare with. */
  private async readPrevious({ bytes }: PreviousFile): Promise<WorkbookSnapshot> {
    const previous = await this.options.readFile(bytes);
    if (computeAsItStands(previous, null).tables.length === 0) throw new WorkbookRefusal('nothing-recognised');
    return previous;
  }

  private booksWith(snapshot: WorkbookSnapshot): TaskBooks {
    const { books, previous } = this;
    if (books?.snapshot === snapshot && books.previous === previous) return books;
    this.books = { snapshot, previous };
    return this.books;
  }

  private queryContext(): QueryContext {
    return { ...this.tracked.current(), published: this.published };
  }

  /** Resolves when everything that was entered before is done, and what somebody else changed is read. */
  private async synced(): Promise<void> {
    await nextFrame();
    await this.idle();
    if (this.tracked.isStale) await this.work.queue.enqueue(() => this.tracked.reread(), 'reread');
  }

  private async writeComputed(snapshot: WorkbookSnapshot, result: ComputeResult): Promise<void> {
    const at = this.options.now();
    const stamp = { id: this.options.newId(), at: at.toISOString() };
    const { plan, image } = keepBeforeImage(result.plan, snapshot, stamp);
    const previousScores = scoresBeforeWriting(snapshot, result);
    await this.writer.write(plan, async () => {
      this.record({ step: 'computed', place: '', cells: result.filled }, plan);
      let deviations: readonly Deviation[] = [];
      try {
        deviations = await this.workbook.verify(plan);
      } finally {
        // It is written, whether or not Excel can be asked what it shows.
        const undoLost = !this.options.keepsUndo && result.filled > 0;
        this.set({ done: { at, cells: result.filled, deviations, undoLost, image } });
        await this.tracked.showWritten({ snapshot: snapshotAfter(snapshot, plan), result, previousScores, at });
      }
    });
  }

  /**
   * Plans and writes in its turn. Resolves to whether the workbook now is as the plan would have it; where protected
   * sheets stand in the way, once somebody has decided about them.
   */
  private async enqueueWrite(key: string | null, planAndWrite: () => Promise<WriteResult>): Promise<boolean> {
    let outcome: WriteResult = 'refused';
    const result = await this.work.queue.enqueue(async () => {
      await this.work.runShown(WRITING, async () => {
        // That an earlier command succeeded is shown until the next one.
        if (this.getState().status?.tone === 'success') this.set({ status: null });
        outcome = await planAndWrite();
      });
      return outcome;
    }, key);
    if (result === 'waiting') return this.writer.pendingDecided();
    return result === 'written';
  }

  /** A plan that changes nothing is reported as `unchanged`; what was written before it can still be undone. */
  private async write(plan: Plan, { step, report, unchanged = NOTHING_TO_WRITE }: WriteRequest): Promise<WriteResult> {
    if (plan.changes.length === 0) {
      const { code, parameters } = unchanged;
      this.store.report({ tone: 'success', code, parameters });
      return 'written';
    }
    return this.writer.write(plan, async () => {
      if (step !== null) this.record(stepName(step, plan), plan);
      try {
        await this.tracked.readAndShow();
      } finally {
        this.set({ undoable: report });
      }
    });
  }

  private set(part: Partial<SessionState>): void {
    this.store.set(part);
  }
}

/** What is written, and what is said of it. */
interface WriteRequest {
  /** What undo calls it; `null`: it is not to be undone. */
  readonly step: StepKind | null;
  /** Reported with an undo once it is written. */
  readonly report: UndoOffer | null;
  readonly unchanged?: Pick<UndoOffer, 'code' | 'parameters'>;
}

/** One step through the history, in either direction. */
interface Retracing {
  readonly code: MessageKey;
  readonly conflict: MessageKey;
  readonly step: () => Step | null;
  readonly planOf: (step: Step) => Plan;
  readonly traced: () => void;
}

/** What went out is not taken back by an undo. */
const STEP_OF_COMMAND: Readonly<Record<Command, StepKind | null>> = {
  correct: 'corrected',
  accept: 'accepted',
  withdraw: 'withdrawn',
  match: 'matched',
  adjust: 'adjusted',
  changeMethod: 'method-changed',
  explain: 'explained',
  record: null,
};

function stepName(step: StepKind, { changes }: Plan): StepName {
  const cells = changes.filter(({ kind }) => kind === 'content');
  const [first] = cells;
  const isOneCell = cells.length === 1 && first !== undefined && 'row' in first;
  const place = isOneCell ? placeName(first.sheet, cellName(first.row, first.column)) : '';
  return { step, place, cells: cells.length };
}

/** Loaded when they are first needed: nobody needs them to compute. */
function queriesAndCommands(): Promise<typeof import('./queries.js')> {
  return import('./queries.js');
}

/** The workbook as it is once a plan has been written. */
function snapshotAfter(snapshot: WorkbookSnapshot, plan: Plan): WorkbookSnapshot {
  const parts = { ...snapshot.parts };
  for (const change of plan.changes) {
    if (change.kind !== 'part') continue;
    if (change.becomes === null) Reflect.deleteProperty(parts, change.namespace);
    else parts[change.namespace] = change.becomes;
  }
  return { ...snapshot, sheets: afterChanges(snapshot.sheets, plan.changes), parts };
}
