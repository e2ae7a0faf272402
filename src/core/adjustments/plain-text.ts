const FORMULA_START = /^[\s\u0000-\u001f]*[=+\-@＝＋－＠]/;

/**
 * Tells whether a spreadsheet may take a text for a formula: one that begins with = + - @, also full-width or after
 * blanks.
 */
export function looksLikeFormula(text: string): boolean {
  return FORMULA_START.test(text);
}

/**
 * Writes a field of a CSV file: quoted where needed; a text that looks like a formula gets an apostrophe, a number
 * stays one.
 */
export function csvField(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const harmless = looksLikeFormula(value) ? `'${value}` : value;
  const needsQuotes = /[",\r\n\t;']/.test(harmless);
  if (!needsQuotes) return harmless;
  return `"${harmless.replace(/"/g, '""')}"`;
}
