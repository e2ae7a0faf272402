import type { Form } from '../form/form.js';
import { cellName } from '../grid/address.js';
import { usedArea, valueAt, type Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import { HeaderLexicon } from './lexicon.js';

/** Where such tables begin; a sheet is not searched through for them. */
const FIRST_ROWS = 60;
const ENOUGH = 3;

/** An attachment in a shape that no table has: turned on its side, or pasted into one column. Says what to do with it. */
export function misshapen(grid: Grid, forms: readonly Form[]): readonly Problem[] {
  const lexicons = forms.filter(({ kind }) => kind !== 'volumes').map((form) => new HeaderLexicon(form));
  for (const lexicon of lexicons) {
    const turned = turnedOnItsSide(grid, lexicon);
    if (turned !== undefined) return [say(grid, 'table-transposed', turned)];
    const packed = packedInOneColumn(grid, lexicon);
    if (packed !== undefined) return [say(grid, 'table-in-one-column', packed)];
  }
  return [];
}

function say({ sheet }: Grid, code: string, cell: string): Problem {
  return { severity: 'warning', code, sheet, cell, parameters: {} };
}

/** Names of counts below each other, numbers to their right. */
function turnedOnItsSide(grid: Grid, lexicon: HeaderLexicon): string | undefined {
  const { top, left, bottom, right } = usedArea(grid);
  for (let column = left; column <= Math.min(right, left + 3); column += 1) {
    const named = new Map<string, number>();
    for (let row = top; row <= Math.min(bottom, top + FIRST_ROWS); row += 1) {
      const value = valueAt(grid, row, column);
      const found = typeof value === 'string' ? essentialCount(value, lexicon) : undefined;
      const numbers = (grid.values[row - grid.top] ?? [])
        .slice(column - grid.left + 1)
        .filter((cell) => typeof cell === 'number').length;
      if (found !== undefined && numbers > 0 && !named.has(found)) named.set(found, row);
    }
    const [first] = named.values();
    if (named.size >= ENOUGH && first !== undefined) return cellName(first, column);
  }
  return undefined;
}

/** One cell holds several names, and one below it in the same column several numbers. */
function packedInOneColumn(grid: Grid, lexicon: HeaderLexicon): string | undefined {
  const { top, left, bottom, right } = usedArea(grid);
  for (let row = top; row < Math.min(bottom, top + FIRST_ROWS); row += 1) {
    for (let column = left; column <= right; column += 1) {
      const value = valueAt(grid, row, column);
      if (typeof value !== 'string' || value.length < 20 || value.length > 1000) continue;
      const names = new Set(
        pieces(value)
          .map((piece) => essentialCount(piece, lexicon))
          .filter((name) => name !== undefined),
      );
      if (names.size < ENOUGH) continue;
      const isFollowed = [1, 2, 3].some(
        (below) =>
          pieces(String(valueAt(grid, row + below, column) ?? '')).filter((piece) => /^\d/.test(piece)).length >=
          ENOUGH,
      );
      if (isFollowed) return cellName(row, column);
    }
  }
  return undefined;
}

function essentialCount(text: string, lexicon: HeaderLexicon): string | undefined {
  const column = lexicon.named(text);
  return column?.role === 'input' && column.essential === true ? column.id : undefined;
}

function pieces(text: string): readonly string[] {
  return text.split(/[\s,，;；|｜]+/).filter((piece) => piece !== '');
}
