/** Writes the head of a Markdown table; so many of its first columns hold text, the others figures. */
export function writeHead(names: readonly string[], textColumns = 0): void {
  writeRow(names);
  writeRow(names.map((_, index) => (index < textColumns ? '---' : '---:')));
}

export function writeRow(cells: readonly string[]): void {
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

/** A count with commas between the thousands. */
export function counted(value: number): string {
  return value.toLocaleString('en');
}
