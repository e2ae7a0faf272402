import { parseAreaName } from '../../core/grid/address.js';
import type { Area, CellValue } from '../../core/grid/grid.js';
import type { Package } from '../package/package.js';
import { frameOf, rowsPlace, type RowsPlace } from './sheet-frame.js';
import { MOST_COLUMNS, SheetRows, type SharedMaster } from './sheet-rows.js';
import { walk } from '../xml/xml.js';

/** A cell as it stands in the sheet's part; places are bytes. */
export interface SheetCell {
  readonly row: number;
  readonly column: number;
  /** The element is [start, end), its tag [start, tagEnd). */
  readonly start: number;
  readonly tagEnd: number;
  readonly end: number;
  readonly style: number;
  /** Where the number of its style lies: [styleStart, styleEnd); 0 where the tag does not say one. */
  readonly styleStart: number;
  readonly styleEnd: number;
  readonly value: CellValue;
  /** With its `=`; shared ones written out. */
  readonly formula: string | null;
}

export interface SheetRow {
  readonly row: number;
  readonly start: number;
  readonly tagEnd: number;
  /** Where the closing tag begins, or where the tag ends for a self-closing row. */
  readonly contentEnd: number;
  readonly selfClosing: boolean;
  /** Style of the row's cells that are not there; `undefined` where the row has none of its own. */
  readonly style: number | undefined;
}

/** A cell that takes part in a shared formula. */
export interface SharedCell {
  readonly row: number;
  readonly column: number;
  readonly index: string;
  readonly master: boolean;
}

/** What is said of a worksheet as a whole, as far as its cells depend on it. */
export interface SheetFrame {
  readonly merges: readonly Area[];
  readonly hiddenColumns: readonly number[];
  /** Styles of whole columns, `last` included. */
  readonly columnStyles: readonly { readonly first: number; readonly last: number; readonly style: number }[];
  readonly protected: boolean;
}

/** Reads what the frame of a worksheet says. */
export function readFrame(frame: string, part: string): SheetFrame {
  const merges: Area[] = [];
  const hiddenColumns: number[] = [];
  const columnStyles: { first: number; last: number; style: number }[] = [];
  let isProtected = false;
  walk(frame, part, {
    open({ name, attributes }) {
      if (name === 'mergeCell') {
        const area = parseAreaName(attributes['ref'] ?? '');
        if (area !== undefined) merges.push(area);
      } else if (name === 'col') {
        const [first, last] = [Math.max(Number(attributes['min']), 1) - 1, Math.min(Number(attributes['max']), MOST_COLUMNS) - 1];
        if (isTrue(attributes['hidden'])) for (let at = first; at <= last; at += 1) hiddenColumns.push(at);
        if (attributes['style'] !== undefined) columnStyles.push({ first, last, style: Number(attributes['style']) });
      } else if (name === 'sheetProtection' && isTrue(attributes['sheet'])) isProtected = true;
    },
  });
  return { merges, hiddenColumns, columnStyles, protected: isProtected };
}

/** Returns the style of a cell that is not there: its row's, its column's. */
export function styleWithout(frame: SheetFrame, row: number | undefined, column: number): number {
  return row ?? frame.columnStyles.find(({ first, last }) => column >= first && column <= last)?.style ?? 0;
}

/** Begins to go through the rows of a worksheet; `strings` may be `null` where values do not matter. */
export function rowsOf(file: Package, part: string, strings: readonly string[] | null): SheetRows {
  const bytes = file.bytesOf(part);
  const { contentStart, contentEnd } = rowsPlace(file, part);
  return new SheetRows(bytes, part, contentStart, contentEnd, strings);
}

/** The cells of a worksheet with the places of all that can be patched. Only the rows are noted; a cell is read when it is asked for. */
export class SheetCells {
  readonly frame: SheetFrame;
  readonly place: RowsPlace;
  readonly shared: readonly SharedCell[];
  /** Areas of array formulas and data tables. */
  readonly arrays: readonly Area[];
  readonly count: number;

