import { parseAreaName, parseCellName } from '../grid/address.js';

const REFERENCE = /\$?[A-Z]{1,3}\$?\d{1,7}(?![\d(A-Za-z_])/g;
const COLUMN_RANGE = /(?<![!A-Za-z\d])\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})/g;

/** Returns a formula with its relative references as offsets, so that copies of one formula are the same text. */
export function relativeFormula(formula: string, row: number, column: number): string {
  const parts = formula.split('"').map((part, index) => {
    if (isQuoted(index)) return part;
    return part.replace(REFERENCE, (reference) => relativeReference(reference, row, column));
  });
  return parts.join('"');
}

/** `D5` seen from C6 is R[-1]C[1]; what a `$` fixes stays as it is. */
function relativeReference(reference: string, row: number, column: number): string {
  const place = parseCellName(reference.replaceAll('$', ''));
  if (place === undefined) return reference;
  const [, fixedColumn, letters, fixedRow] = /^(\$?)([A-Z]+)(\$?)/.exec(reference) ?? [];
  const rowPart = fixedRow === '' ? `[${place.row - row}]` : place.row + 1;
  const columnPart = fixedColumn === '' ? `[${place.column - column}]` : letters;
  return `R${rowPart}C${columnPart}`;
}

/**
 * Returns the rows (from 0) that a formula's ranges read, by column letters; only ranges of its own sheet within one
 * column.
 */
export function rowsReadIn(formula: string): ReadonlyMap<string, ReadonlySet<number>> {
  const read = new Map<string, Set<number>>();
  for (const [index, part] of formula.split('"').entries()) {
    if (isQuoted(index)) continue;
    for (const [, from = '', first, to, last] of part.matchAll(COLUMN_RANGE)) {
      const area = parseAreaName(`${from}${first}:${to}${last}`);
      if (from !== to || area === undefined) continue;
      const rows = read.get(from) ?? new Set<number>();
      for (let row = area.top; row <= area.bottom; row += 1) rows.add(row);
      read.set(from, rows);
    }
  }
  return read;
}

/** Of a formula split at its double quotes every second part is text and holds no reference. */
function isQuoted(index: number): boolean {
  return index % 2 === 1;
}
