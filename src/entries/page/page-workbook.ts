import type { XlsxWorkbook } from '../../adapters/xlsx/workbook.js';
import { followFormulas } from '../../app/follow-formulas.js';
import { invert, type Change, type Plan } from '../../core/changes/plan.js';
import { planTexts, type CellText, type EntryOutcome } from '../../core/changes/typing.js';
import { areaName, parseCellName } from '../../core/grid/address.js';
import type { Area, Grid } from '../../core/grid/grid.js';
import { MOST_COLUMNS, type SheetLook } from '../../ports/appearance.js';
import type { Deviation, LiveWorkbook, SheetChanged, SheetSelection, StopWatching } from '../../ports/live-workbook.js';
import type { ApplyOutcome, CellMarks, CellPlace, WorkbookSnapshot } from '../../ports/workbook.js';

/** A cell that was corrected, as it can be taken back. */
interface Correction {
  readonly plan: Plan;
  readonly cell: string;
}

/** What came of undoing the last correction, in a cell that is named with its sheet. */
export type UndoOutcome =
  { readonly kind: 'undone' | 'changed-since'; readonly cell: string } | { readonly kind: 'nothing' };

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
  private readonly corrections: Correction[] = [];
  /** By sheet, row × 16384 + column. */
  private readonly changedCells = new Map<string, Set<number>>();
  private state = 0;
  private savedState = 0;
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

  /** Takes texts into cells of a sheet, all at once: none where a cell was changed meanwhile. */
  async enter(sheet: string, texts: readonly CellText[]): Promise<EntryOutcome> {
    const grid = (await this.sheetsNow()).find((candidate) => candidate.sheet === sheet);
    if (grid === undefined) return NOT_TAKEN;
    const { plan, left } = planTexts(grid, texts, new Date().getFullYear());
    const changed = plan.changes.filter(({ kind }) => kind === 'content').length;
    if (changed === 0) return { isTaken: true, changed, left };
    if (!(await this.apply(plan)).applied) return NOT_TAKEN;
    const area = areaOfCells(texts);
    this.corrections.push({ plan, cell: `${sheet}!${areaName(area)}` });
    this.notify(sheet, area);
    return { isTaken: true, changed, left };
  }

  /** Takes back the last correction. One whose cell was changed since is dropped: the one before it is the next. */
  async undo(): Promise<UndoOutcome> {
    const last = this.corrections.at(-1);
    if (last === undefined) return { kind: 'nothing' };
    // Removed only now that the workbook has answered: after a refusal it can be undone once more.
    const { applied } = await this.apply(invert(last.plan));
    this.corrections.splice(this.corrections.indexOf(last), 1);
    void this.view.update();
    if (!applied) return { kind: 'changed-since', cell: last.cell };
    const cells = last.plan.changes.filter((change) => 'row' in change);
    const [first] = cells;
    if (first !== undefined) this.notify(first.sheet, areaOfCells(cells));
    return { kind: 'undone', cell: last.cell };
  }

  looks(): readonly SheetLook[] {
    return this.file.looks();
  }

  /** What the page shows of the workbook beside its sheets. */
  marks(): {
    readonly changed: ReadonlyMap<string, Float64Array>;
    readonly unsaved: boolean;
    readonly canUndo: boolean;
  } {
    return {
      changed: new Map([...this.changedCells].map(([sheet, cells]) => [sheet, Float64Array.from(cells).sort()])),
      unsaved: this.unsaved() !== null,
      canUndo: this.corrections.length > 0,
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
    return { bytes: this.file.bytes(), state: this.state };
  }

  /** The state of the file where it is not saved, else `null`. */
  unsaved(): number | null {
    return this.state === this.savedState ? null : this.state;
  }

  /** The file was saved as it was in this state; what came afterwards is still to be saved. */
  saved(state: number): void {
    this.savedState = state;
    if (state === this.state) this.changedCells.clear();
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
      if (change.kind !== 'content') continue;
      const cells = this.changedCells.get(change.sheet) ?? new Set();
      this.changedCells.set(change.sheet, cells.add(change.row * MOST_COLUMNS + change.column));
    }
  }

  private notify(sheet: string, area: Area): void {
    for (const listener of this.changes) listener({ sheet, area, ours: false });
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
