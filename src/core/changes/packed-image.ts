import { columnName, columnNumber } from '../grid/address.js';
import type { CellValue } from '../grid/grid.js';
import { markOf, type BeforeImage, type CellImage, type SheetImage } from './before-image.js';
import type { CellContent } from './plan.js';
import { absoluteFormula, relativeFormula } from './relative-formula.js';
import { itemsOf, readSeries, seriesOf, type Series } from './series.js';
import { areRows, isCellValue, isColumnName, isRecord, isString } from './stored-shapes.js';

/** So many rows from one on. */
type RowRange = readonly [row: number, count: number];

/** Contents below one another; formulas are relative, so that a column of them is one. */
interface PackedContents {
  readonly formulas: Series<string | null>;
  readonly values: Series<CellValue>;
}

/** What was replaced in these rows of a column, and by what. */
interface PackedReplacements<T> {
  readonly rows: readonly RowRange[];
  readonly was: T;
  readonly wrote: T;
}

interface PackedColumn {
  readonly column: string;
  readonly mark: string;
  readonly contents: PackedReplacements<PackedContents>;
  readonly formats: PackedReplacements<Series<string>>;
}

interface PackedSheet {
  readonly sheet: string;
  readonly columns: readonly PackedColumn[];
}

/** The marks of a sheet's rows, apart from the rest: they are the same from one computation to the next. */
interface PackedMarks {
  readonly rows: readonly RowRange[];
  readonly marks: Series<string>;
}

/** The cells of a before-image, sheet by sheet, as columns of series. */
export type PackedCells = readonly PackedSheet[];
/** How its rows are known, sheet by sheet. */
export type PackedRows = readonly PackedMarks[];

export function packCells({ sheets }: BeforeImage): PackedCells {
  return sheets.map(({ sheet, cells, columns }) => {
    const cellsByColumn = new Map<number, CellImage[]>();
    for (const cell of cells) {
      const inColumn = cellsByColumn.get(cell.column);
      if (inColumn === undefined) cellsByColumn.set(cell.column, [cell]);
      else inColumn.push(cell);
    }
    return {
      sheet,
      columns: [...cellsByColumn].map(([column, inColumn]) => packColumn(inColumn, column, columns[column] ?? '')),
    };
  });
}

export function packRows({ sheets }: BeforeImage): PackedRows {
  return sheets.map(({ rows }) => {
    const numbers = Object.keys(rows)
      .map(Number)
      .sort((a, b) => a - b);
    return { rows: rangesOf(numbers), marks: textSeries(numbers.map((row) => markOf(rows[row] ?? ''))) };
  });
}

function packColumn(cells: readonly CellImage[], column: number, mark: string): PackedColumn {
  const contents: { readonly row: number; readonly was: CellContent; readonly wrote: CellContent }[] = [];
  const formats: { readonly row: number; readonly was: string; readonly wrote: string }[] = [];
  for (const { row, content, format } of cells) {
    if (content !== undefined) contents.push({ row, was: content.was, wrote: withoutResult(content.wrote) });
    if (format !== undefined) formats.push({ row, ...format });
  }
  const contentRows = contents.map(({ row }) => row);
  return {
    column: columnName(column),
    mark: markOf(mark),
    contents: {
      rows: rangesOf(contentRows),
      was: packContents(
        contents.map(({ was }) => was),
        contentRows,
      ),
      wrote: packContents(
        contents.map(({ wrote }) => wrote),
        contentRows,
      ),
    },
    formats: {
      rows: rangesOf(formats.map(({ row }) => row)),
      was: textSeries(formats.map(({ was }) => was)),
      wrote: textSeries(formats.map(({ wrote }) => wrote)),
    },
  };
}

/** Of a formula that was written the result need not be kept. */
function withoutResult(content: CellContent): CellContent {
  if (content.formula === null) return content;
  return { formula: content.formula, value: null };
}

