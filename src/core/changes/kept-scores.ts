import { fromNumber, type Rational } from '../exact/rational.js';
import { parseCellName } from '../grid/address.js';
import { readCell } from '../grid/reading.js';
import type { Attachment } from '../recognition/attachment.js';
import { decisionOn, type ComputeOptions, type Difference } from './fill-plan.js';

/**
 * Returns what stands in the score cells of an attachment instead of the computed scores, by row of the sheet; `null`
 * where that is no number. `differences` are those of the attachment's fill plan.
 */
export function keptScores(
  { columns }: Attachment,
  differences: readonly Difference[],
  options: ComputeOptions,
): ReadonlyMap<number, Rational | null> {
  const kept = new Map<number, Rational | null>();
  const scoreColumn = columns.find(({ role }) => role === 'score')?.column;
  for (const { sheet, cell, from, kept: isKept } of differences) {
    const place = parseCellName(cell);
    if (place === undefined || place.column !== scoreColumn) continue;
    const isOpen = options.undecidedStands === true && decisionOn(options, { sheet, ...place }) === undefined;
    if (!isKept && !isOpen) continue;
    const reading = readCell(from, 'General');
    kept.set(place.row, reading.kind === 'number' ? fromNumber(reading.value) : null);
  }
  return kept;
}
