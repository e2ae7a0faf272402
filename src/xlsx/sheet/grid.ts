import { cellName } from '../../core/grid/address.js';
import type { Area, CellValue, Grid } from '../../core/grid/grid.js';
import { XlsxRefusal } from '../refusal.js';
import type { Package } from '../package/package.js';
import { Reading } from './readings.js';
import { RowIndexer } from './row-index.js';
import { readFrame, rowsOf, SheetCells, styleWithout } from './sheet-cells.js';
import { frameOf } from './sheet-frame.js';
import type { Styles } from '../book/styles.js';
import { tablesOf } from './tables.js';
import type { SheetEntry } from '../book/workbook-part.js';

/** What lies between the first and the last used cell of a sheet is read as a whole: so many cells at the most. */
const MOST_CELLS = 30_000_000;

/** Cells in the order of the file, one list a side: a sheet of a million cells makes a handful of objects. */
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
}

/** Number format codes by style. */
class FormatCodes {
  private readonly codes = new Map<number, string>();

  constructor(private styles: Styles) {}

  of(style: number): string {
    const known = this.codes.get(style) ?? this.styles.format(style);
    this.codes.set(style, known);
    return known;
  }

  /** Goes on with the styles as they are now; tells whether those asked for so far mean what they meant. */
  with(styles: Styles): boolean {
    this.styles = styles;
    return [...this.codes].every(([style, code]) => styles.format(style) === code);
  }
}

interface KnownGrid {
  readonly grid: Grid;
  readonly strings: readonly string[];
  readonly codes: FormatCodes;
}

const grids = new Reading<KnownGrid>();

/** Reads the used part of a worksheet; where it was read before, only the rows that were written since, the others being the same objects. */
export function readGrid(file: Package, entry: SheetEntry, strings: readonly string[], styles: Styles): Grid {
  const { name, part, visibility } = entry;
  const bytes = file.bytesOf(part);
  const known = grids.of(bytes);
  const again =
    known === undefined || known.value.strings !== strings || !known.value.codes.with(styles)
      ? null
      : known.written.size === 0
        ? known.value.grid
        : withRows(known.value, known.written, new SheetCells(file, part, strings));
  const codes = again === null || known === undefined ? new FormatCodes(styles) : known.value.codes;
  const { grid } = grids.keep(bytes, { grid: again ?? wholeGrid(file, entry, strings, codes), strings, codes });
  // These are said elsewhere than in the sheet's part.
  return {
    ...grid,
    sheet: name,
    visibility,
    tables: tablesOf(file, part).map(({ name: table, area, headerRows, totalsRows }) => ({
      name: table,
      area,
      headerRows,
      totalsRows,
    })),
  };
}

/** A grid whose rows with these numbers are read anew; `null` where its used part may have become another. */
function withRows({ grid, codes }: KnownGrid, rows: ReadonlySet<number>, cells: SheetCells): Grid | null {
  const { top, left } = grid;
  const [values, formulas, formats] = [[...grid.values], [...grid.formulas], [...grid.formats]];
  const [height, width] = [values.length, values[0]?.length ?? 0];
  for (const row of rows) {
    const filled = cells.cellsOf(row).filter(({ value, formula }) => value !== null || formula !== null);
    if (row < top || row >= top + height) {
      if (filled.length > 0) return null;
      continue;
    }
    const [rowValues, rowFormulas] = [
      new Array<CellValue>(width).fill(null),
      new Array<string | null>(width).fill(null),
    ];
    for (const { column, value, formula } of filled) {
      if (column < left || column >= left + width) return null;
      rowValues[column - left] = value;
      rowFormulas[column - left] = formula;
    }
    values[row - top] = rowValues;
    formulas[row - top] = rowFormulas;
    formats[row - top] = Array.from({ length: width }, (_, column) => codes.of(cells.styleAt(row, left + column)));
  }
  const isFilled = (row: number, column: number): boolean =>
    values[row]?.[column] !== null || formulas[row]?.[column] !== null;
  const [eachRow, eachColumn] = [[...values.keys()], [...(values[0]?.keys() ?? [])]];
  const isBounded =
    [0, height - 1].every((row) => eachColumn.some((column) => isFilled(row, column))) &&
    [0, width - 1].every((column) => eachRow.some((row) => isFilled(row, column)));
  return isBounded ? { ...grid, values, formulas, formats } : null;
}

