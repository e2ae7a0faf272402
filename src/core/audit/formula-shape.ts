import { parseAreaName, parseCellName } from '../grid/address.js';

const REFERENCE = /(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![\d(A-Za-z_])/g;

/** Returns a formula with its relative references as offsets, so that copies of one formula are the same text. */
export function relativeFormula(formula: string, row: number, column: number): string {
  return outsideQuotes(formula, (text) =>
    text.replace(REFERENCE, (whole, fixedColumn: string, letters: string, fixedRow: string, digits: string) => {
      const place = parseCellName(`${letters}${digits}`);
      if (place === undefined) return whole;
      return `R${fixedRow === '' ? `[${place.row - row}]` : place.row + 1}C${fixedColumn === '' ? `[${place.column - column}]` : letters}`;
    }),
  );
}

/** Returns the rows (from 0) that a formula's ranges read, by column letters; only ranges of its own sheet within one column. */
export function rowsReadIn(formula: string): ReadonlyMap<string, ReadonlySet<number>> {
  const read = new Map<string, Set<number>>();
  outsideQuotes(formula, (text) =>
    text.replace(
      /(?<![!A-Za-z\d])\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})/g,
      (whole, from: string, first: string, to: string, last: string) => {
        const area = parseAreaName(`${from}${first}:${to}${last}`);
        if (from === to && area !== undefined) {
          const rows = read.get(from) ?? new Set<number>();
          for (let row = area.top; row <= area.bottom; row += 1) rows.add(row);
          read.set(from, rows);
        }
        return whole;
      },
    ),
  );
  return read;
}

/** Text in double quotes is no reference. */
function outsideQuotes(formula: string, change: (text: string) => string): string {
  return formula
    .split('"')
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join('"');
}
