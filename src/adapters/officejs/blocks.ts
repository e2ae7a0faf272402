import type { Area } from '../../core/grid/grid.js';

interface Place {
  readonly row: number;
  readonly column: number;
}

/** A rectangle of cells, those of it that are meant, by "row,column". */
export interface Block<T> {
  readonly area: Area;
  readonly cells: ReadonlyMap<string, T>;
}

/** Rows between two blocks that are rather left out with `null` than cost a request of their own. */
const BRIDGED_ROWS = 8;

export const keyOf = ({ row, column }: Place): string => `${row},${column}`;

/**
 * Cuts scattered cells into few rectangles: runs of neighbouring columns, joined downwards where the columns are the same.
 * A rectangle may hold a few rows whose cells are not meant.
 */
export function blocksOf<T extends Place>(cells: Iterable<T>): readonly Block<T>[] {
  const byRow = new Map<number, T[]>();
  for (const cell of cells) {
    const row = byRow.get(cell.row);
    if (row === undefined) byRow.set(cell.row, [cell]);
    else row.push(cell);
  }
  const open = new Map<string, { area: Area; readonly cells: Map<string, T> }>();
  const done: Block<T>[] = [];
  for (const [row, inRow] of [...byRow].sort(([a], [b]) => a - b)) {
    for (const run of runsOf(inRow)) {
      const [left, right] = [(run[0] as T).column, (run.at(-1) as T).column];
      const columns = `${left}:${right}`;
      const above = open.get(columns);
      if (above !== undefined && row - above.area.bottom <= BRIDGED_ROWS) {
        above.area = { ...above.area, bottom: row };
        for (const cell of run) above.cells.set(keyOf(cell), cell);
        continue;
      }
      const block = {
        area: { top: row, left, bottom: row, right },
        cells: new Map(run.map((cell) => [keyOf(cell), cell])),
      };
      open.set(columns, block);
      done.push(block);
    }
  }
  return done;
}

function runsOf<T extends Place>(inRow: T[]): T[][] {
  const runs: T[][] = [];
  for (const cell of inRow.sort((a, b) => a.column - b.column)) {
    const last = runs.at(-1);
    if (last !== undefined && (last.at(-1) as T).column + 1 === cell.column) last.push(cell);
    else runs.push([cell]);
  }
  return runs;
}

/** The rows of a block as a two-dimensional array; `null` leaves a cell alone. */
export function rowsOf<T, V>({ area, cells }: Block<T>, show: (cell: T) => V): (V | null)[][] {
  return Array.from({ length: area.bottom - area.top + 1 }, (_, i) =>
    Array.from({ length: area.right - area.left + 1 }, (__, j) => {
      const cell = cells.get(`${area.top + i},${area.left + j}`);
      return cell === undefined ? null : show(cell);
    }),
  );
}

/** Sorts things by the sheet they belong to. */
export function bySheet<T extends { readonly sheet: string }>(all: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const sheets = new Map<string, T[]>();
  for (const one of all) {
    const inSheet = sheets.get(one.sheet);
    if (inSheet === undefined) sheets.set(one.sheet, [one]);
    else inSheet.push(one);
  }
  return sheets;
}

/** Cuts a block into pieces of whole rows that take at most so many bytes each, as far as a single row allows. */
export function piecesOf<T extends Place>(
  { area, cells }: Block<T>,
  limit: number,
  bytesOf: (cell: T) => number,
): readonly (Block<T> & { readonly bytes: number })[] {
  const byRow = new Map<number, { readonly inRow: T[]; bytes: number }>();
  for (const cell of cells.values()) {
    let row = byRow.get(cell.row);
    if (row === undefined) byRow.set(cell.row, (row = { inRow: [], bytes: 0 }));
    row.inRow.push(cell);
    row.bytes += bytesOf(cell);
  }
  const pieces: { area: Area; readonly cells: Map<string, T>; bytes: number }[] = [];
  for (const [row, { inRow, bytes }] of [...byRow].sort(([a], [b]) => a - b)) {
    let piece = pieces.at(-1);
    if (piece === undefined || piece.bytes + bytes > limit)
      pieces.push((piece = { area: { ...area, top: row, bottom: row }, cells: new Map<string, T>(), bytes: 0 }));
    piece.area = { ...piece.area, bottom: row };
    piece.bytes += bytes;
    for (const cell of inRow) piece.cells.set(keyOf(cell), cell);
  }
  return pieces;
}

/** Syncs as often as answers of so many bytes need it, and once at the end. */
export async function inAnswers<T extends { readonly bytes: number }>(
  asked: readonly T[],
  limit: number,
  queue: (one: T) => void,
  sync: () => Promise<void>,
): Promise<void> {
  let room = limit;
  for (const one of asked) {
    if (one.bytes > room) {
      await sync();
      room = limit;
    }
    queue(one);
    room -= one.bytes;
  }
  await sync();
}
