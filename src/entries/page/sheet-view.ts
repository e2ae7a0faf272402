import type { Change } from '../../core/changes/plan.js';
import { afterChanges } from '../../core/changes/simulate.js';
import { planTexts, type CellText, type EntryContext } from '../../core/changes/typing.js';
import { formatAt, valueAt, type Grid } from '../../core/grid/grid.js';
import type { SheetLook } from '../../ports/appearance.js';
import type { SheetHead, SheetRows, ThreadMessage } from './thread-messages.js';

/** What the page shows of its workbook. A sheet that has not changed is the same object as before. */
export interface SheetView {
  readonly grids: readonly Grid[];
  readonly looks: readonly SheetLook[];
  /** Cells that differ from the file as it was opened: by sheet, row × 16384 + column, ascending. */
  readonly changed: ReadonlyMap<string, Float64Array>;
  readonly unsaved: boolean;
}

/** A grid that has not come in whole yet. */
interface PartialGrid {
  readonly head: SheetHead;
  readonly values: Grid['values'][number][];
  readonly formulas: Grid['formulas'][number][];
  readonly formats: Grid['formats'][number][];
}

/** Texts that somebody typed or pasted into cells of a sheet. */
export interface EnteredTexts extends EntryContext {
  readonly sheet: string;
  readonly texts: readonly CellText[];
}

/** Cells that somebody typed into, as they will read. */
interface ExpectedCells {
  readonly sheet: string;
  readonly changes: readonly Change[];
}

/**
 * Puts the view of a workbook together from the pieces in which it comes. What somebody types is in it from the moment
 * it is entered: the thread that holds the workbook may be busy, and a number that vanishes is typed once more.
 */
export class SheetViewReceiver {
  private readonly grids = new Map<string, Grid>();
  private readonly looks = new Map<string, SheetLook>();
  private readonly partials = new Map<string, PartialGrid>();
  /** By the number of their call, in the order in which they were entered. */
  private readonly expected = new Map<number, ExpectedCells>();
  private last: Omit<SheetView, 'grids' | 'looks'> & { readonly sheets: readonly string[] } = {
    sheets: [],
    changed: new Map(),
    unsaved: false,
  };
  private shown: SheetView | null = null;

  /**
   * Adds texts that somebody entered; the call that enters them has this number. Returns the view with them, `null`
   * where that is the same.
   */
  expect(call: number, { sheet, texts, ...context }: EnteredTexts): SheetView | null {
    const grid = this.shown?.grids.find((shown) => shown.sheet === sheet);
    if (grid === undefined) return null;
    const { changes } = planTexts(grid, texts, context).plan;
    if (changes.length === 0) return null;
    this.expected.set(call, { sheet, changes });
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
    const { sheets, changed, unsaved } = this.last;
    const grids: Grid[] = [];
    const looks: SheetLook[] = [];
    for (const sheet of sheets) {
      const grid = this.grids.get(sheet);
      const look = this.looks.get(sheet);
      if (grid === undefined || look === undefined) continue;
      const expected = [...this.expected.values()].filter((entry) => entry.sheet === sheet);
      grids.push(
        withChanges(
          grid,
          expected.flatMap(({ changes }) => changes),
        ),
      );
      looks.push(look);
    }
    this.shown = { grids, looks, changed, unsaved };
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

/** Returns a grid as it reads after changes; the same grid where none of them changes what it reads. */
function withChanges(grid: Grid, changes: readonly Change[]): Grid {
  const open = changes.filter((change) => !readsSo(grid, change));
  if (open.length === 0) return grid;
  return afterChanges([grid], open)[0] ?? grid;
}

function readsSo(grid: Grid, change: Change): boolean {
  if (change.kind === 'content') return Object.is(valueAt(grid, change.row, change.column), change.becomes.value);
  return change.kind === 'format' && formatAt(grid, change.row, change.column) === change.becomes;
}
