import type { Area } from '../core/grid/grid.js';

/** A font as a cell shows it. */
export interface FontLook {
  readonly name: string;
  /** Points. */
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: 'none' | 'single' | 'double';
  readonly strike: boolean;
  readonly script: 'normal' | 'superscript' | 'subscript';
  /** RRGGBB; `null` is the window's own text colour. */
  readonly colour: string | null;
}

/** The line on one edge of a cell. */
export interface BorderLook {
  readonly style: 'hair' | 'thin' | 'medium' | 'thick' | 'double' | 'dotted' | 'dashed' | 'mediumDashed';
  /** RRGGBB; `null` is automatic. */
  readonly colour: string | null;
}

/** How cells of one style look. */
export interface CellLook {
  readonly font: FontLook;
  /** RRGGBB, or `null`; patterns and gradients are mixed into one colour. */
  readonly fill: string | null;
  readonly top: BorderLook | null;
  readonly right: BorderLook | null;
  readonly bottom: BorderLook | null;
  readonly left: BorderLook | null;
  /** A line from corner to corner: falling, rising, or both. */
  readonly diagonal: { readonly down: boolean; readonly up: boolean; readonly line: BorderLook } | null;
  readonly horizontal:
    'general' | 'left' | 'center' | 'right' | 'fill' | 'justify' | 'centerContinuous' | 'distributed';
  readonly vertical: 'top' | 'center' | 'bottom';
  readonly wrap: boolean;
  /** The text is made as small as it takes to fit. */
  readonly shrink: boolean;
  readonly indent: number;
  /** Degrees against the clock, -90 to 90; `stacked` sets the characters upright under each other. */
  readonly rotation: number | 'stacked';
}

/** A stretch of a cell's text with a font of its own; `null` is the cell's font. */
export interface TextRun {
  readonly text: string;
  readonly font: FontLook | null;
}

/** What a sheet holds that its view leaves out. */
export type NotShown = 'conditional-formats' | 'drawings' | 'notes';

/**
 * How a sheet looks; what it holds is its grid. Rows and columns count from 0. Plain data: it can be posted to another
 * thread.
 */
export interface SheetLook {
  readonly sheet: string;
  /** RRGGBB, or `null`. */
  readonly tabColour: string | null;
  readonly gridLines: boolean;
  /** Width of columns without one, in digits of the normal font with a cell's padding; `null` is Excel's own. */
  readonly defaultWidth: number | null;
  /** Widths of columns from `first` to `last`, in the same unit. */
  readonly widths: readonly { readonly first: number; readonly last: number; readonly width: number }[];
  /** Points. */
  readonly defaultHeight: number;
  /** Heights that somebody set, in points, by row. */
  readonly heights: ReadonlyMap<number, number>;
  /** Rows and columns that stay in sight. */
  readonly frozen: { readonly rows: number; readonly columns: number };
  /** The first is that of the normal font. */
  readonly looks: readonly CellLook[];
  /** Cells with a look of their own by row × 16384 + column, ascending, and the index into `looks` of each. */
  readonly cells: { readonly keys: Float64Array; readonly looks: Uint32Array };
  /** Looks of cells that have none of their own: their row's, else their column's. */
  readonly rowLooks: ReadonlyMap<number, number>;
  readonly columnLooks: readonly { readonly first: number; readonly last: number; readonly look: number }[];
  /** The runs of cells whose text has several fonts, by row × 16384 + column. */
  readonly richTexts: ReadonlyMap<number, readonly TextRun[]>;
  readonly merges: readonly Area[];
  readonly notShown: readonly NotShown[];
}

/** Columns of a sheet in a spreadsheet program; cells are numbered by row × this + column. */
export const MOST_COLUMNS = 16_384;
