/**
 * What stands one below the other, packed: `[5, x]` is five times x, `[0, [x, y]]` is x and then y. A column of the
 * same formula is one block, a column of figures another.
 */
export type Series<T> = readonly SeriesBlock<T>[];
type SeriesBlock<T> = readonly [times: number, item: T] | readonly [listed: 0, items: readonly T[]];

/** Items that differ are listed; from so many equal ones on they are counted. */
const COUNTED_FROM = 3;

export function seriesOf<T>(items: readonly T[], isSame: (a: T, b: T) => boolean): Series<T> {
  const blocks: SeriesBlock<T>[] = [];
  let listed: T[] = [];
  const endList = (): void => {
    if (listed.length > 0) blocks.push([0, listed]);
    listed = [];
  };
  let from = 0;
  while (from < items.length) {
    const first = items[from] as T;
    let to = from + 1;
    while (to < items.length && isSame(items[to] as T, first)) to += 1;
    if (to - from < COUNTED_FROM) for (let at = from; at < to; at += 1) listed.push(first);
    else {
      endList();
      blocks.push([to - from, first]);
    }
    from = to;
  }
  endList();
  return blocks;
}

export function itemsOf<T>(series: Series<T>): T[] {
  const items: T[] = [];
  for (const block of series) {
    if (isListed(block)) for (const item of block[1]) items.push(item);
    else for (let time = 0; time < block[0]; time += 1) items.push(block[1]);
  }
  return items;
}

/** Reads a series of so many items; `null` where it has others, fewer or more. */
export function readSeries<T>(data: unknown, count: number, isItem: (data: unknown) => data is T): Series<T> | null {
  if (!Array.isArray(data)) return null;
  const blocks: SeriesBlock<T>[] = [];
  let found = 0;
  for (const entry of data as readonly unknown[]) {
    const block = readBlock(entry, isItem);
    if (block === null) return null;
    found += isListed(block) ? block[1].length : block[0];
    blocks.push(block);
  }
  return found === count ? blocks : null;
}

function readBlock<T>(data: unknown, isItem: (data: unknown) => data is T): SeriesBlock<T> | null {
  if (!Array.isArray(data) || data.length !== 2) return null;
  const [times, content] = data as readonly unknown[];
  if (times === 0) return Array.isArray(content) && content.every(isItem) ? [0, content] : null;
  const isCount = typeof times === 'number' && Number.isInteger(times) && times > 0;
  return isCount && isItem(content) ? [times, content] : null;
}

function isListed<T>(block: SeriesBlock<T>): block is readonly [listed: 0, items: readonly T[]] {
  return block[0] === 0;
}
