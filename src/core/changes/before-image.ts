import { formulaAt, usedArea, valueAt, type CellValue, type Grid } from '../grid/grid.js';
import type { CellContent, CellPlace, ContentChange, FormatChange, Plan } from './plan.js';

/** One cell: what it was and what was written. */
export interface CellImage extends CellPlace {
  readonly content?: { readonly was: CellContent; readonly wrote: CellContent };
  readonly format?: { readonly was: string; readonly wrote: string };
}

/** The cells of a sheet, and what tells whether a row or column is still the same one. */
export interface SheetImage {
  readonly sheet: string;
  readonly cells: readonly CellImage[];
  /** The text by which a row is known, by row: the unit's name. Sorting and inserting move it. */
  readonly rows: Readonly<Record<number, string>>;
  /** The text above the cells, by column. */
  readonly columns: Readonly<Record<number, string>>;
}

/** What one computation replaced. */
export interface BeforeImage {
  readonly id: string;
  /** When, in the caller's words. */
  readonly at: string;
  readonly sheets: readonly SheetImage[];
}

/** Records what a plan is about to replace; `null` where it replaces no content and no format of a cell. */
export function beforeImageOf(
  plan: Plan,
  grids: readonly Grid[],
  { id, at }: Pick<BeforeImage, 'id' | 'at'>,
): BeforeImage | null {
  const sheets = new Map<string, Map<string, CellImage>>();
  for (const change of plan.changes) {
    if (change.kind !== 'content' && change.kind !== 'format') continue;
    const cells = sheets.get(change.sheet) ?? new Map<string, CellImage>();
    sheets.set(change.sheet, cells);
    const { row, column } = change;
    const key = keyOf(change);
    cells.set(key, withChange(cells.get(key) ?? { row, column }, change));
  }
  if (sheets.size === 0) return null;
  return {
    id,
    at,
    sheets: [...sheets].map(([sheet, images]) => {
      const grid = grids.find((candidate) => candidate.sheet === sheet);
      const cells = [...images.values()].sort((a, b) => a.column - b.column || a.row - b.row);
      return { sheet, cells, ...marksOf(grid, cells) };
    }),
  };
}

function withChange(image: CellImage, change: ContentChange | FormatChange): CellImage {
  if (change.kind === 'content')
    return { ...image, content: { was: image.content?.was ?? change.was, wrote: change.becomes } };
  return { ...image, format: { was: image.format?.was ?? change.was, wrote: change.becomes } };
}

/**
 * Returns the texts by which the rows and columns of these cells are known. A row is known by the first text in it, a
 * column by the nearest one above its cells; what stands in the cells themselves is ours and tells nothing, and counts
 * may change without making it another row.
 */
export function marksOf(grid: Grid | undefined, cells: readonly CellImage[]): Pick<SheetImage, 'rows' | 'columns'> {
  const ours = new Set(cells.map(keyOf));
  const rows: Record<number, string> = {};
  const columns: Record<number, string> = {};
  for (const cell of cells) {
    rows[cell.row] ??= grid === undefined ? '' : rowMark(grid, cell.row, ours);
    columns[cell.column] ??= grid === undefined ? '' : columnMark(grid, cell, ours);
  }
  return { rows, columns };
}

function rowMark(grid: Grid, row: number, ours: ReadonlySet<string>): string {
  const { left, right } = usedArea(grid);
  for (let column = left; column <= right; column += 1) {
    const value = valueAt(grid, row, column);
    const isTyped = formulaAt(grid, row, column) === null;
    if (isName(value) && isTyped && !ours.has(keyOf({ row, column }))) return value;
  }
  return '';
}

function columnMark(grid: Grid, cell: CellPlace, ours: ReadonlySet<string>): string {
  const { column } = cell;
  for (let row = cell.row - 1; row >= grid.top; row -= 1) {
    const value = valueAt(grid, row, column);
    if (isName(value) && !ours.has(keyOf({ row, column }))) return value;
  }
  return '';
}

function keyOf({ row, column }: CellPlace): string {
  return `${row},${column}`;
}

function isName(value: CellValue): value is string {
  return typeof value === 'string' && /\p{L}/u.test(value);
}

/** A mark short enough to be kept: the text itself, or its beginning. */
export function markOf(text: string): string {
  return text.slice(0, 24);
}
