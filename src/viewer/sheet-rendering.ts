import type { Grid } from '../core/grid/grid.js';
import type { SheetLook } from '../ports/appearance.js';
import type { Layout } from './geometry.js';

/** Why a cell is marked. */
export type Mark = 'changed' | 'difference' | 'problem';

/** Which cells of a sheet are marked, by row × 16384 + column. */
export type SheetMarks = (cell: number) => Mark | undefined;

/** The marks of a sheet; `null` where none of its cells has one. The same function as long as no mark changes. */
export type Marks = (sheet: string) => SheetMarks | null;

/** A sheet ready to be rendered; the same object as long as nothing changes, so that no row renders needlessly. */
export interface SheetRendering {
  /** Begins the ids of cells. */
  readonly id: string;
  readonly grid: Grid;
  readonly look: SheetLook;
  readonly layout: Layout;
  readonly zoom: number;
  readonly marks: SheetMarks | null;
  readonly wording: Readonly<Record<Mark, string>>;
}
