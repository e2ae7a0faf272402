import type { ComputedTable } from '../../app/compute.js';
import { recordedScores, type LastComputed } from '../../app/since-last.js';
import { attachmentName } from '../../core/adjustments/entry.js';
import { compare, fromNumber, print, roundHalfAway, subtract, type Rational } from '../../core/exact/rational.js';
import { cellName } from '../../core/grid/address.js';
import type { CellValue } from '../../core/grid/grid.js';
import { readCell } from '../../core/grid/reading.js';
import type { FinalRecords } from '../../core/publish/record.js';
import { competitionRanks } from '../../core/scoring/rank.js';
import type { Scorecard } from '../../core/scoring/scorecard.js';
import { printedScores, standings } from '../../core/scoring/standing.js';
import type { Ranking, RankChange } from './state.js';

/** What scores can be compared with: what was published, what was computed, what stood there before computing. */
export interface EarlierWorkbook {
  readonly final: FinalRecords | null;
  readonly lastComputed: LastComputed | null;
  /** Scores as they stood before the last computation, by `sheet!cell`. */
  readonly previousScores: ReadonlyMap<string, CellValue>;
}

type ScoredTable = ComputedTable & { readonly scorecard: Scorecard };

/** Scores of an attachment as they were, in the order of its units. */
interface EarlierScores {
  readonly since: Ranking['since'];
  readonly scores: readonly (Rational | undefined)[];
  /** Where only printed scores are known, they are ranked as such. */
  readonly ranks: readonly (number | null)[] | null;
}

/**
 * Tells how each unit's score and rank have changed, in the order of the units: since the last 定稿 where there is one,
 * else since the last computation, and right after it by what that changed. `null` for a unit where nothing did.
 */
export function changesOf(
  table: ScoredTable,
  earlier: EarlierWorkbook,
): { readonly since: Ranking['since']; readonly changes: readonly (RankChange | null)[] } {
  const candidates = [publishedScores(table, earlier), computedScores(table, earlier)];
  for (const candidate of candidates) {
    if (candidate === null) continue;
    const changes = changesFrom(table.scorecard, candidate);
    const isMoved = changes.some((change) => change !== null);
    if (isMoved || candidate.since === 'final') return { since: candidate.since, changes };
  }
  const before = scoresBefore(table, earlier);
  return { since: before.since, changes: changesFrom(table.scorecard, before) };
}

function changesFrom(
  scorecard: Scorecard,
  { scores: before, ranks: knownRanks }: EarlierScores,
): (RankChange | null)[] {
  const { places } = scorecard.method.rounding;
  const now = printedScores(scorecard);
  const rounded = before.map((score) => score && roundHalfAway(score, places));
  const ranksNow =
    knownRanks === null ? competitionRanks(now.map((score) => score ?? undefined)) : standings(scorecard);
  const ranksBefore = knownRanks ?? competitionRanks(rounded);
  return now.map((score, index) => {
    const was = rounded[index];
    if (score === null || was === undefined) return null;
    const rankNow = ranksNow[index] ?? null;
    const rankBefore = ranksBefore[index] ?? null;
    const ranks = rankNow === null || rankBefore === null ? 0 : rankBefore - rankNow;
    const points = compare(score, was) === 0 ? null : signed(print(subtract(score, was), places));
    if (points === null && ranks === 0) return null;
    return { points, ranks };
  });
}

/** A difference with its sign: `+0.50`, `−1.20`. */
function signed(text: string): string {
  if (text.startsWith('-')) return text.replace('-', '−');
  return `+${text}`;
}

function publishedScores({ attachment, scorecard }: ScoredTable, { final }: EarlierWorkbook): EarlierScores | null {
  if (final === null) return null;
  const item = attachment.form.columns.find(({ role }) => role === 'score')?.names[0];
  const name = attachmentName(attachment.kind);
  const texts = new Map<string, string>();
  for (const figure of final.figures) {
    if (figure.attachment === name && figure.item === item) texts.set(figure.unit, figure.text);
  }
  if (texts.size === 0) return null;
  return { since: 'final', scores: byName(scorecard, (unit) => numberIn(texts.get(unit) ?? null)), ranks: null };
}

function computedScores(
  { attachment, scorecard }: ScoredTable,
  { lastComputed }: EarlierWorkbook,
): EarlierScores | null {
  const recorded = lastComputed === null ? null : recordedScores(lastComputed, attachment.sheet);
  if (recorded === null) return null;
  return {
    since: 'computed',
    scores: byName(scorecard, (unit) => numberIn(recorded(unit)?.score ?? null)),
    ranks: byName(scorecard, (unit) => recorded(unit)?.rank ?? undefined).map((rank) => rank ?? null),
  };
}

function scoresBefore({ attachment, scorecard }: ScoredTable, { previousScores }: EarlierWorkbook): EarlierScores {
  const column = attachment.columns.find(({ role }) => role === 'score')?.column ?? 0;
  const scores = scorecard.units.map(({ row }) =>
    numberIn(previousScores.get(`${attachment.sheet}!${cellName(row.row, column)}`) ?? null),
  );
  return { since: 'before', scores, ranks: null };
}

/** Looks up every unit by its name; of two with one name nobody can tell which is meant. */
function byName<T>({ units }: Scorecard, find: (unit: string) => T | undefined): readonly (T | undefined)[] {
  const counts = new Map<string, number>();
  for (const { row } of units) counts.set(row.name, (counts.get(row.name) ?? 0) + 1);
  return units.map(({ row }) => (counts.get(row.name) === 1 ? find(row.name) : undefined));
}

function numberIn(value: CellValue): Rational | undefined {
  const reading = readCell(value, 'General');
  return reading.kind === 'number' ? fromNumber(reading.value) : undefined;
}
