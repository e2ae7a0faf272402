import type { Form } from '../form/form.js';
import { cellName } from '../grid/address.js';
import { usedArea, valueAt, type Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import { lexiconOf, type HeaderLexicon } from './lexicon.js';

/** Such tables begin in the first rows; a sheet is not searched through for them. */
const FIRST_ROWS = 60;
/** So many names of counts make a table, and so many numbers its figures. */
const ENOUGH = 3;
/** Numbers stand so few rows below the names that are pasted into one cell. */
const ROWS_BELOW = 3;

type UnsupportedLayout = 'table-transposed' | 'table-in-one-column';

/** Tells whether a problem is that a table stands there in a layout that cannot be read. */
export function isUnsupportedLayout(code: string): code is UnsupportedLayout {
  return code === 'table-transposed' || code === 'table-in-one-column';
}

/** Attachments in a layout that cannot be read: turned on their side, or pasted into one column. Tells what to do. */
export function unsupportedLayouts(grid: Grid, forms: readonly Form[]): readonly Problem[] {
  const lexicons = forms.filter(({ kind }) => kind !== 'volumes').map(lexiconOf);
  for (const lexicon of lexicons) {
    const transposed = transposedTable(grid, lexicon);
    if (transposed !== undefined) return [warning(grid, 'table-transposed', transposed)];
    const packed = tableInOneColumn(grid, lexicon);
    if (packed !== undefined) return [warning(grid, 'table-in-one-column', packed)];
  }
  return [];
}

function warning({ sheet }: Grid, code: UnsupportedLayout, cell: string): Problem<UnsupportedLayout> {
  return { severity: 'warning', code, sheet, cell, parameters: {} };
}

/** Names of counts below each other, numbers to their right: returns the cell of the first name. */
function transposedTable(grid: Grid, lexicon: HeaderLexicon): string | undefined {
  const { left, right } = usedArea(grid);
  for (let column = left; column <= Math.min(right, left + 3); column += 1) {
    const rows = rowsOfCounts(grid, column, lexicon);
    const [first] = rows.values();
    if (rows.size >= ENOUGH && first !== undefined) return cellName(first, column);
  }
  return undefined;
}

/** The rows in which a column names a count and numbers stand to its right, by the count's id. */
function rowsOfCounts(grid: Grid, column: number, lexicon: HeaderLexicon): ReadonlyMap<string, number> {
  const { top, bottom } = usedArea(grid);
  const rows = new Map<string, number>();
  for (let row = top; row <= Math.min(bottom, top + FIRST_ROWS); row += 1) {
    const value = valueAt(grid, row, column);
    if (typeof value !== 'string') continue;
    const count = essentialCount(value, lexicon);
    if (count === undefined || rows.has(count)) continue;
    const toTheRight = (grid.values[row - grid.top] ?? []).slice(column - grid.left + 1);
    if (toTheRight.some((cell) => typeof cell === 'number')) rows.set(count, row);
  }
  return rows;
}

/** One cell holds several names, and one below it in the same column several numbers: returns the former. */
function tableInOneColumn(grid: Grid, lexicon: HeaderLexicon): string | undefined {
  const { top, left, bottom, right } = usedArea(grid);
  for (let row = top; row < Math.min(bottom, top + FIRST_ROWS); row += 1) {
    for (let column = left; column <= right; column += 1) {
      const value = valueAt(grid, row, column);
      if (typeof value !== 'string' || value.length < 20 || value.length > 1000) continue;
      if (countsNamedIn(value, lexicon) >= ENOUGH && hasNumbersBelow(grid, row, column)) return cellName(row, column);
    }
  }
  return undefined;
}

function countsNamedIn(text: string, lexicon: HeaderLexicon): number {
  const named = new Set<string>();
  for (const piece of piecesOf(text)) {
    const count = essentialCount(piece, lexicon);
    if (count !== undefined) named.add(count);
  }
  return named.size;
}

function hasNumbersBelow(grid: Grid, row: number, column: number): boolean {
  for (let below = row + 1; below <= row + ROWS_BELOW; below += 1) {
    const pieces = piecesOf(String(valueAt(grid, below, column) ?? ''));
    if (pieces.filter((piece) => /^\d/.test(piece)).length >= ENOUGH) return true;
  }
  return false;
}

function essentialCount(text: string, lexicon: HeaderLexicon): string | undefined {
  const column = lexicon.named(text);
  if (column?.role !== 'input' || column.essential !== true) return undefined;
  return column.id;
}

function piecesOf(text: string): readonly string[] {
  return text.split(/[\s,，;；|｜]+/).filter((piece) => piece !== '');
}
