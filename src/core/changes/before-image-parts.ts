import { columnName, columnNumber } from '../grid/address.js';
import type { CellValue } from '../grid/grid.js';
import { markOf, type BeforeImage, type CellImage, type SheetImage } from './before-image.js';
import { readPart, writePart } from './custom-part.js';
import type { CellContent, PartChange } from './plan.js';

/** The custom XML part that holds what cells were before the last computations. */
export const BEFORE_IMAGE = 'urn:bulletin-scores:before-image';
/** The part that names the computations whose writing came to its end: it is written last. */
const BEFORE_IMAGE_DONE = 'urn:bulletin-scores:before-image-done';

/** How many computations can be taken back, and how much room they may take in the workbook. */
const KEPT = 5;
const MAX_LENGTH = 1_500_000;

/** A kept image as it lies packed: unpacking a large one takes a while, and is for taking it back. */
export interface KeptImage {
  readonly id: string;
  readonly at: string;
  /** How many cells it holds. */
  readonly cells: number;
  unpacked(): BeforeImage;
}

/** Lists the images of a workbook's parts, the newest first. What cannot be read is as if it were not there. */
export function keptImages(parts: Readonly<Record<string, string>>): {
  readonly images: readonly KeptImage[];
  readonly done: readonly string[];
} {
  const packed = readPart('before-image', parts[BEFORE_IMAGE]) as readonly PackedImage[];
  return {
    images: packed.map((image) => ({
      id: image.id,
      at: image.at,
      cells: image.sheets.reduce(
        (sum, { columns }) => sum + columns.reduce((inColumns, column) => inColumns + cellsOf(column), 0),
        0,
      ),
      unpacked: () => unpack(image),
    })),
    done: readPart('before-image-done', parts[BEFORE_IMAGE_DONE]) as readonly string[],
  };
}

/** Reads the images of a workbook's parts, the newest first. What cannot be read is as if it were not there. */
export function readBeforeImages(parts: Readonly<Record<string, string>>): {
  readonly images: readonly BeforeImage[];
  readonly done: readonly string[];
} {
  const { images, done } = keptImages(parts);
  return { images: images.map((image) => image.unpacked()), done };
}

/** The change that keeps these images, the newest first; as many as there is room for. */
export function keepBeforeImages(images: readonly BeforeImage[], parts: Readonly<Record<string, string>>): PartChange {
  let kept = images.slice(0, KEPT);
  let xml = writePart('before-image', BEFORE_IMAGE, kept.map(pack));
  while (xml.length > MAX_LENGTH && kept.length > 1) {
    kept = kept.slice(0, -1);
    xml = writePart('before-image', BEFORE_IMAGE, kept.map(pack));
  }
  return {
    kind: 'part',
    namespace: BEFORE_IMAGE,
    was: parts[BEFORE_IMAGE] ?? null,
    becomes: kept.length === 0 ? null : xml,
  };
}

/** The change that names the computations that came to their end. */
export function keepDone(ids: readonly string[], parts: Readonly<Record<string, string>>): PartChange {
  return {
    kind: 'part',
    namespace: BEFORE_IMAGE_DONE,
    was: parts[BEFORE_IMAGE_DONE] ?? null,
    becomes: ids.length === 0 ? null : writePart('before-image-done', BEFORE_IMAGE_DONE, ids.slice(0, KEPT)),
  };
}

/** A content as JSON: blank, value, or a list of a formula and what it came to. Text is told from formulas by the list. */
type PackedContent =
  number | string | boolean | null | { readonly error: string } | readonly [formula: string, value: CellValue];
/** So many rows from one on: what they were and what was written. */
type Run<T> = readonly [row: number, count: number, was: T, wrote: T];

interface PackedSheet {
  readonly sheet: string;
  readonly columns: readonly {
    readonly column: string;
    readonly mark: string;
    readonly contents: readonly Run<PackedContent>[];
    readonly formats: readonly Run<string>[];
  }[];
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
  for (const row of Object.keys(rows)
    .map(Number)
    .sort((a, b) => a - b)) {
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
        contents: runsOf(
          inColumn.flatMap(({ row, content }) =>
            content === undefined
              ? []
              : [[row, packContent(content.was, row, true), packContent(content.wrote, row, false)] as const],
          ),
        ),
        formats: runsOf(
          inColumn.flatMap(({ row, format }) =>
            format === undefined ? [] : [[row, format.was, format.wrote] as const],
          ),
        ),
      };
    }),
  };
}

function runsOf<T>(cells: readonly (readonly [row: number, was: T, wrote: T])[]): Run<T>[] {
  const runs: [number, number, T, T][] = [];
  for (const [row, was, wrote] of cells) {
    const last = runs.at(-1);
    if (
      last !== undefined &&
      last[0] + last[1] === row &&
      JSON.stringify([last[2], last[3]]) === JSON.stringify([was, wrote])
    )
      last[1] += 1;
    else runs.push([row, 1, was, wrote]);
  }
  return runs;
}

function packContent({ value, formula }: CellContent, row: number, withValue: boolean): PackedContent {
  if (formula === null) return value;
  return [relative(formula, row), withValue ? value : null];
}

function cellsOf({ contents, formats }: PackedSheet['columns'][number]): number {
  const rows = new Set<number>();
  for (const [first, count] of [...contents, ...formats])
    for (let row = first; row < first + count; row += 1) rows.add(row);
  return rows.size;
}

function unpack({ id, at, sheets }: PackedImage): BeforeImage {
  return {
    id,
    at,
    sheets: sheets.map(({ sheet, columns, rows }) => ({
      sheet,
      cells: columns.flatMap(({ column, contents, formats }) => unpackColumn(columnNumber(column), contents, formats)),
      columns: Object.fromEntries(columns.map(({ column, mark }) => [columnNumber(column), mark])),
      rows: Object.fromEntries(rows.flatMap(([first, marks]) => marks.map((mark, index) => [first + index, mark]))),
    })),
  };
}

function unpackColumn(
  column: number,
  contents: readonly Run<PackedContent>[],
  formats: readonly Run<string>[],
): CellImage[] {
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

function unpackContent(packed: PackedContent, row: number): CellContent {
  if (Array.isArray(packed)) {
    const [formula, value] = packed as readonly [string, CellValue];
    return { formula: absolute(formula, row), value };
  }
  return { formula: null, value: packed as CellValue };
}

/** Writes the rows of a formula as distances from its own, so that a column of formulas is one run. Without `=`: with it the formula is as it was. */
function relative(formula: string, row: number): string {
  if (/[⟨⟩]/.test(formula)) return formula;
  return formula
    .slice(1)
    .replace(
      /(?<![\w$.])(\$?[A-Z]{1,3})([1-9]\d{0,6})(?![\w.(])/g,
      (_, column: string, number: string) => `${column}⟨${Number(number) - row}⟩`,
    );
}

function absolute(formula: string, row: number): string {
  return formula.startsWith('=')
    ? formula
    : `=${formula.replace(/⟨(-?\d+)⟩/g, (_, distance: string) => String(Number(distance) + row))}`;
}
