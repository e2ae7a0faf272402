import { cellName } from '../grid/address.js';
import { formatAt, type Grid } from '../grid/grid.js';
import { markOf, marksOf, type BeforeImage, type CellImage, type SheetImage } from './before-image.js';
import { contentAt, sameContent, type CellContent, type CellPlace, type Change, type SheetCell } from './plan.js';

/**
 * A cell that is not restored, because it no longer holds what was written, or its row or column is another one now.
 */
export interface ChangedCell {
  readonly sheet: string;
  readonly cell: string;
}

export interface Restoration {
  readonly changes: readonly Change[];
  /** Cells that get back what they were. */
  readonly restored: number;
  /** Cells that hold already what they were: somebody has undone the computation. */
  readonly already: number;
  readonly changedSince: readonly ChangedCell[];
}

/**
 * Plans to restore what was there before these computations, the newest first. A cell is restored where it still holds
 * what was written and its row and column are still those of then; the others are listed.
 */
export function planRestoration(images: readonly BeforeImage[], grids: readonly Grid[]): Restoration {
  const restorer = new Restorer();
  for (const { sheets } of images) {
    for (const image of sheets) {
      const grid = grids.find(({ sheet }) => sheet === image.sheet);
      if (grid === undefined) for (const cell of image.cells) restorer.list(image.sheet, cell);
      else restoreSheet(restorer, grid, image);
    }
  }
  return restorer.restoration();
}

function restoreSheet(restorer: Restorer, grid: Grid, image: SheetImage): void {
  const { rows, columns } = marksOf(grid, image.cells);
  const movedRows = differing(rows, image.rows);
  const movedColumns = differing(columns, image.columns);
  for (const cell of image.cells) {
    const isMoved = movedRows.has(cell.row) || movedColumns.has(cell.column);
    restorer.restore(grid, cell, isMoved);
  }
}

/** Rows or columns that are no longer those of then. */
function differing(now: Readonly<Record<number, string>>, then: Readonly<Record<number, string>>): ReadonlySet<number> {
  const places = Object.keys(now).map(Number);
  return new Set(places.filter((place) => markOf(now[place] ?? '') !== markOf(then[place] ?? '')));
}

/** What a cell holds now, and what it will hold after the steps back so far. */
interface CellState extends SheetCell {
  readonly now: { readonly content: CellContent; readonly format: string };
  content: CellContent;
  format: string;
}

/**
 * Restores cell by cell. Where several computations wrote a cell, it is restored as long as it holds what each wrote.
 */
class Restorer {
  private readonly states = new Map<string, CellState>();
  private readonly listed = new Map<string, ChangedCell>();
  private readonly restored = new Set<string>();
  private already = 0;

  /** Leaves a cell as it is and lists it. */
  list(sheet: string, { row, column }: CellPlace): void {
    this.listed.set(keyOf({ sheet, row, column }), { sheet, cell: cellName(row, column) });
  }

  /** Restores what a computation replaced in a cell; lists a cell that was moved or changed since. */
  restore(grid: Grid, image: CellImage, isMoved: boolean): void {
    const { content, format } = image;
    const state = this.stateOf(grid, image);
    const hasOldContent = content === undefined || sameContent(state.content, content.was);
    const hasOldFormat = format === undefined || state.format === format.was;
    if (hasOldContent && hasOldFormat) {
      this.already += 1;
      return;
    }
    const isOurs = hasOldContent || sameContent(state.content, content.wrote);
    if (!isOurs || isMoved) {
      this.list(grid.sheet, image);
      return;
    }
    if (content !== undefined) state.content = content.was;
    if (format !== undefined && state.format === format.wrote) state.format = format.was;
    this.restored.add(keyOf(state));
  }

  restoration(): Restoration {
    return {
      changes: [...this.states.values()].flatMap(changesOf),
      restored: this.restored.size,
      already: this.already,
      changedSince: [...this.listed.values()],
    };
  }

  private stateOf(grid: Grid, { row, column }: CellPlace): CellState {
    const cell = { sheet: grid.sheet, row, column };
    const key = keyOf(cell);
    const existing = this.states.get(key);
    if (existing !== undefined) return existing;
    const now = { content: contentAt(grid, cell), format: formatAt(grid, row, column) };
    const state = { ...cell, now, ...now };
    this.states.set(key, state);
    return state;
  }
}

function keyOf({ sheet, row, column }: SheetCell): string {
  return `${sheet}\n${row},${column}`;
}

function changesOf({ sheet, row, column, now, content, format }: CellState): readonly Change[] {
  const changes: Change[] = [];
  if (format !== now.format) changes.push({ kind: 'format', sheet, row, column, was: now.format, becomes: format });
  if (!sameContent(content, now.content))
    changes.push({ kind: 'content', sheet, row, column, was: now.content, becomes: content });
  return changes;
}

/** Tells whether a computation was left half applied: it never completed, and some of it still stands there. */
export function isUnfinished(image: BeforeImage, completed: readonly string[], grids: readonly Grid[]): boolean {
  return !completed.includes(image.id) && planRestoration([image], grids).restored > 0;
}
