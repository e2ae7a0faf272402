import { usedArea, valueAt, type Area, type Grid } from '../grid/grid.js';

/** A text in a header. */
export interface HeaderText {
  readonly text: string;
  /**
   * Its cell is merged over several columns that have texts of their own: it heads a group and names none of them by
   * itself.
   */
  readonly across: boolean;
}

/**
 * Writes the texts over a column in one line. A break within a text that is Chinese on both sides is only there because
 * the column is narrow.
 */
export function inOneLine(texts: readonly string[]): string {
  return texts
    .map((text) =>
      text
        .trim()
        .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
        .replace(/\s+/g, ' '),
    )
    .join(' ');
}

/** The texts of a sheet as headers show them: every cell of a merged area shows what its first cell holds. */
export class HeaderTexts {
  private readonly merges = new Map<number, Area[]>();

  constructor(readonly grid: Grid) {
    for (const area of grid.merges) {
      // A header has three rows and a symbol row at the most; taller areas are something else.
      for (let row = area.top; row <= Math.min(area.bottom, area.top + 3); row += 1) this.mergesIn(row).push(area);
    }
  }

  /** The texts of a column from row `top` to row `bottom`; a cell merged downwards counts once. */
  stack(column: number, top: number, bottom: number): readonly HeaderText[] {
    const stack: HeaderText[] = [];
    let last: Area | undefined;
    for (let row = top; row <= bottom; row += 1) {
      const area = this.areaAt(row, column);
      if (area !== undefined && area === last) continue;
      last = area;
      const value = valueAt(this.grid, area?.top ?? row, area?.left ?? column);
      if (typeof value !== 'string' || value.trim() === '') continue;
      const across = area !== undefined && this.headsOthers(area, bottom);
      // A name merged over columns that nothing else heads (as PDFs leave them) names the first of them.
      if (across || area === undefined || area.left === column) stack.push({ text: value, across });
    }
    return stack;
  }

  /** The first row that a cell of this row is merged with. */
  topOf(row: number): number {
    let first = row;
    for (const { top } of this.merges.get(row) ?? []) first = Math.min(first, top);
    return first;
  }

  /** The texts that stand in a row itself; `undefined` where it holds a number, which no header does, or nothing. */
  textsIn(row: number): readonly string[] | undefined {
    const values = this.grid.values[row - this.grid.top] ?? [];
    if (values.some((value) => typeof value === 'number')) return undefined;
    const texts = values.filter((value): value is string => typeof value === 'string' && value.trim() !== '');
    if (texts.length === 0) return undefined;
    return texts;
  }

  get columns(): readonly number[] {
    const { left, right } = usedArea(this.grid);
    return Array.from({ length: right - left + 1 }, (_, index) => left + index);
  }

  /** Tells whether, down to row `bottom`, another column of a merged area has a text of its own below it. */
  private headsOthers({ left, right, bottom: end }: Area, bottom: number): boolean {
    for (let row = end + 1; row <= bottom; row += 1) {
      for (let column = left + 1; column <= right; column += 1) {
        const value = valueAt(this.grid, row, column);
        if (typeof value === 'string' && value.trim() !== '') return true;
      }
    }
    return false;
  }

  private areaAt(row: number, column: number): Area | undefined {
    return this.merges.get(row)?.find(({ left, right }) => left <= column && column <= right);
  }

  private mergesIn(row: number): Area[] {
    const existing = this.merges.get(row);
    if (existing !== undefined) return existing;
    const areas: Area[] = [];
    this.merges.set(row, areas);
    return areas;
  }
}