function packContents(contents: readonly CellContent[], rows: readonly number[]): PackedContents {
  const formulas = contents.map(({ formula }, index) =>
    formula === null ? null : relativeFormula(formula, rows[index] ?? 0),
  );
  return {
    formulas: textSeries(formulas),
    values: seriesOf(
      contents.map(({ value }) => value),
      isSameValue,
    ),
  };
}

/** The same without the results of formulas that were replaced: they follow once the formulas are calculated. */
export function withoutResults(packed: PackedCells): PackedCells {
  return packed.map(({ sheet, columns }) => ({
    sheet,
    columns: columns.map((column) => {
      const { contents } = column;
      return { ...column, contents: { ...contents, was: contentsWithoutResults(contents.was) } };
    }),
  }));
}

function contentsWithoutResults({ formulas, values }: PackedContents): PackedContents {
  const results = itemsOf(values);
  const kept = itemsOf(formulas).map((formula, index) => (formula === null ? (results[index] ?? null) : null));
  return { formulas, values: seriesOf(kept, isSameValue) };
}

function textSeries<T extends string | null>(texts: readonly T[]): Series<T> {
  return seriesOf(texts, (a, b) => a === b);
}

function isSameValue(a: CellValue, b: CellValue): boolean {
  if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) return a.error === b.error;
  return a === b;
}

/** Joins rows, in ascending order, that follow one another. */
function rangesOf(rows: readonly number[]): readonly RowRange[] {
  const ranges: [row: number, count: number][] = [];
  for (const row of rows) {
    const last = ranges.at(-1);
    if (last !== undefined && last[0] + last[1] === row) last[1] += 1;
    else ranges.push([row, 1]);
  }
  return ranges;
}

/** How many cells have another content or another format. */
export function cellsIn(packed: PackedCells): number {
  let count = 0;
  for (const { columns } of packed) {
    for (const { contents, formats } of columns) {
      count += new Set([...rowsIn(contents.rows), ...rowsIn(formats.rows)]).size;
    }
  }
  return count;
}

/** The sheets of the image; `packedRows` has as many entries as `packedCells`. */
export function unpackSheets(packedCells: PackedCells, packedRows: PackedRows): readonly SheetImage[] {
  return packedCells.map(({ sheet, columns }, index) => {
    const { rows = [], marks = [] } = packedRows[index] ?? {};
    const texts = itemsOf(marks);
    return {
      sheet,
      cells: columns.flatMap(unpackColumn),
      columns: Object.fromEntries(columns.map(({ column, mark }) => [columnNumber(column), mark])),
      rows: Object.fromEntries(rowsIn(rows).map((row, at) => [row, texts[at] ?? ''])),
    };
  });
}

function unpackColumn({ column: name, contents, formats }: PackedColumn): CellImage[] {
  const column = columnNumber(name);
  const cells = new Map<number, CellImage>();
  const contentRows = rowsIn(contents.rows);
  const were = unpackContents(contents.was, contentRows);
  const wrote = unpackContents(contents.wrote, contentRows);
  contentRows.forEach((row, index) => {
    cells.set(row, { row, column, content: { was: were[index] ?? BLANK, wrote: wrote[index] ?? BLANK } });
  });
  const formatsWere = itemsOf(formats.was);
  const formatsWrote = itemsOf(formats.wrote);
  rowsIn(formats.rows).forEach((row, index) => {
    const format = { was: formatsWere[index] ?? '', wrote: formatsWrote[index] ?? '' };
    cells.set(row, { ...(cells.get(row) ?? { row, column }), format });
  });
  return [...cells.values()].sort((a, b) => a.row - b.row);
}

const BLANK: CellContent = { formula: null, value: null };

function unpackContents({ formulas, values }: PackedContents, rows: readonly number[]): readonly CellContent[] {
  const results = itemsOf(values);
  return itemsOf(formulas).map((formula, index) => ({
    formula: formula === null ? null : absoluteFormula(formula, rows[index] ?? 0),
    value: results[index] ?? null,
  }));
}

