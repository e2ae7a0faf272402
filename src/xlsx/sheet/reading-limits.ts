import type { SheetEntry } from '../book/workbook-part.js';
import type { Package } from '../package/package.js';

/** How much of a workbook is read at the most: beyond it, time and memory run out. */
export interface ReadingLimits {
  /** The parts of all worksheets together, unpacked; the largest are left unread. */
  readonly sheetBytes: number;
  /** The used parts of all worksheets together, blank cells between used ones among them. */
  readonly cells: number;
  /** The list of the texts that cells share, unpacked; a file with a longer one is refused. */
  readonly stringBytes: number;
}

const MEBIBYTE = 1024 * 1024;

export const USUAL_LIMITS: ReadingLimits = {
  sheetBytes: 128 * MEBIBYTE,
  cells: 4_000_000,
  stringBytes: 128 * MEBIBYTE,
};

/** What the limits come to for the sheets of one file, found out once: edits do not make another sheet unread. */
export interface SheetLimits extends Pick<ReadingLimits, 'cells'> {
  /** The parts of the sheets that are not read. */
  readonly tooLarge: ReadonlySet<string>;
}

/** The parts of the largest worksheets: those that no longer fit when the smaller ones are read. */
export function partsBeyond(
  file: Package,
  { sheets, most }: { readonly sheets: readonly SheetEntry[]; readonly most: number },
): ReadonlySet<string> {
  const bySize = sheets.map(({ part }) => ({ part, size: file.sizeOf(part) })).sort((a, b) => a.size - b.size);
  const beyond = new Set<string>();
  let sum = 0;
  for (const { part, size } of bySize) {
    sum += size;
    if (sum > most) beyond.add(part);
  }
  return beyond;
}
