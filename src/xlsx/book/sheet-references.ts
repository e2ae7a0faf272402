/** Texts, which are skipped; then quoted and plain names before "!". */
const SHEET_NAMES = /"(?:[^"]|"")*"|(?<!')'((?:[^']|'')*)'!|(?<![^\s'"!(),;=+\-*/^&<>{}])([^\s'"!(),;=+\-*/^&<>{}]+)!/g;

/** Texts, quoted sheet names, and words: functions, names, plain sheet names, cells. */
const PIECES = /"(?:[^"]|"")*"|'(?:[^']|'')*'!?|[\p{L}_\\][\p{L}\p{N}._?\\]*/gu;

/**
 * Tells whether a formula (or what a name refers to) refers to a sheet, alone or in a span of sheets. References into
 * other workbooks do not count.
 *
 * @example
 *   import { refersToSheet } from './sheet-references.js';
 *   refersToSheet("=SUM('附件 1'!B2:B9)", '附件 1') // => true
 *   refersToSheet('="附件1!" & B2', '附件1') // => false
 */
export function refersToSheet(formula: string, sheet: string): boolean {
  if (!formula.includes('!')) return false;
  const wanted = sheet.toLowerCase();
  for (const [, quoted, plain] of formula.matchAll(SHEET_NAMES)) {
    const name = quoted?.replace(/''/g, "'") ?? plain;
    if (name === undefined || name.includes('[')) continue;
    if (name.toLowerCase().split(':').includes(wanted)) return true;
  }
  return false;
}

/**
 * Tells whether a formula (or what another name refers to) uses one of these names, given in lower case.
 *
 * @example
 *   import { usesNames } from './sheet-references.js';
 *   usesNames('=Base*2', new Set(['base'])) // => true
 */
export function usesNames(formula: string, names: ReadonlySet<string>): boolean {
  return names.size > 0 && (formula.match(PIECES) ?? []).some((piece) => names.has(piece.toLowerCase()));
}

/**
 * Returns the names, in lower case, that refer to what `goes`, directly or through another name. `goes` gets what a
 * name refers to, as in a formula without `=`.
 *
 * @example
 *   import { namesLeadingTo } from './sheet-references.js';
 *   const names = [
 *     { name: 'Base', refersTo: 'Old!$B$2' },
 *     { name: 'Twice', refersTo: 'Base*2' },
 *     { name: 'Other', refersTo: 'New!$B$2' },
 *   ];
 *   [...namesLeadingTo(names, (text) => text.startsWith('Old!'))].join() // => 'base,twice'
 */
export function namesLeadingTo(
  names: readonly { readonly name: string; readonly refersTo: string }[],
  goes: (text: string) => boolean,
): ReadonlySet<string> {
  const found = new Set(names.filter(({ refersTo }) => goes(refersTo)).map(({ name }) => name.toLowerCase()));
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const { name, refersTo } of names) {
      if (usesNames(refersTo, found)) found.add(name.toLowerCase());
    }
  }
  return found;
}
