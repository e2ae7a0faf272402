/** So many cells are named; who sees them finds the others. */
const NAMED = 3;

/** Names the first of some cells: `C5、D5、E5 …`. */
export function listOf(cells: readonly string[]): string {
  const named = cells.slice(0, NAMED).join('、');
  if (cells.length > NAMED) return `${named} …`;
  return named;
}
