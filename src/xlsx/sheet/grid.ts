import { cellName } from '../../core/grid/address.js';
import { LONGEST_TEXT, type Area, type CellValue, type Grid } from '../../core/grid/grid.js';
import type { Package } from '../package/package.js';
import { PartCache, type CachedReading } from './part-cache.js';
import { RowIndexer } from './row-index.js';
import { readFrame, rowsOf, SheetCells, styleWithout, type SheetCell } from './sheet-cells.js';
import { frameOf } from './sheet-frame.js';
import type { SheetRows } from './sheet-rows.js';
import type { Styles } from '../book/styles.js';
import { tablesOf } from './tables.js';
import type { SheetEntry } from '../book/workbook-part.js';
import { areaWithoutFarOff, cellsOutside, holds, type CellPlaces } from './far-off.js';

/** Of a sheet that is not read, so many texts are kept: its title is among them. */
const FIRST_TEXTS = 20;

/**
 * Cells in the order of the file, a list for each of their sides: a sheet of a million cells makes a handful of
 * objects.
 */
interface CellLists {
  readonly rows: number[];
  readonly columns: number[];
  readonly styles: number[];
  readonly values: CellValue[];
  /** By the cell's place in the lists. */
  readonly formulas: Map<number, string>;
  readonly rowStyles: Map<number, number>;
  readonly hiddenRows: number[];
  readonly arrays: Area[];
  readonly pictures: Pick<Area, 'top' | 'left'>[];
  /** Names of cells whose text is longer than a cell's can be. */
  readonly cutTexts: string[];
}

/** Number format codes by style. */
class FormatCodes {
  private readonly codes = new Map<number, string>();

  constructor(private styles: Styles) {}

  of(style: number): string {
    const code = this.codes.get(style) ?? this.styles.format(style);
    this.codes.set(style, code);
    return code;
  }

  /** Uses these styles from now on; tells whether the codes given so far are the same by them. */
  update(styles: Styles): boolean {
    this.styles = styles;
    return [...this.codes].every(([style, code]) => styles.format(style) === code);
  }
}

interface CachedGrid {
  readonly grid: Grid;
  readonly strings: readonly string[];
  readonly codes: FormatCodes;
}

const grids = new PartCache<CachedGrid>();

/** What a sheet's cells need of the rest of the workbook. */
export interface SharedContents {
  readonly strings: readonly string[];
  readonly styles: Styles;
  /** So many cells may lie between the first and the last used one; of a sheet with more none is read. */
  readonly cells: number;
}

/**
 * Reads the used part of a worksheet; where it was read before, only the rows that were written since, the others being
 * the same objects.
 */
export function readGrid(file: Package, entry: SheetEntry, shared: SharedContents): Grid {
  const { part } = entry;
  const bytes = file.bytesOf(part);
  const updated = updatedGrid(grids.get(bytes), shared, () => new SheetCells(file, part, shared.strings));
  const { grid } = grids.set(bytes, updated ?? wholeGrid(file, entry, shared));
  if (cellCount(grid) > shared.cells) return unreadGrid(file, entry, { because: 'cells', texts: firstTexts(grid) });
  // These are said elsewhere than in the sheet's part.
  return { ...grid, ...namesOf(file, entry) };
}

/** The grid of a sheet that is not read. */
export function unreadGrid(file: Package, entry: SheetEntry, unread: NonNullable<Grid['unread']>): Grid {
  return { ...EMPTY, ...namesOf(file, entry), unread };
}

/** How many cells lie between the first and the last used one. */
export function cellCount({ values }: Grid): number {
  return values.length * (values[0]?.length ?? 0);
}

const EMPTY = {
  protected: false,
  top: 0,
  left: 0,
  values: [],
  formulas: [],
  formats: [],
  merges: [],
  hiddenRows: [],
  hiddenColumns: [],
} as const satisfies Partial<Grid>;

function namesOf(file: Package, { name, part, visibility }: SheetEntry): Pick<Grid, 'sheet' | 'visibility' | 'tables'> {
  const tables = tablesOf(file, part).map(({ name: table, area, headerRows, totalsRows }) => ({
    name: table,
    area,
    headerRows,
    totalsRows,
  }));
  return { sheet: name, visibility, tables };
}

function firstTexts({ values }: Pick<Grid, 'values'>): readonly string[] {
  const texts: string[] = [];
  for (const row of values) {
    for (const value of row) if (typeof value === 'string') texts.push(value);
    if (texts.length >= FIRST_TEXTS) break;
  }
  return texts.slice(0, FIRST_TEXTS);
}

/** A cached grid with the rows that were written since; `null` where the sheet must be read as a whole. */
function updatedGrid(
  cached: CachedReading<CachedGrid> | undefined,
  { strings, styles }: SharedContents,
  cells: () => SheetCells,
): CachedGrid | null {
  if (cached === undefined) return null;
  const { value, writtenRows } = cached;
  if (value.strings !== strings || !value.codes.update(styles)) return null;
  if (writtenRows.size === 0) return value;
  const grid = withRows(value, writtenRows, cells());
  return grid && { ...value, grid };
}

