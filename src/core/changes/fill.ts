import { cellName } from '../grid/address.js';
import type { Grid } from '../grid/grid.js';
import { neededInputs, rateExpressions } from '../scoring/score.js';
import type { Scorecard, UnitScore } from '../scoring/scorecard.js';
import type { AttachmentColumn } from '../recognition/attachment.js';
import { CellWriter } from './cell-writer.js';
import type { ComputeOptions, FillPlan } from './fill-plan.js';
import { fillRates } from './fill-rates.js';
import { fillScores } from './fill-scores.js';
import { listOf } from './list-of.js';
import { uncomputedCells } from './uncomputed.js';

/**
 * Plans the rates and scores of an attachment, in place. Inputs are never changed, unless `options.fixNumbers` asks for
 * numbers typed as text to be converted.
 */
export function fill(grid: Grid, scorecard: Scorecard, options: ComputeOptions): FillPlan {
  const writer = new CellWriter(grid, options);
  const kept = fillRates(writer, scorecard);
  fillScores(writer, scorecard, kept);
  reportUnscored(writer, scorecard);
  return writer.plan();
}

/** The columns that a missing score is explained by. */
interface ScoreColumns {
  /** Where the problem is shown. */
  readonly score: number;
  readonly inputs: readonly AttachmentColumn[];
  readonly adjustment: AttachmentColumn | undefined;
}

/** Reports why each unit without a score has none, with the cells to see to. */
function reportUnscored(writer: CellWriter, { attachment, method, units }: Scorecard): void {
  const { columns } = attachment;
  const score = columns.find(({ role }) => role === 'score') ?? columns[0];
  if (score === undefined) return;
  const needed = neededInputs(method, rateExpressions(attachment, method));
  const scoreColumns: ScoreColumns = {
    score: score.column,
    inputs: columns.filter(({ id, role }) => needed.includes(id) || role === 'adjustment'),
    adjustment: columns.find(({ role }) => role === 'adjustment'),
  };
  for (const unit of units) reportUnit(writer, unit, scoreColumns);
}

function reportUnit(writer: CellWriter, { row, status }: UnitScore, { score, inputs, adjustment }: ScoreColumns): void {
  if (status === 'scored') return;
  const unit = row.name;
  const scoreCell = { row: row.row, column: score };
  const uncomputed = uncomputedCells(writer.grid, row, inputs);
  if (uncomputed.length > 0) {
    const parameters = { unit, cells: listOf(uncomputed) };
    writer.report(scoreCell, { severity: 'warning', code: 'unit-not-calculated', parameters });
    return;
  }
  const typed = adjustment && row.readings[adjustment.id];
  if (status === 'no-adjustment' && adjustment !== undefined && typed?.kind === 'unreadable') {
    const code = typed.isDate === true ? 'unit-adjustment-is-date' : 'unit-adjustment-unreadable';
    const parameters = { unit, text: typed.text };
    writer.report({ row: row.row, column: adjustment.column }, { severity: 'warning', code, parameters });
    return;
  }
  const parameters: Record<string, string> = { unit, remark: row.remark ?? '' };
  if (status === 'incomplete') {
    const missing = inputs.filter(({ id, role }) => role !== 'adjustment' && row.readings[id]?.kind !== 'number');
    parameters.cells = listOf(missing.map(({ column }) => cellName(row.row, column)));
  }
  writer.report(scoreCell, { severity: 'notice', code: `unit-${status}`, parameters });
}
