import { LONGEST_TEXT } from '../../core/grid/grid.js';
import { unescapeCell } from '../xml/xml.js';

/** A sign written as _x0041_ takes seven. */
const LONGEST_ESCAPED = 7 * (LONGEST_TEXT + 1);

/**
 * The text of a cell as it is written in the file. Of one that is longer than a cell can hold, which no spreadsheet
 * writes, only the beginning: so much that it can be told, one sign too many.
 */
export function cellText(written: string): string {
  const text = unescapeCell(written);
  return text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT + 1) : text;
}

/** A text with another piece behind it, as long as it may be part of what a cell holds. */
export function longerText(text: string, piece: string): string {
  return text.length > LONGEST_ESCAPED ? text : text + piece;
}