/** A grid whose rows with these numbers are read anew; `null` where its used part may have become another. */
function withRows({ grid, codes }: CachedGrid, rows: ReadonlySet<number>, cells: SheetCells): Grid | null {
  const { top, left } = grid;
  if (grid.unread !== undefined || grid.farOff !== undefined || grid.cutTexts !== undefined) return null;
  const values = [...grid.values];
  const formulas = [...grid.formulas];
  const formats = [...grid.formats];
  const height = values.length;
  const width = values[0]?.length ?? 0;
  for (const row of rows) {
    const filled = cells.cellsOf(row).filter(isFilled);
    if (row < top || row >= top + height) {
      if (filled.length > 0) return null;
      continue;
    }
    const rowValues = new Array<CellValue>(width).fill(null);
    const rowFormulas = new Array<string | null>(width).fill(null);
    for (const { column, value, formula } of filled) {
      if (column < left || column >= left + width) return null;
      rowValues[column - left] = value;
      rowFormulas[column - left] = formula;
    }
    values[row - top] = rowValues;
    formulas[row - top] = rowFormulas;
    formats[row - top] = Array.from({ length: width }, (_, column) => codes.of(cells.styleAt(row, left + column)));
  }
  const updated: Grid = { ...grid, values, formulas, formats };
  return hasFilledEdges(updated) ? updated : null;
}

function isFilled({ value, formula }: Pick<SheetCell, 'value' | 'formula'>): boolean {
  return value !== null || formula !== null;
}

/** Tells whether the first and the last row and column of a grid each hold something. */
function hasFilledEdges({ values, formulas }: Grid): boolean {
  const rows = [...values.keys()];
  const columns = [...(values[0]?.keys() ?? [])];
  const isFilledAt = (row: number, column: number): boolean =>
    values[row]?.[column] !== null || formulas[row]?.[column] !== null;
  return (
    [0, rows.length - 1].every((row) => columns.some((column) => isFilledAt(row, column))) &&
    [0, columns.length - 1].every((column) => rows.some((row) => isFilledAt(row, column)))
  );
}

function wholeGrid(file: Package, entry: SheetEntry, { strings, styles, cells }: SharedContents): CachedGrid {
  const { name, part, visibility } = entry;
  const lists = cellLists(file, part, { strings, cells });
  const filled = filledCells(lists);
  const kept = areaWithoutFarOff(filled);
  const used = usedPart(filled, kept);
  const { top, left, height, width } = used;
  const codes = new FormatCodes(styles);
  const isTooMuch = filled.rows.length > cells || height * width > cells;
  if (isTooMuch) {
    const texts = firstTexts({ values: [lists.values] });
    return { grid: unreadGrid(file, entry, { because: 'cells', texts }), strings, codes };
  }
  const frame = readFrame(frameOf(file, part), part);
  const farOff = cellsOutside(filled, kept);
  const bareRow = Array.from({ length: width }, (_, column) => codes.of(styleWithout(frame, undefined, left + column)));
  const grid: Grid = {
    sheet: name,
    visibility,
    protected: frame.protected,
    top,
    left,
    ...contentRows(lists, used),
    formats: formatRows(lists, used, { codes, bareRow }),
    merges: frame.merges,
    hiddenRows: lists.hiddenRows,
    hiddenColumns: frame.hiddenColumns,
    tables: [],
    ...(farOff.length === 0 ? {} : { farOff }),
    ...(lists.cutTexts.length === 0 ? {} : { cutTexts: lists.cutTexts }),
    ...(lists.arrays.length === 0 ? {} : { arrays: lists.arrays }),
    ...(lists.pictures.length === 0 ? {} : { pictures: lists.pictures }),
  };
  return { grid, strings, codes };
}

function contentRows(lists: CellLists, { top, left, height, width }: UsedPart): Pick<Grid, 'values' | 'formulas'> {
  const { rows, columns } = lists;
  // Rows without any cell share one, as do rows without formulas: a stray word a million rows down costs nothing then.
  const noValues = new Array<CellValue>(width).fill(null);
  const noFormulas = new Array<string | null>(width).fill(null);
  const values = new Array<CellValue[]>(height).fill(noValues);
  const formulas = new Array<(string | null)[]>(height).fill(noFormulas);
  for (let index = 0; index < rows.length; index += 1) {
    const row = (rows[index] as number) - top;
    const column = (columns[index] as number) - left;
    if (row < 0 || column < 0 || row >= height || column >= width) continue;
    ownRow(values, row, noValues)[column] = lists.values[index] ?? null;
    const formula = lists.formulas.get(index);
    if (formula !== undefined) ownRow(formulas, row, noFormulas)[column] = formula;
  }
  return { values, formulas };
}

