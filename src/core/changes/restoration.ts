import { cellName } from '../grid/address.js';
import { formatAt, formulaAt, valueAt, type Grid } from '../grid/grid.js';
import { columnMarks, markOf, rowMarks, type BeforeImage, type CellImage, type SheetImage } from './before-image.js';
import { sameContent, type CellContent, type Change } from './plan.js';

/** A cell that is not restored, because it no longer holds what was written, or its row or column is another one now. */
export interface ChangedCell {
  readonly sheet: string;
  readonly cell: string;
}

export interface Restoration {
  readonly changes: readonly Change[];
  /** Cells that get back what they were. */
  readonly restored: number;
  /** Cells that hold already what they were: somebody has undone the writing. */
  readonly already: number;
  readonly changedSince: readonly ChangedCell[];
}

/**
 * Plans the way back through these computations, the newest first. A cell is restored where it still holds what was written
 * and its row and column are still those of then; the others are listed.
 */
export function restore(images: readonly BeforeImage[], grids: readonly Grid[]): Restoration {
  const way = new WayBack();
  for (const { sheets } of images) {
    for (const image of sheets) {
      const grid = grids.find(({ sheet }) => sheet === image.sheet);
      const moved = grid === undefined ? null : movedParts(grid, image);
      for (const cell of image.cells) {
        if (grid === undefined || moved === null) way.list(image.sheet, cell);
        else way.step(grid, cell, moved.rows.has(cell.row) || moved.columns.has(cell.column));
      }
    }
  }
  return way.restoration();
}

/** What a cell holds now, and what it will hold after the steps back so far. */
interface CellState {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly now: { readonly content: CellContent; readonly format: string };
  content: CellContent;
  format: string;
}

/** Goes back cell by cell; a cell that several computations wrote goes back as many steps as it still holds what each wrote. */
class WayBack {
  private readonly states = new Map<string, CellState>();
  private readonly listed = new Map<string, ChangedCell>();
  private readonly back = new Set<string>();
  private already = 0;

  /** Leaves a cell as it is and lists it. */
  list(sheet: string, { row, column }: Pick<CellImage, 'row' | 'column'>): void {
    this.listed.set(keyOf(sheet, row, column), { sheet, cell: cellName(row, column) });
  }

  step(grid: Grid, image: CellImage, moved: boolean): void {
    const { content, format } = image;
    const state = this.stateOf(grid, image);
    const contentBack = content === undefined || sameContent(state.content, content.was);
    const formatBack = format === undefined || state.format === format.was;
    if (contentBack && formatBack) {
      this.already += 1;
      return;
    }
    const ours = content === undefined || contentBack || sameContent(state.content, content.wrote);
    if (!ours || moved) {
      this.list(grid.sheet, image);
      return;
    }
    if (content !== undefined) state.content = content.was;
    if (format !== undefined && state.format === format.wrote) state.format = format.was;
    this.back.add(keyOf(grid.sheet, image.row, image.column));
  }

  restoration(): Restoration {
    return {
      changes: [...this.states.values()].flatMap(changesOf),
      restored: this.back.size,
      already: this.already,
      changedSince: [...this.listed.values()],
    };
  }

  private stateOf(grid: Grid, { row, column }: CellImage): CellState {
    const key = keyOf(grid.sheet, row, column);
    const known = this.states.get(key);
    if (known !== undefined) return known;
    const now = {
      content: { value: valueAt(grid, row, column), formula: formulaAt(grid, row, column) },
      format: formatAt(grid, row, column),
    };
    const state = { sheet: grid.sheet, row, column, now, ...now };
    this.states.set(key, state);
    return state;
  }
}

function keyOf(sheet: string, row: number, column: number): string {
  return `${sheet}\n${row},${column}`;
}

function changesOf({ sheet, row, column, now, content, format }: CellState): readonly Change[] {
  return [
    ...(format === now.format
      ? []
      : [{ kind: 'format' as const, sheet, row, column, was: now.format, becomes: format }]),
    ...(sameContent(content, now.content)
      ? []
      : [{ kind: 'content' as const, sheet, row, column, was: now.content, becomes: content }]),
  ];
}

/** Rows and columns that are no longer those of then. */
function movedParts(
  grid: Grid,
  { cells, rows, columns }: SheetImage,
): { readonly rows: ReadonlySet<number>; readonly columns: ReadonlySet<number> } {
  const touched = new Set(cells.map(({ row, column }) => `${row},${column}`));
  return {
    rows: differing(rowMarks(grid, cells, touched), rows),
    columns: differing(columnMarks(grid, cells, touched), columns),
  };
}

function differing(now: Readonly<Record<number, string>>, then: Readonly<Record<number, string>>): ReadonlySet<number> {
  return new Set(
    Object.keys(now)
      .map(Number)
      .filter((place) => markOf(now[place] ?? '') !== markOf(then[place] ?? '')),
  );
}

/** Tells whether a computation left its writing unfinished: it never came to its end, and some of it still stands there. */
export function isUnfinished(image: BeforeImage, done: readonly string[], grids: readonly Grid[]): boolean {
  return !done.includes(image.id) && restore([image], grids).restored > 0;
}
