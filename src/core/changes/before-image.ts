import { formulaAt, usedArea, valueAt, type CellValue, type Grid } from '../grid/grid.js';
import type { CellContent, ContentChange, FormatChange, Plan } from './plan.js';

/** One cell: what it was and what was written. */
export interface CellImage {
  readonly row: number;
  readonly column: number;
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
  /** When, as the caller tells it. */
  readonly at: string;
  readonly sheets: readonly SheetImage[];
}

/** Takes down what a plan is about to replace; `null` where it replaces no content and no format of a cell. */
export function beforeImageOf(
  plan: Plan,
  grids: readonly Grid[],
  { id, at }: { readonly id: string; readonly at: string },
): BeforeImage | null {
  const sheets = new Map<string, Map<string, CellImage>>();
  for (const change of plan.changes) {
    if (change.kind !== 'content' && change.kind !== 'format') continue;
    let cells = sheets.get(change.sheet);
    if (cells === undefined) sheets.set(change.sheet, (cells = new Map<string, CellImage>()));
    const key = `${change.row},${change.column}`;
    cells.set(key, withChange(cells.get(key) ?? { row: change.row, column: change.column }, change));
  }
  if (sheets.size === 0) return null;
  return {
    id,
    at,
    sheets: [...sheets].map(([sheet, cells]) => {
      const grid = grids.find((candidate) => candidate.sheet === sheet);
      const images = [...cells.values()].sort((a, b) => a.column - b.column || a.row - b.row);
      const touched = new Set(cells.keys());
      return {
        sheet,
        cells: images,
        rows: rowMarks(grid, images, touched),
        columns: columnMarks(grid, images, touched),
      };
    }),
  };
}

function withChange(image: CellImage, change: ContentChange | FormatChange): CellImage {
  if (change.kind === 'content')
    return { ...image, content: { was: image.content?.was ?? change.was, wrote: change.becomes } };
  return { ...image, format: { was: image.format?.was ?? change.was, wrote: change.becomes } };
}

/** A row is known by the first text that stands in it and is not ours. Counts may change without making it another row. */
export function rowMarks(
  grid: Grid | undefined,
  images: readonly CellImage[],
  touched: ReadonlySet<string>,
): Record<number, string> {
  const marks: Record<number, string> = {};
  for (const { row } of images) marks[row] ??= grid === undefined ? '' : rowMark(grid, row, touched);
  return marks;
}

function rowMark(grid: Grid, row: number, touched: ReadonlySet<string>): string {
  const { left, right } = usedArea(grid);
  for (let column = left; column <= right; column += 1) {
    const value = valueAt(grid, row, column);
    if (isName(value) && formulaAt(grid, row, column) === null && !touched.has(`${row},${column}`)) return value;
  }
  return '';
}

/** A column is known by the nearest text above the cells. */
export function columnMarks(
  grid: Grid | undefined,
  images: readonly CellImage[],
  touched: ReadonlySet<string>,
): Record<number, string> {
  const marks: Record<number, string> = {};
  for (const { row, column } of images)
    marks[column] ??= grid === undefined ? '' : columnMark(grid, row, column, touched);
  return marks;
}

function columnMark(grid: Grid, from: number, column: number, touched: ReadonlySet<string>): string {
  for (let row = from - 1; row >= grid.top; row -= 1) {
    const value = valueAt(grid, row, column);
    if (isName(value) && !touched.has(`${row},${column}`)) return value;
  }
  return '';
}

function isName(value: CellValue): value is string {
  return typeof value === 'string' && /\p{L}/u.test(value);
}

/** A mark short enough to be kept: the text itself, or its beginning. */
export function markOf(text: string): string {
  return text.slice(0, 24);
}
