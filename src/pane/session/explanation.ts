import type { ComputeResult } from '../../app/compute.js';
import { print, type Rational } from '../../core/exact/rational.js';
import { printAs } from '../../core/grid/printed.js';
import type { Reading } from '../../core/grid/reading.js';
import type { Sentence } from '../../core/method/components/component-kind.js';
import { breakdownOf } from '../../core/scoring/breakdown.js';
import { standings } from '../../core/scoring/standing.js';
import { unitKey } from './view.js';

/** How a unit's score came about, ready to be worded. */
export interface Explanation {
  readonly unit: string;
  readonly rank: number | null;
  readonly score: string | null;
  readonly counts: readonly { readonly name: string; readonly value: string }[];
  /** Rates with the fraction they are, in symbols and in this unit's figures: M/A, 13670/90438, 15.12%. */
  readonly rates: readonly {
    readonly name: string;
    readonly expression: string;
    readonly figures: string;
    readonly value: string;
  }[];
  readonly sentences: readonly Sentence[];
}

/** Explains a unit's score; `null` where there is no such unit. */
export function explanationOf({ tables }: ComputeResult, key: string): Explanation | null {
  for (const { attachment, scorecard } of tables) {
    const index = scorecard?.units.findIndex(({ row }) => unitKey(attachment.sheet, row.row) === key) ?? -1;
    const unit = scorecard?.units[index];
    if (scorecard == null || unit === undefined) continue;
    const nameOf = (id: string, header: string): string =>
      attachment.form.columns.find((column) => column.id === id)?.names[0] ?? header;
    const counts = attachment.columns
      .filter(({ role }) => role === 'input')
      .map(({ id, header }) => ({ name: nameOf(id, header), value: shown(unit.row.readings[id]) }));
    const figureOf = new Map(attachment.form.columns.map(({ id, symbol }) => [symbol, shown(unit.row.readings[id])]));
    const rates = attachment.columns
      .filter(({ id }) => id in unit.rates)
      .map(({ id, header, expression: own }) => {
        const expression = own ?? attachment.form.columns.find((column) => column.id === id)?.expression ?? '';
        return {
          name: nameOf(id, header),
          expression,
          figures: inFigures(expression, figureOf),
          value: rateText(unit.rates[id]),
        };
      });
    const breakdown = breakdownOf(scorecard, unit);
    const sentences =
      breakdown === null ? [] : [...breakdown.components.map(({ sentence }) => sentence), breakdown.sentence];
    return {
      unit: unit.row.name,
      rank: standings(scorecard)[index] ?? null,
      score: unit.score === null ? null : print(unit.score, scorecard.method.rounding.places),
      counts,
      rates,
      sentences,
    };
  }
  return null;
}

/** `(1-T/M)%` as `(1-6/400)%`; a figure that is missing keeps its symbol. */
function inFigures(expression: string, figureOf: ReadonlyMap<string | undefined, string>): string {
  return expression.replace(/[A-Z]\d*/g, (symbol) => figureOf.get(symbol) || symbol);
}

function shown(reading: Reading | undefined): string {
  if (reading === undefined || reading.kind === 'blank') return '';
  return reading.kind === 'number' ? String(reading.value) : reading.text;
}

function rateText(rate: Rational | undefined): string {
  if (rate === undefined) return '-';
  return printAs(rate, { percent: true, places: 2 });
}
