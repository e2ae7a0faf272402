import type { XlsxWorkbook } from '../../adapters/xlsx/workbook.js';
import { followFormulas } from '../../app/follow-formulas.js';
import { invert, type Change, type Plan } from '../../core/changes/plan.js';
import { cellName, parseCellName } from '../../core/grid/address.js';
import { formatAt, formulaAt, valueAt } from '../../core/grid/grid.js';
import { typedValue } from '../../core/grid/typed.js';
import { MOST_COLUMNS, type SheetLook } from '../../ports/appearance.js';
import type { Deviation, LiveWorkbook, SheetChanged, SheetSelection, StopWatching } from '../../ports/live-workbook.js';
import type { ApplyOutcome, CellMarks, CellPlace, WorkbookSnapshot } from '../../ports/workbook.js';

interface Correction {
  readonly plan: Plan;
  readonly cell: string;
}

/** A workbook file as the page holds it: corrected in place, followed by the pane, saved when somebody says so. */
export class PageWorkbook implements LiveWorkbook {
  private readonly selections = new Set<(selection: SheetSelection) => void>();
  private readonly changes = new Set<(change: SheetChanged) => void>();
  private readonly corrections: Correction[] = [];
  /** By sheet, row × 16384 + column. */
  private readonly changedCells = new Map<string, Set<number>>();
  private state = 0;
  private savedState = 0;

  constructor(
    private readonly file: XlsxWorkbook,
    private readonly shown: { select(sheet: string, row: number, column: number): void; drawAgain(): void },
  ) {}

  read(): Promise<WorkbookSnapshot> {
    return this.file.read();
  }

  readMarks(cells: readonly CellPlace[]): Promise<readonly CellMarks[]> {
    return this.file.readMarks(cells);
  }

  async apply(plan: Plan): Promise<ApplyOutcome> {
    const outcome = await this.file.apply(plan);
    if (!outcome.applied) return outcome;
    this.note(plan.changes);
    await this.follow();
    this.shown.drawAgain();
    return outcome;
  }

  /** The page has no formulas of its own that could come to something else. */
  verify(): Promise<readonly Deviation[]> {
    return Promise.resolve([]);
  }

  select(sheet: string, cell: string): Promise<void> {
    const place = parseCellName(cell);
    if (place !== undefined) this.shown.select(sheet, place.row, place.column);
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

  /** Tells the pane what is selected in the viewer. */
  selected(sheet: string, row: number, column: number): void {
    for (const listener of this.selections) listener({ sheet, area: { top: row, left: column, bottom: row, right: column } });
  }

  /** Corrects a cell to a typed text; tells whether it was taken (formulas are not). */
  async correct(sheet: string, row: number, column: number, text: string): Promise<boolean> {
    const grid = (await this.file.read()).sheets.find((one) => one.sheet === sheet);
    if (grid === undefined) return false;
    const format = formatAt(grid, row, column);
    const typed = typedValue(text, format, new Date().getFullYear());
    if (typed === undefined) return false;
    const was = { value: valueAt(grid, row, column), formula: formulaAt(grid, row, column) };
    const becomes = { value: typed.value, formula: null };
    if (was.value === becomes.value && was.formula === null) return true;
    const brings: readonly Change[] = typed.format !== null && (typed.format === '@' || format === 'General') ? [{ kind: 'format', sheet, row, column, was: format, becomes: typed.format }] : [];
    const plan: Plan = { changes: [...brings, { kind: 'content', sheet, row, column, was, becomes }], problems: [] };
    if (!(await this.apply(plan)).applied) return false;
    this.corrections.push({ plan, cell: `${sheet}!${cellName(row, column)}` });
    this.tell(sheet, row, column);
    return true;
  }

  /** Takes back the last correction; returns its cell, or `null` where nothing can be taken back. */
  async undo(): Promise<string | null> {
    const last = this.corrections.pop();
    if (last === undefined || !(await this.apply(invert(last.plan))).applied) return null;
    const [change] = last.plan.changes;
    if (change !== undefined && 'row' in change) this.tell(change.sheet, change.row, change.column);
    return last.cell;
  }

  looks(): readonly SheetLook[] {
    return this.file.looks();
  }

  /** What the page says of the workbook beside its sheets. */
  marks(): { readonly changed: ReadonlyMap<string, Float64Array>; readonly unsaved: boolean; readonly canUndo: boolean } {
    return { changed: new Map([...this.changedCells].map(([sheet, cells]) => [sheet, Float64Array.from(cells).sort()])), unsaved: this.unsaved() !== null, canUndo: this.corrections.length > 0 };
  }

  bytes(): { readonly bytes: Uint8Array; readonly state: number } {
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
    this.shown.drawAgain();
  }

  private async follow(): Promise<void> {
    const changes = followFormulas(await this.file.read(), null);
    if (changes.length > 0) await this.file.apply({ changes, problems: [] });
  }

  private note(changes: readonly Change[]): void {
    if (changes.length > 0) this.state += 1;
    for (const change of changes) {
      if (change.kind !== 'content') continue;
      const cells = this.changedCells.get(change.sheet) ?? new Set();
      this.changedCells.set(change.sheet, cells.add(change.row * MOST_COLUMNS + change.column));
    }
  }

  private tell(sheet: string, row: number, column: number): void {
    for (const listener of this.changes) listener({ sheet, area: { top: row, left: column, bottom: row, right: column }, ours: false });
  }
}
