/**
 * Writes the rows of a formula as distances from its own, so that a column of formulas is one and the same. The result
 * has no `=`; a formula that cannot be written so stays as it is, with its `=`.
 */
export function relativeFormula(formula: string, row: number): string {
  if (/[⟨⟩]/.test(formula)) return formula;
  return formula
    .slice(1)
    .replace(
      /(?<![\w$.])(\$?[A-Z]{1,3})([1-9]\d{0,6})(?![\w.(])/g,
      (_, column: string, number: string) => `${column}⟨${Number(number) - row}⟩`,
    );
}

/** Reads what `relativeFormula` has written, in this row. */
export function absoluteFormula(formula: string, row: number): string {
  if (formula.startsWith('=')) return formula;
  const text = formula.replace(/⟨(-?\d+)⟩/g, (_, distance: string) => String(Number(distance) + row));
  return `=${text}`;
}