  private readonly bytes: Uint8Array;
  private readonly masters: Map<string, SharedMaster>;
  /** Five numbers a row: number, start, tagEnd, contentEnd, style + 1. */
  private readonly places: Float64Array;
  private readonly read = new Map<number, readonly SheetCell[]>();

  constructor(
    file: Package,
    private readonly part: string,
    private readonly strings: readonly string[] | null,
  ) {
    this.bytes = file.bytesOf(part);
    this.place = rowsPlace(file, part);
    this.frame = readFrame(frameOf(file, part), part);
    const rows = rowsOf(file, part, strings);
    const shared: SharedCell[] = [];
    let places = new Float64Array(FIELDS * 64);
    let used = 0;
    let count = 0;
    while (rows.nextRow()) {
      while (rows.nextCell()) {
        count += 1;
        if (rows.shared !== null) shared.push({ row: rows.row, column: rows.column, index: rows.shared, master: rows.isMaster });
      }
      if (used + FIELDS > places.length) {
        const longer = new Float64Array(places.length * 2);
        longer.set(places);
        places = longer;
      }
      places.set([rows.row, rows.rowStart, rows.rowTagEnd, rows.rowContentEnd, rows.rowStyle + 1], used);
      used += FIELDS;
    }
    this.places = places.subarray(0, used);
    this.shared = shared;
    this.count = count;
    this.arrays = rows.arrays;
    this.masters = rows.masters;
  }

  cellAt(row: number, column: number): SheetCell | undefined {
    return this.cellsOf(row).find((cell) => cell.column === column);
  }

  /** The cells of a row, from left to right. */
  cellsOf(row: number): readonly SheetCell[] {
    const present = this.read.get(row);
    if (present !== undefined) return present;
    const place = this.rowAt(row);
    const cells = place === undefined || place.selfClosing ? [] : this.readRow(place);
    this.read.set(row, cells);
    return cells;
  }

  rowAt(row: number): SheetRow | undefined {
    const found = this.rowFrom(row);
    return found?.row === row ? found : undefined;
  }

  /** The first row at or behind a place. */
  rowFrom(row: number): SheetRow | undefined {
    let [low, high] = [0, this.places.length / FIELDS];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.places[middle * FIELDS] as number) < row) low = middle + 1;
      else high = middle;
    }
    const [number, start, tagEnd, contentEnd, style] = this.places.subarray(low * FIELDS, low * FIELDS + FIELDS);
    if (number === undefined || start === undefined || tagEnd === undefined || contentEnd === undefined || style === undefined) return undefined;
    return { row: number, start, tagEnd, contentEnd, selfClosing: this.bytes[tagEnd - 2] === SLASH, style: style === 0 ? undefined : style - 1 };
  }

  /** Returns the style that a cell has, or would have if it were there: its own, its row's, its column's. */
  styleAt(row: number, column: number): number {
    return this.cellAt(row, column)?.style ?? styleWithout(this.frame, this.rowAt(row)?.style, column);
  }

  /** A piece of the part's text. */
  text(start: number, end: number): string {
    return DECODER.decode(this.bytes.subarray(start, end));
  }

  private readRow({ row, start, contentEnd }: SheetRow): readonly SheetCell[] {
    const rows = new SheetRows(this.bytes, this.part, start, this.bytes.indexOf(GREATER, contentEnd) + 1, this.strings, this.masters);
    rows.row = row - 1;
    rows.nextRow();
    const cells: SheetCell[] = [];
    while (rows.nextCell()) {
      const { column, start: cellStart, tagEnd, end, style, styleStart, styleEnd, value, formula } = rows;
      cells.push({ row, column, start: cellStart, tagEnd, end, style, styleStart, styleEnd, value, formula });
    }
    return cells;
  }
}

const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });
const FIELDS = 5;
const SLASH = 0x2f;
const GREATER = 0x3e;

function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}
