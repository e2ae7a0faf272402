import { FormulaTemplate } from '../expression/formula.js';
import { valueAt } from '../grid/grid.js';
import { rateExpressions } from '../scoring/score.js';
import { hasRates, type Scorecard } from '../scoring/scorecard.js';
import type { CellWriter } from './cell-writer.js';
import { percentFormat, remembering } from './number-formats.js';
import { rateFormula, referenceInAnyRow } from './rate-formula.js';
import { textInputs } from './text-inputs.js';

/** Rates that somebody typed or made otherwise and that stay, by row of the sheet: their cells do not hold the exact rate. */
export type KeptRates = ReadonlyMap<number, ReadonlySet<string>>;

/** Plans every rate that the sheet has a column for; returns those that stay as they are. */
export function fillRates(writer: CellWriter, { attachment, method, units }: Scorecard): KeptRates {
  const { grid, options } = writer;
  const expressions = rateExpressions(attachment, method);
  const reference = referenceInAnyRow(new Map(attachment.columns.map((column) => [column.id, column])));
  const rates = attachment.columns.flatMap(({ id, role, column }) => {
    const expression = role === 'computed' ? expressions.get(id) : undefined;
    return expression === undefined ? [] : [{ id, column, template: new FormulaTemplate(rateFormula(expression, reference)) }];
  });
  const inputs = attachment.columns.filter(({ role }) => role === 'input' || role === 'adjustment');
  const percent = remembering(percentFormat);
  const kept = new Map<number, Set<string>>();
  for (const { row, rates: exact } of units.filter(hasRates)) {
    const asText = textInputs(row, inputs);
    for (const input of asText) {
      if (options.fixNumbers) writer.mend(row, input);
      writer.say(options.fixNumbers ? 'notice' : 'warning', options.fixNumbers ? 'text-number-fixed' : 'text-number', row.row, input.column, { unit: row.name, text: String(valueAt(grid, row.row, input.column)) });
    }
    const live = asText.length === 0 || options.fixNumbers;
    for (const { id, column, template } of rates) {
      const stays = writer.fill(row.row, column, exact[id] ?? '-', live ? template.inRow(row.row) : null, percent);
      if (stays) kept.set(row.row, (kept.get(row.row) ?? new Set()).add(id));
    }
  }
  return kept;
}
