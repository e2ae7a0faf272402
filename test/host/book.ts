import { cellName, parseAreaName, parseCellName } from '../../src/core/grid/address.js';
import type { Area, CellValue, Grid } from '../../src/core/grid/grid.js';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { enter } from './entering.js';
import { evaluate } from './formulas.js';

/** A cell of the simulated workbook. `value` is what its formula came to last. */
export interface BookCell {
  value: CellValue;
  formula: string | null;
  format: string;
  fill: string | null;
}

export interface BookTable {
  readonly id: string;
  name: string;
  area: Area;
  showHeaders: boolean;
  showTotals: boolean;
}

export interface Protection {
  readonly password: string | null;
  readonly options: Readonly<Record<string, boolean | string>>;
}

const COLUMNS = 16_384;
const placeOf = (key: number): [row: number, column: number] => [Math.floor(key / COLUMNS), key % COLUMNS];

const SHEET_PROTECTION = {
  allowAutoFilter: false,
  allowDeleteColumns: false,
  allowDeleteRows: false,
  allowEditObjects: false,
  allowEditScenarios: false,
  allowFormatCells: false,
  allowFormatColumns: false,
  allowFormatRows: false,
  allowInsertColumns: false,
  allowInsertHyperlinks: false,
  allowInsertRows: false,
  allowPivotTables: false,
  allowSort: false,
  selectionMode: 'Normal',
};

/** A sheet of the simulated workbook; the methods are what a person does in Excel. */
export class BookSheet {
  /** By row and column in one number: a hundred thousand cells are looked up many times. */
  readonly cells = new Map<number, BookCell>();
  visibility: Grid['visibility'] = 'visible';
  tabColor = '';
  merges: Area[] = [];
  readonly hiddenRows = new Set<number>();
  readonly hiddenColumns = new Set<number>();
  readonly columnWidths = new Map<number, number>();
  /** What was set of the looks of ranges: `A1:C1 bold`. */
  readonly looks = new Map<string, unknown>();
  /** The area that stays in sight, such as `1:3`. */
  frozen: string | null = null;
  tables: BookTable[] = [];
  protection: Protection | null = null;

  constructor(
    private readonly book: Book,
    readonly id: string,
    public name: string,
  ) {}

  /** The cell as it is, or nothing. */
  at(row: number, column: number): BookCell | undefined {
    return this.cells.get(row * COLUMNS + column);
  }

  cell(row: number, column: number): BookCell {
    const key = row * COLUMNS + column;
    let cell = this.cells.get(key);
    if (cell === undefined) {
      cell = { value: null, formula: null, format: 'General', fill: null };
      this.cells.set(key, cell);
    }
    return cell;
  }

  /** Enters something as typing it would. */
  enter(row: number, column: number, raw: unknown): void {
    const cell = this.cell(row, column);
    const entered = enter(raw, cell.format);
    cell.value = entered.value;
    cell.formula = entered.formula;
    if (entered.format !== undefined && cell.format === 'General') cell.format = entered.format;
    if (entered.formula !== null && this.book.calculationMode === 'manual')
      cell.value = this.book.workOut(this, entered.formula);
    this.book.changed();
  }

  /** A person types into a cell named like "C5". */
  type(name: string, raw: unknown): void {
    const { row, column } = parseCellName(name) as { row: number; column: number };
    this.enter(row, column, raw);
    this.book.edited(this, name);
  }

  valueAt(name: string): CellValue {
    const { row, column } = parseCellName(name) as { row: number; column: number };
    this.book.settle();
    return this.at(row, column)?.value ?? null;
  }

  formulaAt(name: string): string | null {
    const { row, column } = parseCellName(name) as { row: number; column: number };
    return this.at(row, column)?.formula ?? null;
  }

  formatAt(name: string): string {
    const { row, column } = parseCellName(name) as { row: number; column: number };
    return this.at(row, column)?.format ?? 'General';
  }

  /** A person inserts an empty row before row `at` (from 0); references follow. */
  insertRow(at: number): void {
    this.rearrange((row) => (row >= at ? row + 1 : row));
    for (const sheet of this.book.sheets) {
      for (const cell of sheet.cells.values())
        if (cell.formula !== null && sheet === this) cell.formula = shiftRows(cell.formula, at);
    }
    this.book.edited(this, `${at + 1}:${at + 1}`, 'RowInserted');
  }

