/// <reference types="office-js" />
import type { ContentChange } from '../../core/changes/plan.js';
import type { Area } from '../../core/grid/grid.js';
import { blocksOf, rowsOf } from './blocks.js';
import type { CellEdit } from './cell-edits.js';
import { enteredAs, isNoText } from './cell-text.js';
import { rangeIn, sheetIn } from './ranges.js';
import { bytesOf, RANGE_COST, REQUEST_LIMIT, type Operation } from './requests.js';

/** Number formats first, for a formula that meets a cell formatted as text stays text; then content; then the formats that are text. */
export function cellOperations(
  name: string,
  ids: Map<string, string>,
  inSheet: ReadonlyMap<string, CellEdit>,
  formats: ReadonlyMap<string, string>,
): readonly Operation[] {
  const early: Formatted[] = [];
  const late: Formatted[] = [];
  const contents: (CellEdit & { readonly content: Pick<ContentChange, 'was' | 'becomes'>; readonly by: string })[] = [];
  const fills = new Map<string | null, CellEdit[]>();
  for (const [key, edit] of inSheet) {
    const { row, column, content, format, fill } = edit;
    const present = formats.get(key) ?? 'General';
    const final = format?.becomes ?? present;
    const opened = content !== undefined && final === '@' && isNoText(content.becomes);
    if (opened) {
      if (present === '@') early.push({ row, column, format: 'General' });
      late.push({ row, column, format: '@' });
    } else if (format !== undefined && final !== present) early.push({ row, column, format: final });
    if (content !== undefined) contents.push({ ...edit, content, by: opened ? 'General' : final });
    if (fill !== undefined) fills.set(fill.becomes, [...(fills.get(fill.becomes) ?? []), edit]);
  }
  return [
    ...formatOperations(name, ids, early),
    ...blocksOf(contents).flatMap((block) =>
      blockOperations(
        name,
        ids,
        block.area,
        rowsOf(block, ({ content, by }) => enteredAs(content.becomes, by)),
        (range, rows) => {
          range.formulas = rows;
        },
      ),
    ),
    ...formatOperations(name, ids, late),
    ...[...fills].flatMap(([colour, edits]) =>
      blocksOfExactly(edits).map((area): Operation => ({
        bytes: RANGE_COST,
        queue(context) {
          const { fill } = rangeIn(sheetIn(context, name, ids), area).format;
          if (colour === null) fill.clear();
          else fill.color = `#${colour}`;
        },
      })),
    ),
  ];
}

interface Formatted {
  readonly row: number;
  readonly column: number;
  readonly format: string;
}

function formatOperations(name: string, ids: Map<string, string>, cells: readonly Formatted[]): readonly Operation[] {
  return blocksOf(cells).flatMap((block) =>
    blockOperations(
      name,
      ids,
      block.area,
      rowsOf(block, ({ format }) => format),
      (range, rows) => {
        range.numberFormat = rows;
      },
    ),
  );
}

/** Blocks without bridges: what is set for a whole range must not reach cells that are not meant. */
function blocksOfExactly(cells: readonly CellEdit[]): readonly Area[] {
  return blocksOf(cells).flatMap(({ area, cells: meant }) => {
    const whole = (area.bottom - area.top + 1) * (area.right - area.left + 1) === meant.size;
    if (whole) return [area];
    const rows = [...new Set([...meant.values()].map(({ row }) => row))];
    return rows.map((row) => ({ ...area, top: row, bottom: row }));
  });
}

type Rows = (string | number | boolean | null)[][];

/** One block of a sheet; in several pieces of whole rows only where it alone would be too much for a request. */
function blockOperations(
  name: string,
  ids: Map<string, string>,
  area: Area,
  rows: Rows,
  set: (range: Excel.Range, rows: Rows) => void,
): readonly Operation[] {
  const pieces: Operation[] = [];
  for (let first = 0; first < rows.length;) {
    let bytes = RANGE_COST;
    let end = first;
    while (end < rows.length && (end === first || bytes < REQUEST_LIMIT / 2)) {
      bytes += bytesOf(rows[end] as Rows[number]);
      end += 1;
    }
    const [from, piece] = [first, rows.slice(first, end)];
    // The client sends more than 1,500 cells in blocks of its own, each with its range.
    const wrapping = Math.ceil((piece.length * (area.right - area.left + 1)) / 1500) * 3 * RANGE_COST;
    pieces.push({
      bytes: bytes + wrapping,
      queue: (context) =>
        set(
          rangeIn(sheetIn(context, name, ids), {
            ...area,
            top: area.top + from,
            bottom: area.top + from + piece.length - 1,
          }),
          piece,
        ),
    });
    first = end;
  }
  return pieces;
}
