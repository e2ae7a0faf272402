import { columnName, columnNumber } from '../grid/address.js';
import type { CellValue } from '../grid/grid.js';
import { markOf, type BeforeImage, type CellImage, type SheetImage } from './before-image.js';
import { readPart, writePart } from './custom-part.js';
import {
  readPackedImage,
  type MarkedRows,
  type PackedColumn,
  type PackedContent,
  type PackedImage,
  type PackedSheet,
  type Run,
} from './packed-image.js';
import type { CellContent, PartChange } from './plan.js';

/** The custom XML part that holds what cells were before the last computations. */
export const BEFORE_IMAGE = 'urn:bulletin-scores:before-image';
/** The part that names the computations whose writing came to its end: it is written last. */
const BEFORE_IMAGE_DONE = 'urn:bulletin-scores:before-image-done';

/** How many computations can be taken back, and how much room they may take in the workbook. */
const KEPT = 5;
const MAX_LENGTH = 1_500_000;

/** A stored image, still packed: unpacking a large one takes a while, and is only needed to restore it. */
export interface StoredImage {
  readonly id: string;
  readonly at: string;
  /** How many cells it holds. */
  readonly cells: number;
  unpacked(): BeforeImage;
}

/** What a workbook's parts hold: images, the newest first, and the ids of computations that were applied to the end. */
interface Stored<Image> {
  readonly images: readonly Image[];
  readonly completed: readonly string[];
}

/** Lists the images of a workbook's parts, still packed. What cannot be read is as if it were not there. */
export function storedImages(parts: Readonly<Record<string, string>>): Stored<StoredImage> {
  return {
    images: packedImages(parts).map((image) => ({
      id: image.id,
      at: image.at,
      cells: cellsIn(image),
      unpacked: () => unpack(image),
    })),
    completed: readPart('before-image-done', parts[BEFORE_IMAGE_DONE]).filter((id) => typeof id === 'string'),
  };
}

/** Up to the first that is no image: an older one is only restored together with those after it. */
function packedImages(parts: Readonly<Record<string, string>>): readonly PackedImage[] {
  const images: PackedImage[] = [];
  for (const entry of readPart('before-image', parts[BEFORE_IMAGE]).slice(0, KEPT)) {
    const image = readPackedImage(entry);
    if (image === null) break;
    images.push(image);
  }
  return images;
}

/** Whether a workbook's part has something in the place of images that is none. */
export function hasUnreadableImages(parts: Readonly<Record<string, string>>): boolean {
  const xml = parts[BEFORE_IMAGE];
  if (xml === undefined) return false;
  const entries = readPart('before-image', xml);
  return entries.length === 0 || packedImages(parts).length < Math.min(entries.length, KEPT);
}

/** Reads the images of a workbook's parts. What cannot be read is as if it were not there. */
export function readBeforeImages(parts: Readonly<Record<string, string>>): Stored<BeforeImage> {
  const { images, completed } = storedImages(parts);
  return { images: images.map((image) => image.unpacked()), completed };
}

/** The change that stores these images, the newest first; as many as there is room for. */
export function storeBeforeImages(images: readonly BeforeImage[], parts: Readonly<Record<string, string>>): PartChange {
  let stored = images.slice(0, KEPT);
  let xml = writePart('before-image', BEFORE_IMAGE, stored.map(pack));
  while (xml.length > MAX_LENGTH && stored.length > 1) {
    stored = stored.slice(0, -1);
    xml = writePart('before-image', BEFORE_IMAGE, stored.map(pack));
  }
  const becomes = stored.length === 0 ? null : xml;
  return { kind: 'part', namespace: BEFORE_IMAGE, was: parts[BEFORE_IMAGE] ?? null, becomes };
}

/** The change that stores the ids of the computations that were applied to the end. */
export function storeCompleted(ids: readonly string[], parts: Readonly<Record<string, string>>): PartChange {
  const xml = writePart('before-image-done', BEFORE_IMAGE_DONE, ids.slice(0, KEPT));
  const becomes = ids.length === 0 ? null : xml;
  return { kind: 'part', namespace: BEFORE_IMAGE_DONE, was: parts[BEFORE_IMAGE_DONE] ?? null, becomes };
}

function pack({ id, at, sheets }: BeforeImage): PackedImage {
  return { id, at, sheets: sheets.map(packSheet) };
}

