import type { ComputeResult } from '../../app/compute.js';
import type { Rational } from '../../core/exact/rational.js';
import { printAs } from '../../core/grid/printed.js';
import type { Reading } from '../../core/grid/reading.js';
import { breakdownOf, type ScoreSentence } from '../../core/scoring/breakdown.js';
import type { Scorecard, UnitScore } from '../../core/scoring/scorecard.js';
import { decidingScores, standings, standingScore } from '../../core/scoring/standing.js';
import { scoreText, unitKey, unroundedText } from './view.js';

type Attachment = ComputeResult['tables'][number]['attachment'];

/** How a unit's score came about, ready to be worded. */
export interface Explanation {
  readonly unit: string;
  readonly rank: number | null;
  /** Another unit prints the same score and has another rank: the score before rounding, which decided. */
  readonly unrounded?: string;
  /** As it stands in the sheet. */
  readonly score: string | null;
  /** Somebody keeps the score that stands there: what is computed instead, `null` where nothing is. */
  readonly computed?: string | null;
  readonly counts: readonly { readonly name: string; readonly value: string }[];
  /** Rates with the fraction they are, in symbols and in this unit's figures: M/A, 13670/90438, 15.12%. */
  readonly rates: readonly {
    readonly name: string;
    readonly expression: string;
    readonly figures: string;
    readonly value: string;
  }[];
  readonly sentences: readonly ScoreSentence[];
}

/** Explains a unit's score; `null` where there is no such unit. */
export function explanationOf({ tables }: ComputeResult, key: string): Explanation | null {
  for (const { attachment, scorecard } of tables) {
    if (scorecard === null) continue;
    const index = scorecard.units.findIndex(({ row }) => unitKey(attachment.sheet, row.row) === key);
    const unit = scorecard.units[index];
    if (unit === undefined) continue;
    const { places } = scorecard.method.rounding;
    return {
      unit: unit.row.name,
      rank: standings(scorecard)[index] ?? null,
      ...unroundedText(decidingScores(scorecard)[index], places),
      score: scoreText(standingScore(scorecard, unit), places),
      ...(scorecard.keptScores.has(unit.row.row) && { computed: scoreText(unit.score, places) }),
      counts: countsOf(unit, attachment),
      rates: ratesOf(unit, attachment),
      sentences: sentencesOf(scorecard, unit),
    };
  }
  return null;
}

function countsOf({ row }: UnitScore, { columns, form }: Attachment): Explanation['counts'] {
  return columns
    .filter(({ role }) => role === 'input')
    .map((column) => ({ name: columnName(column, form), value: readingText(row.readings[column.id]) }));
}

function ratesOf({ row, rates }: UnitScore, { columns, form }: Attachment): Explanation['rates'] {
  const figureOf = new Map(form.columns.map(({ id, symbol }) => [symbol, readingText(row.readings[id])]));
  return columns
    .filter(({ id }) => id in rates)
    .map((column) => {
      const inForm = form.columns.find(({ id }) => id === column.id);
      const expression = column.expression ?? inForm?.expression ?? '';
      return {
        name: columnName(column, form),
        expression,
        figures: withFigures(expression, figureOf),
        value: rateText(rates[column.id]),
      };
    });
}

function sentencesOf(scorecard: Scorecard, unit: UnitScore): readonly ScoreSentence[] {
  const breakdown = breakdownOf(scorecard, unit);
  if (breakdown === null) return [];
  return [...breakdown.components.map(({ sentence }) => sentence), breakdown.sentence];
}

function columnName({ id, header }: Attachment['columns'][number], form: Attachment['form']): string {
  return form.columns.find((column) => column.id === id)?.names[0] ?? header;
}

/** `(1-T/M)%` as `(1-6/400)%`; a figure that is missing keeps its symbol. */
function withFigures(expression: string, figureOf: ReadonlyMap<string | undefined, string>): string {
  return expression.replace(/[A-Z]\d*/g, (symbol) => figureOf.get(symbol) || symbol);
}

function readingText(reading: Reading | undefined): string {
  if (reading === undefined || reading.kind === 'blank') return '';
  if (reading.kind === 'number') return String(reading.value);
  return reading.text;
}

function rateText(rate: Rational | undefined): string {
  if (rate === undefined) return '-';
  return printAs(rate, { percent: true, places: 2 });
}
