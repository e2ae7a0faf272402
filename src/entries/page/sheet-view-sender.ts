import type { CellValue, Grid } from '../../core/grid/grid.js';
import type { SheetLook } from '../../ports/appearance.js';
import type { SheetHead, SheetRows, ThreadMessage } from './thread-messages.js';

/** Rows in one message: taking one in must not hold up the page. */
const ROWS_PER_MESSAGE = 500;

/** Sends what has changed of the sheets since they were last sent. */
export class SheetViewSender {
  private readonly grids = new Map<string, Grid>();
  private readonly looks = new Map<string, SheetLook>();

  constructor(private readonly post: (message: ThreadMessage) => void) {}

  send(grids: readonly Grid[], looks: readonly SheetLook[]): void {
    grids.forEach((grid, index) => {
      this.post({ kind: 'step', step: 'drawing', done: index, of: grids.length });
      this.sendGrid(grid);
      const look = looks[index];
      if (look !== undefined) this.sendLook(look);
    });
    for (const sheet of [...this.grids.keys()])
      if (!grids.some((grid) => grid.sheet === sheet)) this.grids.delete(sheet);
  }

  private sendGrid(grid: Grid): void {
    const sent = this.grids.get(grid.sheet);
    this.grids.set(grid.sheet, grid);
    const changed = changedRows(sent, grid);
    const isSame = sent !== undefined && hasSameShape(sent, grid) && changed.length === 0 && hasSameHead(sent, grid);
    if (isSame) return;
    this.post({ kind: 'head', head: headOf(grid) });
    for (let first = 0; first < changed.length; first += ROWS_PER_MESSAGE)
      this.post({
        kind: 'rows',
        sheet: grid.sheet,
        rows: rowsOf(grid, changed.slice(first, first + ROWS_PER_MESSAGE)),
      });
  }

  private sendLook(look: SheetLook): void {
    const sent = this.looks.get(look.sheet);
    if (sent !== undefined && (sent === look || isSameLook(sent, look))) return;
    this.looks.set(look.sheet, look);
    this.post({ kind: 'look', look });
  }
}

function headOf(grid: Grid): SheetHead {
  return {
    sheet: grid.sheet,
    visibility: grid.visibility,
    protected: grid.protected,
    top: grid.top,
    left: grid.left,
    merges: grid.merges,
    hiddenRows: grid.hiddenRows,
    hiddenColumns: grid.hiddenColumns,
    tables: grid.tables,
    rows: grid.values.length,
  };
}

function hasSameHead(a: Grid, b: Grid): boolean {
  return JSON.stringify(headOf(a)) === JSON.stringify(headOf(b));
}

function hasSameShape(a: Grid, b: Grid): boolean {
  return (
    a.top === b.top &&
    a.left === b.left &&
    a.values.length === b.values.length &&
    a.values[0]?.length === b.values[0]?.length
  );
}

/** Returns the rows that differ from the grid that was sent, all of them where it had another shape. */
function changedRows(sent: Grid | undefined, grid: Grid): readonly number[] {
  const rows = grid.values.map((_, row) => row);
  if (sent === undefined || !hasSameShape(sent, grid)) return rows;
  return rows.filter((row) => !isSameRow(sent, grid, row));
}

function rowsOf(grid: Grid, at: readonly number[]): SheetRows {
  const numbers = new Map<string, number>();
  const formats = at.map((row) =>
    Uint16Array.from(grid.formats[row] ?? [], (code) => {
      const number = numbers.get(code) ?? numbers.size;
      numbers.set(code, number);
      return number;
    }),
  );
  return {
    at,
    values: at.map((row) => grid.values[row] ?? []),
    formulas: at.map((row) => grid.formulas[row] ?? []),
    codes: [...numbers.keys()],
    formats,
  };
}

function isSameRow(a: Grid, b: Grid, row: number): boolean {
  return (
    isSame(a.values[row], b.values[row], isSameValue) &&
    isSame(a.formulas[row], b.formulas[row], Object.is) &&
    isSame(a.formats[row], b.formats[row], Object.is)
  );
}

function isSame<T>(a: readonly T[] | undefined, b: readonly T[] | undefined, equal: (a: T, b: T) => boolean): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || a.length !== b.length) return false;
  return a.every((item, index) => equal(item, b[index] as T));
}

function isSameValue(a: CellValue, b: CellValue): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  return a.error === b.error;
}

function isSameLook(a: SheetLook, b: SheetLook): boolean {
  const { cells: cellsOfA, ...restOfA } = a;
  const { cells: cellsOfB, ...restOfB } = b;
  return (
    isSameArray(cellsOfA.keys, cellsOfB.keys) &&
    isSameArray(cellsOfA.looks, cellsOfB.looks) &&
    JSON.stringify(plain(restOfA)) === JSON.stringify(plain(restOfB))
  );
}

function isSameArray<T extends Float64Array | Uint32Array>(a: T, b: T): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** JSON knows no maps. */
function plain(look: Readonly<Record<string, unknown>>): unknown {
  return Object.entries(look).map(([key, value]) => [key, value instanceof Map ? [...value.entries()] : value]);
}
