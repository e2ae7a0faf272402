import { cellName, columnName } from '../grid/address.js';
import { formatAt, formulaAt, usedArea, valueAt, type CellValue, type Grid } from '../grid/grid.js';
import { readPart, writePart } from './custom-part.js';
import { sameContent, type CellContent, type Change, type ContentChange, type FormatChange, type PartChange, type Plan } from './plan.js';

/** The custom XML part that holds what cells were before the last computations. */
export const BEFORE_IMAGE = 'urn:bulletin-scores:before-image';
/** The part that names the computations whose writing came to its end: it is written last. */
const BEFORE_IMAGE_DONE = 'urn:bulletin-scores:before-image-done';

/** How many computations can be taken back, and how much room they may take in the workbook. */
const KEPT = 5;
const MAX_LENGTH = 1_500_000;

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

/** Takes down what a plan is about to replace; `null` where it replaces no content and no format of a cell. */
export function beforeImageOf(plan: Plan, grids: readonly Grid[], { id, at }: { readonly id: string; readonly at: string }): BeforeImage | null {
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
      return { sheet, cells: images, rows: rowMarks(grid, images, touched), columns: columnMarks(grid, images, touched) };
    }),
  };
}

function withChange(image: CellImage, change: ContentChange | FormatChange): CellImage {
  if (change.kind === 'content') return { ...image, content: { was: image.content?.was ?? change.was, wrote: change.becomes } };
  return { ...image, format: { was: image.format?.was ?? change.was, wrote: change.becomes } };
}

