import { signOf, type Rational } from '../exact/rational.js';
import type { AttachmentRow } from '../recognition/attachment.js';
import type { UnitStatus } from './scorecard.js';

/** Which columns decide whether a unit is scored, by their slots. */
export interface StatusSlots {
  /** Counts that the method's rates are made of. */
  readonly needed: readonly number[];
  /** Counts that must not be 0: a unit with nothing due or nothing received is not scored. */
  readonly nonzero: readonly number[];
  /** `undefined` where the method has no adjustment. */
  readonly adjustment: number | undefined;
  /** The columns' ids by slot. */
  readonly ids: readonly string[];
}

/** Tells why a unit is scored or not; `values` are its numbers by slot. */
export function statusOf(
  row: AttachmentRow,
  values: readonly (Rational | undefined)[],
  { needed, nonzero, adjustment, ids }: StatusSlots,
): UnitStatus {
  const isMissing = (slot: number): boolean => values[slot] === undefined;
  const isUnreadable = (slot: number): boolean =>
    isMissing(slot) && row.readings[ids[slot] ?? '']?.kind === 'unreadable';
  if (needed.some(isUnreadable)) return 'unreadable';
  if (needed.every(isMissing)) return 'no-figures';
  if (row.remark !== null || needed.some(isMissing)) return 'incomplete';
  if (nonzero.some((slot) => isZero(values[slot]))) return 'nothing-received';
  // The adjustment decides nobody's rank but its own unit's score: blank or unreadable, the others stay where they are.
  if (adjustment !== undefined && isMissing(adjustment)) return 'no-adjustment';
  return 'scored';
}

/** Tells whether a unit of a status is ranked among the others. */
export function isRanked(status: UnitStatus): boolean {
  return status === 'scored' || status === 'no-adjustment';
}

function isZero(value: Rational | undefined): boolean {
  return value !== undefined && signOf(value) === 0;
}
