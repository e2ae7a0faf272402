import { cellName } from '../grid/address.js';
import type { Grid } from '../grid/grid.js';
import { neededInputs, rateExpressions } from '../scoring/score.js';
import type { Scorecard } from '../scoring/scorecard.js';
import { CellWriter } from './cell-writer.js';
import type { ComputeOptions, Filling } from './filling.js';
import { fillRates } from './fill-rates.js';
import { fillScores } from './fill-scores.js';
import { listOf } from './listing.js';
import { uncomputedCells } from './uncomputed.js';

/** Plans the rates and scores of an attachment, in place. Inputs are never changed, unless numbers typed as text shall be mended. */
export function fill(grid: Grid, scorecard: Scorecard, options: ComputeOptions): Filling {
  const writer = new CellWriter(grid, options);
  const kept = fillRates(writer, scorecard);
  fillScores(writer, scorecard, kept);
  sayUnscored(writer, scorecard);
  return writer.filling();
}

/** Says why each unit without a score has none, with the cells to see to. */
function sayUnscored(writer: CellWriter, { attachment, method, units }: Scorecard): void {
  const { columns } = attachment;
  const at = (columns.find(({ role }) => role === 'score') ?? columns[0])?.column;
  if (at === undefined) return;
  const needed = neededInputs(method, rateExpressions(attachment, method));
  const inputs = columns.filter(({ id, role }) => needed.includes(id) || role === 'adjustment');
  const adjustment = columns.find(({ role }) => role === 'adjustment');
  for (const { row, status } of units) {
    if (status === 'scored') continue;
    const waiting = uncomputedCells(writer.grid, row, inputs);
    const blank = inputs
      .filter(({ id, role }) => role !== 'adjustment' && row.readings[id]?.kind !== 'number')
      .map(({ column }) => cellName(row.row, column));
    const typed = adjustment === undefined ? undefined : row.readings[adjustment.id];
    if (waiting.length > 0)
      writer.say('warning', 'unit-not-calculated', row.row, at, { unit: row.name, cells: listOf(waiting) });
    else if (status === 'no-adjustment' && adjustment !== undefined && typed?.kind === 'unreadable')
      writer.say(
        'warning',
        typed.isDate === true ? 'unit-adjustment-is-date' : 'unit-adjustment-unreadable',
        row.row,
        adjustment.column,
        { unit: row.name, text: typed.text },
      );
    else
      writer.say('notice', `unit-${status}`, row.row, at, {
        unit: row.name,
        remark: row.remark ?? '',
        ...(status === 'incomplete' ? { cells: listOf(blank) } : {}),
      });
  }
}
