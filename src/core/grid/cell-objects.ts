import type { CellValue, Grid } from './grid.js';
import { formatAt, formulaAt, valueAt } from './grid.js';
import { shownText } from './shown.js';

/** What a formula shows beside a value: a picture in the cell, or a link that can be clicked. */
export type CellObject = 'picture' | 'link';

const TEXT = /"(?:[^"]|"")*"/g;
const PREFIXES = String.raw`(?<![\p{L}\p{N}_.])(?:_xlfn\.)?(?:_xlws\.)?`;
const PICTURE = new RegExp(String.raw`${PREFIXES}(?:DISPIMG|IMAGE)\(`, 'iu');
const LINK = new RegExp(String.raw`${PREFIXES}HYPERLINK\(`, 'iu');
/** What WPS leaves in a cell for programs that do not know its pictures. */
const PICTURE_AS_TEXT = /^=?(?:_xlfn\.)?DISPIMG\(/i;
/** The text with which the address of a picture or link begins. */
const ADDRESS = /(?:HYPERLINK|IMAGE)\(\s*"((?:[^"]|"")*)"/gi;
const IN_THE_OPEN = /^(?:https?:|mailto:|#|$)/i;
const ON_A_MACHINE = /^(?:file:|\\\\|[a-z]:[\\/])/i;

/**
 * Tells what a formula shows beside a value; `null` where it has only a value. WPS's DISPIMG and IMAGE show pictures,
 * HYPERLINK a link.
 *
 * @example
 *   import { objectIn } from './cell-objects.js';
 *   objectIn('=IF(A1>0,_xlfn.DISPIMG("ID_1",1),"")') // => 'picture'
 *   objectIn('=HYPERLINK("#附件2!A1","附件2")') // => 'link'
 *   objectIn('="IMAGE("&A1') // => null
 */
export function objectIn(formula: string): CellObject | null {
  const bare = formula.replace(TEXT, '""');
  if (PICTURE.test(bare)) return 'picture';
  if (LINK.test(bare)) return 'link';
  return null;
}

/** Tells whether a picture stands where a cell's value would be shown; the value is then what other programs show. */
export function showsPicture(value: CellValue, formula: string | null): boolean {
  if (typeof value === 'string') return PICTURE_AS_TEXT.test(value);
  const isError = typeof value === 'object' && value !== null;
  return isError && formula !== null && objectIn(formula) === 'picture';
}

/** Returns the places of its own workbook to which the texts in a formula lead, as references: 台账!A1 for "#台账!A1". */
export function linkedPlaces(formula: string): readonly string[] {
  return textsIn(formula)
    .filter((text) => text.startsWith('#') || text.includes('!'))
    .map((text) => text.replace(/^#/, ''));
}

/** Tells whether a picture or link leads to a file or machine: such an address says where people work, and is dead. */
export function leadsToFile(formula: string): boolean {
  const addresses = [...formula.matchAll(ADDRESS)].map(([, address = '']) => address);
  const isFile = addresses.some((address) => !IN_THE_OPEN.test(address));
  return isFile || textsIn(formula).some((text) => ON_A_MACHINE.test(text) || /^#?\[/.test(text));
}

function textsIn(formula: string): readonly string[] {
  return (formula.match(TEXT) ?? []).map((text) => text.slice(1, -1).replace(/""/g, '"'));
}

/** Tells whether a cell of a sheet shows a picture: by a formula, or placed in it. */
export function showsPictureAt(grid: Grid, row: number, column: number): boolean {
  const value = valueAt(grid, row, column);
  if (showsPicture(value, formulaAt(grid, row, column))) return true;
  const isError = typeof value === 'object' && value !== null;
  return isError && (grid.pictures?.some(({ top, left }) => top === row && left === column) ?? false);
}

/** Returns the text that a cell shows; a picture has none. */
export function textShownAt(grid: Grid, row: number, column: number): string {
  if (showsPictureAt(grid, row, column)) return '';
  return shownText(valueAt(grid, row, column), formatAt(grid, row, column));
}
