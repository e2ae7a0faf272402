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
