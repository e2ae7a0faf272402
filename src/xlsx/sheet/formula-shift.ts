import { columnName, parseCellName } from '../../core/grid/address.js';

/** Strings, quoted sheet names, words (function names and names among them), and everything else sign by sign. */
const TOKENS = /"(?:[^"]|"")*"|'(?:[^']|'')*'|\[[^[\]]*\]|[$A-Za-z_\\\u0080-\uffff][$\w.\u0080-\uffff]*\(?|./gsu;

/** Moves the relative references of a formula by rows and columns, as a shared formula's children need it. */
export function shiftFormula(formula: string, rows: number, columns: number): string {
  return formula.replace(TOKENS, (token) => {
    const isReference = /^\$?[A-Za-z]{1,3}\$?\d+$/.test(token);
    if (!isReference) return token;
    return shiftReference(token, rows, columns);
  });
}

function shiftReference(reference: string, rows: number, columns: number): string {
  const place = parseCellName(reference);
  const parts = /^(\$?)[A-Za-z]+(\$?)\d+$/.exec(reference);
  if (place === undefined || parts === null) return reference;
  const [, columnLock, rowLock] = parts;
  let { row, column } = place;
  if (rowLock !== '$') row += rows;
  if (columnLock !== '$') column += columns;
  if (row < 0 || column < 0) return '#REF!';
  return `${columnLock}${columnName(column)}${rowLock}${row + 1}`;
}
