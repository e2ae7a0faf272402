import { LEDGER_COLUMNS, type Ledger, type LedgerField } from '../adjustments/ledger.js';
import { areaName, cellName } from '../grid/address.js';
import { formatAt, valueAt, type Grid } from '../grid/grid.js';
import type { LedgerEdit } from './ledger-edit.js';
import { BLANK_ROW, entryCells, type ClausesOf, type RowCells } from './ledger-row.js';
import { contentAt, isBlank, type Change, type Plan } from './plan.js';
import { cellChanges, type DraftCell } from './sheet-draft.js';

/** A row of the ledger as it will be. */
interface PlannedRow {
  /** Where it stands now (row of the sheet, from 0); `null` for a new one. */
  readonly from: number | null;
  /** What its entry's cells become; `null`: they stay. */
  readonly cells: RowCells | null;
}

/** Plans edits of a ledger that is there. */
export class LedgerEditor {
  private readonly firstRow: number;
  /** All columns that move with an entry: the ledger's and those that people added between or, in its table, beside. */
  private readonly columns: readonly number[];
  private readonly fields: ReadonlyMap<number, LedgerField>;

  constructor(
    private readonly grid: Grid,
    private readonly ledger: Ledger,
    private readonly clausesOf: ClausesOf,
  ) {
    this.firstRow = ledger.headerRow + 1;
    this.columns = columnsOf(ledger);
    const fields = new Map<number, LedgerField>();
    for (const { field } of LEDGER_COLUMNS) {
      const column = ledger.columns[field];
      if (column !== undefined && !fields.has(column)) fields.set(column, field);
    }
    this.fields = fields;
  }

  plan(edits: readonly LedgerEdit[]): Plan {
    const { grid, ledger, firstRow } = this;
    const rows = this.plannedRows(edits);
    const leastRows = ledger.table === null ? 0 : 1;
    const lastRow = ledger.headerRow + Math.max(rows.length, leastRows);
    const blocked = this.firstOccupied(ledger.lastRow + 1, lastRow);
    if (blocked !== null) {
      const { sheet } = grid;
      const parameters = { sheet };
      return {
        changes: [],
        problems: [{ severity: 'error', code: 'ledger-no-room', sheet, cell: blocked, parameters }],
      };
    }
    const changes: Change[] = [];
    for (let row = firstRow; row <= Math.max(lastRow, ledger.lastRow); row += 1) {
      for (const change of this.rowChanges(row, rows[row - firstRow])) changes.push(change);
    }
    const resizing = this.tableChange(lastRow);
    if (resizing !== null) changes.push(resizing);
    return { changes, problems: [] };
  }

  /** The rows below the header as they will follow one another. */
  private plannedRows(edits: readonly LedgerEdit[]): readonly PlannedRow[] {
    const removed = new Set<number>();
    const changed = new Map<number, RowCells>();
    const added: PlannedRow[] = [];
    for (const edit of edits) {
      if (edit.kind === 'remove') removed.add(edit.row);
      if (edit.kind === 'change') changed.set(edit.row, entryCells(edit.entry, this.clausesOf));
      if (edit.kind === 'add') added.push({ from: null, cells: entryCells(edit.entry, this.clausesOf) });
    }
    // Formulas that people put below would point elsewhere if their rows moved up: then a removed row stays, blank.
    const canMove = !this.hasFormulasFrom(removed);
    const rows: PlannedRow[] = [];
    for (let row = this.firstRow; row <= this.ledger.lastRow; row += 1) {
      if (!removed.has(row)) rows.push({ from: row, cells: changed.get(row) ?? null });
      else if (!canMove) rows.push({ from: row, cells: BLANK_ROW });
    }
    while (rows.length > 0 && this.isBlankRow(rows.at(-1))) rows.pop();
    return rows.concat(added);
  }

  private tableChange(lastRow: number): Change | null {
    const { table } = this.ledger;
    if (table === null || lastRow === table.area.bottom) return null;
    const { top } = table.area;
    const columns = this.columns.map((column) => String(valueAt(this.grid, top, column) ?? ''));
    return {
      kind: 'table',
      sheet: this.grid.sheet,
      name: table.name,
      was: { area: table.area, columns },
      becomes: { area: { ...table.area, bottom: lastRow }, columns },
    };
  }

  private rowChanges(row: number, planned: PlannedRow | undefined): readonly Change[] {
    const staysInPlace = planned?.from === row;
    if (staysInPlace && planned.cells === null) return [];
    return this.columns.flatMap((column) => {
      const field = this.fields.get(column);
      // Columns that people added beside ours move with their row and are otherwise left alone.
      if (staysInPlace && field === undefined) return [];
      const place = { sheet: this.grid.sheet, row, column };
      return cellChanges(this.grid, place, this.wantedCell(planned, column, field));
    });
  }

  private wantedCell(
    planned: PlannedRow | undefined,
    column: number,
    field: LedgerField | undefined,
  ): DraftCell | null {
    if (planned === undefined) return null;
    if (planned.cells !== null && field !== undefined) return planned.cells[field];
    if (planned.from === null) return null;
    const { value, formula } = contentAt(this.grid, { row: planned.from, column });
    const format = formatAt(this.grid, planned.from, column);
    if (formula === null) return { value, format };
    return { value, format, formula };
  }

  private isBlankRow(planned: PlannedRow | undefined): boolean {
    if (planned === undefined || planned.from === null) return false;
    if (planned.cells !== null) return planned.cells === BLANK_ROW;
    return !this.isOccupied(planned.from);
  }

  private isOccupied(row: number): boolean {
    return this.columns.some((column) => !isBlank(contentAt(this.grid, { row, column })));
  }

  /** Tells whether there are formulas from the first of these rows down. */
  private hasFormulasFrom(rows: ReadonlySet<number>): boolean {
    for (let row = smallest(rows); row <= this.ledger.lastRow; row += 1) {
      if (this.columns.some((column) => contentAt(this.grid, { row, column }).formula !== null)) return true;
    }
    return false;
  }

  /** The first cell or area that keeps entries from being written down to a row. */
  private firstOccupied(from: number, to: number): string | null {
    const { table, lastRow } = this.ledger;
    for (let row = from; row <= to; row += 1) {
      const column = this.columns.find((one) => !isBlank(contentAt(this.grid, { row, column: one })));
      if (column !== undefined) return cellName(row, column);
    }
    // A totals row ends the table: entries cannot grow over it.
    if (table !== null && table.totalsRows > 0 && to > lastRow)
      return areaName({ ...table.area, top: table.area.bottom });
    return null;
  }
}

function columnsOf({ table, columns }: Ledger): readonly number[] {
  const own = Object.values(columns);
  const first = table?.area.left ?? smallest(own);
  const last = table?.area.right ?? own.reduce((largest, column) => Math.max(largest, column), -1);
  const all: number[] = [];
  for (let column = first; column <= last; column += 1) all.push(column);
  return all;
}

function smallest(numbers: Iterable<number>): number {
  let least = Infinity;
  for (const number of numbers) least = Math.min(least, number);
  return least;
}
