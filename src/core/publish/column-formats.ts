import type { FormatChange } from '../changes/plan.js';
import { cellName } from '../grid/address.js';
import { formatAt, valueAt, type Grid } from '../grid/grid.js';
import { shownText } from '../grid/shown.js';
import type { Attachment } from '../recognition/attachment.js';

/** Formats that show a number as it is: only decimals and the sign can differ. */
const PLAIN = /^0(?:\.0+)?(%?)$/;

/** Cells whose decimals differ from those of their column. */
export interface ColumnFormats {
  /** They get the format that most of their column have, and read the same number. */
  readonly changes: readonly FormatChange[];
  /** They would read another number then, and stay. */
  readonly left: readonly string[];
}

/**
 * Finds the cells of an attachment that show more or fewer decimals than their column does (100% among 100.00%).
 * Columns in which other formats stand, too, are left as they are.
 */
export function columnFormats(grid: Grid, { columns, rows }: Attachment): ColumnFormats {
  const changes: FormatChange[] = [];
  const left: string[] = [];
  for (const { column } of columns) {
    const cells = rows.map(({ row }) => row).flatMap((row) => numberCell(grid, row, column));
    const becomes = usualFormat(cells.map(({ format }) => format));
    if (becomes === null) continue;
    for (const { row, value, format: was } of cells) {
      if (was === becomes) continue;
      const readsTheSame = parseFloat(shownText(value, was)) === parseFloat(shownText(value, becomes));
      if (readsTheSame) changes.push({ kind: 'format', sheet: grid.sheet, row, column, was, becomes });
      else left.push(cellName(row, column));
    }
  }
  return { changes, left };
}

interface NumberCell {
  readonly row: number;
  readonly value: number;
  readonly format: string;
}

function numberCell(grid: Grid, row: number, column: number): readonly NumberCell[] {
  const value = valueAt(grid, row, column);
  if (typeof value !== 'number') return [];
  return [{ row, value, format: formatAt(grid, row, column) }];
}

/** Of formats that differ in their decimals only, the most frequent one, the finer of two; else `null`. */
function usualFormat(formats: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const format of formats) counts.set(format, (counts.get(format) ?? 0) + 1);
  const signs = new Set([...counts.keys()].map((format) => PLAIN.exec(format)?.[1]));
  if (counts.size < 2 || signs.size > 1 || signs.has(undefined)) return null;
  const [usual] = [...counts].sort(([a, many], [b, more]) => more - many || b.length - a.length);
  return usual?.[0] ?? null;
}
