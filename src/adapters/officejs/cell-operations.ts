/// <reference types="office-js" />
import type { Area } from '../../core/grid/grid.js';
import { blocksOf, rowsOf } from './blocks.js';
import type { CellEdit } from './cell-edits.js';
import { enteredAs, isNoText } from './cell-text.js';
import { rangeIn, sheetIn, type SheetKey } from './ranges.js';
import { bytesOf, RANGE_COST, REQUEST_LIMIT, type Operation } from './requests.js';

/**
 * Returns what writes the edits of a sheet, whose cells have the number formats `formats` now. Number formats come
 * first, for a formula that meets a cell formatted as text stays text; then content; then the formats that are text.
 */
export function cellOperations(
  sheet: SheetKey,
  edits: ReadonlyMap<string, CellEdit>,
  formats: ReadonlyMap<string, string>,
): readonly Operation[] {
  const formatsBefore: FormattedCell[] = [];
  const formatsAfter: FormattedCell[] = [];
  const contents: EnteredCell[] = [];
  for (const [key, { row, column, content, format }] of edits) {
    const present = formats.get(key) ?? 'General';
    const final = format?.becomes ?? present;
    const mustNotBeText = content !== undefined && final === '@' && isNoText(content.becomes);
    if (mustNotBeText) {
      if (present === '@') formatsBefore.push({ row, column, format: 'General' });
      formatsAfter.push({ row, column, format: '@' });
    } else if (format !== undefined && final !== present) formatsBefore.push({ row, column, format: final });
    if (content === undefined) continue;
    contents.push({ row, column, entered: enteredAs(content.becomes, mustNotBeText ? 'General' : final) });
  }
  return [
    ...formatOperations(sheet, formatsBefore),
    ...contentOperations(sheet, contents),
    ...formatOperations(sheet, formatsAfter),
    ...fillOperations(sheet, edits),
  ];
}

interface FormattedCell {
  readonly row: number;
  readonly column: number;
  readonly format: string;
}

function formatOperations(sheet: SheetKey, cells: readonly FormattedCell[]): readonly Operation[] {
  return blocksOf(cells).flatMap((block) => {
    const rows = rowsOf(block, ({ format }) => format);
    return blockOperations({ sheet, area: block.area, rows }, (range, values) => {
      range.numberFormat = values;
    });
  });
}

interface EnteredCell {
  readonly row: number;
  readonly column: number;
  readonly entered: string | number | boolean;
}

function contentOperations(sheet: SheetKey, cells: readonly EnteredCell[]): readonly Operation[] {
  return blocksOf(cells).flatMap((block) => {
    const rows = rowsOf(block, ({ entered }) => entered);
    return blockOperations({ sheet, area: block.area, rows }, (range, values) => {
      range.formulas = values;
    });
  });
}

function fillOperations(sheet: SheetKey, edits: ReadonlyMap<string, CellEdit>): readonly Operation[] {
  const byColour = new Map<string | null, CellEdit[]>();
  for (const edit of edits.values()) {
    if (edit.fill === undefined) continue;
    const cells = byColour.get(edit.fill.becomes);
    if (cells === undefined) byColour.set(edit.fill.becomes, [edit]);
    else cells.push(edit);
  }
  return [...byColour].flatMap(([colour, cells]) =>
    exactAreas(cells).map((area) => fillOperation(sheet, area, colour)),
  );
}

function fillOperation(sheet: SheetKey, area: Area, colour: string | null): Operation {
  return {
    bytes: RANGE_COST,
    queue(context) {
      const { fill } = rangeIn(sheetIn(context, sheet), area).format;
      if (colour === null) fill.clear();
      else fill.color = `#${colour}`;
    },
  };
}

/** Blocks without bridges: what is set for a whole range must not reach cells that are not meant. */
function exactAreas(cells: readonly CellEdit[]): readonly Area[] {
  return blocksOf(cells).flatMap(({ area, cells: meant }) => {
    const isWhole = (area.bottom - area.top + 1) * (area.right - area.left + 1) === meant.size;
    if (isWhole) return [area];
    const rows = [...new Set([...meant.values()].map(({ row }) => row))];
    return rows.map((row) => ({ ...area, top: row, bottom: row }));
  });
}

type Rows = (string | number | boolean | null)[][];

/** A block of a sheet and what is written into it; `null` leaves a cell alone. */
interface WrittenBlock {
  readonly sheet: SheetKey;
  readonly area: Area;
  readonly rows: Rows;
}

/** Cells that the client sends in one block; it cuts larger ranges into several, each with its range. */
const CLIENT_BLOCK = 1500;

/** Returns one operation; several, of whole rows, only where the block alone would be too much for a request. */
function blockOperations(
  { sheet, area, rows }: WrittenBlock,
  write: (range: Excel.Range, rows: Rows) => void,
): readonly Operation[] {
  const width = area.right - area.left + 1;
  const operations: Operation[] = [];
  for (let first = 0; first < rows.length;) {
    const { piece, bytes } = pieceFrom(rows, first);
    const top = area.top + first;
    const pieceArea = { ...area, top, bottom: top + piece.length - 1 };
    const clientBlocks = Math.ceil((piece.length * width) / CLIENT_BLOCK);
    operations.push({
      bytes: bytes + clientBlocks * 3 * RANGE_COST,
      queue: (context) => write(rangeIn(sheetIn(context, sheet), pieceArea), piece),
    });
    first += piece.length;
  }
  return operations;
}

/** Returns as many rows as half a request holds, at least one. */
function pieceFrom(rows: Rows, first: number): { readonly piece: Rows; readonly bytes: number } {
  let bytes = RANGE_COST;
  let end = first;
  while (end < rows.length && (end === first || bytes < REQUEST_LIMIT / 2)) {
    bytes += bytesOf(rows[end] as Rows[number]);
    end += 1;
  }
  return { piece: rows.slice(first, end), bytes };
}
