import { compare, type Rational } from '../exact/rational.js';
import { capOf, capped } from './cap.js';
import { competitionRanks } from './rank.js';
import type { Scorecard, UnitScore } from './scorecard.js';

/**
 * Returns the score that stands in a unit's cell: the one that somebody keeps, else the computed one; `null` where no
 * number stands there.
 *
 * @example
 *   import { standingScore } from './standing.js';
 *   import { integer, print } from '../exact/rational.js';
 *   const unit = { row: { row: 4 }, score: integer(92) };
 *   print(standingScore({ keptScores: new Map([[4, integer(93)]]) }, unit), 2) // => '93.00'
 *   print(standingScore({ keptScores: new Map() }, unit), 2) // => '92.00'
 */
export function standingScore(
  { keptScores }: Pick<Scorecard, 'keptScores'>,
  { row, score }: UnitScore,
): Rational | null {
  const kept = keptScores.get(row.row);
  if (kept === undefined) return score;
  return kept;
}

/**
 * Returns the 名次 of each unit by the score that stands in its cell, in the order of the scorecard: before rounding and
 * after the cap; `null` without a score.
 *
 * @example
 *   import { standings } from './standing.js';
 *   import { integer } from '../exact/rational.js';
 *   const units = [104, 98, null, 101].map((sum, row) => ({
 *     row: { row },
 *     uncapped: sum === null ? null : integer(sum),
 *   }));
 *   standings({ units, method: { cap: '100' }, keptScores: new Map() }) // => [1, 3, null, 1]
 */
export function standings({ units, method, keptScores }: Scorecard): readonly (number | null)[] {
  const cap = capOf(method);
  const scores = units.map(({ row, uncapped }) => {
    const kept = keptScores.get(row.row);
    if (kept !== undefined) return kept ?? undefined;
    return uncapped === null ? undefined : capped(uncapped, cap);
  });
  return competitionRanks(scores);
}

/** What something was and what it becomes. */
export interface FromTo<T> {
  readonly from: T;
  readonly to: T;
}

/** A unit whose adjustment, score or rank moves. */
export interface Move {
  readonly sheet: string;
  readonly unit: string;
  /** Row of the sheet, from 0. */
  readonly row: number;
  readonly adjustment: FromTo<Rational | null>;
  readonly score: FromTo<Rational | null>;
  readonly rank: FromTo<number | null>;
}

/**
 * Compares two scorings of the same attachment, row by row; units where nothing moves are left out. A unit that was not
 * there before comes from `null`.
 *
 * @example
 *   import { movesBetween } from './standing.js';
 *   import { integer } from '../exact/rational.js';
 *   const card = (points) => ({
 *     attachment: { sheet: '附件1' },
 *     method: {},
 *     keptScores: new Map(),
 *     units: [{ row: { row: 4, name: '甲区' }, adjustment: integer(points), uncapped: null, score: null }],
 *   });
 *   movesBetween(card(10), card(10)) // => []
 *   movesBetween(card(10), card(8))[0].unit // => '甲区'
 */
export function movesBetween(before: Scorecard, after: Scorecard): readonly Move[] {
  const ranksBefore = standings(before);
  const ranksAfter = standings(after);
  const earlier = new Map(
    before.units.map((unit, index) => [
      unit.row.row,
      { unit, score: standingScore(before, unit), rank: ranksBefore[index] ?? null },
    ]),
  );
  const moves: Move[] = [];
  after.units.forEach((unit, index) => {
    const was = earlier.get(unit.row.row);
    const move: Move = {
      sheet: after.attachment.sheet,
      unit: unit.row.name,
      row: unit.row.row,
      adjustment: { from: was?.unit.adjustment ?? null, to: unit.adjustment },
      score: { from: was?.score ?? null, to: standingScore(after, unit) },
      rank: { from: was?.rank ?? null, to: ranksAfter[index] ?? null },
    };
    if (!isSame(move.adjustment) || !isSame(move.score) || move.rank.from !== move.rank.to) moves.push(move);
  });
  return moves;
}

function isSame({ from, to }: FromTo<Rational | null>): boolean {
  if (from === null || to === null) return from === to;
  return compare(from, to) === 0;
}
