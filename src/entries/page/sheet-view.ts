import { typedCell, type TypedCell } from '../../core/changes/typing.js';
import { formatAt, valueAt, type Grid } from '../../core/grid/grid.js';
import type { SheetLook } from '../../ports/appearance.js';
import type { CellPlace } from '../../ports/workbook.js';
import type { SheetHead, SheetRows, ThreadMessage } from './thread-messages.js';

/** What the page shows of its workbook. A sheet that has not changed is the same object as before. */
export interface SheetView {
  readonly grids: readonly Grid[];
  readonly looks: readonly SheetLook[];
  /** Cells that differ from the file as it was opened: by sheet, row × 16384 + column, ascending. */
  readonly changed: ReadonlyMap<string, Float64Array>;
  readonly unsaved: boolean;
  readonly canUndo: boolean;
}

/** A grid that has not come in whole yet. */
interface PartialGrid {
  readonly head: SheetHead;
  readonly values: Grid['values'][number][];
  readonly formulas: Grid['formulas'][number][];
  readonly formats: Grid['formats'][number][];
}

/** A text that somebody typed into a cell. */
export interface TypedText extends CellPlace {
  readonly text: string;
  /** Dates that are typed without a year are of this one. */
  readonly year: number;
}

/** A cell that somebody typed into, as it will read. */
interface ExpectedCell extends TypedCell, CellPlace {}

/**
 * Puts the view of a workbook together from the pieces in which it comes. What somebody types is in it from the moment
 * it is entered: the thread that holds the workbook may be busy, and a number that vanishes is typed once more.
 */
export class SheetViewReceiver {
  private readonly grids = new Map<string, Grid>();
  private readonly looks = new Map<string, SheetLook>();
  private readonly partials = new Map<string, PartialGrid>();
  /** By the number of their call, in the order in which they were entered. */
  private readonly expected = new Map<number, ExpectedCell>();
  private last: Omit<SheetView, 'grids' | 'looks'> & { readonly sheets: readonly string[] } = {
    sheets: [],
    changed: new Map(),
    unsaved: false,
    canUndo: false,
  };
  private shown: SheetView | null = null;

  /**
   * Adds a text that somebody typed; the call that corrects the cell has this number. Returns the view with it, `null`
   * where that is the same.
   */
  expect(call: number, { sheet, row, column, text, year }: TypedText): SheetView | null {
    const grid = this.shown?.grids.find((shown) => shown.sheet === sheet);
    if (grid === undefined) return null;
    const typed = typedCell(grid, { row, column }, { text, year });
    if (typed === null) return null;
    this.expected.set(call, { sheet, row, column, ...typed });
    return this.changedView();
  }

  /**
   * Removes what was typed, as the call has been answered and the cell has come as it is now. Returns the view where it
   * has changed, else `null`.
   */
  answered(call: number): SheetView | null {
    if (!this.expected.delete(call)) return null;
    return this.changedView();
  }

  /** Takes a piece; returns the view when it was the last one, else `null`. */
  take(message: ThreadMessage): SheetView | null {
    switch (message.kind) {
      case 'head':
        this.begin(message.head);
        return null;
      case 'rows':
        this.fill(message.sheet, message.rows);
        return null;
      case 'look':
        this.looks.set(message.look.sheet, message.look);
        return null;
      case 'sheet-view': {
        for (const [sheet, { head, values, formulas, formats }] of this.partials)
          this.grids.set(sheet, { ...head, values, formulas, formats });
        this.partials.clear();
        this.last = message;
        return this.update();
      }
      default:
        return null;
    }
  }

  private update(): SheetView {
    const { sheets, changed, unsaved, canUndo } = this.last;
    const grids: Grid[] = [];
    const looks: SheetLook[] = [];
    for (const sheet of sheets) {
      const grid = this.grids.get(sheet);
      const look = this.looks.get(sheet);
      if (grid === undefined || look === undefined) continue;
      const expected = [...this.expected.values()].filter((cell) => cell.sheet === sheet);
      grids.push(expected.reduce(withCell, grid));
      looks.push(look);
    }
    this.shown = { grids, looks, changed, unsaved, canUndo };
    return this.shown;
  }

  private changedView(): SheetView | null {
    const previous = this.shown;
    const view = this.update();
    const isSame = previous !== null && view.grids.every((grid, index) => grid === previous.grids[index]);
    return isSame ? null : view;
  }

  private begin(head: SheetHead): void {
    const previous = this.grids.get(head.sheet);
    const keep = <T>(rows: readonly T[] | undefined): T[] => (rows ?? []).slice(0, head.rows);
    this.partials.set(head.sheet, {
      head,
      values: keep(previous?.values),
      formulas: keep(previous?.formulas),
      formats: keep(previous?.formats),
    });
  }

  private fill(sheet: string, { at, values, formulas, codes, formats }: SheetRows): void {
    const partial = this.partials.get(sheet);
    if (partial === undefined) return;
    at.forEach((row, index) => {
      partial.values[row] = values[index] ?? [];
      partial.formulas[row] = formulas[index] ?? [];
      partial.formats[row] = Array.from(formats[index] ?? [], (number) => codes[number] ?? 'General');
    });
  }
}

/** Returns a grid with one cell as it will read; the same grid where it reads so, or where the cell lies outside. */
function withCell(grid: Grid, { row, column, value, format }: ExpectedCell): Grid {
  const i = row - grid.top;
  const j = column - grid.left;
  if (grid.values[i]?.[j] === undefined) return grid;
  const readsSo = Object.is(valueAt(grid, row, column), value) && formatAt(grid, row, column) === format;
  if (readsSo) return grid;
  const withItem = <T>(rows: readonly (readonly T[])[], item: T): readonly (readonly T[])[] =>
    replaced(rows, i, replaced(rows[i] ?? [], j, item));
  return { ...grid, values: withItem(grid.values, value), formats: withItem(grid.formats, format) };
}

/** Returns a copy of a list with another item at an index. */
function replaced<T>(items: readonly T[], index: number, item: T): readonly T[] {
  const copy = [...items];
  copy[index] = item;
  return copy;
}
