import type { Grid } from '../grid/grid.js';
import type { Scorecard } from '../scoring/scorecard.js';
import { CellWriter } from './cell-writer.js';
import type { ComputeOptions, Filling } from './filling.js';
import { fillRates } from './fill-rates.js';
import { fillScores } from './fill-scores.js';

/** Plans the rates and scores of an attachment, in place. Inputs are never changed, unless numbers typed as text shall be mended. */
export function fill(grid: Grid, scorecard: Scorecard, options: ComputeOptions): Filling {
  const writer = new CellWriter(grid, options);
  const kept = fillRates(writer, scorecard);
  fillScores(writer, scorecard, kept);
  const { columns } = scorecard.attachment;
  const column = (columns.find(({ role }) => role === 'score') ?? columns[0])?.column;
  const adjustment = columns.find(({ role }) => role === 'adjustment');
  for (const { row, status } of scorecard.units) {
    const typed = adjustment === undefined ? undefined : row.readings[adjustment.id];
    if (status === 'no-adjustment' && adjustment !== undefined && typed?.kind === 'unreadable') writer.say('warning', 'unit-adjustment-unreadable', row.row, adjustment.column, { unit: row.name, text: typed.text });
    else if (status !== 'scored' && column !== undefined) writer.say('notice', `unit-${status}`, row.row, column, { unit: row.name, remark: row.remark ?? '' });
  }
  return writer.filling();
}
