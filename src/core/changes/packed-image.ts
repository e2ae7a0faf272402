import type { CellValue } from '../grid/grid.js';

/** A content as JSON: blank, value, or a list of a formula and its result. Text is told from formulas by the list. */
export type PackedContent =
  number | string | boolean | null | { readonly error: string } | readonly [formula: string, value: CellValue];
/** So many rows from one on: what they were and what was written. */
export type Run<T> = readonly [row: number, count: number, was: T, wrote: T];

export interface PackedColumn {
  readonly column: string;
  readonly mark: string;
  readonly contents: readonly Run<PackedContent>[];
  readonly formats: readonly Run<string>[];
}

export interface PackedSheet {
  readonly sheet: string;
  readonly columns: readonly PackedColumn[];
  readonly rows: readonly MarkedRows[];
}

/** Marks of rows that follow one another. */
export type MarkedRows = readonly [row: number, marks: readonly string[]];

export interface PackedImage {
  readonly id: string;
  readonly at: string;
  readonly sheets: readonly PackedSheet[];
}

/** A sheet of Excel has so many rows. */
const MOST_ROWS = 1_048_576;
/** More cells than a computation of 100,000 units replaces: a part that names more would take minutes to unpack. */
const MOST_CELLS = 4_000_000;

/** Reads an image as it stands in a workbook, where anybody may have written it; `null` where it is none. */
export function readPackedImage(data: unknown): PackedImage | null {
  if (!isRecord(data)) return null;
  const { id, at, sheets } = data;
  if (typeof id !== 'string' || typeof at !== 'string' || !isListOf(sheets, isSheet)) return null;
  let cells = 0;
  for (const { columns } of sheets) {
    for (const { contents, formats } of columns) {
      for (const [, count] of [...contents, ...formats]) cells += count;
    }
  }
  if (cells > MOST_CELLS) return null;
  return { id, at, sheets };
}

function isSheet(data: unknown): data is PackedSheet {
  if (!isRecord(data)) return false;
  return (
    typeof data['sheet'] === 'string' && isListOf(data['columns'], isColumn) && isListOf(data['rows'], isMarkedRows)
  );
}

function isColumn(data: unknown): data is PackedColumn {
  if (!isRecord(data)) return false;
  const { column, mark, contents, formats } = data;
  if (typeof column !== 'string' || !/^[A-Z]{1,3}$/.test(column) || typeof mark !== 'string') return false;
  return isListOf(contents, isRunOf(isContent)) && isListOf(formats, isRunOf(isString));
}

function isMarkedRows(data: unknown): data is MarkedRows {
  if (!Array.isArray(data) || data.length !== 2) return false;
  const [row, marks] = data as readonly unknown[];
  return isRow(row) && isListOf(marks, isString) && row + marks.length <= MOST_ROWS + 1;
}

function isRunOf<T>(isItem: (data: unknown) => data is T): (data: unknown) => data is Run<T> {
  return (data): data is Run<T> => {
    if (!Array.isArray(data) || data.length !== 4) return false;
    const [row, count, was, wrote] = data as readonly unknown[];
    if (!isRow(row) || !isRow(count) || count < 1 || row + count > MOST_ROWS + 1) return false;
    return isItem(was) && isItem(wrote);
  };
}

function isContent(data: unknown): data is PackedContent {
  if (!Array.isArray(data)) return isCellValue(data);
  const [formula, value] = data as readonly unknown[];
  return data.length === 2 && typeof formula === 'string' && isCellValue(value);
}

function isCellValue(data: unknown): data is CellValue {
  if (data === null || typeof data === 'boolean' || typeof data === 'string') return true;
  if (typeof data === 'number') return Number.isFinite(data);
  return isRecord(data) && typeof data['error'] === 'string';
}

function isRow(data: unknown): data is number {
  return typeof data === 'number' && Number.isInteger(data) && data >= 0 && data <= MOST_ROWS;
}

function isString(data: unknown): data is string {
  return typeof data === 'string';
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function isListOf<T>(data: unknown, isItem: (item: unknown) => item is T): data is readonly T[] {
  return Array.isArray(data) && data.every(isItem);
}
