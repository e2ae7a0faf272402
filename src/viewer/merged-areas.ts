import type { Area } from '../core/grid/grid.js';

const ROWS_A_BLOCK = 256;
/** An area over more blocks than this is looked for by itself: a file may merge a million rows. */
const MOST_BLOCKS = 8;

/** The merged areas of a sheet, found by a cell that they cover. */
export class MergedAreas {
  private readonly blocks = new Map<number, Area[]>();
  private readonly tall: Area[] = [];
  /** By row, as it is looked up for each cell of a row that is rendered. */
  private readonly cache = new Map<number, readonly Area[]>();

  constructor(areas: readonly Area[]) {
    for (const area of areas) {
      const first = blockOf(area.top);
      const last = blockOf(area.bottom);
      if (last - first > MOST_BLOCKS) {
        this.tall.push(area);
        continue;
      }
      for (let block = first; block <= last; block += 1) this.addTo(block, area);
    }
  }

  private addTo(block: number, area: Area): void {
    const areas = this.blocks.get(block);
    if (areas === undefined) this.blocks.set(block, [area]);
    else areas.push(area);
  }

  at(row: number, column: number): Area | undefined {
    return this.inRow(row).find(({ left, right }) => column >= left && column <= right);
  }

  private inRow(row: number): readonly Area[] {
    const cached = this.cache.get(row);
    if (cached !== undefined) return cached;
    const found = [...(this.blocks.get(blockOf(row)) ?? []), ...this.tall].filter(
      ({ top, bottom }) => row >= top && row <= bottom,
    );
    this.cache.set(row, found);
    return found;
  }
}

function blockOf(row: number): number {
  return Math.floor(row / ROWS_A_BLOCK);
}
