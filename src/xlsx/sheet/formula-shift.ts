import { columnName, parseCellName } from '../../core/grid/address.js';

/** Strings, quoted sheet names, words (function names and names among them), and everything else sign by sign. */
const TOKENS = /"(?:[^"]|"")*"|'(?:[^']|'')*'|\[[^\]]*\]|[$A-Za-z_\\\u0080-\uffff][$\w.\u0080-\uffff]*\(?|./gsu;

/** Moves the relative references of a formula by rows and columns, as a shared formula's children need it. */
export function shiftFormula(formula: string, rows: number, columns: number): string {
  return formula.replace(TOKENS, (token) =>
    /^\$?[A-Za-z]{1,3}\$?\d+$/.test(token) ? shift(token, rows, columns) : token,
  );
}

function shift(token: string, rows: number, columns: number): string {
  const place = parseCellName(token);
  const parts = /^(\$?)[A-Za-z]+(\$?)\d+$/.exec(token);
  if (place === undefined || parts === null) return token;
  const row = parts[2] === '$' ? place.row : place.row + rows;
  const column = parts[1] === '$' ? place.column : place.column + columns;
  return row < 0 || column < 0 ? '#REF!' : `${parts[1]}${columnName(column)}${parts[2]}${row + 1}`;
}
