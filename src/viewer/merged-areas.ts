import type { Area } from '../core/grid/grid.js';

const ROWS_A_BLOCK = 256;
/** An area over more blocks than this is looked for by itself: a file may merge a million rows. */
const MOST_BLOCKS = 8;

/** The merged areas of a sheet, found by a cell that they cover. */
export class MergedAreas {
  private readonly blocks = new Map<number, Area[]>();
  private readonly tall: Area[] = [];
  /** What was found for a row; a row that is drawn is asked for each of its cells. */
  private readonly rows = new Map<number, readonly Area[]>();

  constructor(areas: readonly Area[]) {
    for (const area of areas) {
      const [first, last] = [blockOf(area.top), blockOf(area.bottom)];
      if (last - first > MOST_BLOCKS) this.tall.push(area);
      else
        for (let block = first; block <= last; block += 1) {
          const known = this.blocks.get(block);
          if (known === undefined) this.blocks.set(block, [area]);
          else known.push(area);
        }
    }
  }

  at(row: number, column: number): Area | undefined {
    return this.over(row).find(({ left, right }) => column >= left && column <= right);
  }

  private over(row: number): readonly Area[] {
    const known = this.rows.get(row);
    if (known !== undefined) return known;
    const found = [...(this.blocks.get(blockOf(row)) ?? []), ...this.tall].filter(
      ({ top, bottom }) => row >= top && row <= bottom,
    );
    this.rows.set(row, found);
    return found;
  }
}

function blockOf(row: number): number {
  return Math.floor(row / ROWS_A_BLOCK);
}
