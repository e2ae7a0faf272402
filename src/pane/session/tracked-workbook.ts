import { compute, type ComputeResult } from '../../app/compute.js';
import { restorePoints } from '../../app/restore.js';
import { changesSince, readLastComputed, recordComputed, type LastComputed } from '../../app/since-last.js';
import { unreadableRecords } from '../../app/unreadable-records.js';
import type { ProblemCode } from '../../core/grid/problem-code.js';
import { cellName } from '../../core/grid/address.js';
import { valueAt, type CellValue } from '../../core/grid/grid.js';
import type { LiveWorkbook, WorkbookMemory } from '../../ports/live-workbook.js';
import { WorkbookRefusal, type WorkbookSnapshot } from '../../ports/workbook.js';
import type { QueryContext } from './queries.js';
import type { SerialQueue } from './serial-queue.js';
import type { Decision, DifferenceRow, SessionState } from './state.js';
import type { Store } from './store.js';
import { differenceRows, unitKey, viewOf } from './view.js';

const LAST_COMPUTED = 'lastComputed';
/** Milliseconds to wait before rereading: changes of somebody typing come in bursts. */
const REREAD_DELAY = 250;

type Decisions = Readonly<Record<string, Decision>>;

/** What a tracked workbook works with. */
interface Dependencies {
  readonly workbook: LiveWorkbook;
  readonly memory: WorkbookMemory;
  readonly store: Store;
  readonly queue: SerialQueue;
}

/** A computation that has been written. */
interface WrittenComputation {
  /** The workbook with what was written. */
  readonly snapshot: WorkbookSnapshot;
  readonly result: ComputeResult;
  readonly previousScores: ReadonlyMap<string, CellValue>;
  readonly at: Date;
}

/** The workbook as it was last read, computed and shown; it is read again when somebody else has changed it. */
export class TrackedWorkbook {
  private readonly workbook: LiveWorkbook;
  private readonly memory: WorkbookMemory;
  private readonly store: Store;
  private readonly queue: SerialQueue;
  private snapshot: WorkbookSnapshot | null = null;
  private result: ComputeResult | null = null;
  private decisions: Readonly<Record<string, Decision['use']>> = {};
  /** The ticked sheets; none: whatever is computed by default. */
  private sheets: readonly string[] = [];
  private lastComputed: LastComputed | null;
  private readonly isMemoryUnreadable: boolean;
  /** Scores as they stood before the last computation. */
  private previousScores: ReadonlyMap<string, CellValue> = new Map();
  private rereadTimer: ReturnType<typeof setTimeout> | undefined;
  /** How often somebody else changed the workbook, and how many of these changes have been read. */
  private changes = { seen: 0, read: 0 };

  constructor({ workbook, memory, store, queue }: Dependencies) {
    this.workbook = workbook;
    this.memory = memory;
    this.store = store;
    this.queue = queue;
    const remembered = memory.read(LAST_COMPUTED) ?? null;
    this.lastComputed = readLastComputed(remembered);
    this.isMemoryUnreadable = remembered !== null && this.lastComputed === null;
  }

  /** What the workbook keeps for us and cannot be read; it is ignored. */
  get unreadableRecords(): readonly ProblemCode[] {
    const inParts = unreadableRecords({ parts: this.snapshot?.parts ?? {} }).map(({ code }) => code);
    if (this.isMemoryUnreadable) return ['records-unreadable', ...inParts];
    return inParts;
  }

  /** The workbook as it was last read; `null` before it was. */
  get lastSnapshot(): WorkbookSnapshot | null {
    return this.snapshot;
  }

  /** The workbook as it was last read, and its computation. Throws a `WorkbookRefusal` before it was read. */
  current(): Pick<QueryContext, 'snapshot' | 'result'> {
    const { snapshot, result } = this;
    if (snapshot === null || result === null) throw new WorkbookRefusal('nothing-recognised');
    return { snapshot, result };
  }

  /** Somebody has changed the workbook since it was read. */
  get isStale(): boolean {
    return this.changes.read < this.changes.seen;
  }

  /** Listens to selections and changes from now on. */
  async follow(): Promise<void> {
    await this.workbook.watchSelection(({ sheet, area }) => {
      if (area === null) return;
      const key = unitKey(sheet, area.top);
      const isUnit = this.store.get().view?.rankings.some(({ rows }) => rows.some((row) => row.key === key)) ?? false;
      if (isUnit) this.store.set({ selected: key });
    });
    await this.workbook.watchChanges(({ ours }) => {
      if (!ours) this.rereadLater();
    });
  }

  /** The workbook was changed: it is read again when the changing stops, or somebody asks. */
  rereadLater(): void {
    this.changes.seen += 1;
    this.store.set({ isBehind: true });
    this.rereadSoon();
  }

  async read(): Promise<WorkbookSnapshot> {
    const { seen } = this.changes;
    const snapshot = await this.workbook.read();
    this.changes.read = seen;
    return snapshot;
  }

  async readAndShow(): Promise<void> {
    this.show(await this.read());
  }

  /** Reads what somebody has changed, unless it has been read meanwhile. */
  async reread(): Promise<void> {
    if (!this.isStale) return;
    await this.store.attempt(() => this.readAndShow());
  }

  private rereadSoon(): void {
    clearTimeout(this.rereadTimer);
    this.rereadTimer = setTimeout(() => void this.queue.enqueue(() => this.reread(), 'reread'), REREAD_DELAY);
  }

