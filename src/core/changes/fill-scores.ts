import { print, signOf } from '../exact/rational.js';
import { cellName } from '../grid/address.js';
import type { CellValue } from '../grid/grid.js';
import type { AttachmentColumn } from '../recognition/attachment.js';
import { hasRates, type Scorecard, type UnitScore } from '../scoring/scorecard.js';
import type { CellWriter } from './cell-writer.js';
import type { KeptRates } from './fill-rates.js';
import { listOf } from './list-of.js';
import { cached, scoreFormat } from './number-formats.js';
import { ScoreFormulas, type FixedRanks } from './score-formula.js';
import { textInputs } from './text-inputs.js';

/**
 * Plans the composite scores; a row whose rates stay as somebody made them is scored by its counts, and that is
 * reported. Beside a unit that is not scored no score stands: what somebody entered there is a difference, or is
 * reported.
 */
export function fillScores(writer: CellWriter, scorecard: Scorecard, kept: KeptRates): void {
  const score = scorecard.attachment.columns.find(({ role }) => role === 'score');
  if (score !== undefined) new ScoreFiller(writer, scorecard, { score, kept }).fill();
}

class ScoreFiller {
  private readonly column: number;
  private readonly kept: KeptRates;
  private readonly formulas: ScoreFormulas;
  private readonly formatFor: (format: string) => string;

  constructor(
    private readonly writer: CellWriter,
    private readonly scorecard: Scorecard,
    { score, kept }: { readonly score: AttachmentColumn; readonly kept: KeptRates },
  ) {
    this.column = score.column;
    this.kept = kept;
    this.formulas = new ScoreFormulas(writer.grid, scorecard, kept);
    this.formatFor = cached((format) => scoreFormat(format, scorecard.method.rounding.places));
  }

  fill(): void {
    this.reportRanks();
    for (const unit of this.scorecard.units) {
      if (unit.score === null) this.clearScore(unit);
      else this.fillScore(unit, unit.score);
    }
  }

  /** Reports ranks that do not follow the sheet by themselves. */
  private reportRanks(): void {
    const { writer, formulas, column } = this;
    const ranked = this.scorecard.units.filter(({ rank }) => rank !== null);
    const [first] = ranked;
    if (writer.options.write !== 'formulas' || first === undefined) return;
    if (formulas.ranksAreFixed !== null) {
      writer.report(
        { row: first.row.row, column },
        {
          severity: 'notice',
          code: 'rank-as-value',
          parameters: { units: ranked.length, ...reasonFor(formulas.ranksAreFixed) },
        },
      );
    }
    const [unranked] = formulas.unrankedCells;
    if (unranked !== undefined) {
      const cells = formulas.unrankedCells.map((cell) => cellName(cell.row, cell.column));
      writer.report(unranked, { severity: 'notice', code: 'rank-goes-around', parameters: { cells: listOf(cells) } });
    }
  }

  private fillScore(unit: UnitScore, score: NonNullable<UnitScore['score']>): void {
    const { writer, formulas } = this;
    const { row } = unit;
    const place = { row: row.row, column: this.column };
    const because = writer.fill(place, {
      wanted: score,
      formula: this.hasTextAdjustment(unit) ? null : formulas.of(unit),
      formatFor: this.formatFor,
      alwaysFormat: true,
    });
    const parameters = { unit: row.name, score: print(score, this.scorecard.method.rounding.places) };
    if (because === 'differs') writer.report(place, { severity: 'warning', code: 'score-kept', parameters });
    this.reportKeptRates(unit);
    if (signOf(score) < 0) writer.report(place, { severity: 'warning', code: 'score-negative', parameters });
  }

  private hasTextAdjustment({ row }: UnitScore): boolean {
    const adjustments = this.scorecard.attachment.columns.filter(({ role }) => role === 'adjustment');
    return textInputs(row, adjustments).length > 0 && !this.writer.options.fixNumbers;
  }

  private reportKeptRates({ row }: UnitScore): void {
    const kept = this.kept.get(row.row);
    if (kept === undefined) return;
    for (const { id, role, column, header } of this.scorecard.attachment.columns) {
      if (role !== 'computed' || !kept.has(id)) continue;
      const parameters = { unit: row.name, column: header };
      this.writer.report({ row: row.row, column }, { severity: 'warning', code: 'rate-kept', parameters });
    }
  }

  /** Where not even rates are written, the row is somebody's as a whole: a figure in it only goes when they say so. */
  private clearScore(unit: UnitScore): void {
    const { writer, formulas } = this;
    const place = { row: unit.row.row, column: this.column };
    const left = writer.clear(place, {
      isOurs: (formula) => formulas.isOwn(unit, formula),
      isBlankByItself: (formula) => unit.status === 'no-adjustment' && formulas.isGuarded(unit, formula),
      staysUndecided: !hasRates(unit),
    });
    if (left === null) return;
    const parameters = { unit: unit.row.name, score: textOf(left) };
    writer.report(place, { severity: 'warning', code: 'score-of-unscored', parameters });
  }
}

function textOf(value: CellValue): string {
  if (typeof value === 'object' && value !== null) return value.error;
  return String(value);
}

function reasonFor(fixed: FixedRanks): Readonly<Record<string, string>> {
  if (fixed.because !== 'rate-kept') return { because: fixed.because };
  return { because: fixed.because, cell: cellName(fixed.unit.row.row, fixed.column.column) };
}
