/** Tells whether a text is a plain number, such as -5, ９０.5 or 15%: readable, and no count all the same. */
export function isNumeral(text: string): boolean {
  return /^[+-]?\d+(?:\.\d+)?%?$/.test(
    text
      .normalize('NFKC')
      .replace(/[\s,]/g, '')
      .replace(/^[−‐‑‒–]/, '-'),
  );
}
