/** Returns the runs of neighbouring rows that cover `rows` and leave out `excluded`; rows that are neither may lie inside. Rows ascend. */
export function rowBlocks(rows: readonly number[], excluded: readonly number[]): readonly { readonly from: number; readonly to: number }[] {
  const blocks: { from: number; to: number }[] = [];
  let next = 0;
  for (const row of rows) {
    const last = blocks[blocks.length - 1];
    let interrupted = last === undefined;
    while (next < excluded.length && (excluded[next] as number) < row) {
      interrupted ||= last !== undefined && (excluded[next] as number) > last.to;
      next += 1;
    }
    if (interrupted || last === undefined) blocks.push({ from: row, to: row });
    else last.to = row;
  }
  return blocks;
}
