import { compute, type ComputeResult } from '../../app/compute.js';
import { restorePoints } from '../../app/restore.js';
import { changesSince, readLastComputed, rememberComputed, type LastComputed } from '../../app/since-last.js';
import { cellName } from '../../core/grid/address.js';
import { valueAt, type CellValue } from '../../core/grid/grid.js';
import type { LiveWorkbook, WorkbookMemory } from '../../ports/live-workbook.js';
import { WorkbookRefusal, type WorkbookSnapshot } from '../../ports/workbook.js';
import type { Known } from './questions.js';
import type { Sequence } from './sequence.js';
import type { Decision, DifferenceRow } from './state.js';
import type { Store } from './store.js';
import { differenceRows, unitKey, viewOf } from './view.js';

const LAST_COMPUTED = 'lastComputed';
/** Changes of somebody typing come in bursts. */
const SETTLING = 250;

/** The workbook as it was last read, computed as somebody chose, and shown; read anew when somebody else has changed it. */
export class FollowedWorkbook {
  private snapshot: WorkbookSnapshot | null = null;
  private result: ComputeResult | null = null;
  private decisions: Readonly<Record<string, Decision['use']>> = {};
  private sheets: readonly string[] = [];
  private last: LastComputed | null;
  /** Scores as they stood before the last computation. */
  private scoresBefore: ReadonlyMap<string, CellValue> = new Map();
  private rereading: ReturnType<typeof setTimeout> | undefined;
  /** How often somebody else changed the workbook, and how many of these changes have been read. */
  private changes = { seen: 0, read: 0 };

  constructor(
    private readonly workbook: LiveWorkbook,
    private readonly memory: WorkbookMemory,
    private readonly store: Store,
    private readonly sequence: Sequence,
  ) {
    this.last = readLastComputed(memory.read(LAST_COMPUTED));
  }

  /** The workbook as it was last read; `null` before. */
  get asRead(): WorkbookSnapshot | null {
    return this.snapshot;
  }

  /** Refuses before the workbook was read. */
  known(): Pick<Known, 'snapshot' | 'result'> {
    const { snapshot, result } = this;
    if (snapshot === null || result === null) throw new WorkbookRefusal('nothing-recognised');
    return { snapshot, result };
  }

  /** Somebody has changed the workbook since it was read. */
  get isBehind(): boolean {
    return this.changes.read < this.changes.seen;
  }

  /** Hears of selections and changes from now on. */
  async follow(): Promise<void> {
    await this.workbook.watchSelection(({ sheet, area }) => {
      const key = area === null ? null : unitKey(sheet, area.top);
      const known = this.store.get().view?.rankings.some(({ rows }) => rows.some((row) => row.key === key)) ?? false;
      if (known) this.store.set({ selected: key });
    });
    await this.workbook.watchChanges(({ ours }) => {
      if (ours) return;
      this.changes.seen += 1;
      this.store.set({ isBehind: true });
      this.rereadSoon();
    });
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
    if (!this.isBehind) return;
    await this.store.attempt(() => this.readAndShow());
  }

  rereadSoon(): void {
    clearTimeout(this.rereading);
    this.rereading = setTimeout(() => void this.sequence.run(() => this.reread(), 'reread'), SETTLING);
  }

  show(snapshot: WorkbookSnapshot): void {
    this.snapshot = snapshot;
    const known = new Set(snapshot.sheets.map(({ sheet }) => sheet));
    this.sheets = this.sheets.filter((sheet) => known.has(sheet));
    const result = this.computed(snapshot);
    this.result = result;
    const points = restorePoints(snapshot);
    const since = this.last === null ? null : changesSince(this.last, result);
    const view = viewOf(snapshot, result, this.scoresBefore, points.length > 0);
    const { view: before, reviewing } = this.store.get();
    this.store.set({
      view,
      restorePoints: points,
      sinceLast: since !== null && since.inputs.length + since.moved.length > 0 ? since : null,
      version: this.store.get().version + 1,
      isBehind: this.isBehind,
    });
    if (reviewing && !isSameList(before?.differences ?? [], view.differences)) this.sayOtherDifferences();
  }

