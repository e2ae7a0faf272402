import type { AuditFinding } from '../../app/audit.js';
import { planMarking } from '../../app/audit-marks.js';
import { compute, type ComputeRequest, type ComputeResult } from '../../app/compute.js';
import { keepBeforeImage, restore, restorePoints } from '../../app/restore.js';
import { changesSince, readLastComputed, rememberComputed, type LastComputed } from '../../app/since-last.js';
import { invert, type Plan } from '../../core/changes/plan.js';
import { rollBack } from '../../core/changes/roll-back.js';
import { afterChanges } from '../../core/changes/simulate.js';
import { valueAt, type CellValue } from '../../core/grid/grid.js';
import { cellName } from '../../core/grid/address.js';
import type { LiveWorkbook, WorkbookMemory } from '../../ports/live-workbook.js';
import type { CopyableFile } from '../../ports/official-copy.js';
import { WorkbookRefusal, type WorkbookSnapshot } from '../../ports/workbook.js';
import type { PaneSession } from './pane-session.js';
import type { Answer, Deed, DeedArguments, Known, Planned, Question, QuestionArguments } from './questions.js';
import { Sequence } from './sequence.js';
import { UNREAD, type Decision, type Said, type SessionState, type Undoable, type Work } from './state.js';
import { unitKey, viewOf } from './view.js';
import { Writing, type Written } from './writing.js';

export interface SessionOptions {
  readonly memory: WorkbookMemory;
  readonly now: () => Date;
  /** A name for a computation that no other has. */
  readonly newId: () => string;
  /** Whether the workbook's own undo survives what we write. */
  readonly keepsUndo: boolean;
  /** The workbook's own file as it is now, from which official copies are made. */
  readonly file: () => Promise<CopyableFile>;
}

const LAST_COMPUTED = 'lastComputed';
/** Changes of somebody typing come in bursts. */
const SETTLING = 250;

/**
 * One workbook open in the pane: what is shown of it, and what people can do with it. The pane only draws its state.
 *
 * What changes the workbook is done in the order it was entered, each planned from what the one before has left; what is
 * asked of the workbook is answered after everything entered before the question.
 */
export class Session implements PaneSession {
  private state: SessionState = UNREAD;
  private readonly listeners = new Set<() => void>();
  private snapshot: WorkbookSnapshot | null = null;
  private result: ComputeResult | null = null;
  private decisions: Readonly<Record<string, Decision>> = {};
  private sheets: readonly string[] = [];
  private last: LastComputed | null;
  /** Scores as they stood before the last computation. */
  private scoresBefore: ReadonlyMap<string, CellValue> = new Map();
  private undoPlan: Plan | null = null;
  private readonly writing: Writing;
  /** Raised by cancelling: what was begun before is given up. */
  private turn = 0;
  private rereading: ReturnType<typeof setTimeout> | undefined;
  private readonly sequence = new Sequence();
  /** How often somebody else changed the workbook, and how many of these changes have been read. */
  private changes = { seen: 0, read: 0 };

