import type { Attachment, AttachmentRow } from './attachment.js';

/** Adds up a part of the units: since the subtotal before, or since the heading. */
const PART = /小计$/;
const EVERYTHING = /^(?:全市|全部)?(?:合计|汇总|总计|共计|总数|合计数|汇总数)$|^全市$/;

/**
 * Returns the units that a totals row adds up: those above it, or below where it stands on top; for 小计 those since the
 * subtotal or heading before it. `null` where that cannot be told (平均, 市级合计).
 */
export function unitsIn({ rows }: Pick<Attachment, 'rows'>, total: AttachmentRow): readonly AttachmentRow[] | null {
  const units = rows.filter(({ kind }) => kind === 'unit');
  const above = units.filter(({ row }) => row < total.row);
  if (PART.test(total.name)) {
    const start = partBefore(rows, total.row);
    const part = above.filter(({ row }) => start < row);
    return part.length === 0 ? null : part;
  }
  if (!EVERYTHING.test(total.name)) return null;
  return above.length > 0 ? above : units;
}

/** The last row before `row` that ends or heads a part of the units; -1 where there is none. */
function partBefore(rows: readonly AttachmentRow[], row: number): number {
  const ends = rows.filter(({ kind, name }) => kind === 'section' || (kind === 'total' && PART.test(name)));
  return ends.filter((end) => end.row < row).pop()?.row ?? -1;
}

/**
 * Returns what a totals row should show of a column, whether a text among the figures would keep a SUM from it, and the
 * first row whose cell cannot be read.
 */
export function sumOf(
  units: readonly AttachmentRow[],
  id: string,
): { readonly sum: number; readonly hasText: boolean; readonly unreadable: AttachmentRow | undefined } {
  let sum = 0;
  let hasText = false;
  for (const { readings } of units) {
    const reading = readings[id];
    if (reading?.kind !== 'number') continue;
    sum += reading.value;
    hasText ||= reading.fromText;
  }
  return { sum, hasText, unreadable: units.find(({ readings }) => readings[id]?.kind === 'unreadable') };
}
