import { compare, print, roundHalfAway, type Rational } from '../exact/rational.js';
import { rankBy } from '../method/method.js';
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
 * Returns the 名次 of each unit by the score that stands in its cell, in the order of the scorecard; `null` without a
 * score. Scores that print alike share a rank, unless the method ranks by those before rounding (and after the cap).
 *
 * @example
 *   import { standings } from './standing.js';
 *   import { integer } from '../exact/rational.js';
 *   const units = [104, 98, null, 101].map((sum, row) => ({
 *     row: { row },
 *     uncapped: sum === null ? null : integer(sum),
 *   }));
 *   standings({ units, method: { cap: '100', rank: { by: 'exact' } }, keptScores: new Map() }) // => [1, 3, null, 1]
 */
export function standings(scorecard: Scorecard): readonly (number | null)[] {
  const { units, method } = scorecard;
  const rankedScore = rankBy(method) === 'exact' ? unroundedScore : printedScore;
  return competitionRanks(units.map((unit) => rankedScore(scorecard, unit) ?? undefined));
}

/**
 * Returns, for each unit that prints the score of another and has another rank, the score before rounding that decided
 * it; `null` for the others.
 *
 * @example
 *   import { decidingScores } from './standing.js';
 *   import { fromDecimal, print } from '../exact/rational.js';
 *   const units = ['99.991', '99.985', '98'].map((score, row) => ({
 *     row: { row },
 *     uncapped: fromDecimal(score),
 *     score: fromDecimal(score === '98' ? '98' : '99.99'),
 *   }));
 *   const method = { rounding: { places: 2 }, rank: { by: 'exact' } };
 *   const scores = decidingScores({ units, method, keptScores: new Map() });
 *   scores.map((score) => score && print(score, 3)) // => ['99.991', '99.985', null]
 */
export function decidingScores(scorecard: Scorecard): readonly (Rational | null)[] {
  const { units, method } = scorecard;
  if (rankBy(method) !== 'exact') return units.map(() => null);
  const ranks = standings(scorecard);
  const ranksOfPrinted = new Map<string, Set<number>>();
  const printed = units.map((unit) => {
    const score = printedScore(scorecard, unit);
    return score === null ? null : print(score, method.rounding.places);
  });
  printed.forEach((text, index) => {
    const rank = ranks[index] ?? null;
    if (text === null || rank === null) return;
    ranksOfPrinted.set(text, (ranksOfPrinted.get(text) ?? new Set()).add(rank));
  });
  return units.map((unit, index) => {
    const ranksOfEqual = ranksOfPrinted.get(printed[index] ?? '');
    if (ranksOfEqual === undefined || ranksOfEqual.size < 2) return null;
    return unroundedScore(scorecard, unit);
  });
}

/** Returns the scores as they stand and are printed, in the order of the scorecard. */
export function printedScores(scorecard: Scorecard): readonly (Rational | null)[] {
  return scorecard.units.map((unit) => printedScore(scorecard, unit));
}

function printedScore(scorecard: Scorecard, unit: UnitScore): Rational | null {
  const score = standingScore(scorecard, unit);
  if (score === null) return null;
  return roundHalfAway(score, scorecard.method.rounding.places);
}

function unroundedScore({ keptScores, method }: Scorecard, { row, uncapped }: UnitScore): Rational | null {
  const kept = keptScores.get(row.row);
  if (kept !== undefined) return kept;
  return uncapped === null ? null : capped(uncapped, capOf(method));
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
