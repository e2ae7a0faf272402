import { columnNumber } from '../grid/address.js';
import type { DefinedName } from '../grid/defined-name.js';
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
const SHEET_NAME = String.raw`[\p{L}_][\p{L}\p{N}_.]*`;
const SHEET = new RegExp(String.raw`(?:'((?:[^']|'')*)'|((?:\[\d+\])?${SHEET_NAME}(?::${SHEET_NAME})?))!`, 'uy');
const CELL = String.raw`(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})`;
const CELLS = new RegExp(String.raw`${CELL}(?::${CELL})?(?![\p{L}\p{N}_.(!])`, 'uy');
const COLUMNS = /(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})(?![\p{L}\p{N}_.(!])/uy;
const ROWS = /(\$?)(\d{1,7}):(\$?)(\d{1,7})(?![\p{L}\p{N}_.(!])/uy;
const WORD = /[\p{L}_\\][\p{L}\p{N}_.\\?]*/uy;
const SPECIFIERS = /\[(?:[^[\]]|\[[^[\]]*\])*\]/y;
const TEXT = /"(?:[^"]|"")*"/y;
const NUMBER = /\d+(?:\.\d*)?(?:[Ee][+-]?\d+)?/y;
const POINTS_ELSEWHERE = new Set(['INDIRECT', 'OFFSET']);

/** What formulas may name. */
export interface Named {
  readonly sheets: readonly Grid[];
  readonly definedNames?: readonly DefinedName[];
}

interface PlacedTable {
  readonly grid: Grid;
  readonly table: GridTable;
}

/** What the formulas of a workbook read: cells, ranges, whole columns and rows, tables and names, on whatever sheet. */
export class Precedence {
  readonly tables: readonly PlacedTable[];
  private readonly sheetNames: readonly string[];
  private readonly unreadSheets: ReadonlySet<string>;
  private readonly names = new Map<string, DefinedName>();
  /** By sheet and column the last formula that was read: most others are filled down from it. */
  private readonly filledDown = new Map<string, FilledDown>();
  private readonly followed = new Map<string, Precedents>();

  constructor({ sheets, definedNames = [] }: Named) {
    this.tables = sheets.flatMap((grid) => grid.tables.map((table) => ({ grid, table })));
    this.sheetNames = sheets.map(({ sheet }) => sheet);
    this.unreadSheets = new Set(sheets.filter(({ unread }) => unread !== undefined).map(({ sheet }) => sheet));
    for (const defined of definedNames) this.names.set(nameKey(defined.name, defined.sheet), defined);
  }

  /** Returns what a formula in a cell reads. */
  of(formula: string, cell: SheetCell): Precedents {
    const key = `${cell.sheet}!${cell.column}`;
    const filled = this.filledDown.get(key)?.at(cell.row, formula);
    if (filled !== undefined) return filled;
    const read = (text: string, row: number): Precedents => new FormulaReader(text, { ...cell, row }, this).read();
    const precedents = read(formula, cell.row);
    this.filledDown.set(key, new FilledDown({ formula, row: cell.row }, precedents, read));
    return precedents;
  }

  /** Tells whether a formula is the last one that was read in its column, filled down: it reads the same columns. */
  isFilledDown(formula: string, { sheet, row, column }: SheetCell): boolean {
    return this.filledDown.get(`${sheet}!${column}`)?.isIn(row, formula) ?? false;
  }

  /** Returns what a name reads that is used in a cell. A name that leads back to itself reads nothing more. */
  ofName(name: DefinedName, cell: SheetCell): Precedents {
    const sheet = name.sheet ?? cell.sheet;
    const key = `${nameKey(name.name, name.sheet)}!${sheet}`;
    const known = this.followed.get(key);
    if (known !== undefined) return known;
    this.followed.set(key, { areas: [], readsUnknown: false });
    const { areas, readsUnknown } = new FormulaReader(name.refersTo, { ...cell, sheet }, this).readName();
    const precedents = { areas: [...new Map(areas.map((area) => [areaKey(area), area])).values()], readsUnknown };
    this.followed.set(key, precedents);
    return precedents;
  }

