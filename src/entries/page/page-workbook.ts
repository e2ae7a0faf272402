import type { XlsxWorkbook } from '../../adapters/xlsx/workbook.js';
import { followFormulas } from '../../app/follow-formulas.js';
import { EMPTY_PLAN, type Change, type Plan } from '../../core/changes/plan.js';
import { planTexts, type CellText, type EntryOutcome } from '../../core/changes/typing.js';
import { areaName, parseCellName } from '../../core/grid/address.js';
import type { Area, Grid } from '../../core/grid/grid.js';
import type { SheetLook } from '../../ports/appearance.js';
import type { Deviation, LiveWorkbook, SheetChanged, SheetSelection, StopWatching } from '../../ports/live-workbook.js';
import type { ApplyOutcome, CellMarks, CellPlace, WorkbookSnapshot } from '../../ports/workbook.js';
import { Differences } from './differences.js';

/** What came of an entry, and what was written by it. */
export interface Entered {
  readonly outcome: EntryOutcome;
  readonly plan: Plan;
  /** The cells that it was meant for, with their sheet. */
  readonly place: string;
}

/** The view of a workbook. */
export interface WorkbookView {
  select(sheet: string, row: number, column: number): void;
  /** Something has changed; resolves when it is shown. */
  update(): Promise<void>;
}

/**
 * A workbook file as the page holds it: corrected in place, followed by the pane, saved when somebody says so.
 *
 * What was written is shown at once. The results of our formulas are recalculated when somebody reads the workbook or
 * takes its bytes, at the latest: computing thousands of rows must not stand between a typed number and its being seen,
 * and several corrections in a row are recalculated once.
 */
export class PageWorkbook implements LiveWorkbook {
  private readonly selections = new Set<(selection: SheetSelection) => void>();
  private readonly changes = new Set<(change: SheetChanged) => void>();
  private state = 0;
  private differing = new Differences();
  /** The state in which bytes were taken last, and what differs from them: once they are saved, from the file. */
  private taken = { state: 0, differing: new Differences() };
  /** The results of formulas are not those of what was written. */
  private isOutdated = false;

  constructor(
    private readonly file: XlsxWorkbook,
    private readonly view: WorkbookView,
  ) {}

  async read(): Promise<WorkbookSnapshot> {
    await this.recalculate();
    return this.file.read();
  }

  /** The sheets as they are to be shown: results of formulas may be outdated. */
  async sheetsNow(): Promise<readonly Grid[]> {
    return (await this.file.read()).sheets;
  }

  readMarks(cells: readonly CellPlace[]): Promise<readonly CellMarks[]> {
    return this.file.readMarks(cells);
  }

  async apply(plan: Plan): Promise<ApplyOutcome> {
    const outcome = await this.file.apply(plan);
    if (!outcome.applied) return outcome;
    this.recordChanges(plan.changes);
    this.isOutdated = true;
    await this.view.update();
    return outcome;
  }

  /** The page has no formulas of its own that could come to something else. */
  verify(): Promise<readonly Deviation[]> {
    return Promise.resolve([]);
  }

  select(sheet: string, cell: string): Promise<void> {
    const place = parseCellName(cell);
    if (place !== undefined) this.view.select(sheet, place.row, place.column);
    return Promise.resolve();
  }

  watchSelection(listener: (selection: SheetSelection) => void): Promise<StopWatching> {
    this.selections.add(listener);
    return Promise.resolve(() => Promise.resolve(void this.selections.delete(listener)));
  }

  watchChanges(listener: (change: SheetChanged) => void): Promise<StopWatching> {
    this.changes.add(listener);
    return Promise.resolve(() => Promise.resolve(void this.changes.delete(listener)));
  }

  /** A file has no guard that would keep its owner out. */
  unprotectedWhile<T>(_sheets: readonly string[], _password: string | undefined, work: () => Promise<T>): Promise<T> {
    return work();
  }

  /** Notifies the pane of what is selected in the viewer. */
  selected(cell: CellPlace): void {
    for (const listener of this.selections) listener({ sheet: cell.sheet, area: areaOf(cell) });
  }

  /**
   * Takes texts into cells of a sheet, all at once: none where a cell was changed meanwhile. Where `inputs` lie, counts
   * and points are typed.
   */
  async enter(sheet: string, texts: readonly CellText[], inputs: readonly Area[] = []): Promise<Entered> {
    const area = areaOfCells(texts);
    const place = `${sheet}!${areaName(area)}`;
    const refused: Entered = { outcome: NOT_TAKEN, plan: EMPTY_PLAN, place };
    const grid = (await this.sheetsNow()).find((candidate) => candidate.sheet === sheet);
    if (grid === undefined) return refused;
    const { plan, left } = planTexts(grid, texts, { year: new Date().getFullYear(), inputs });
    const changed = plan.changes.filter(({ kind }) => kind === 'content').length;
    const entered: Entered = { outcome: { isTaken: true, changed, left }, plan, place };
    if (changed === 0) return entered;
    if (!(await this.apply(plan)).applied) return refused;
    for (const listener of this.changes) listener({ sheet, area, ours: false });
    return entered;
  }

  looks(): readonly SheetLook[] {
    return this.file.looks();
  }

  /** What the page shows of the workbook beside its sheets. */
  marks(): {
    readonly changed: ReadonlyMap<string, Float64Array>;
    readonly unsaved: boolean;
  } {
    return {
      changed: this.differing.cells(),
      unsaved: this.unsaved() !== null,
    };
  }

  /** The file as it is now: results of formulas may be outdated. */
  bytesNow(): Uint8Array {
    return this.file.bytes();
  }

  /** The file to be saved. */
  async bytes(): Promise<{ readonly bytes: Uint8Array; readonly state: number }> {
    // What cannot be computed is reported where it is read; it keeps nobody from saving.
    await this.recalculate().catch(() => undefined);
    this.taken = { state: this.state, differing: new Differences() };
    return { bytes: this.file.bytes(), state: this.state };
  }

  /** The state of the file where it is not saved, else `null`. */
  unsaved(): number | null {
    return this.differing.isEmpty ? null : this.state;
  }

  /** The file was saved as it was in this state; what came afterwards is still to be saved. */
  saved(state: number): void {
    if (state === this.taken.state) this.differing = this.taken.differing.copy();
    void this.view.update();
  }

  /** Brings the results of our formulas up to date with what was written, and has them shown. */
  async recalculate(): Promise<void> {
    if (!this.isOutdated) return;
    const changes = followFormulas(await this.file.read(), null);
    this.isOutdated = false;
    if (changes.length === 0) return;
    await this.file.apply({ changes, problems: [] });
    void this.view.update();
  }

  private recordChanges(changes: readonly Change[]): void {
    if (changes.length > 0) this.state += 1;
    for (const change of changes) {
      this.differing.add(change);
      this.taken.differing.add(change);
    }
  }
}

const NOT_TAKEN: EntryOutcome = { isTaken: false, changed: 0, left: [] };

/** Returns the area that cells lie in. */
function areaOfCells(cells: readonly Pick<CellPlace, 'row' | 'column'>[]): Area {
  const area = { top: Infinity, left: Infinity, bottom: 0, right: 0 };
  for (const { row, column } of cells) {
    area.top = Math.min(area.top, row);
    area.left = Math.min(area.left, column);
    area.bottom = Math.max(area.bottom, row);
    area.right = Math.max(area.right, column);
  }
  return area;
}

function areaOf({ row, column }: CellPlace): Area {
  return { top: row, left: column, bottom: row, right: column };
}
