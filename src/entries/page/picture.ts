import { typedCell, type TypedCell } from '../../core/changes/typing.js';
import { formatAt, valueAt, type Grid } from '../../core/grid/grid.js';
import type { SheetLook } from '../../ports/appearance.js';
import type { SheetHead, SheetRows, ThreadMessage } from './thread-messages.js';

/** What the page shows of its workbook. A sheet that has not changed is the same object as before. */
export interface Picture {
  readonly grids: readonly Grid[];
  readonly looks: readonly SheetLook[];
  /** Cells that differ from the file as it was opened: by sheet, row × 16384 + column, ascending. */
  readonly changed: ReadonlyMap<string, Float64Array>;
  readonly unsaved: boolean;
  readonly canUndo: boolean;
}

/** A grid being put together. */
interface Draft {
  readonly head: SheetHead;
  readonly values: Grid['values'][number][];
  readonly formulas: Grid['formulas'][number][];
  readonly formats: Grid['formats'][number][];
}

/** A cell that somebody typed into, as it will read. */
interface Expected extends TypedCell {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

/**
 * Puts the picture of a workbook together from the pieces in which it comes. What somebody types is in it from the moment it is
 * entered: the thread that holds the workbook may be busy, and a number that vanishes is typed once more.
 */
export class PictureReceiver {
  private readonly grids = new Map<string, Grid>();
  private readonly looks = new Map<string, SheetLook>();
  private readonly drafts = new Map<string, Draft>();
  /** By the number of their call, in the order in which they were entered. */
  private readonly expected = new Map<number, Expected>();
  private last: Omit<Picture, 'grids' | 'looks'> & { readonly sheets: readonly string[] } = {
    sheets: [],
    changed: new Map(),
    unsaved: false,
    canUndo: false,
  };
  private shown: Picture | null = null;

  /** Somebody typed a text into a cell; returns the picture with it, `null` where it is no other. The call that corrects the cell has this number. */
  expect(call: number, sheet: string, row: number, column: number, text: string, year: number): Picture | null {
    const grid = this.shown?.grids.find((one) => one.sheet === sheet);
    const typed = grid === undefined ? null : typedCell(grid, { row, column }, { text, year });
    if (typed === null) return null;
    this.expected.set(call, { sheet, row, column, ...typed });
    return this.another();
  }

  /** The call has been answered, and what became of the cell has come; returns the picture where it is another one then. */
  answered(call: number): Picture | null {
    return this.expected.delete(call) ? this.another() : null;
  }

  /** Takes a piece; returns the picture when it was the last one, else `null`. */
  take(message: ThreadMessage): Picture | null {
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
      case 'picture': {
        for (const [sheet, { head, values, formulas, formats }] of this.drafts)
          this.grids.set(sheet, { ...head, values, formulas, formats });
        this.drafts.clear();
        this.last = message;
        return this.picture();
      }
      default:
        return null;
    }
  }

  private picture(): Picture {
    const { sheets, changed, unsaved, canUndo } = this.last;
    const both = sheets.flatMap((sheet) => {
      const [grid, look] = [this.grids.get(sheet), this.looks.get(sheet)];
      return grid === undefined || look === undefined
        ? []
        : [{ grid: [...this.expected.values()].filter((one) => one.sheet === sheet).reduce(withCell, grid), look }];
    });
    this.shown = {
      grids: both.map(({ grid }) => grid),
      looks: both.map(({ look }) => look),
      changed,
      unsaved,
      canUndo,
    };
    return this.shown;
  }

  private another(): Picture | null {
    const before = this.shown;
    const { grids } = this.picture();
    return before !== null && grids.every((grid, index) => grid === before.grids[index]) ? null : this.shown;
  }

  private begin(head: SheetHead): void {
    const known = this.grids.get(head.sheet);
    const keep = <T>(rows: readonly T[] | undefined): T[] => (rows ?? []).slice(0, head.rows);
    this.drafts.set(head.sheet, {
      head,
      values: keep(known?.values),
      formulas: keep(known?.formulas),
      formats: keep(known?.formats),
    });
  }

  private fill(sheet: string, { at, values, formulas, codes, formats }: SheetRows): void {
    const draft = this.drafts.get(sheet);
    if (draft === undefined) return;
    at.forEach((row, index) => {
      draft.values[row] = values[index] ?? [];
      draft.formulas[row] = formulas[index] ?? [];
      draft.formats[row] = Array.from(formats[index] ?? [], (number) => codes[number] ?? 'General');
    });
  }
}

/** A grid with one cell as it will read; the same one where it reads so, or where the cell lies outside of what is drawn. */
function withCell(grid: Grid, { row, column, value, format }: Expected): Grid {
  const [i, j] = [row - grid.top, column - grid.left];
  if (
    grid.values[i]?.[j] === undefined ||
    (Object.is(valueAt(grid, row, column), value) && formatAt(grid, row, column) === format)
  )
    return grid;
  const put = <T>(rows: readonly (readonly T[])[], item: T): readonly (readonly T[])[] => {
    const row = [...(rows[i] ?? [])];
    row[j] = item;
    const copy = [...rows];
    copy[i] = row;
    return copy;
  };
  return { ...grid, values: put(grid.values, value), formats: put(grid.formats, format) };
}