function rowsIn(ranges: readonly RowRange[]): number[] {
  const rows: number[] = [];
  for (const [first, count] of ranges) for (let row = first; row < first + count; row += 1) rows.push(row);
  return rows;
}

/** Reads cells as they stand in a workbook, where anybody may have written them; `null` where they are none. */
export function readPackedCells(data: unknown, mostCells: number): PackedCells | null {
  if (!Array.isArray(data)) return null;
  const limit = { left: mostCells };
  const sheets: PackedSheet[] = [];
  for (const entry of data as readonly unknown[]) {
    if (!isRecord(entry) || typeof entry['sheet'] !== 'string' || !Array.isArray(entry['columns'])) return null;
    const columns: PackedColumn[] = [];
    for (const item of entry['columns'] as readonly unknown[]) {
      const column = readColumn(item, limit);
      if (column === null) return null;
      columns.push(column);
    }
    sheets.push({ sheet: entry['sheet'], columns });
  }
  return sheets;
}

/** Reads the marks of the rows of so many sheets; `null` where they are none. */
export function readPackedRows(
  data: unknown,
  { sheets, mostRows }: { readonly sheets: number; readonly mostRows: number },
): PackedRows | null {
  if (!Array.isArray(data) || data.length !== sheets) return null;
  const limit = { left: mostRows };
  const read: PackedMarks[] = [];
  for (const entry of data as readonly unknown[]) {
    if (!isRecord(entry)) return null;
    const rows = readRanges(entry['rows'], limit);
    const marks = rows === null ? null : readSeries(entry['marks'], countIn(rows), isString);
    if (rows === null || marks === null) return null;
    read.push({ rows, marks });
  }
  return read;
}

/** How many cells may still come: ranges of more would take minutes to unpack. */
interface Limit {
  left: number;
}

function readColumn(data: unknown, limit: Limit): PackedColumn | null {
  if (!isRecord(data)) return null;
  const { column, mark } = data;
  if (!isColumnName(column) || typeof mark !== 'string') return null;
  const contents = readReplacements(data['contents'], limit, readContents);
  const formats = readReplacements(data['formats'], limit, (series, count) => readSeries(series, count, isString));
  if (contents === null || formats === null) return null;
  return { column, mark, contents, formats };
}

function readReplacements<T>(
  data: unknown,
  limit: Limit,
  read: (data: unknown, count: number) => T | null,
): PackedReplacements<T> | null {
  if (!isRecord(data)) return null;
  const rows = readRanges(data['rows'], limit);
  if (rows === null) return null;
  const count = countIn(rows);
  const was = read(data['was'], count);
  const wrote = read(data['wrote'], count);
  if (was === null || wrote === null) return null;
  return { rows, was, wrote };
}

function readContents(data: unknown, count: number): PackedContents | null {
  if (!isRecord(data)) return null;
  const formulas = readSeries(data['formulas'], count, isStringOrNull);
  const values = readSeries(data['values'], count, isCellValue);
  if (formulas === null || values === null) return null;
  return { formulas, values };
}

function readRanges(data: unknown, limit: Limit): readonly RowRange[] | null {
  if (!Array.isArray(data)) return null;
  const ranges: RowRange[] = [];
  for (const entry of data as readonly unknown[]) {
    if (!isRowRange(entry)) return null;
    limit.left -= entry[1];
    ranges.push(entry);
  }
  return limit.left < 0 ? null : ranges;
}

function isRowRange(data: unknown): data is RowRange {
  if (!Array.isArray(data) || data.length !== 2) return false;
  const [row, count] = data as readonly unknown[];
  return areRows(row, count);
}

function countIn(ranges: readonly RowRange[]): number {
  return ranges.reduce((sum, [, count]) => sum + count, 0);
}

function isStringOrNull(data: unknown): data is string | null {
  return data === null || typeof data === 'string';
}