  /**
   * A person changes the order of rows: `order[i]` is the row that moves to row `from + i`; relative references move
   * with their rows.
   */
  sortRows(from: number, order: readonly number[]): void {
    const target = new Map(order.map((row, index) => [row, from + index]));
    const moved = new Map<number, BookCell>();
    for (const [key, cell] of this.cells) {
      const [row, column] = placeOf(key);
      const to = target.get(row) ?? row;
      moved.set(to * COLUMNS + column, {
        ...cell,
        formula: cell.formula === null ? null : moveRelative(cell.formula, to - row),
      });
    }
    this.cells.clear();
    for (const [key, cell] of moved) this.cells.set(key, cell);
    this.book.edited(this, `${from + 1}:${from + order.length}`);
  }

  private rearrange(to: (row: number) => number): void {
    const moved = [...this.cells].map(([key, cell]) => {
      const [row, column] = placeOf(key);
      return [to(row) * COLUMNS + column, cell] as const;
    });
    this.cells.clear();
    for (const [key, cell] of moved) this.cells.set(key, cell);
  }

  protect(password: string | null = null, options: Readonly<Record<string, boolean | string>> = {}): void {
    this.protection = { password, options: { ...SHEET_PROTECTION, ...options } };
  }

  /** The smallest area with everything that has content. */
  usedArea(valuesOnly: boolean): Area | null {
    let area: Area | null = null;
    for (const [key, cell] of this.cells) {
      const blank = cell.value === null && cell.formula === null;
      if (blank && (valuesOnly || (cell.format === 'General' && cell.fill === null))) continue;
      const [row, column] = placeOf(key);
      area =
        area === null
          ? { top: row, left: column, bottom: row, right: column }
          : {
              top: Math.min(area.top, row),
              left: Math.min(area.left, column),
              bottom: Math.max(area.bottom, row),
              right: Math.max(area.right, column),
            };
    }
    return area;
  }
}