  /** The sheets that `附件1` or `一月:三月` names; of another workbook none. */
  sheetsNamed(name: string): readonly string[] {
    const place = (one: string): number =>
      this.sheetNames.findIndex((sheet) => sheet.toLowerCase() === one.toLowerCase());
    const [first = '', last = first] = name.split(':');
    const [from, to] = [place(first), place(last)];
    if (from === -1 || to === -1) return [];
    return this.sheetNames.slice(Math.min(from, to), Math.max(from, to) + 1);
  }

  /** Tells of a sheet that it was not read: nobody knows what its formulas read. */
  isUnread(sheet: string): boolean {
    return this.unreadSheets.has(sheet);
  }

  /** What a name means on a sheet: one of the sheet's own goes first. */
  nameOn(sheet: string | undefined, name: string): DefinedName | undefined {
    return this.names.get(nameKey(name, sheet ?? null)) ?? this.names.get(nameKey(name, null));
  }
}

/** The same for the same area only. */
export function areaKey({ sheet, top, left, bottom, right }: SheetArea): string {
  return `${sheet}!${top},${left},${bottom},${right}`;
}

function nameKey(name: string, sheet: string | null): string {
  return `${sheet ?? ''}!${name.toUpperCase()}`;
}

const OWN_ROWS = /(?<![\p{L}\p{N}_.\\$])(\$?[A-Za-z]{1,3})(\d{1,7})(?![\p{L}\p{N}_.(!])/gu;

/** A formula of a column, by which the same formula in other rows is known without reading it. */
class FilledDown {
  private readonly pieces: string[] = [];
  private readonly rows: number[] = [];
  private readonly row: number;
  private next: Precedents | null = null;

  constructor(
    { formula, row }: { readonly formula: string; readonly row: number },
    private readonly precedents: Precedents,
    private readonly read: (formula: string, row: number) => Precedents,
  ) {
    this.row = row;
    let at = 0;
    // Within quotation marks and brackets may stand what only looks like a cell.
    for (const match of /['[]/.test(formula) ? [] : formula.matchAll(OWN_ROWS)) {
      const end = match.index + match[0].length;
      const number = match[2] ?? '';
      this.pieces.push(formula.slice(at, end - number.length));
      this.rows.push(Number(number) - row);
      at = end;
    }
    this.pieces.push(formula.slice(at));
  }

  /** Returns what the formula in another row reads; `undefined` where it is another formula. */
  at(row: number, formula: string): Precedents | undefined {
    if (!this.isIn(row, formula)) return undefined;
    this.next ??= this.read(this.textIn(this.row + 1), this.row + 1);
    const { next } = this;
    const by = row - this.row;
    const areas = this.precedents.areas.map((area, index) => {
      const below = next.areas[index];
      if (below === undefined || (below.top === area.top && below.bottom === area.bottom)) return area;
      const top = area.top + (below.top - area.top) * by;
      const bottom = area.bottom + (below.bottom - area.bottom) * by;
      return { ...area, top: Math.min(top, bottom), bottom: Math.max(top, bottom) };
    });
    return { ...this.precedents, areas };
  }

  isIn(row: number, formula: string): boolean {
    return this.textIn(row) === formula;
  }

  private textIn(row: number): string {
    let text = '';
    this.rows.forEach((offset, index) => {
      text += `${this.pieces[index] ?? ''}${row + offset}`;
    });
    return text + (this.pieces.at(-1) ?? '');
  }
}

class FormulaReader {
  private readonly areas: SheetArea[] = [];
  private readsUnknown = false;
  private isName = false;
  private at = 0;

  constructor(
    private readonly formula: string,
    private readonly cell: SheetCell,
    private readonly workbook: Precedence,
  ) {}

  /** What is relative in a name is so from wherever it is used, and may be any row or column. */
  readName(): Precedents {
    this.isName = true;
    return this.read();
  }

  read(): Precedents {
    while (this.at < this.formula.length) {
      if (this.take(TEXT) !== null) continue;
      const name = this.take(SHEET);
      const sheets = name === null ? [this.cell.sheet] : this.workbook.sheetsNamed(sheetNameIn(name));
      if (this.takeArea(sheets) || this.takeWord(sheets[0]) || this.takeOwnSpecifiers()) continue;
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

  private takeArea(sheets: readonly string[]): boolean {
    const columns = this.take(COLUMNS);
    if (columns !== null) {
      const [, fixed, from = '', lastFixed, to = ''] = columns;
      const isFixed = fixed !== '' && lastFixed !== '';
      return this.addOn(sheets, { rows: [0, LAST_ROW], columns: this.columnsOf(isFixed, from, to) });
    }
    const rows = this.take(ROWS);
    if (rows !== null) {
      const [, fixed, from, lastFixed, to] = rows;
      const isFixed = fixed !== '' && lastFixed !== '';
      return this.addOn(sheets, { rows: this.rowsOf(isFixed, from, to), columns: [0, LAST_COLUMN] });
    }
    const cells = this.take(CELLS);
    if (cells === null) return false;
    const [, fixedColumn, column = '', fixedRow, row, lastFixedColumn, lastColumn, lastFixedRow, lastRow] = cells;
    const isFixedColumn = fixedColumn !== '' && lastFixedColumn !== '';
    const isFixedRow = fixedRow !== '' && lastFixedRow !== '';
    return this.addOn(sheets, {
      rows: this.rowsOf(isFixedRow, row, lastRow ?? row),
      columns: this.columnsOf(isFixedColumn, column, lastColumn ?? column),
    });
  }

  private rowsOf(isFixed: boolean, from: string | undefined, to: string | undefined): Span {
    if (!isFixed && this.isName) return [0, LAST_ROW];
    return [Number(from) - 1, Number(to) - 1];
  }

  private columnsOf(isFixed: boolean, from: string, to: string): Span {
    if (!isFixed && this.isName) return [0, LAST_COLUMN];
    return [columnNumber(from), columnNumber(to)];
  }

  private addOn(sheets: readonly string[], { rows, columns }: { readonly rows: Span; readonly columns: Span }): true {
    const [top, bottom] = inOrder(rows);
    const [left, right] = inOrder(columns);
    for (const sheet of sheets) this.areas.push({ sheet, top, left, bottom, right });
    if (sheets.some((sheet) => this.workbook.isUnread(sheet))) this.readsUnknown = true;
    return true;
  }

  /** A function, a table or a name; a parameter of LET or LAMBDA is none of them and reads nothing by itself. */
  private takeWord(sheet: string | undefined): boolean {
    const word = this.take(WORD)?.[0].toUpperCase();
    if (word === undefined) return false;
    if (this.formula[this.at] === '(' && POINTS_ELSEWHERE.has(word)) this.readsUnknown = true;
    const name = this.workbook.nameOn(sheet, word);
    if (name !== undefined) {
      this.follow(name);
      return true;
    }
    const table = this.workbook.tables.find((one) => one.table.name.toUpperCase() === word);
    if (table !== undefined && !this.takeSpecifiers(table)) this.addTable(table, '');
    return true;
  }

  private follow(name: DefinedName): void {
    const { areas, readsUnknown } = this.workbook.ofName(name, this.cell);
    for (const area of areas) this.areas.push(area);
    if (readsUnknown) this.readsUnknown = true;
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
    this.areas.push({ sheet: grid.sheet, top, left, bottom, right });
  }

  private ownTable(): PlacedTable | undefined {
    const { sheet, row, column } = this.cell;
    return this.workbook.tables.find(({ grid, table: { area } }) => {
      const isInRows = area.top <= row && row <= area.bottom;
      return grid.sheet === sheet && isInRows && area.left <= column && column <= area.right;
    });
  }
}

type Span = readonly [number, number];

function inOrder([from, to]: Span): Span {
  return [Math.min(from, to), Math.max(from, to)];
}

function sheetNameIn([, quoted, plain]: RegExpExecArray): string {
  return (quoted ?? plain ?? '').replace(/''/g, "'");
}
