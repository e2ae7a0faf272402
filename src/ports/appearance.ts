import type { Area } from '../core/grid/grid.js';

export interface FontLook {
  readonly name: string;
  /** Points. */
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  /** RRGGBB; `null` is the window's own text colour. */
  readonly colour: string | null;
}

export interface BorderLook {
  readonly style: 'hair' | 'thin' | 'medium' | 'thick' | 'double' | 'dotted' | 'dashed';
  /** RRGGBB; `null` is automatic. */
  readonly colour: string | null;
}

/** How cells of one style look. */
export interface CellLook {
  readonly font: FontLook;
  /** RRGGBB of a solid fill, or `null`. */
  readonly fill: string | null;
  readonly top: BorderLook | null;
  readonly right: BorderLook | null;
  readonly bottom: BorderLook | null;
  readonly left: BorderLook | null;
  readonly horizontal: 'general' | 'left' | 'center' | 'right' | 'fill' | 'justify' | 'centerContinuous' | 'distributed';
  readonly vertical: 'top' | 'center' | 'bottom';
  readonly wrap: boolean;
  readonly indent: number;
}

/** How a sheet looks; what it holds is its grid. Rows and columns from 0; plain data that survives structured cloning. */
export interface SheetLook {
  readonly sheet: string;
  /** RRGGBB, or `null`. */
  readonly tabColour: string | null;
  readonly gridLines: boolean;
  readonly rightToLeft: boolean;
  /** Characters of the normal font. */
  readonly defaultWidth: number;
  readonly widths: readonly { readonly first: number; readonly last: number; readonly width: number }[];
  /** Points. */
  readonly defaultHeight: number;
  readonly heights: ReadonlyMap<number, number>;
  /** Rows and columns that stay in sight. */
  readonly frozen: { readonly rows: number; readonly columns: number };
  readonly looks: readonly CellLook[];
  /** Index into `looks`, by row × 16384 + column. */
  readonly cells: ReadonlyMap<number, number>;
  readonly merges: readonly Area[];
}

export const MOST_COLUMNS = 16_384;
