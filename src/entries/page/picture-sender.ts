import type { CellValue, Grid } from '../../core/grid/grid.js';
import type { SheetLook } from '../../ports/appearance.js';
import type { SheetHead, SheetRows, ThreadMessage } from './thread-messages.js';

/** So many rows go in one message: taking one in must not hold up the page. */
const ROWS_A_MESSAGE = 500;

/** Sends what has changed of the sheets since they were last sent. */
export class PictureSender {
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
    const known = this.grids.get(grid.sheet);
    this.grids.set(grid.sheet, grid);
    const head = headOf(grid);
    const isSameShape =
      known !== undefined &&
      known.top === grid.top &&
      known.left === grid.left &&
      known.values.length === grid.values.length &&
      known.values[0]?.length === grid.values[0]?.length;
    const changed = grid.values.map((_, row) => row).filter((row) => !isSameShape || !isSameRow(known, grid, row));
    if (isSameShape && changed.length === 0 && JSON.stringify(headOf(known)) === JSON.stringify(head)) return;
    this.post({ kind: 'head', head });
    for (let first = 0; first < changed.length; first += ROWS_A_MESSAGE)
      this.post({ kind: 'rows', sheet: grid.sheet, rows: rowsOf(grid, changed.slice(first, first + ROWS_A_MESSAGE)) });
  }

  private sendLook(look: SheetLook): void {
    const known = this.looks.get(look.sheet);
    if (known !== undefined && (known === look || isSameLook(known, look))) return;
    this.looks.set(look.sheet, look);
    this.post({ kind: 'look', look });
  }
}

function headOf({
  sheet,
  visibility,
  protected: isProtected,
  top,
  left,
  merges,
  hiddenRows,
  hiddenColumns,
  tables,
  values,
}: Grid): SheetHead {
  return {
    sheet,
    visibility,
    protected: isProtected,
    top,
    left,
    merges,
    hiddenRows,
    hiddenColumns,
    tables,
    rows: values.length,
  };
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
  return (
    a === b ||
    (a !== undefined &&
      b !== undefined &&
      a.length === b.length &&
      a.every((item, index) => equal(item, b[index] as T)))
  );
}

function isSameValue(a: CellValue, b: CellValue): boolean {
  return (
    Object.is(a, b) ||
    (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null && a.error === b.error)
  );
}

function isSameLook(a: SheetLook, b: SheetLook): boolean {
  const {
    cells: { keys, looks: numbers },
    looks,
    ...rest
  } = a;
  const { cells: other, looks: otherLooks, ...otherRest } = b;
  const isSameArray = <T extends Float64Array | Uint32Array>(one: T, two: T): boolean =>
    one.length === two.length && one.every((item, index) => item === two[index]);
  return (
    isSameArray(keys, other.keys) &&
    isSameArray(numbers, other.looks) &&
    JSON.stringify([looks, plain(rest)]) === JSON.stringify([otherLooks, plain(otherRest)])
  );
}

/** JSON knows no maps. */
function plain(look: Readonly<Record<string, unknown>>): unknown {
  return Object.entries(look).map(([key, value]) => [key, value instanceof Map ? [...value.entries()] : value]);
}