  show(snapshot: WorkbookSnapshot): void {
    this.snapshot = snapshot;
    const existing = new Set(snapshot.sheets.map(({ sheet }) => sheet));
    this.sheets = this.sheets.filter((sheet) => existing.has(sheet));
    const result = this.compute(snapshot);
    this.result = result;
    const points = restorePoints(snapshot);
    const { previousScores, lastComputed } = this;
    const view = viewOf({ snapshot, result, previousScores, lastComputed, wasComputed: points.length > 0 });
    const { view: before, reviewing, version } = this.store.get();
    this.store.set({
      view,
      restorePoints: points,
      sinceLast: this.sinceLast(result),
      version: version + 1,
      isBehind: this.isStale,
    });
    if (reviewing && !isSameList(before?.differences ?? [], view.differences)) this.reportChangedDifferences();
  }

  /** What has changed since the last computation; `null` where nothing has. */
  private sinceLast(result: ComputeResult): SessionState['sinceLast'] {
    if (this.lastComputed === null) return null;
    const since = changesSince(this.lastComputed, result);
    const isUnchanged = since.inputs.length + since.moved.length === 0;
    if (isUnchanged) return null;
    return since;
  }

  /** Reports that the differences being reviewed have changed; where none is left, the review ends. */
  reportChangedDifferences(): void {
    const count = this.store.get().view?.differences.length ?? 0;
    if (count > 0) {
      this.store.report({ tone: 'warning', code: 'pane-differences-changed' });
      return;
    }
    this.store.set({ reviewing: false });
    this.store.report({ tone: 'warning', code: 'pane-differences-gone' });
  }

  /** Ticks or unticks an attachment's sheet; the last one stays ticked. */
  tick(sheet: string, ticked: boolean): void {
    const lines = this.store.get().view?.attachments ?? [];
    const sheets = new Set(lines.filter((line) => line.ticked).map((line) => line.sheet));
    if (ticked) sheets.add(sheet);
    else sheets.delete(sheet);
    if (sheets.size === 0 || this.snapshot === null) return;
    this.sheets = [...sheets];
    this.show(this.snapshot);
  }

  /** Whether counts typed as text shall be turned into numbers. */
  setFixNumbers(fix: boolean): void {
    this.store.set({ fixNumbers: fix });
    if (this.snapshot !== null) this.show(this.snapshot);
  }

  /** From now on computes by what somebody decided for single cells. */
  decide(decisions: Decisions): void {
    this.decisions = Object.fromEntries(Object.entries(decisions).map(([cell, { use }]) => [cell, use]));
  }

  /** Shows the differences as they are without any decision. */
  forgetDecisions(): void {
    if (this.snapshot === null || Object.keys(this.decisions).length === 0) return;
    this.decisions = {};
    this.show(this.snapshot);
  }

  /**
   * Whether every value that would be overwritten was decided to be, with the figure that it becomes. A decision can
   * change other figures: where an adjustment is kept, the score beside it follows.
   */
  overwritesOnlyDecided(snapshot: WorkbookSnapshot, decisions: Decisions): boolean {
    const rows = differenceRows(snapshot.sheets, this.compute(snapshot), 'written');
    return rows.every((row) => decisions[row.key]?.use === 'computed' && isAbout(decisions[row.key], row));
  }

  /** Shows the differences that follow from what was decided, and reports it. */
  reportFollowingDifferences(snapshot: WorkbookSnapshot): void {
    this.show(snapshot);
    this.store.report({ tone: 'warning', code: 'pane-differences-follow' });
  }

  /** Computes a workbook by what is ticked and decided at present. */
  compute(snapshot: WorkbookSnapshot): ComputeResult {
    return compute(snapshot, {
      sheets: this.sheets,
      rules: null,
      write: 'formulas',
      keepExisting: false,
      fixNumbers: this.store.get().fixNumbers,
      decisions: this.decisions,
      undecidedStands: true,
    });
  }

  /** Shows a computation that was written, beside the scores that stood there before. */
  showWritten({ snapshot, result, previousScores, at }: WrittenComputation): Promise<void> {
    this.previousScores = previousScores;
    this.lastComputed = recordComputed(result, at.toISOString());
    this.show(snapshot);
    return this.store.attempt(() => this.memory.write(LAST_COMPUTED, this.lastComputed));
  }

  forgetPreviousScores(): void {
    this.previousScores = new Map();
  }
}

/** The figures of a cell as they were shown. */
type ShownFigures = Pick<Decision, 'from' | 'to'>;

/** Whether the same figures differ in the same cells. */
function isSameList(before: readonly DifferenceRow[], after: readonly DifferenceRow[]): boolean {
  return coversExactly(Object.fromEntries(before.map((row) => [row.key, row])), after);
}

/** Whether decisions are about these cells with these figures, and about no others. */
export function coversExactly(
  decisions: Readonly<Record<string, ShownFigures>>,
  differences: readonly DifferenceRow[],
): boolean {
  if (differences.length !== Object.keys(decisions).length) return false;
  return differences.every((row) => isAbout(decisions[row.key], row));
}

function isAbout(decision: ShownFigures | undefined, { from, to }: DifferenceRow): boolean {
  return decision?.from === from && decision.to === to;
}

/** What stands in the score cells, by `sheet!cell`, before a computation is written; empty where it changes nothing. */
export function scoresBeforeWriting(
  { sheets }: WorkbookSnapshot,
  { plan, tables }: ComputeResult,
): ReadonlyMap<string, CellValue> {
  const scores = new Map<string, CellValue>();
  if (plan.changes.length === 0) return scores;
  for (const { attachment } of tables) {
    const column = attachment.columns.find(({ role }) => role === 'score')?.column;
    const grid = sheets.find(({ sheet }) => sheet === attachment.sheet);
    if (column === undefined || grid === undefined) continue;
    for (const { row } of attachment.rows) {
      scores.set(`${attachment.sheet}!${cellName(row, column)}`, valueAt(grid, row, column));
    }
  }
  return scores;
}
