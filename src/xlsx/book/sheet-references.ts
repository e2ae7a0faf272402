/** Texts, quoted sheet names, and words: functions, names, plain sheet names, cells. */
const PIECES = /"(?:[^"]|"")*"|'(?:[^']|'')*'!?|[\p{L}_\\][\p{L}\p{N}._?\\]*/gu;

/** Tells whether a formula (or the text of a name) refers to a sheet, alone or in a span of sheets. References into other workbooks do not count. */
export function refersToSheet(formula: string, sheet: string): boolean {
  if (!formula.includes('!')) return false;
  const wanted = sheet.toLowerCase();
  // Texts are skipped; then quoted and plain names before "!".
  for (const [, quoted, plain] of formula.matchAll(/"(?:[^"]|"")*"|'((?:[^']|'')*)'!|([^\s'"!(),;=+\-*/^&<>{}]+)!/g)) {
    const name = quoted?.replace(/''/g, "'") ?? plain;
    if (name === undefined || name.includes('[')) continue;
    if (name.toLowerCase().split(':').includes(wanted)) return true;
  }
  return false;
}

/** Tells whether a formula (or the text of another name) uses one of these names, given in lower case. */
export function usesNames(formula: string, names: ReadonlySet<string>): boolean {
  return names.size > 0 && (formula.match(PIECES) ?? []).some((piece) => names.has(piece.toLowerCase()));
}

/** Returns the names, in lower case, that refer to what `goes`, be it through another name. */
export function namesLeadingTo(
  names: readonly { readonly name: string; readonly refersTo: string }[],
  goes: (text: string) => boolean,
): ReadonlySet<string> {
  const found = new Set(names.filter(({ refersTo }) => goes(refersTo)).map(({ name }) => name.toLowerCase()));
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const { name, refersTo } of names) if (usesNames(refersTo, found)) found.add(name.toLowerCase());
  }
  return found;
}
