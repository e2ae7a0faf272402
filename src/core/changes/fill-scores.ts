import { print, signOf } from '../exact/rational.js';
import { hasRates, type Scorecard } from '../scoring/scorecard.js';
import type { CellWriter } from './cell-writer.js';
import type { KeptRates } from './fill-rates.js';
import { remembering, scoreFormat } from './number-formats.js';
import { ScoreFormulas } from './score-formula.js';

/** Plans the composite scores; a row whose rates stay as somebody made them is scored by its counts, and that is said. */
export function fillScores(writer: CellWriter, scorecard: Scorecard, kept: KeptRates): void {
  const { attachment, method } = scorecard;
  const { grid, options } = writer;
  const score = attachment.columns.find(({ role }) => role === 'score');
  if (score === undefined) return;
  const formulas = new ScoreFormulas(grid, scorecard, kept);
  const ranked = scorecard.units.filter(({ rank }) => rank !== null);
  if (formulas.ranksAreFixed && options.write === 'formulas' && ranked.length > 0) writer.say('notice', 'rank-as-value', ranked[0]?.row.row ?? 0, score.column, { units: ranked.length });

  const rates = attachment.columns.filter(({ role }) => role === 'computed');
  const hasAdjustment = attachment.columns.some(({ id }) => id === 'adjustment');
  const format = remembering((present) => scoreFormat(present, method.rounding.places));
  for (const unit of scorecard.units.filter(hasRates)) {
    if (unit.score === null) continue;
    const { row } = unit;
    const typed = row.readings['adjustment'];
    const textAdjustment = hasAdjustment && typed?.kind === 'number' && typed.fromText && !options.fixNumbers;
    writer.fill(row.row, score.column, unit.score, textAdjustment ? null : formulas.of(unit), format);
    for (const { id, column, header } of rates) {
      if (kept.get(row.row)?.has(id) === true) writer.say('warning', 'rate-kept', row.row, column, { unit: row.name, column: header });
    }
    if (signOf(unit.score) < 0) writer.say('warning', 'score-negative', row.row, score.column, { unit: row.name, score: print(unit.score, method.rounding.places) });
  }
}
