import type { Area } from '../../core/grid/grid.js';
import { growthOf, type Splice } from '../xml/xml.js';
import { PartCache } from './part-cache.js';
import { SheetRows, type SharedMaster } from './sheet-rows.js';

/** A cell that takes part in a shared formula. */
export interface SharedCell {
  readonly row: number;
  readonly column: number;
  readonly index: string;
  readonly master: boolean;
}

/** How many numbers a row takes in `places`: its own number, start, tagEnd, contentEnd, style + 1. */
export const FIELDS = 5;

/** Where the rows of a sheet lie in its part, and what must be known of all of its cells before one can be patched. */
export interface RowIndex {
  readonly places: Float64Array;
  /** From the top, from left to right. */
  readonly shared: readonly SharedCell[];
  /** By number. */
  readonly masters: Map<string, SharedMaster>;
  /** Areas of array formulas and data tables. */
  readonly arrays: readonly Area[];
  /** How many cells there are. */
  readonly count: number;
}

const indexes = new PartCache<RowIndex>();

/** Notes the places of rows while they are read for something else. */
export class RowIndexer {
  private places = new Float64Array(FIELDS * 64);
  private used = 0;
  private readonly shared: SharedCell[] = [];
  private count = 0;

  constructor(private readonly rows: SheetRows) {}

  /** To be called when the present cell has been read. */
  cell(): void {
    this.count += 1;
    if (this.rows.shared !== null) this.shared.push(sharedCellOf(this.rows, this.rows.shared));
  }

  /** To be called when the cells of the present row have been read. */
  row(): void {
    const { rows, used } = this;
    if (used + FIELDS > this.places.length) {
      const longer = new Float64Array(this.places.length * 2);
      longer.set(this.places);
      this.places = longer;
    }
    this.places.set(placesOf(rows), used);
    this.used += FIELDS;
  }

  /** To be called when all rows have been read; `bytes` are those of their part. */
  done(bytes: Uint8Array): RowIndex {
    const { places, used, shared, count } = this;
    const { masters, arrays } = this.rows;
    return indexes.set(bytes, { places: places.slice(0, used), shared, masters, arrays, count });
  }
}

/** Returns the index of a part's rows; where there is none, `begin` starts reading them. */
export function indexOf(bytes: Uint8Array, begin: () => SheetRows): RowIndex {
  const cached = indexes.get(bytes);
  if (cached?.writtenRows.size === 0) return cached.value;
  const rows = begin();
  const indexer = new RowIndexer(rows);
  while (rows.nextRow()) {
    while (rows.nextCell()) indexer.cell();
    indexer.row();
  }
  return indexer.done(bytes);
}

/** How a part was patched: rows were written, none was added or removed. */
export interface RowsPatch {
  readonly splices: readonly Splice[];
  /** Numbers of the rows that were written. */
  readonly rows: ReadonlySet<number>;
  /** How many cells are new. */
  readonly addedCells: number;
}

/** Indexes a patched part whose bytes are `after`: the rows that were written are read, the others have moved. */
export function reindex(
  before: RowIndex,
  { bytes: after, part }: { readonly bytes: Uint8Array; readonly part: string },
  { splices, rows: written, addedCells }: RowsPatch,
): void {
  const places = Float64Array.from(before.places);
  const masters = new Map([...before.masters].filter(([, { row }]) => !written.has(row)));
  const shared = before.shared.filter(({ row }) => !written.has(row));
  const ordered = [...splices].sort((a, b) => a.start - b.start);
  let next = 0;
  let moved = 0;
  for (let at = 0; at < places.length; at += FIELDS) {
    const start = places[at + 1] as number;
    for (let splice = ordered[next]; splice !== undefined && splice.start < start; splice = ordered[next]) {
      moved += growthOf(splice);
      next += 1;
    }
    const row = places[at] as number;
    if (!written.has(row)) {
      for (let field = 1; field <= 3; field += 1) places[at + field] = (places[at + field] as number) + moved;
      continue;
    }
    const from = start + moved;
    const rows = new SheetRows({ bytes: after, part, from, to: after.length, strings: null, masters });
    rows.row = row - 1;
    rows.nextRow();
    while (rows.nextCell()) {
      if (rows.shared !== null) shared.push(sharedCellOf(rows, rows.shared));
    }
    places.set(placesOf(rows), at);
  }
  shared.sort((a, b) => a.row - b.row || a.column - b.column);
  // A cell of an array formula is never rewritten.
  indexes.set(after, { places, shared, masters, arrays: before.arrays, count: before.count + addedCells });
}

function sharedCellOf({ row, column, isMaster }: SheetRows, index: string): SharedCell {
  return { row, column, index, master: isMaster };
}

function placesOf({ row, rowStart, rowTagEnd, rowContentEnd, rowStyle }: SheetRows): readonly number[] {
  return [row, rowStart, rowTagEnd, rowContentEnd, rowStyle + 1];
}
