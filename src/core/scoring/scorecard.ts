import type { Rational } from '../exact/rational.js';
import type { Method } from '../method/method.js';
import type { Attachment, AttachmentRow } from '../recognition/attachment.js';

/**
 * Why a unit has a score or none: no figures at all; figures missing or unreadable in a column that the score needs;
 * nothing due or received (A=0 or M=0); the adjustment not entered or not readable, which leaves the unit its rates and
 * rank.
 */
export type UnitStatus = 'scored' | 'no-figures' | 'incomplete' | 'unreadable' | 'nothing-received' | 'no-adjustment';

/** What one component gave a unit; `breakdownOf` adds what it was made from and a sentence. */
export interface ComponentScore {
  readonly id: string;
  readonly points: Rational;
  /** Full points less points, never below 0. */
  readonly lost: Rational;
}

/** A unit with all that its score is made of. Values are exact; nothing is rounded but `score`. */
export interface UnitScore {
  readonly row: AttachmentRow;
  readonly status: UnitStatus;
  /** By column id; `undefined` where the ratio does not exist (0÷0). */
  readonly rates: Readonly<Record<string, Rational | undefined>>;
  /** By the ranked column, among the units that take part; `null` where this one does not. */
  readonly rank: number | null;
  readonly components: readonly ComponentScore[];
  readonly adjustment: Rational | null;
  readonly uncapped: Rational | null;
  readonly score: Rational | null;
}

/** An attachment with its scores. */
export interface Scorecard {
  readonly attachment: Attachment;
  readonly method: Method;
  readonly units: readonly UnitScore[];
  /**
   * By row of the sheet: what stands in a score's cell instead of the computed score, because somebody keeps it; `null`
   * where that is no number.
   */
  readonly keptScores: ReadonlyMap<number, Rational | null>;
}

/** Tells whether a unit has the figures that its rates are made of. */
export function hasRates({ status }: Pick<UnitScore, 'status'>): boolean {
  return status === 'scored' || status === 'no-adjustment' || status === 'nothing-received';
}
