import { parseAreaName } from '../../core/grid/address.js';
import type { Area, CellValue } from '../../core/grid/grid.js';
import type { Package } from '../package/package.js';
import { frameOf, rowsPlace, type RowsPlace } from './sheet-frame.js';
import { carryOverReadings } from './part-cache.js';
import { FIELDS, indexOf, reindex, type RowIndex, type RowsPatch, type SharedCell } from './row-index.js';
import { MOST_COLUMNS, SheetRows } from './sheet-rows.js';
import { isTrue, walk, type Attributes } from '../xml/xml.js';

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

/** What is said of a worksheet as a whole, as far as its cells depend on it. */
export interface SheetFrame {
  readonly merges: readonly Area[];
  readonly hiddenColumns: readonly number[];
  /** Styles of whole columns, `last` included. */
  readonly columnStyles: readonly ColumnStyle[];
  readonly protected: boolean;
}

interface ColumnStyle {
  readonly first: number;
  readonly last: number;
  readonly style: number;
}

/** Reads what the frame of a worksheet says. */
export function readFrame(frame: string, part: string): SheetFrame {
  const merges: Area[] = [];
  // Definitions may overlap.
  const isHidden = new Array<boolean>(MOST_COLUMNS).fill(false);
  const columnStyles: ColumnStyle[] = [];
  let isProtected = false;
  const readColumns = (attributes: Attributes): void => {
    const first = Math.max(Number(attributes['min']), 1) - 1;
    const last = Math.min(Number(attributes['max']), MOST_COLUMNS) - 1;
    const style = attributes['style'];
    if (style !== undefined) columnStyles.push({ first, last, style: Number(style) });
    if (!isTrue(attributes['hidden'])) return;
    isHidden.fill(true, first, last + 1);
  };
  walk(frame, part, {
    open({ name, attributes }) {
      if (name === 'mergeCell') {
        const area = parseAreaName(attributes['ref'] ?? '');
        if (area !== undefined) merges.push(area);
      }
      if (name === 'col') readColumns(attributes);
      if (name === 'sheetProtection' && isTrue(attributes['sheet'])) isProtected = true;
    },
  });
  const hiddenColumns = [...isHidden.keys()].filter((column) => isHidden[column]);
  return { merges, hiddenColumns, columnStyles, protected: isProtected };
}

/** Returns the style of a cell that is not there: its row's, its column's. */
export function styleWithout(frame: SheetFrame, row: number | undefined, column: number): number {
  return row ?? frame.columnStyles.find(({ first, last }) => column >= first && column <= last)?.style ?? 0;
}

/** Begins to read the rows of a worksheet; `strings` may be `null` where values do not matter. */
export function rowsOf(file: Package, part: string, strings: readonly string[] | null): SheetRows {
  const bytes = file.bytesOf(part);
  const { contentStart, contentEnd } = rowsPlace(file, part);
  return new SheetRows({ bytes, part, from: contentStart, to: contentEnd, strings });
}

/**
 * Returns the text of a worksheet's part with none of its rows but these (from 0; those that are not there are passed
 * over). `null` where one of them does not say its number and so cannot stand alone. `part` is the name of the sheet's
 * part; an `XlsxRefusal` (`file-damaged` {part}) is thrown where its rows cannot be read.
 *
 * @example
 *   import { emptyWorkbook } from '../empty-workbook.js';
 *   import { XlsxFile } from '../xlsx-file.js';
 *   import { sheetExcerpt } from './sheet-cells.js';
 *   const blank = { value: null, formula: null };
 *   const { file } = XlsxFile.open(emptyWorkbook('表')).edit([
 *     { kind: 'content', sheet: '表', row: 0, column: 0, was: blank, becomes: { value: 1, formula: null } },
 *     { kind: 'content', sheet: '表', row: 1, column: 0, was: blank, becomes: { value: 2, formula: null } },
 *   ]);
 *   const text = sheetExcerpt(file.parts, file.sheets[0]?.part ?? '', [1]) ?? '';
 *   text.includes('<sheetData><row r="2"><c r="A2"><v>2</v></c></row></sheetData>') // => true
 */