  /** Says that the differences that are being gone through are others by now; where none is left, there is nothing more to go through. */
  sayOtherDifferences(): void {
    const left = this.store.get().view?.differences.length ?? 0;
    if (left === 0) this.store.set({ reviewing: false });
    this.store.say('warning', left === 0 ? 'differences-gone' : 'differences-changed', {});
  }

  /** Ticks or unticks an attachment's sheet. */
  tick(sheet: string, ticked: boolean): void {
    const now = (this.store.get().view?.attachments ?? []).filter((line) => line.ticked).map((line) => line.sheet);
    const next = [...new Set(ticked ? [...now, sheet] : now.filter((one) => one !== sheet))];
    if (next.length === 0 || this.snapshot === null) return;
    this.sheets = next;
    this.show(this.snapshot);
  }

  /** Whether counts typed as text shall be turned into numbers. */
  setFixNumbers(fix: boolean): void {
    this.store.set({ fixNumbers: fix });
    if (this.snapshot !== null) this.show(this.snapshot);
  }

  /** Computes by what somebody decided for single cells, from now on. */
  decide(decisions: Readonly<Record<string, Decision>>): void {
    this.decisions = Object.fromEntries(Object.entries(decisions).map(([cell, { use }]) => [cell, use]));
  }

  /** Lists the differences as they are without what was decided of them. */
  forgetDecisions(): void {
    if (this.snapshot === null || Object.keys(this.decisions).length === 0) return;
    this.decisions = {};
    this.show(this.snapshot);
  }

  /** Tells whether everything that is written over something else, by what was decided, was wanted with the figure it becomes: a score follows the adjustment that stays beside it. */
  writesOnly(snapshot: WorkbookSnapshot, decisions: Readonly<Record<string, Decision>>): boolean {
    return differenceRows(snapshot.sheets, this.computed(snapshot), 'written').every(
      ({ key, from, to }) =>
        decisions[key]?.use === 'computed' && decisions[key].from === from && decisions[key].to === to,
    );
  }

  /** Lists the differences as they are by what was decided, and says so. */
  sayFollowing(snapshot: WorkbookSnapshot): void {
    this.show(snapshot);
    this.store.say('warning', 'differences-follow', {});
  }

  computed(snapshot: WorkbookSnapshot): ComputeResult {
    return compute(snapshot, {
      sheets: this.sheets,
      rules: null,
      write: 'formulas',
      keepExisting: false,
      fixNumbers: this.store.get().fixNumbers,
      decisions: this.decisions,
    });
  }

  /** Shows a computation that was written, beside the scores that stood there before. */
  showWritten(
    after: WorkbookSnapshot,
    result: ComputeResult,
    before: ReadonlyMap<string, CellValue>,
    at: Date,
  ): Promise<void> {
    this.scoresBefore = before;
    this.last = rememberComputed(result, at.toISOString());
    this.show(after);
    return this.store.attempt(() => this.memory.write(LAST_COMPUTED, this.last));
  }

  forgetScoresBefore(): void {
    this.scoresBefore = new Map();
  }
}

/** Whether the same figures differ in the same cells. */
function isSameList(one: readonly DifferenceRow[], other: readonly DifferenceRow[]): boolean {
  return isDecided(other, Object.fromEntries(one.map((row) => [row.key, row])));
}

/** Whether decisions are about these cells and figures, and no others. */
export function isDecided(
  differences: readonly DifferenceRow[],
  decisions: Readonly<Record<string, Pick<Decision, 'from' | 'to'>>>,
): boolean {
  const isSame = ({ key, from, to }: DifferenceRow): boolean =>
    decisions[key]?.from === from && decisions[key].to === to;
  return differences.length === Object.keys(decisions).length && differences.every(isSame);
}

/** What stands in the score cells before they are written. */
export function scoresIn(
  { sheets }: WorkbookSnapshot,
  { plan, tables }: ComputeResult,
): ReadonlyMap<string, CellValue> {
  const scores = new Map<string, CellValue>();
  for (const { attachment } of tables) {
    const column = attachment.columns.find(({ role }) => role === 'score')?.column;
    const grid = sheets.find(({ sheet }) => sheet === attachment.sheet);
    if (column === undefined || grid === undefined) continue;
    for (const { row } of attachment.rows)
      scores.set(`${attachment.sheet}!${cellName(row, column)}`, valueAt(grid, row, column));
  }
  return plan.changes.length === 0 ? new Map<string, CellValue>() : scores;
}