function packSheet({ sheet, cells, rows, columns }: SheetImage): PackedSheet {
  const cellsByColumn = new Map<number, CellImage[]>();
  for (const cell of cells) {
    const inColumn = cellsByColumn.get(cell.column);
    if (inColumn === undefined) cellsByColumn.set(cell.column, [cell]);
    else inColumn.push(cell);
  }
  return {
    sheet,
    rows: packRows(rows),
    columns: [...cellsByColumn].map(([column, inColumn]) => packColumn(inColumn, column, columns[column] ?? '')),
  };
}

function packRows(rows: SheetImage['rows']): readonly MarkedRows[] {
  const blocks: [row: number, marks: string[]][] = [];
  const numbers = Object.keys(rows)
    .map(Number)
    .sort((a, b) => a - b);
  for (const row of numbers) {
    const mark = markOf(rows[row] ?? '');
    const last = blocks.at(-1);
    if (last !== undefined && last[0] + last[1].length === row) last[1].push(mark);
    else blocks.push([row, [mark]]);
  }
  return blocks;
}

function packColumn(cells: readonly CellImage[], column: number, mark: string): PackedColumn {
  const contents: CellReplacement<PackedContent>[] = [];
  const formats: CellReplacement<string>[] = [];
  for (const { row, content, format } of cells) {
    if (content !== undefined)
      contents.push({ row, was: packContent(content.was, row), wrote: withoutValue(packContent(content.wrote, row)) });
    if (format !== undefined) formats.push({ row, ...format });
  }
  return { column: columnName(column), mark: markOf(mark), contents: runsOf(contents), formats: runsOf(formats) };
}

/** What a cell was and what was written, content or format. */
interface CellReplacement<T> {
  readonly row: number;
  readonly was: T;
  readonly wrote: T;
}

function runsOf<T>(cells: readonly CellReplacement<T>[]): Run<T>[] {
  const runs: [row: number, count: number, was: T, wrote: T][] = [];
  for (const { row, was, wrote } of cells) {
    const last = runs.at(-1);
    const continues = last !== undefined && last[0] + last[1] === row && isSame([last[2], last[3]], [was, wrote]);
    if (continues) last[1] += 1;
    else runs.push([row, 1, was, wrote]);
  }
  return runs;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function packContent({ value, formula }: CellContent, row: number): PackedContent {
  if (formula === null) return value;
  return [relative(formula, row), value];
}

/** Of a formula that was written the result need not be kept. */
function withoutValue(packed: PackedContent): PackedContent {
  if (isPackedFormula(packed)) return [packed[0], null];
  return packed;
}

function isPackedFormula(packed: PackedContent): packed is readonly [formula: string, value: CellValue] {
  return Array.isArray(packed);
}

function cellsIn({ sheets }: PackedImage): number {
  let count = 0;
  for (const { columns } of sheets) for (const column of columns) count += cellsInColumn(column);
  return count;
}

function cellsInColumn({ contents, formats }: PackedColumn): number {
  const rows = new Set<number>();
  for (const [first, count] of [...contents, ...formats]) {
    for (let row = first; row < first + count; row += 1) rows.add(row);
  }
  return rows.size;
}

function unpack({ id, at, sheets }: PackedImage): BeforeImage {
  return { id, at, sheets: sheets.map(unpackSheet) };
}

function unpackSheet({ sheet, columns, rows }: PackedSheet): SheetImage {
  return {
    sheet,
    cells: columns.flatMap(unpackColumn),
    columns: Object.fromEntries(columns.map(({ column, mark }) => [columnNumber(column), mark])),
    rows: Object.fromEntries(rows.flatMap(([first, marks]) => marks.map((mark, index) => [first + index, mark]))),
  };
}

function unpackColumn({ column: name, contents, formats }: PackedColumn): CellImage[] {
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

function unpackContent(packed: PackedContent, row: number): CellContent {
  if (!isPackedFormula(packed)) return { formula: null, value: packed };
  const [formula, value] = packed;
  return { formula: absolute(formula, row), value };
}

/**
 * Writes the rows of a formula as distances from its own, so that a column of formulas is one run. The result has no
 * `=`; a formula that cannot be written so stays as it is, with its `=`.
 */
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
  if (formula.startsWith('=')) return formula;
  const text = formula.replace(/⟨(-?\d+)⟩/g, (_, distance: string) => String(Number(distance) + row));
  return `=${text}`;
}
