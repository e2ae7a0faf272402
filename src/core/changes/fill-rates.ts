import { FormulaTemplate } from '../expression/formula.js';
import { rateExpressions } from '../scoring/score.js';
import { hasRates, type Scorecard } from '../scoring/scorecard.js';
import type { CellWriter } from './cell-writer.js';
import { percentFormat, remembering } from './number-formats.js';
import { rateFormula, referenceInAnyRow } from './rate-formula.js';
import { settleTexts } from './text-inputs.js';

/** Rates that somebody typed or made otherwise and that stay, by row of the sheet: their cells do not hold the exact rate. */
export type KeptRates = ReadonlyMap<number, ReadonlySet<string>>;

/** Plans every rate that the sheet has a column for; returns those that stay as they are. */
export function fillRates(writer: CellWriter, { attachment, method, units }: Scorecard): KeptRates {
  const expressions = rateExpressions(attachment, method);
  const reference = referenceInAnyRow(new Map(attachment.columns.map((column) => [column.id, column])));
  const rates = attachment.columns.flatMap(({ id, role, column }) => {
    const expression = role === 'computed' ? expressions.get(id) : undefined;
    return expression === undefined
      ? []
      : [{ id, column, template: new FormulaTemplate(rateFormula(expression, reference)) }];
  });
  const inputs = attachment.columns.filter(({ role }) => role === 'input' || role === 'adjustment');
  const percent = remembering(percentFormat);
  const kept = new Map<number, Set<string>>();
  for (const { row, rates: exact } of units.filter(hasRates)) {
    const live = settleTexts(writer, row, inputs, 'row').length === 0;
    for (const { id, column, template } of rates) {
      const stays = writer.fill(row.row, column, exact[id] ?? '-', {
        formula: live ? template.inRow(row.row) : null,
        formatFor: percent,
      });
      if (stays !== null) kept.set(row.row, (kept.get(row.row) ?? new Set()).add(id));
    }
  }
  return kept;
}
