import { cellName } from '../../core/grid/address.js';
import type { CellValue, Grid } from '../../core/grid/grid.js';
import { XlsxRefusal } from '../refusal.js';
import type { Package } from '../package/package.js';
import { readFrame, rowsOf, styleWithout } from './sheet-cells.js';
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
}

/** Reads the used part of a worksheet. */
export function readGrid(file: Package, { name, part, visibility }: SheetEntry, strings: readonly string[], styles: Styles): Grid {
  const frame = readFrame(frameOf(file, part), part);
  const lists = cellLists(file, part, strings);
  const { rows, columns, values, formulas } = lists;
  const { top, left, height, width } = usedPart(lists);
  if (height * width > MOST_CELLS) throw new XlsxRefusal('sheet-too-large', { sheet: name, cell: cellName(top + height - 1, left + width - 1) });

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
    sheet: name, visibility, protected: frame.protected, top, left, values: valueRows, formulas: formulaRows,
    formats: formatRows(lists, { top, left, height, width }, styles, (row, column) => styleWithout(frame, row, column)),
    merges: frame.merges, hiddenRows: lists.hiddenRows, hiddenColumns: frame.hiddenColumns,
    tables: tablesOf(file, part).map(({ name: table, area, headerRows, totalsRows }) => ({ name: table, area, headerRows, totalsRows })),
  };
}

interface Part {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

function cellLists(file: Package, part: string, strings: readonly string[]): CellLists {
  const lists: CellLists = { rows: [], columns: [], styles: [], values: [], formulas: new Map(), rowStyles: new Map(), hiddenRows: [] };
  const sheet = rowsOf(file, part, strings);
  // Cells that share a formula whose first cell comes only behind them.
  const waiting: { readonly place: number; readonly index: string; readonly row: number; readonly column: number }[] = [];
  while (sheet.nextRow()) {
    if (sheet.rowHidden) lists.hiddenRows.push(sheet.row);
    if (sheet.rowStyle >= 0) lists.rowStyles.set(sheet.row, sheet.rowStyle);
    while (sheet.nextCell()) {
      const { formula } = sheet;
      if (formula !== null) lists.formulas.set(lists.rows.length, formula);
      else if (sheet.shared !== null) waiting.push({ place: lists.rows.length, index: sheet.shared, row: sheet.row, column: sheet.column });
      lists.rows.push(sheet.row);
      lists.columns.push(sheet.column);
      lists.styles.push(sheet.style);
      lists.values.push(sheet.value);
    }
  }
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
  return bottom < 0 ? { top: 0, left: 0, height: 0, width: 0 } : { top, left, height: bottom - top + 1, width: right - left + 1 };
}

function formatRows({ rows, columns, styles: cells, rowStyles }: CellLists, { top, left, height, width }: Part, styles: Styles, without: (row: number | undefined, column: number) => number): string[][] {
  const codes = new Map<number, string>();
  const code = (style: number): string => {
    const known = codes.get(style) ?? styles.format(style);
    codes.set(style, known);
    return known;
  };
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
