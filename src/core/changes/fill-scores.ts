import { print, signOf } from '../exact/rational.js';
import { cellName } from '../grid/address.js';
import type { CellValue } from '../grid/grid.js';
import { hasRates, type Scorecard, type UnitScore } from '../scoring/scorecard.js';
import type { CellWriter } from './cell-writer.js';
import type { KeptRates } from './fill-rates.js';
import { listOf } from './listing.js';
import { remembering, scoreFormat } from './number-formats.js';
import { ScoreFormulas, type FixedRanks } from './score-formula.js';
import { textInputs } from './text-inputs.js';

/**
 * Plans the composite scores; a row whose rates stay as somebody made them is scored by its counts, and that is said. Beside
 * a unit that is not scored no score stands: what somebody entered there is asked about, or said.
 */
export function fillScores(writer: CellWriter, scorecard: Scorecard, kept: KeptRates): void {
  const { attachment, method } = scorecard;
  const { grid, options } = writer;
  const score = attachment.columns.find(({ role }) => role === 'score');
  if (score === undefined) return;
  const formulas = new ScoreFormulas(grid, scorecard, kept);
  const ranked = scorecard.units.filter(({ rank }) => rank !== null);
  if (formulas.ranksAreFixed !== null && options.write === 'formulas' && ranked.length > 0) {
    writer.say('notice', 'rank-as-value', ranked[0]?.row.row ?? 0, score.column, {
      units: ranked.length,
      ...reasonFor(formulas.ranksAreFixed),
    });
  }

  const [around] = formulas.goneAround;
  if (around !== undefined && options.write === 'formulas' && ranked.length > 0) {
    writer.say('notice', 'rank-goes-around', around.row, around.column, {
      cells: listOf(formulas.goneAround.map(({ row, column }) => cellName(row, column))),
    });
  }

  const rates = attachment.columns.filter(({ role }) => role === 'computed');
  const adjustments = attachment.columns.filter(({ role }) => role === 'adjustment');
  const format = remembering((present) => scoreFormat(present, method.rounding.places));
  for (const unit of scorecard.units) {
    const { row } = unit;
    if (unit.score === null) {
      withdrawScore(writer, unit, score.column, formulas);
      continue;
    }
    const textAdjustment = textInputs(row, adjustments).length > 0 && !options.fixNumbers;
    const stays = writer.fill(row.row, score.column, unit.score, {
      formula: textAdjustment ? null : formulas.of(unit),
      formatFor: format,
      alwaysFormat: true,
    });
    if (stays === 'differs')
      writer.say('warning', 'score-kept', row.row, score.column, {
        unit: row.name,
        score: print(unit.score, method.rounding.places),
      });
    for (const { id, column, header } of rates) {
      if (kept.get(row.row)?.has(id) === true)
        writer.say('warning', 'rate-kept', row.row, column, { unit: row.name, column: header });
    }
    if (signOf(unit.score) < 0)
      writer.say('warning', 'score-negative', row.row, score.column, {
        unit: row.name,
        score: print(unit.score, method.rounding.places),
      });
  }
}

/** Where not even rates are written, the row is somebody's as a whole, and a figure in it only goes when they say so. */
function withdrawScore(writer: CellWriter, unit: UnitScore, column: number, formulas: ScoreFormulas): void {
  const { row } = unit;
  const left = writer.withdraw(row.row, column, {
    isOurs: (formula) => formulas.isOwn(unit, formula),
    isBlankByItself: (formula) => unit.status === 'no-adjustment' && formulas.isGuarded(unit, formula),
    staysUndecided: !hasRates(unit),
  });
  if (left !== null)
    writer.say('warning', 'score-of-unscored', row.row, column, { unit: row.name, score: shown(left) });
}

function shown(value: CellValue): string {
  return typeof value === 'object' && value !== null ? value.error : String(value);
}

function reasonFor(fixed: FixedRanks): Readonly<Record<string, string>> {
  return fixed.because === 'rate-kept'
    ? { because: fixed.because, cell: cellName(fixed.unit.row.row, fixed.column.column) }
    : { because: fixed.because };
}