  constructor(
    private readonly workbook: LiveWorkbook,
    private readonly options: SessionOptions,
  ) {
    this.last = readLastComputed(options.memory.read(LAST_COMPUTED));
    this.writing = new Writing(workbook, { state: this.getState, set: (part) => this.set(part), say: (...said) => this.say(...said) });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getState = (): SessionState => this.state;

  /** The workbook as it was last read. */
  getSnapshot(): WorkbookSnapshot | null {
    return this.snapshot;
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
    await painted();
    await this.settled();
    if (this.isBehind()) await this.sequence.run(() => this.reread(), 'reread');
    const { questions } = await thinking();
    // TypeScript does not follow that the name of a question picks its arguments and its answer together.
    const answer = questions[question] as unknown as (known: Known, ...given: QuestionArguments<Q>) => Answer<Q> | Promise<Answer<Q>>;
    return answer(this.known(), ...args);
  }

  async act<D extends Deed>(deed: D, args: DeedArguments<D>, undoable: Undoable | null): Promise<boolean> {
    return this.writeInTurn(`${deed} ${JSON.stringify(args)}`, async () => {
      if (this.isBehind()) this.show(await this.read());
      const { deeds } = await thinking();
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
      this.show(await this.read());
      const unfinished = this.state.restorePoints.find((point) => point.unfinished);
      if (unfinished !== undefined) this.say('warning', 'restore-unfinished', { at: unfinished.at, cells: unfinished.cells }, 'restore');
    });
    // Following is a convenience: a host without events still computes.
    await this.attempt(async () => {
      await this.workbook.watchSelection(({ sheet, area }) => {
        const key = area === null ? null : unitKey(sheet, area.top);
        const known = this.state.view?.rankings.some(({ rows }) => rows.some((row) => row.key === key)) ?? false;
        if (known) this.set({ selected: key });
      });
      await this.workbook.watchChanges(({ ours }) => {
        if (ours) return;
        this.changes.seen += 1;
        this.set({ isBehind: true });
        this.rereadSoon();
      });
    });
  }

  /** Reads and computes; writes at once where nothing that people typed would change, else asks first. */
  async compute(): Promise<void> {
    await this.inTurn('compute', { kind: 'computing', cancellable: true }, async (stillWanted) => {
      this.decisions = {};
      this.writing.forgetBroken();
      this.set({ reviewing: false, said: null, undoable: null });
      const snapshot = await this.read();
      if (!stillWanted()) return;
      this.show(snapshot);
      const { result } = this;
      if (result === null || result.tables.length === 0) return this.say('error', 'nothing-recognised', {});
      if (result.differences.length > 0) return this.set({ reviewing: true });
      // The last moment at which it can be given up.
      await painted();
      if (!stillWanted()) return;
      await this.writeComputed(snapshot, result);
    });
  }

  /** Writes what was computed, with a decision for every cell that shows something else. */
  async decide(decisions: Readonly<Record<string, Decision>>): Promise<void> {
    await this.inTurn('decide', { kind: 'writing', cancellable: false }, async () => {
      const { snapshot } = this;
      if (snapshot === null || !this.state.reviewing) return;
      this.decisions = decisions;
      // Going through the differences selected cells; their units' cards are not what comes next.
      this.set({ reviewing: false, selected: null });
      await this.writeComputed(snapshot, this.computed(snapshot));
      if (this.isBehind()) this.rereadSoon();
    });
  }

  /** Leaves the differences open; nothing is written. */
  stopReviewing(): void {
    this.set({ reviewing: false });
    if (this.isBehind()) this.rereadSoon();
  }

  /** Gives up what has not been written yet. */
  cancel(): void {
    if (this.state.work?.cancellable !== true) return;
    this.turn += 1;
    this.set({ work: null });
  }

  /** Takes back a writing that broke off; else a computation, the newest unless one is named. */
  async restore(id?: string): Promise<void> {
    await this.inTurn(`restore ${id ?? ''}`, { kind: 'restoring', cancellable: false }, () => {
      const { broken } = this.writing;
      return broken !== null && id === undefined ? this.restoreBroken(broken) : this.restoreComputation(id);
    });
  }

  private async restoreComputation(id: string | undefined): Promise<void> {
    const back = restore(await this.read(), id);
    this.set({ done: null, said: null, undoable: null, reviewing: false });
    await this.writing.write(back.plan, async () => {
      this.scoresBefore = new Map();
      this.show(await this.read());
      const cells = back.changedSince.map(({ sheet, cell }) => `${sheet}!${cell}`).join('、');
      if (back.changedSince.length > 0) this.say('warning', 'restore-changed-since', { count: back.changedSince.length, cells });
      else if (back.restored === 0) this.say('success', 'restored-already', {});
      else this.say('success', 'restored', { cells: back.restored });
    });
  }

  private async restoreBroken(broken: Plan): Promise<void> {
    const back = rollBack(broken, await this.read());
    this.set({ said: null, undoable: null });
    await this.writing.write(back, async () => {
      this.writing.forgetBroken();
      this.show(await this.read());
      this.say('success', 'restored', { cells: back.changes.filter((change) => change.kind === 'content').length });
    });
  }

  /** Writes a plan made elsewhere, with the way back offered at once. */
  carryOut(plan: Plan, undoable: Undoable | null): Promise<boolean> {
    return this.writeInTurn(null, () => this.write(plan, undoable));
  }

  /** Colours the cells of findings, and no others; of none, takes the colours off. */
  async mark(findings: readonly AuditFinding[]): Promise<void> {
    await this.writeInTurn(`mark ${JSON.stringify(findings.map(({ sheet, cell }) => [sheet, cell]))}`, async () => {
      const { plan, marked, left } = await planMarking(this.workbook, this.known().snapshot, findings);
      return this.write(plan, findings.length === 0 ? { code: 'pane-unmarked', parameters: {} } : { code: 'pane-marked', parameters: { marked, left } });
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

  /** Ticks or unticks an attachment's sheet. */
  tick(sheet: string, ticked: boolean): void {
    const now = (this.state.view?.attachments ?? []).filter((line) => line.ticked).map((line) => line.sheet);
    const next = [...new Set(ticked ? [...now, sheet] : now.filter((one) => one !== sheet))];
    if (next.length === 0 || this.snapshot === null) return;
    this.sheets = next;
    this.show(this.snapshot);
  }

  /** Whether counts typed as text shall be turned into numbers. */
  setFixNumbers(fix: boolean): void {
    this.set({ fixNumbers: fix });
    if (this.snapshot !== null) this.show(this.snapshot);
  }

  /** Opens a unit's card and selects its row in the workbook. */
  async selectUnit(key: string | null): Promise<void> {
    this.set({ selected: key });
    const row = this.state.view?.rankings.flatMap(({ rows }) => rows).find((one) => one.key === key);
    if (row !== undefined) await this.goTo(row.sheet, row.cell);
  }

  async goTo(sheet: string, cell: string): Promise<void> {
    await this.attempt(() => this.workbook.select(sheet, cell === '' ? 'A1' : cell));
  }

  dismiss(): void {
    this.set({ said: null });
  }

  private known(): Known {
    const { snapshot, result } = this;
    if (snapshot === null || result === null) throw new WorkbookRefusal('nothing-recognised');
    return { snapshot, result, file: this.options.file };
  }

  private async writeComputed(snapshot: WorkbookSnapshot, result: ComputeResult): Promise<void> {
    const at = this.options.now();
    const plan = keepBeforeImage(result.plan, snapshot, { id: this.options.newId(), at: at.toISOString() });
    const before = scoresIn(snapshot, result);
    await this.writing.write(plan, async () => {
      this.scoresBefore = before;
      const deviations = await this.workbook.verify(plan);
      const parts = { ...snapshot.parts };
      for (const change of plan.changes) {
        if (change.kind !== 'part') continue;
        if (change.becomes === null) Reflect.deleteProperty(parts, change.namespace);
        else parts[change.namespace] = change.becomes;
      }
      this.last = rememberComputed(result, at.toISOString());
      this.set({ done: { at, cells: result.filled, deviations, undoLost: !this.options.keepsUndo && result.filled > 0 } });
      this.show({ ...snapshot, sheets: afterChanges(snapshot.sheets, plan.changes), parts });
      await this.attempt(() => this.options.memory.write(LAST_COMPUTED, this.last));
    });
  }

  private computed(snapshot: WorkbookSnapshot): ComputeResult {
    const request: ComputeRequest = { sheets: this.sheets, rules: null, write: 'formulas', keepExisting: false, fixNumbers: this.state.fixNumbers, decisions: this.decisions };
    return compute(snapshot, request);
  }

  private show(snapshot: WorkbookSnapshot): void {
    this.snapshot = snapshot;
    const known = new Set(snapshot.sheets.map(({ sheet }) => sheet));
    this.sheets = this.sheets.filter((sheet) => known.has(sheet));
    const result = this.computed(snapshot);
    this.result = result;
    const points = restorePoints(snapshot);
    const since = this.last === null ? null : changesSince(this.last, result);
    this.set({
      view: viewOf(snapshot, result, this.scoresBefore, points.length > 0),
      restorePoints: points,
      sinceLast: since !== null && since.inputs.length + since.moved.length > 0 ? since : null,
      version: this.state.version + 1,
      isBehind: this.isBehind(),
    });
  }

  private isBehind(): boolean {
    return this.changes.read < this.changes.seen;
  }

  private async read(): Promise<WorkbookSnapshot> {
    const { seen } = this.changes;
    const snapshot = await this.workbook.read();
    this.changes.read = seen;
    return snapshot;
  }

  private rereadSoon(): void {
    clearTimeout(this.rereading);
    this.rereading = setTimeout(() => void this.sequence.run(() => this.reread(), 'reread'), SETTLING);
  }

  /** Reads what somebody has changed, unless it has been read meanwhile; differences that are being gone through stay as they are. */
  private async reread(): Promise<void> {
    if (!this.isBehind() || this.state.reviewing) return;
    await this.attempt(async () => this.show(await this.read()));
  }

  /** Does a piece of work in its turn, shown meanwhile. */
  private inTurn(name: string | null, work: Work, task: (stillWanted: () => boolean) => Promise<void>): Promise<void> {
    return this.sequence.run(() => this.during(work, task), name);
  }

  /** Thinks of a plan and writes it in its turn; tells whether it was written, where protected sheets stand in the way after that was decided. */
  private async writeInTurn(name: string | null, task: () => Promise<Written>): Promise<boolean> {
    let outcome: Written = 'refused';
    const written = await this.sequence.run(async () => {
      await this.during({ kind: 'writing', cancellable: false }, async () => {
        outcome = await task();
      });
      return outcome;
    }, name);
    return written === 'waiting' ? this.writing.answered() : written === 'written';
  }

  private async write(plan: Plan, undoable: Undoable | null): Promise<Written> {
    return this.writing.write(plan, async () => {
      this.undoPlan = undoable === null ? null : invert(plan);
      this.show(await this.read());
      this.set({ undoable });
    });
  }

  private async during(work: Work, task: (stillWanted: () => boolean) => Promise<void>): Promise<void> {
    this.turn += 1;
    const { turn } = this;
    const stillWanted = (): boolean => this.turn === turn;
    // What is shown already needs no time to be drawn: at first the workbook is asked at once.
    if (this.state.work?.kind !== work.kind) {
      this.set({ work });
      await painted();
    }
    try {
      await task(stillWanted);
    } catch (error) {
      if (stillWanted()) this.sayError(error);
    } finally {
      if (stillWanted()) this.set({ work: null });
    }
  }

  /** Does what is not essential; where it fails, the failure is said and everything goes on. */
  private async attempt(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.sayError(error);
    }
  }

  private sayError(error: unknown): void {
    if (!(error instanceof WorkbookRefusal)) return this.say('error', 'internal-error', { reason: error instanceof Error ? error.message : String(error) });
    const offer = error.code === 'excel-write-incomplete' ? 'restore' : error.code === 'excel-sheet-gone' || error.code === 'excel-editing-cell' || error.code === 'excel-busy' ? 'recompute' : null;
    this.say(error.code === 'excel-settings-not-saved' ? 'warning' : 'error', error.code, error.parameters, offer);
  }

  private say(tone: Said['tone'], code: string, parameters: Said['parameters'], offer: Said['offer'] = null): void {
    this.set({ said: { tone, code, parameters, offer } });
  }

  private set(part: Partial<SessionState>): void {
    this.state = { ...this.state, ...part };
    for (const listener of this.listeners) listener();
  }
}

/** Audit, method and publication come in a piece of their own: nobody needs them to compute. */
function thinking(): Promise<typeof import('./questions.js')> {
  return import('./questions.js');
}

/** What stands in the score cells before they are written. */
function scoresIn({ sheets }: WorkbookSnapshot, { plan, tables }: ComputeResult): ReadonlyMap<string, CellValue> {
  const scores = new Map<string, CellValue>();
  for (const { attachment } of tables) {
    const column = attachment.columns.find(({ role }) => role === 'score')?.column;
    const grid = sheets.find(({ sheet }) => sheet === attachment.sheet);
    if (column === undefined || grid === undefined) continue;
    for (const { row } of attachment.rows) scores.set(`${attachment.sheet}!${cellName(row, column)}`, valueAt(grid, row, column));
  }
  return plan.changes.length === 0 ? new Map<string, CellValue>() : scores;
}

/** Lets the browser draw what was just set before the thread is kept busy. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestAnimationFrame === 'function' && typeof document !== 'undefined' && !document.hidden) requestAnimationFrame(() => setTimeout(resolve, 0));
    else setTimeout(resolve, 0);
  });
}
