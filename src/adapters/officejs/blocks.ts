import type { Area } from '../../core/grid/grid.js';

interface Place {
  readonly row: number;
  readonly column: number;
}

/** A rectangle of cells, and those of its cells that are meant, by "row,column". */
export interface Block<T> {
  readonly area: Area;
  readonly cells: ReadonlyMap<string, T>;
}

/** So many rows between two blocks are written as `null`, which leaves them alone: cheaper than another request. */
const BRIDGED_ROWS = 8;

export const keyOf = ({ row, column }: Place): string => `${row},${column}`;

/**
 * Cuts scattered cells into few rectangles: runs of neighbouring columns, joined downwards where the columns are the
 * same. A rectangle may hold a few rows whose cells are not meant.
 */
export function blocksOf<T extends Place>(cells: Iterable<T>): readonly Block<T>[] {
  const byRow = new Map<number, T[]>();
  for (const cell of cells) {
    const row = byRow.get(cell.row);
    if (row === undefined) byRow.set(cell.row, [cell]);
    else row.push(cell);
  }
  const blocks: GrowingBlock<T>[] = [];
  /** The lowest block of the same columns. */
  const lowest = new Map<string, GrowingBlock<T>>();
  for (const [row, inRow] of byAscendingRow(byRow)) {
    for (const run of runsOf(inRow)) {
      const left = (run[0] as T).column;
      const right = (run.at(-1) as T).column;
      const columns = `${left}:${right}`;
      let block = lowest.get(columns);
      if (block === undefined || row - block.area.bottom > BRIDGED_ROWS) {
        block = { area: { top: row, left, bottom: row, right }, cells: new Map<string, T>() };
        lowest.set(columns, block);
        blocks.push(block);
      }
      addRow(block, row, run);
    }
  }
  return blocks;
}

/** A block to which rows are added below. */
interface GrowingBlock<T> {
  area: Area;
  readonly cells: Map<string, T>;
}

function addRow<T extends Place>(block: GrowingBlock<T>, row: number, cells: readonly T[]): void {
  block.area = { ...block.area, bottom: row };
  for (const cell of cells) block.cells.set(keyOf(cell), cell);
}

function byAscendingRow<T>(byRow: ReadonlyMap<number, T>): readonly (readonly [number, T])[] {
  return [...byRow].sort(([a], [b]) => a - b);
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

/** Groups items by the sheet they belong to. */
export function bySheet<T extends { readonly sheet: string }>(items: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const sheets = new Map<string, T[]>();
  for (const item of items) {
    const inSheet = sheets.get(item.sheet);
    if (inSheet === undefined) sheets.set(item.sheet, [item]);
    else inSheet.push(item);
  }
  return sheets;
}

/** Cuts a block into pieces of whole rows that take at most so many bytes each, as far as a single row allows. */
export function piecesOf<T extends Place>(
  { area, cells }: Block<T>,
  limit: number,
  bytesOf: (cell: T) => number,
): readonly (Block<T> & { readonly bytes: number })[] {
  const byRow = new Map<number, T[]>();
  for (const cell of cells.values()) {
    const inRow = byRow.get(cell.row);
    if (inRow === undefined) byRow.set(cell.row, [cell]);
    else inRow.push(cell);
  }
  const pieces: (GrowingBlock<T> & { bytes: number })[] = [];
  for (const [row, inRow] of byAscendingRow(byRow)) {
    const bytes = inRow.reduce((sum, cell) => sum + bytesOf(cell), 0);
    let piece = pieces.at(-1);
    if (piece === undefined || piece.bytes + bytes > limit) {
      piece = { area: { ...area, top: row, bottom: row }, cells: new Map<string, T>(), bytes: 0 };
      pieces.push(piece);
    }
    addRow(piece, row, inRow);
    piece.bytes += bytes;
  }
  return pieces;
}

/** Syncs as often as answers of so many bytes need it, and once at the end. */
export async function inAnswers<T extends { readonly bytes: number }>(
  items: readonly T[],
  limit: number,
  { queue, sync }: { readonly queue: (item: T) => void; readonly sync: () => Promise<void> },
): Promise<void> {
  let room = limit;
  for (const item of items) {
    if (item.bytes > room) {
      await sync();
      room = limit;
    }
    queue(item);
    room -= item.bytes;
  }
  await sync();
}
