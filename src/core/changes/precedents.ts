import { columnNumber } from '../grid/address.js';
import { valueAt, type Area, type Grid, type GridTable } from '../grid/grid.js';
import type { SheetCell } from './plan.js';

/** An area of a sheet that a formula reads. */
export interface SheetArea extends Area {
  readonly sheet: string;
}

/** What a formula reads; `readsUnknown` where it has names or functions whose cells cannot be told from its text. */
export interface Precedents {
  readonly areas: readonly SheetArea[];
  readonly readsUnknown: boolean;
}

const LAST_ROW = 1_048_575;
const LAST_COLUMN = 16_383;
const SHEET = /(?:'((?:[^']|'')*)'|([\p{L}_][\p{L}\p{N}_.]*))!/uy;
const CELLS = /\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?(?![\p{L}\p{N}_.(!])/uy;
const COLUMNS = /\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})(?![\p{L}\p{N}_.(!])/uy;
const ROWS = /\$?(\d{1,7}):\$?(\d{1,7})(?![\p{L}\p{N}_.(!])/uy;
const WORD = /[\p{L}_\\][\p{L}\p{N}_.\\?]*/uy;
const SPECIFIERS = /\[(?:[^[\]]|\[[^[\]]*\])*\]/y;
const TEXT = /"(?:[^"]|"")*"/y;
const NUMBER = /\d+(?:\.\d*)?(?:[Ee][+-]?\d+)?/y;
const POINTS_ELSEWHERE = new Set(['INDIRECT', 'OFFSET']);

/** Returns what a formula in a cell reads: cells, ranges, whole columns and rows, tables, on whatever sheet. */
export function precedentsOf(formula: string, cell: SheetCell, sheets: readonly Grid[]): Precedents {
  return new FormulaReader(formula, cell, sheets).read();
}

class FormulaReader {
  private readonly areas: SheetArea[] = [];
  private readsUnknown = false;
  private at = 0;

  constructor(
    private readonly formula: string,
    private readonly cell: SheetCell,
    private readonly sheets: readonly Grid[],
  ) {}

  read(): Precedents {
    while (this.at < this.formula.length) {
      if (this.take(TEXT) !== null) continue;
      const name = this.take(SHEET);
      const sheet = name === null ? this.cell.sheet : this.sheetNamed((name[1] ?? name[2] ?? '').replace(/''/g, "'"));
      if (this.takeArea(sheet) || this.takeWord() || this.takeOwnSpecifiers()) continue;
      if (this.take(NUMBER) === null) this.at += 1;
    }
    return { areas: this.areas, readsUnknown: this.readsUnknown };
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.formula);
    if (match !== null) this.at = pattern.lastIndex;
    return match;
  }

  private sheetNamed(name: string): string {
    return this.sheets.find(({ sheet }) => sheet.toLowerCase() === name.toLowerCase())?.sheet ?? name;
  }

  private takeArea(sheet: string): boolean {
    const columns = this.take(COLUMNS);
    if (columns !== null) {
      const [left, right] = [columnNumber(columns[1] ?? ''), columnNumber(columns[2] ?? '')];
      return this.add(sheet, [0, left, LAST_ROW, right]);
    }
    const rows = this.take(ROWS);
    if (rows !== null) return this.add(sheet, [Number(rows[1]) - 1, 0, Number(rows[2]) - 1, LAST_COLUMN]);
    const cells = this.take(CELLS);
    if (cells === null) return false;
    const [, column = '', row, lastColumn = column, lastRow = row] = cells;
    return this.add(sheet, [Number(row) - 1, columnNumber(column), Number(lastRow) - 1, columnNumber(lastColumn)]);
  }

  private add(sheet: string, [row, column, lastRow, lastColumn]: readonly [number, number, number, number]): true {
    this.areas.push({
      sheet,
      top: Math.min(row, lastRow),
      left: Math.min(column, lastColumn),
      bottom: Math.max(row, lastRow),
      right: Math.max(column, lastColumn),
    });
    return true;
  }

  /** A function, a table or a name. */
  private takeWord(): boolean {
    const word = this.take(WORD)?.[0].toUpperCase();
    if (word === undefined) return false;
    const next = this.formula[this.at];
    if (next === '(') {
      if (POINTS_ELSEWHERE.has(word)) this.readsUnknown = true;
      return true;
    }
    if (word === 'TRUE' || word === 'FALSE') return true;
    const table = this.tables().find((one) => one.table.name.toUpperCase() === word);
    if (table === undefined) this.readsUnknown = true;
    else if (!this.takeSpecifiers(table)) this.addTable(table, '');
    return true;
  }

  /** `[@应评价数]` in a table's own cell names no table. */
  private takeOwnSpecifiers(): boolean {
    return this.formula[this.at] === '[' && this.takeSpecifiers(this.ownTable());
  }

  private takeSpecifiers(table: PlacedTable | undefined): boolean {
    const specifiers = this.take(SPECIFIERS)?.[0];
    if (specifiers === undefined) return false;
    if (table === undefined) this.readsUnknown = true;
    else this.addTable(table, specifiers);
    return true;
  }

  private addTable({ grid, table }: PlacedTable, specifiers: string): void {
    const { area } = table;
    const named: number[] = [];
    const names = specifiers.split(/[[\]@,:]/).map((name) => name.trim().toLowerCase());
    for (let column = area.left; column <= area.right; column += 1) {
      const header = String(valueAt(grid, area.top, column))
        .trim()
        .toLowerCase();
      if (names.includes(header)) named.push(column);
    }
    const isOwnRow = specifiers.includes('@') || /#this row/i.test(specifiers);
    const top = isOwnRow ? this.cell.row : area.top;
    const bottom = isOwnRow ? this.cell.row : area.bottom;
    const [left = area.left] = named;
    const right = named.at(-1) ?? area.right;
    this.add(grid.sheet, [top, left, bottom, right]);
  }

  private ownTable(): PlacedTable | undefined {
    const { sheet, row, column } = this.cell;
    return this.tables().find(({ grid, table: { area } }) => {
      const isInRows = area.top <= row && row <= area.bottom;
      return grid.sheet === sheet && isInRows && area.left <= column && column <= area.right;
    });
  }

  private tables(): readonly PlacedTable[] {
    return this.sheets.flatMap((grid) => grid.tables.map((table) => ({ grid, table })));
  }
}

interface PlacedTable {
  readonly grid: Grid;
  readonly table: GridTable;
}