interface UsedPart {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** A cell that shares a formula whose first cell comes only behind it; `place` is its place in the lists. */
interface WaitingCell {
  readonly place: number;
  readonly index: string;
  readonly row: number;
  readonly column: number;
}

/** The cells of a sheet; where it has more filled ones than are read, so many and one more. */
function cellLists(
  file: Package,
  part: string,
  { strings, cells }: Pick<SharedContents, 'strings' | 'cells'>,
): CellLists {
  const lists: CellLists = {
    rows: [],
    columns: [],
    styles: [],
    values: [],
    formulas: new Map(),
    rowStyles: new Map(),
    hiddenRows: [],
    arrays: [],
    pictures: [],
    cutTexts: [],
  };
  let filled = 0;
  const sheet = rowsOf(file, part, strings);
  // A sheet that is read is likely to be edited next, which needs the index.
  const indexer = new RowIndexer(sheet);
  const waiting: WaitingCell[] = [];
  while (sheet.nextRow()) {
    if (sheet.rowHidden) lists.hiddenRows.push(sheet.row);
    if (sheet.rowStyle >= 0) lists.rowStyles.set(sheet.row, sheet.rowStyle);
    while (sheet.nextCell()) {
      const { formula } = sheet;
      if (formula !== null) lists.formulas.set(lists.rows.length, formula);
      else if (sheet.shared !== null) {
        waiting.push({ place: lists.rows.length, index: sheet.shared, row: sheet.row, column: sheet.column });
      }
      if (sheet.isPicture) lists.pictures.push({ top: sheet.row, left: sheet.column });
      if (addCell(lists, sheet)) filled += 1;
      if (filled > cells) return lists;
      indexer.cell();
    }
    indexer.row();
  }
  indexer.done(file.bytesOf(part));
  for (const area of sheet.arrays) lists.arrays.push(area);
  for (const { place, index, row, column } of waiting) {
    const formula = sheet.sharedFormula(index, row, column);
    if (formula !== null) lists.formulas.set(place, formula);
  }
  return lists;
}

/** Adds the present cell and tells whether it holds something; of a text longer than a cell's can be, the beginning. */
function addCell(lists: CellLists, { row, column, style, value, isFormula }: SheetRows): boolean {
  const isTooLong = typeof value === 'string' && value.length > LONGEST_TEXT;
  if (isTooLong) lists.cutTexts.push(cellName(row, column));
  lists.rows.push(row);
  lists.columns.push(column);
  lists.styles.push(style);
  lists.values.push(value);
  return value !== null || isFormula;
}

/** Where cells stand that hold something; those that only have a format do not count. */
function filledCells({ rows, columns, values, formulas }: CellLists): CellPlaces {
  const filled = { rows: [] as number[], columns: [] as number[] };
  for (let index = 0; index < rows.length; index += 1) {
    if (values[index] === null && !formulas.has(index)) continue;
    filled.rows.push(rows[index] as number);
    filled.columns.push(columns[index] as number);
  }
  return filled;
}

/** The part of a sheet between its first and its last filled cell within an area. */
function usedPart({ rows, columns }: CellPlaces, kept: Area): UsedPart {
  let top = Infinity;
  let left = Infinity;
  let bottom = -1;
  let right = -1;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as number;
    const column = columns[index] as number;
    if (!holds(kept, row, column)) continue;
    top = Math.min(top, row);
    left = Math.min(left, column);
    bottom = Math.max(bottom, row);
    right = Math.max(right, column);
  }
  if (bottom < 0) return { top: 0, left: 0, height: 0, width: 0 };
  return { top, left, height: bottom - top + 1, width: right - left + 1 };
}

/** Number formats of the used part; `bareRow` are those of a row that has neither cells nor a style of its own. */
function formatRows(
  { rows, columns, styles, rowStyles }: CellLists,
  { top, left, height, width }: UsedPart,
  { codes, bareRow }: { readonly codes: FormatCodes; readonly bareRow: string[] },
): string[][] {
  const result: string[][] = [];
  let before = bareRow;
  let index = 0;
  for (let row = top; row < top + height; row += 1) {
    while (index < rows.length && (rows[index] as number) < row) index += 1;
    const rowStyle = rowStyles.get(row);
    if (rowStyle === undefined && rows[index] !== row) {
      result.push(bareRow);
      continue;
    }
    const formats = [...bareRow];
    if (rowStyle !== undefined) formats.fill(codes.of(rowStyle));
    for (; rows[index] === row; index += 1) {
      const column = (columns[index] as number) - left;
      if (column >= 0 && column < width) formats[column] = codes.of(styles[index] as number);
    }
    // Most rows are formatted like the one before.
    if (!formats.every((format, column) => format === before[column])) before = formats;
    result.push(before);
  }
  return result;
}

/** The row of that number, which is made its own where it is one that all empty rows share. */
function ownRow<T>(rows: T[][], row: number, shared: T[]): T[] {
  let found = rows[row] as T[];
  if (found === shared) {
    found = [...shared];
    rows[row] = found;
  }
  return found;
}
