/** An error that a spreadsheet shows in a cell, such as `#DIV/0!`. */
export interface CellError {
  readonly error: string;
}

/**
 * What a cell holds: a number, text (the empty string is text), a boolean, an error; `null` is a cell that holds
 * nothing.
 */
export type CellValue = number | string | boolean | CellError | null;

/** An area of a sheet, rows and columns counted from 0, both ends included. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** An Excel table (ListObject) on a sheet. */
export interface GridTable {
  readonly name: string;
  readonly area: Area;
  readonly headerRows: number;
  readonly totalsRows: number;
}

/**
 * The used part of one sheet as plain data that survives structured cloning. `values[i][j]` is the cell in row `top +
 * i`, column `left + j` (both from 0); `formulas` and `formats` have the same shape.
 */
export interface Grid {
  readonly sheet: string;
  readonly visibility: 'visible' | 'hidden' | 'veryHidden';
  readonly protected: boolean;
  readonly top: number;
  readonly left: number;
  readonly values: readonly (readonly CellValue[])[];
  /** A formula with its leading `=`, or `null`. */
  readonly formulas: readonly (readonly (string | null)[])[];
  /** Number format codes in the notation of Excel (en-US), `General` where none was set. */
  readonly formats: readonly (readonly string[])[];
  readonly merges: readonly Area[];
  /** Rows and columns, from 0, that are not shown (hidden or filtered away). */
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly number[];
  readonly tables: readonly GridTable[];
  /**
   * Areas of array formulas and data tables, where the file tells them: none of their cells can be changed alone, and
   * only the first has a formula.
   */
  readonly arrays?: readonly Area[];
  /**
   * Where the sheet holds more than is read: why, and its first texts as far as they are known. Of its cells none is in
   * the grid then.
   */
  readonly unread?: { readonly because: 'size' | 'cells'; readonly texts: readonly string[] };
  /** Cells so far off all others that they were left out. */
  readonly farOff?: readonly string[];
  /** Cells whose text is longer than a cell of Excel can be; only its beginning was read. */
  readonly cutTexts?: readonly string[];
  /** Cells without a formula that held a picture when the sheet was read as a whole; their value is an error then. */
  readonly pictures?: readonly Pick<Area, 'top' | 'left'>[];
}

/** The longest text that a cell of Excel holds. */
export const LONGEST_TEXT = 32_767;

/** Returns the value at a row and column of the sheet (from 0); `null` outside the used part. */
export function valueAt(grid: Grid, row: number, column: number): CellValue {
  return grid.values[row - grid.top]?.[column - grid.left] ?? null;
}

/** Returns the formula at a row and column of the sheet, with its `=`; `null` where there is none. */
export function formulaAt(grid: Grid, row: number, column: number): string | null {
  return grid.formulas[row - grid.top]?.[column - grid.left] ?? null;
}

/** Returns the number format code at a row and column of the sheet. */
export function formatAt(grid: Grid, row: number, column: number): string {
  return grid.formats[row - grid.top]?.[column - grid.left] ?? 'General';
}

/** Returns the sheet's used area. */
export function usedArea(grid: Grid): Area {
  const width = grid.values[0]?.length ?? 0;
  return { top: grid.top, left: grid.left, bottom: grid.top + grid.values.length - 1, right: grid.left + width - 1 };
}
