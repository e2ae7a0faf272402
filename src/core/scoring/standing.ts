import { compare, fromDecimal, type Rational } from '../exact/rational.js';
import { competitionRanks } from './rank.js';
import type { Scorecard, UnitScore } from './scorecard.js';

/** 名次 of each unit by its composite score before rounding and after the cap, in the order of the scorecard; `null` without a score. */
export function standings({ units, method }: Scorecard): readonly (number | null)[] {
  const cap = method.cap === undefined ? undefined : fromDecimal(method.cap);
  return competitionRanks(
    units.map(({ uncapped }) =>
      uncapped === null ? undefined : cap !== undefined && compare(uncapped, cap) > 0 ? cap : uncapped,
    ),
  );
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

/** Compares two scorings of the same attachment, row by row; units where nothing moves are left out. */
export function movesBetween(before: Scorecard, after: Scorecard): readonly Move[] {
  const [ranksBefore, ranksAfter] = [standings(before), standings(after)];
  const earlier = new Map(
    before.units.map((unit, index) => [unit.row.row, { unit, rank: ranksBefore[index] ?? null }]),
  );
  return after.units.flatMap((unit, index): readonly Move[] => {
    const was = earlier.get(unit.row.row);
    const move: Move = {
      sheet: after.attachment.sheet,
      unit: unit.row.name,
      row: unit.row.row,
      adjustment: { from: was?.unit.adjustment ?? null, to: unit.adjustment },
      score: { from: scoreOf(was?.unit), to: unit.score },
      rank: { from: was?.rank ?? null, to: ranksAfter[index] ?? null },
    };
    return same(move.adjustment) && same(move.score) && move.rank.from === move.rank.to ? [] : [move];
  });
}

function scoreOf(unit: UnitScore | undefined): Rational | null {
  return unit?.score ?? null;
}

function same({ from, to }: FromTo<Rational | null>): boolean {
  return from === null || to === null ? from === to : compare(from, to) === 0;
}
