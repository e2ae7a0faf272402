import type { Area } from '../../core/grid/grid.js';
import { growthOf, type Splice } from '../xml/xml.js';
import { Reading } from './readings.js';
import { SheetRows, type SharedMaster } from './sheet-rows.js';

/** A cell that takes part in a shared formula. */
export interface SharedCell {
  readonly row: number;
  readonly column: number;
  readonly index: string;
  readonly master: boolean;
}

/** Numbers a row in `places`: number, start, tagEnd, contentEnd, style + 1. */
export const FIELDS = 5;

/** Where the rows of a sheet lie in its part, and what is to be known of all of its cells before one of them can be patched. */
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

const indexes = new Reading<RowIndex>();

/** Notes the places of rows while somebody goes through them. */
export class RowIndexer {
  private places = new Float64Array(FIELDS * 64);
  private used = 0;
  private readonly shared: SharedCell[] = [];
  private count = 0;

  constructor(private readonly rows: SheetRows) {}

  /** The present cell has been read. */
  cell(): void {
    const { rows, shared } = this;
    this.count += 1;
    if (rows.shared !== null)
      shared.push({ row: rows.row, column: rows.column, index: rows.shared, master: rows.isMaster });
  }

  /** The cells of the present row have been read. */
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

  /** All rows of the part whose bytes these are have been read. */
  done(bytes: Uint8Array): RowIndex {
    const {
      places,
      used,
      shared,
      count,
      rows: { masters, arrays },
    } = this;
    return indexes.keep(bytes, { places: places.slice(0, used), shared, masters, arrays, count });
  }
}

/** Returns the index of a part's rows, which begin to be gone through where nobody has. */
export function indexOf(bytes: Uint8Array, begin: () => SheetRows): RowIndex {
  const known = indexes.of(bytes);
  if (known?.written.size === 0) return known.value;
  const rows = begin();
  const indexer = new RowIndexer(rows);
  while (rows.nextRow()) {
    while (rows.nextCell()) indexer.cell();
    indexer.row();
  }
  return indexer.done(bytes);
}

/** Indexes a part some rows of which were written, none added or taken away: theirs are read, the others have moved. `added` cells are new. */
export function reindex(
  before: RowIndex,
  after: Uint8Array,
  part: string,
  splices: readonly Splice[],
  written: ReadonlySet<number>,
  added: number,
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
    if (!written.has(row))
      for (let field = 1; field <= 3; field += 1) places[at + field] = (places[at + field] as number) + moved;
    else {
      const rows = new SheetRows(after, part, start + moved, after.length, null, masters);
      rows.row = row - 1;
      rows.nextRow();
      while (rows.nextCell())
        if (rows.shared !== null) shared.push({ row, column: rows.column, index: rows.shared, master: rows.isMaster });
      places.set(placesOf(rows), at);
    }
  }
  shared.sort((a, b) => a.row - b.row || a.column - b.column);
  // A cell of an array formula is never rewritten.
  indexes.keep(after, { places, shared, masters, arrays: before.arrays, count: before.count + added });
}

function placesOf({ row, rowStart, rowTagEnd, rowContentEnd, rowStyle }: SheetRows): readonly number[] {
  return [row, rowStart, rowTagEnd, rowContentEnd, rowStyle + 1];
}