/** A row is known by the first text that stands in it and is not ours. Counts may change without making it another row. */
function rowMarks(grid: Grid | undefined, images: readonly CellImage[], touched: ReadonlySet<string>): Record<number, string> {
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

function columnMarks(grid: Grid | undefined, images: readonly CellImage[], touched: ReadonlySet<string>): Record<number, string> {
  const marks: Record<number, string> = {};
  for (const { row, column } of images) marks[column] ??= grid === undefined ? '' : columnMark(grid, row, column, touched);
  return marks;
}

/** The nearest text above a cell. */
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

/**
 * Plans the way back through these computations, the newest first. A cell is restored where it still holds what was written
 * and its row and column are still those of then; the others are listed.
 */
export function restore(images: readonly BeforeImage[], grids: readonly Grid[]): Restoration {
  const now = new Map<string, State>();
  const changedSince = new Map<string, ChangedCell>();
  const back = new Set<string>();
  let already = 0;
  for (const { sheets } of images) {
    for (const { sheet, cells, rows, columns } of sheets) {
      const grid = grids.find((candidate) => candidate.sheet === sheet);
      const touched = new Set(cells.map(({ row, column }) => `${row},${column}`));
      const moved = grid === undefined ? null : movedParts(grid, cells, rows, columns, touched);
      for (const image of cells) {
        const { row, column, content, format } = image;
        const key = `${sheet}\n${row},${column}`;
        const listed = { sheet, cell: cellName(row, column) };
        if (grid === undefined || moved === null) {
          changedSince.set(key, listed);
          continue;
        }
        let state = now.get(key);
        if (state === undefined) {
          const first = { content: { value: valueAt(grid, row, column), formula: formulaAt(grid, row, column) }, format: formatAt(grid, row, column) };
          now.set(key, (state = { ...first, sheet, row, column, first }));
        }
        const contentBack = content === undefined || sameContent(state.content, content.was);
        const formatBack = format === undefined || state.format === format.was;
        if (contentBack && formatBack) {
          already += 1;
          continue;
        }
        const ours = content === undefined || contentBack || sameContent(state.content, content.wrote);
        if (!ours || moved.rows.has(row) || moved.columns.has(column)) {
          changedSince.set(key, listed);
          continue;
        }
        if (content !== undefined) state.content = content.was;
        if (format !== undefined && state.format === format.wrote) state.format = format.was;
        back.add(key);
      }
    }
  }
  const changes = [...now.values()].flatMap(({ sheet, row, column, content, format, first }): Change[] => [
    ...(format === first.format ? [] : [{ kind: 'format' as const, sheet, row, column, was: first.format, becomes: format }]),
    ...(sameContent(content, first.content) ? [] : [{ kind: 'content' as const, sheet, row, column, was: first.content, becomes: content }]),
  ]);
  return { changes, restored: back.size, already, changedSince: [...changedSince.values()] };
}

interface State {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  content: CellContent;
  format: string;
  readonly first: { readonly content: CellContent; readonly format: string };
}

/** Rows and columns that are no longer those of then. */
function movedParts(grid: Grid, cells: readonly CellImage[], rows: SheetImage['rows'], columns: SheetImage['columns'], touched: ReadonlySet<string>): { readonly rows: ReadonlySet<number>; readonly columns: ReadonlySet<number> } {
  const rowsNow = rowMarks(grid, cells, touched);
  const columnsNow = columnMarks(grid, cells, touched);
  return {
    rows: new Set(Object.keys(rowsNow).map(Number).filter((row) => markOf(rowsNow[row] ?? '') !== markOf(rows[row] ?? ''))),
    columns: new Set(Object.keys(columnsNow).map(Number).filter((column) => markOf(columnsNow[column] ?? '') !== markOf(columns[column] ?? ''))),
  };
}

/** A mark short enough to be kept: the text itself, or its beginning. */
function markOf(text: string): string {
  return text.slice(0, 24);
}

/** Tells whether a computation left its writing unfinished: it never came to its end, and some of it still stands there. */
export function isUnfinished(image: BeforeImage, done: readonly string[], grids: readonly Grid[]): boolean {
  return !done.includes(image.id) && restore([image], grids).restored > 0;
}

/** Reads the images of a workbook's parts, the newest first. What cannot be read is as if it were not there. */
export function readBeforeImages(parts: Readonly<Record<string, string>>): { readonly images: readonly BeforeImage[]; readonly done: readonly string[] } {
  return { images: (readPart('before-image', parts[BEFORE_IMAGE]) as readonly PackedImage[]).map(unpack), done: readPart('before-image-done', parts[BEFORE_IMAGE_DONE]) as readonly string[] };
}

/** The change that keeps these images, the newest first; as many as there is room for. */
export function keepBeforeImages(images: readonly BeforeImage[], parts: Readonly<Record<string, string>>): PartChange {
  let kept = images.slice(0, KEPT);
  let xml = writePart('before-image', BEFORE_IMAGE, kept.map(pack));
  while (xml.length > MAX_LENGTH && kept.length > 1) {
    kept = kept.slice(0, -1);
    xml = writePart('before-image', BEFORE_IMAGE, kept.map(pack));
  }
  return { kind: 'part', namespace: BEFORE_IMAGE, was: parts[BEFORE_IMAGE] ?? null, becomes: kept.length === 0 ? null : xml };
}

/** The change that names the computations that came to their end. */
export function keepDone(ids: readonly string[], parts: Readonly<Record<string, string>>): PartChange {
  return { kind: 'part', namespace: BEFORE_IMAGE_DONE, was: parts[BEFORE_IMAGE_DONE] ?? null, becomes: ids.length === 0 ? null : writePart('before-image-done', BEFORE_IMAGE_DONE, ids.slice(0, KEPT)) };
}

/** A content as JSON: blank, value, or a list of a formula and what it came to. Text is told from formulas by the list. */
type PackedContent = number | string | boolean | null | { readonly error: string } | readonly [formula: string, value: CellValue];
/** So many rows from one on: what they were and what was written. */
type Run<T> = readonly [row: number, count: number, was: T, wrote: T];

interface PackedSheet {
  readonly sheet: string;
  readonly columns: readonly { readonly column: string; readonly mark: string; readonly contents: readonly Run<PackedContent>[]; readonly formats: readonly Run<string>[] }[];
  /** Marks of rows that follow one another. */
  readonly rows: readonly (readonly [row: number, marks: readonly string[]])[];
}

interface PackedImage {
  readonly id: string;
  readonly at: string;
  readonly sheets: readonly PackedSheet[];
}

function pack({ id, at, sheets }: BeforeImage): PackedImage {
  return { id, at, sheets: sheets.map(packSheet) };
}

function packSheet({ sheet, cells, rows, columns }: SheetImage): PackedSheet {
  const numbers = [...new Set(cells.map(({ column }) => column))];
  const blocks: [number, string[]][] = [];
  for (const row of Object.keys(rows).map(Number).sort((a, b) => a - b)) {
    const last = blocks.at(-1);
    if (last !== undefined && last[0] + last[1].length === row) last[1].push(markOf(rows[row] ?? ''));
    else blocks.push([row, [markOf(rows[row] ?? '')]]);
  }
  return {
    sheet,
    rows: blocks,
    columns: numbers.map((column) => {
      const inColumn = cells.filter((cell) => cell.column === column);
      return {
        column: columnName(column),
        mark: markOf(columns[column] ?? ''),
        contents: runsOf(inColumn.flatMap(({ row, content }) => (content === undefined ? [] : [[row, packContent(content.was, row, true), packContent(content.wrote, row, false)] as const]))),
        formats: runsOf(inColumn.flatMap(({ row, format }) => (format === undefined ? [] : [[row, format.was, format.wrote] as const]))),
      };
    }),
  };
}

function runsOf<T>(cells: readonly (readonly [row: number, was: T, wrote: T])[]): Run<T>[] {
  const runs: [number, number, T, T][] = [];
  for (const [row, was, wrote] of cells) {
    const last = runs.at(-1);
    if (last !== undefined && last[0] + last[1] === row && JSON.stringify([last[2], last[3]]) === JSON.stringify([was, wrote])) last[1] += 1;
    else runs.push([row, 1, was, wrote]);
  }
  return runs;
}

function packContent({ value, formula }: CellContent, row: number, withValue: boolean): PackedContent {
  if (formula === null) return value;
  return [relative(formula, row), withValue ? value : null];
}

function unpack({ id, at, sheets }: PackedImage): BeforeImage {
  return {
    id,
    at,
    sheets: sheets.map(({ sheet, columns, rows }) => ({
      sheet,
      cells: columns.flatMap(({ column, contents, formats }) => unpackColumn(numberOf(column), contents, formats)),
      columns: Object.fromEntries(columns.map(({ column, mark }) => [numberOf(column), mark])),
      rows: Object.fromEntries(rows.flatMap(([first, marks]) => marks.map((mark, index) => [first + index, mark]))),
    })),
  };
}

function unpackColumn(column: number, contents: readonly Run<PackedContent>[], formats: readonly Run<string>[]): CellImage[] {
  const cells = new Map<number, CellImage>();
  for (const [first, count, was, wrote] of contents) {
    for (let row = first; row < first + count; row += 1) cells.set(row, { row, column, content: { was: unpackContent(was, row), wrote: unpackContent(wrote, row) } });
  }
  for (const [first, count, was, wrote] of formats) {
    for (let row = first; row < first + count; row += 1) cells.set(row, { ...(cells.get(row) ?? { row, column }), format: { was, wrote } });
  }
  return [...cells.values()].sort((a, b) => a.row - b.row);
}

function unpackContent(packed: PackedContent, row: number): CellContent {
  if (Array.isArray(packed)) {
    const [formula, value] = packed as readonly [string, CellValue];
    return { formula: absolute(formula, row), value };
  }
  return { formula: null, value: packed as CellValue };
}

function numberOf(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Writes the rows of a formula as distances from its own, so that a column of formulas is one run. Without `=`: with it the formula is as it was. */
function relative(formula: string, row: number): string {
  if (/[⟨⟩]/.test(formula)) return formula;
  return formula.slice(1).replace(/(?<![\w$.])(\$?[A-Z]{1,3})([1-9]\d{0,6})(?![\w.(])/g, (_, column: string, number: string) => `${column}⟨${Number(number) - row}⟩`);
}

function absolute(formula: string, row: number): string {
  return formula.startsWith('=') ? formula : `=${formula.replace(/⟨(-?\d+)⟩/g, (_, distance: string) => String(Number(distance) + row))}`;
}