export function sheetExcerpt(file: Package, part: string, rows: Iterable<number>): string | null {
  const cells = new SheetCells(file, part, null);
  let text = '';
  for (const row of [...rows].sort((a, b) => a - b)) {
    const found = cells.rowAt(row);
    if (found === undefined) continue;
    if (!/\sr\s*=/.test(cells.text(found.start, found.tagEnd))) return null;
    text += cells.text(found.start, cells.endOf(found));
  }
  const before = cells.text(file.markOf(part), cells.place.contentStart);
  const after = cells.text(cells.place.contentEnd, file.bytesOf(part).length);
  return before + text + after;
}

/**
 * The cells of a worksheet with the places of all that can be patched. Only the rows are indexed; a cell is read when
 * it is asked for.
 */
export class SheetCells {
  readonly frame: SheetFrame;
  readonly place: RowsPlace;
  private readonly bytes: Uint8Array;
  private readonly index: RowIndex;
  private readonly read = new Map<number, readonly SheetCell[]>();

  constructor(
    file: Package,
    private readonly part: string,
    private readonly strings: readonly string[] | null,
  ) {
    this.bytes = file.bytesOf(part);
    this.place = rowsPlace(file, part);
    this.frame = readFrame(frameOf(file, part), part);
    this.index = indexOf(this.bytes, () => rowsOf(file, part, strings));
  }

  get shared(): readonly SharedCell[] {
    return this.index.shared;
  }

  /** Areas of array formulas and data tables. */
  get arrays(): readonly Area[] {
    return this.index.arrays;
  }

  /** How many cells there are. */
  get count(): number {
    return this.index.count;
  }

  cellAt(row: number, column: number): SheetCell | undefined {
    return this.cellsOf(row).find((cell) => cell.column === column);
  }

  /** The cells of a row, from left to right. */
  cellsOf(row: number): readonly SheetCell[] {
    const cached = this.read.get(row);
    if (cached !== undefined) return cached;
    const place = this.rowAt(row);
    let cells: readonly SheetCell[] = [];
    if (place !== undefined && !place.selfClosing) cells = this.readRow(place);
    this.read.set(row, cells);
    return cells;
  }

  rowAt(row: number): SheetRow | undefined {
    const found = this.rowFrom(row);
    if (found?.row !== row) return undefined;
    return found;
  }

  /** The first row at or behind a place. */
  rowFrom(row: number): SheetRow | undefined {
    const { places } = this.index;
    let low = 0;
    let high = places.length / FIELDS;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle * FIELDS] as number) < row) low = middle + 1;
      else high = middle;
    }
    const at = low * FIELDS;
    const isBehindLast = at >= places.length;
    if (isBehindLast) return undefined;
    const tagEnd = places[at + 2] as number;
    const style = places[at + 4] as number;
    return {
      row: places[at] as number,
      start: places[at + 1] as number,
      tagEnd,
      contentEnd: places[at + 3] as number,
      selfClosing: this.bytes[tagEnd - 2] === SLASH,
      style: style === 0 ? undefined : style - 1,
    };
  }

  /** Returns the style that a cell has, or would have if it were there: its own, its row's, its column's. */
  styleAt(row: number, column: number): number {
    return this.cellAt(row, column)?.style ?? styleWithout(this.frame, this.rowAt(row)?.style, column);
  }

  /** To be called when a patch has made other bytes of the part: what was read of the old ones serves the new ones. */
  carryOver(after: Uint8Array, patch: RowsPatch): void {
    carryOverReadings(this.bytes, after, patch.rows);
    reindex(this.index, { bytes: after, part: this.part }, patch);
  }

  /** A piece of the part's text. */
  text(start: number, end: number): string {
    return DECODER.decode(this.bytes.subarray(start, end));
  }

  /** Where a row ends, its closing tag with it. */
  endOf({ tagEnd, contentEnd, selfClosing }: SheetRow): number {
    return selfClosing ? tagEnd : this.bytes.indexOf(GREATER, contentEnd) + 1;
  }

  private readRow(place: SheetRow): readonly SheetCell[] {
    const { row, start } = place;
    const { bytes, part, strings } = this;
    const { masters } = this.index;
    const rows = new SheetRows({ bytes, part, from: start, to: this.endOf(place), strings, masters });
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
const SLASH = 0x2f;
const GREATER = 0x3e;