function wholeGrid(
  file: Package,
  { name, part, visibility }: SheetEntry,
  strings: readonly string[],
  codes: FormatCodes,
): Grid {
  const frame = readFrame(frameOf(file, part), part);
  const lists = cellLists(file, part, strings);
  const { rows, columns, values, formulas } = lists;
  const { top, left, height, width } = usedPart(lists);
  if (height * width > MOST_CELLS)
    throw new XlsxRefusal('sheet-too-large', { sheet: name, cell: cellName(top + height - 1, left + width - 1) });

  // Rows without any cell share one, as do rows without formulas: a stray word a million rows down costs nothing then.
  const noValues = new Array<CellValue>(width).fill(null);
  const noFormulas = new Array<string | null>(width).fill(null);
  const valueRows = new Array<CellValue[]>(height).fill(noValues);
  const formulaRows = new Array<(string | null)[]>(height).fill(noFormulas);
  for (let index = 0; index < rows.length; index += 1) {
    const [i, j] = [(rows[index] as number) - top, (columns[index] as number) - left];
    if (i < 0 || j < 0 || i >= height || j >= width) continue;
    own(valueRows, i, noValues)[j] = values[index] ?? null;
    const formula = formulas.get(index);
    if (formula !== undefined) own(formulaRows, i, noFormulas)[j] = formula;
  }
  return {
    sheet: name,
    visibility,
    protected: frame.protected,
    top,
    left,
    values: valueRows,
    formulas: formulaRows,
    formats: formatRows(lists, { top, left, height, width }, codes, (row, column) => styleWithout(frame, row, column)),
    merges: frame.merges,
    hiddenRows: lists.hiddenRows,
    hiddenColumns: frame.hiddenColumns,
    tables: [],
    ...(lists.arrays.length === 0 ? {} : { arrays: lists.arrays }),
  };
}

interface Part {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

function cellLists(file: Package, part: string, strings: readonly string[]): CellLists {
  const lists: CellLists = {
    rows: [],
    columns: [],
    styles: [],
    values: [],
    formulas: new Map(),
    rowStyles: new Map(),
    hiddenRows: [],
    arrays: [],
  };
  const sheet = rowsOf(file, part, strings);
  // Whoever has seen a sheet corrects it next.
  const indexer = new RowIndexer(sheet);
  // Cells that share a formula whose first cell comes only behind them.
  const waiting: { readonly place: number; readonly index: string; readonly row: number; readonly column: number }[] =
    [];
  while (sheet.nextRow()) {
    if (sheet.rowHidden) lists.hiddenRows.push(sheet.row);
    if (sheet.rowStyle >= 0) lists.rowStyles.set(sheet.row, sheet.rowStyle);
    while (sheet.nextCell()) {
      const { formula } = sheet;
      if (formula !== null) lists.formulas.set(lists.rows.length, formula);
      else if (sheet.shared !== null)
        waiting.push({ place: lists.rows.length, index: sheet.shared, row: sheet.row, column: sheet.column });
      lists.rows.push(sheet.row);
      lists.columns.push(sheet.column);
      lists.styles.push(sheet.style);
      lists.values.push(sheet.value);
      indexer.cell();
    }
    indexer.row();
  }
  indexer.done(file.bytesOf(part));
  lists.arrays.push(...sheet.arrays);
  for (const { place, index, row, column } of waiting) {
    const formula = sheet.sharedFormula(index, row, column);
    if (formula !== null) lists.formulas.set(place, formula);
  }
  return lists;
}

/** The part of a sheet between its first and its last filled cell; cells that only have a format do not count. */
function usedPart({ rows, columns, values, formulas }: CellLists): Part {
  let [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
  for (let index = 0; index < rows.length; index += 1) {
    if (values[index] === null && !formulas.has(index)) continue;
    const [row, column] = [rows[index] as number, columns[index] as number];
    top = Math.min(top, row);
    left = Math.min(left, column);
    bottom = Math.max(bottom, row);
    right = Math.max(right, column);
  }
  return bottom < 0
    ? { top: 0, left: 0, height: 0, width: 0 }
    : { top, left, height: bottom - top + 1, width: right - left + 1 };
}

function formatRows(
  { rows, columns, styles: cells, rowStyles }: CellLists,
  { top, left, height, width }: Part,
  codes: FormatCodes,
  without: (row: number | undefined, column: number) => number,
): string[][] {
  const code = (style: number): string => codes.of(style);
  const bare = Array.from({ length: width }, (_, column) => code(without(undefined, left + column)));
  const result: string[][] = [];
  let before = bare;
  let index = 0;
  for (let row = top; row < top + height; row += 1) {
    while (index < rows.length && (rows[index] as number) < row) index += 1;
    const style = rowStyles.get(row);
    if (style === undefined && rows[index] !== row) {
      result.push(bare);
      continue;
    }
    const own = style === undefined ? [...bare] : new Array<string>(width).fill(code(style));
    for (; rows[index] === row; index += 1) {
      const column = (columns[index] as number) - left;
      if (column >= 0 && column < width) own[column] = code(cells[index] as number);
    }
    // Most rows are formatted like the one before.
    if (!own.every((format, column) => format === before[column])) before = own;
    result.push(before);
  }
  return result;
}

function own<T>(rows: T[][], row: number, shared: T[]): T[] {
  let found = rows[row] as T[];
  if (found === shared) rows[row] = found = [...shared];
  return found;
}
