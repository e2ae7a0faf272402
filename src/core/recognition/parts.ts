import type { Grid } from '../grid/grid.js';

/** Cuts a sheet at its empty columns: the parts, from the left, each a grid of its own in the sheet's coordinates. */
export function partsBeside(grid: Grid): readonly Grid[] {
  const width = grid.values[0]?.length ?? 0;
  const used = new Array<boolean>(width).fill(false);
  let empty = width;
  for (const row of grid.values) {
    for (let column = 0; column < width; column += 1) {
      if (used[column] || isEmpty(row[column])) continue;
      used[column] = true;
      empty -= 1;
    }
    if (empty === 0) return [grid];
  }
  const parts: Grid[] = [];
  for (let from = 0; from < width; from += 1) {
    if (!used[from]) continue;
    let to = from;
    while (used[to]) to += 1;
    parts.push(part(grid, from, to));
    from = to;
  }
  return parts;
}

/** Cuts a sheet before columns. */
export function cutBefore(grid: Grid, columns: readonly number[]): readonly Grid[] {
  const cuts = [
    0,
    ...[...columns].sort((a, b) => a - b).map((column) => column - grid.left),
    grid.values[0]?.length ?? 0,
  ];
  return cuts.slice(1).map((to, index) => part(grid, cuts[index] ?? 0, to));
}

function isEmpty(value: Grid['values'][number][number] | undefined): boolean {
  return value === null || value === undefined || value === '';
}

function part(grid: Grid, from: number, to: number): Grid {
  const cut = <T>(rows: readonly (readonly T[])[]): readonly (readonly T[])[] => rows.map((row) => row.slice(from, to));
  return {
    ...grid,
    left: grid.left + from,
    values: cut(grid.values),
    formulas: cut(grid.formulas),
    formats: cut(grid.formats),
  };
}
