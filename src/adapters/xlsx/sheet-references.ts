/** Tells whether a formula (or the text of a name) refers to a sheet, alone or in a span of sheets. References into other workbooks do not count. */
export function refersToSheet(formula: string, sheet: string): boolean {
  const wanted = sheet.toLowerCase();
  // Texts are skipped; then quoted and plain names before "!".
  for (const [, quoted, plain] of formula.matchAll(/"(?:[^"]|"")*"|'((?:[^']|'')*)'!|([^\s'"!(),;=+\-*/^&<>{}]+)!/g)) {
    const name = quoted?.replace(/''/g, "'") ?? plain;
    if (name === undefined || name.includes('[')) continue;
    if (name.toLowerCase().split(':').includes(wanted)) return true;
  }
  return false;
}

/** Tells cheaply whether a part could refer to a sheet at all. */
export function mayReferTo(xml: string, sheet: string): boolean {
  const plain = sheet.replace(/[&<>"']/g, '\u0000').split('\u0000').reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
  return plain === '' || xml.toLowerCase().includes(plain.toLowerCase());
}
