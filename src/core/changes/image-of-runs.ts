import { columnNumber } from '../grid/address.js';
import type { CellValue } from '../grid/grid.js';
import type { BeforeImage, CellImage, SheetImage } from './before-image.js';
import type { CellContent } from './plan.js';
import { absoluteFormula } from './relative-formula.js';
import { areRows, isCellValue, isColumnName, isListOf, isRecord, isString } from './stored-shapes.js';

/** A content as JSON: blank, value, or a list of a formula and its result. Text is told from formulas by the list. */
type RunContent = CellValue | readonly [formula: string, value: CellValue];
/** So many rows from one on: what they were and what was written. */
type Run<T> = readonly [row: number, count: number, was: T, wrote: T];

interface ColumnOfRuns {
  readonly column: string;
  readonly mark: string;
  readonly contents: readonly Run<RunContent>[];
  readonly formats: readonly Run<string>[];
}

interface SheetOfRuns {
  readonly sheet: string;
  readonly columns: readonly ColumnOfRuns[];
  readonly rows: readonly MarkedRows[];
}

/** Marks of rows that follow one another. */
type MarkedRows = readonly [row: number, marks: readonly string[]];

/**
 * Reads an image in the form in which earlier versions wrote it, with at most so many cells; `null` where it is none.
 */
export function readImageOfRuns(data: unknown, mostCells: number): BeforeImage | null {
  if (!isRecord(data)) return null;
  const { id, at, sheets } = data;
  if (typeof id !== 'string' || typeof at !== 'string' || !isListOf(sheets, isSheet)) return null;
  let cells = 0;
  for (const { columns } of sheets) {
    for (const { contents, formats } of columns) {
      for (const [, count] of [...contents, ...formats]) cells += count;
    }
  }
  if (cells > mostCells) return null;
  return { id, at, sheets: sheets.map(unpackSheet) };
}

function isSheet(data: unknown): data is SheetOfRuns {
  if (!isRecord(data)) return false;
  return (
    typeof data['sheet'] === 'string' && isListOf(data['columns'], isColumn) && isListOf(data['rows'], isMarkedRows)
  );
}

function isColumn(data: unknown): data is ColumnOfRuns {
  if (!isRecord(data)) return false;
  const { column, mark, contents, formats } = data;
  if (!isColumnName(column) || typeof mark !== 'string') return false;
  return isListOf(contents, isRunOf(isContent)) && isListOf(formats, isRunOf(isString));
}

function isMarkedRows(data: unknown): data is MarkedRows {
  if (!Array.isArray(data) || data.length !== 2) return false;
  const [row, marks] = data as readonly unknown[];
  return isListOf(marks, isString) && areRows(row, marks.length);
}

function isRunOf<T>(isItem: (data: unknown) => data is T): (data: unknown) => data is Run<T> {
  return (data): data is Run<T> => {
    if (!Array.isArray(data) || data.length !== 4) return false;
    const [row, count, was, wrote] = data as readonly unknown[];
    return areRows(row, count) && isItem(was) && isItem(wrote);
  };
}

function isContent(data: unknown): data is RunContent {
  if (!Array.isArray(data)) return isCellValue(data);
  const [formula, value] = data as readonly unknown[];
  return data.length === 2 && typeof formula === 'string' && isCellValue(value);
}

function unpackSheet({ sheet, columns, rows }: SheetOfRuns): SheetImage {
  return {
    sheet,
    cells: columns.flatMap(unpackColumn),
    columns: Object.fromEntries(columns.map(({ column, mark }) => [columnNumber(column), mark])),
    rows: Object.fromEntries(rows.flatMap(([first, marks]) => marks.map((mark, index) => [first + index, mark]))),
  };
}

function unpackColumn({ column: name, contents, formats }: ColumnOfRuns): CellImage[] {
  const column = columnNumber(name);
  const cells = new Map<number, CellImage>();
  for (const [first, count, was, wrote] of contents) {
    for (let row = first; row < first + count; row += 1)
      cells.set(row, { row, column, content: { was: unpackContent(was, row), wrote: unpackContent(wrote, row) } });
  }
  for (const [first, count, was, wrote] of formats) {
    for (let row = first; row < first + count; row += 1)
      cells.set(row, { ...(cells.get(row) ?? { row, column }), format: { was, wrote } });
  }
  return [...cells.values()].sort((a, b) => a.row - b.row);
}

function unpackContent(packed: RunContent, row: number): CellContent {
  if (!isFormula(packed)) return { formula: null, value: packed };
  const [formula, value] = packed;
  return { formula: absoluteFormula(formula, row), value };
}

function isFormula(packed: RunContent): packed is readonly [formula: string, value: CellValue] {
  return Array.isArray(packed);
}