/** Formulas whose references are moved by rows, as sorting does: only those without `$`. */
function moveRelative(formula: string, by: number): string {
  return formula.replace(/(\$?[A-Z]{1,3})(\$?)(\d+)(?![\d(])/g, (whole, column: string, fixed: string, row: string) =>
    fixed === '$' ? whole : `${column}${Number(row) + by}`,
  );
}

function shiftRows(formula: string, at: number): string {
  return formula.replace(
    /(\$?[A-Z]{1,3}\$?)(\d+)(?![\d(])/g,
    (_, column: string, row: string) => `${column}${Number(row) > at ? Number(row) + 1 : row}`,
  );
}

export interface BookPart {
  readonly id: string;
  namespace: string;
  xml: string;
}

/** A workbook simple enough to be held in a few maps; it calculates by itself. */
export class Book {
  readonly sheets: BookSheet[] = [];
  parts: BookPart[] = [];
  calculationMode: 'automatic' | 'manual' | 'automaticExceptTables' = 'automatic';
  precisionAsDisplayed = false;
  iterates = false;
  structureProtected = false;
  selection: { sheet: BookSheet; address: string } | null = null;
  /** Names that people defined, for the whole workbook or for one sheet. */
  readonly names: { readonly name: string; readonly sheet: BookSheet | null; readonly formula: string }[] = [];
  /** Files that were opened as new workbooks beside this one, in base64. */
  readonly opened: string[] = [];
  /** Told of what a person does: the host makes events of it. */
  onEdited: (sheet: BookSheet, address: string, changeType: string) => void = () => undefined;
  onSelected: (sheet: BookSheet, address: string) => void = () => undefined;
  private stale = false;
  private nextId = 1;

  id(): string {
    this.nextId += 1;
    return `{0000-${String(this.nextId).padStart(4, '0')}}`;
  }

  /** Adds a sheet with its rows; texts beginning with "=" are formulas. */
  addSheet(name: string, rows: readonly (readonly CellValue[])[] = []): BookSheet {
    const sheet = new BookSheet(this, this.id(), name);
    this.sheets.push(sheet);
    rows.forEach((values, row) =>
      values.forEach((value, column) => {
        if (value === null) return;
        const cell = sheet.cell(row, column);
        if (typeof value === 'string' && value.startsWith('=')) cell.formula = value;
        else cell.value = value;
      }),
    );
    this.changed();
    return sheet;
  }

  sheet(name: string): BookSheet {
    const found = this.sheets.find((sheet) => sheet.name === name);
    if (found === undefined) throw new Error(`The simulated workbook has no sheet ${name}`);
    return found;
  }

  addTable(sheet: BookSheet, name: string, area: string): BookTable {
    const table = { id: this.id(), name, area: parseAreaName(area) as Area, showHeaders: true, showTotals: false };
    sheet.tables.push(table);
    return table;
  }

  addPart(xml: string): BookPart {
    const part = { id: this.id(), namespace: namespaceOf(xml), xml };
    this.parts.push(part);
    return part;
  }

  /** A person selects a cell. */
  select(sheet: BookSheet, address: string): void {
    this.selection = { sheet, address };
    this.onSelected(sheet, address);
  }

  edited(sheet: BookSheet, address: string, changeType = 'RangeEdited'): void {
    this.changed();
    this.onEdited(sheet, address, changeType);
  }

  changed(): void {
    this.stale = true;
  }

  /** Brings all formulas up to date, where the workbook calculates by itself. */
  settle(force = false): void {
    if (!this.stale || (this.calculationMode === 'manual' && !force)) return;
    this.stale = false;
    const done = new Set<BookCell>();
    for (const sheet of this.sheets) for (const cell of sheet.cells.values()) this.workOutCell(sheet, cell, done);
  }

  workOut(sheet: BookSheet, formula: string): CellValue {
    return evaluate(formula, {
      value: (name, row, column) =>
        (name === null ? sheet : this.sheets.find((other) => other.name === name))?.at(row, column)?.value ?? null,
    });
  }

  private workOutCell(sheet: BookSheet, cell: BookCell, done: Set<BookCell>): void {
    if (done.has(cell)) return;
    done.add(cell);
    if (cell.formula === null) return;
    const value = evaluate(cell.formula, {
      value: (name, row, column) => {
        const from = name === null ? sheet : this.sheets.find((other) => other.name === name);
        const other = from?.at(row, column);
        if (from === undefined) return { error: '#REF!' };
        if (other === undefined) return null;
        this.workOutCell(from, other, done);
        return other.value;
      },
    });
    cell.value = this.precisionAsDisplayed && typeof value === 'number' ? asDisplayed(value, cell.format) : value;
  }
}

function asDisplayed(value: number, format: string): number {
  const decimals = /0\.(0+)/.exec(format)?.[1]?.length ?? 0;
  if (!/^0(\.0+)?%?$/.test(format)) return value;
  const places = decimals + (format.endsWith('%') ? 2 : 0);
  return Number((Math.round(value * 10 ** places) / 10 ** places).toFixed(places));
}

export function namespaceOf(xml: string): string {
  return /<[^?!][^>]*?\sxmlns\s*=\s*["']([^"']*)["']/.exec(xml)?.[1] ?? '';
}

/** The simulated workbook with the sheets of a real file. */
export async function bookOf(bytes: Uint8Array): Promise<Book> {
  const { sheets, calculation, definedNames } = await openXlsx(bytes).read();
  const book = new Book();
  book.calculationMode = calculation.mode;
  book.precisionAsDisplayed = !calculation.fullPrecision;
  for (const grid of sheets) {
    const sheet = book.addSheet(grid.sheet);
    sheet.visibility = grid.visibility;
    sheet.merges = [...grid.merges];
    for (const row of grid.hiddenRows) sheet.hiddenRows.add(row);
    for (const column of grid.hiddenColumns) sheet.hiddenColumns.add(column);
    for (const { name, area, headerRows, totalsRows } of grid.tables)
      sheet.tables.push({ id: book.id(), name, area, showHeaders: headerRows > 0, showTotals: totalsRows > 0 });
    if (grid.protected) sheet.protect();
    grid.values.forEach((values, i) =>
      values.forEach((value, j) => {
        const formula = grid.formulas[i]?.[j] ?? null;
        const format = grid.formats[i]?.[j] ?? 'General';
        if (value === null && formula === null && format === 'General') return;
        Object.assign(sheet.cell(grid.top + i, grid.left + j), { value, formula, format });
      }),
    );
  }
  for (const { name, sheet, refersTo } of definedNames ?? []) {
    const owner = book.sheets.find((one) => one.name === sheet) ?? null;
    book.names.push({ name, sheet: owner, formula: `=${refersTo}` });
  }
  book.changed();
  return book;
}

/** Every cell of a workbook with content, as "sheet!A1" → content and format: what tests compare. */
export function contentsOf(book: Book): Record<string, string> {
  book.settle();
  const all: Record<string, string> = {};
  for (const sheet of book.sheets) {
    for (const [key, { value, formula, format, fill }] of sheet.cells) {
      if (value === null && formula === null && format === 'General' && fill === null) continue;
      const [row, column] = placeOf(key);
      all[`${sheet.name}!${cellName(row, column)}`] =
        `${formula ?? JSON.stringify(value)} ${format}${fill === null ? '' : ` #${fill}`}`;
    }
  }
  return all;
}
