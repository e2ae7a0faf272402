/** Returns a number format without its texts, escaped signs and brackets: what is left says how it shows a number. */
export function withoutLiterals(format: string): string {
  return format.replace(/"[^"]*"|\\.|!.|\[[^[\]]*\]/g, '');
}
