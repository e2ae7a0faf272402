import { FormulaTemplate } from '../expression/formula.js';
import { rateExpressions } from '../scoring/score.js';
import { hasRates, type Scorecard } from '../scoring/scorecard.js';
import type { CellWriter } from './cell-writer.js';
import { cached, percentFormat } from './number-formats.js';
import { rateFormula, referenceInAnyRow } from './rate-formula.js';
import { fixTexts } from './text-inputs.js';

/**
 * Rates that somebody typed or made otherwise and that stay, by row of the sheet: their cells do not hold the exact
 * rate.
 */
export type KeptRates = ReadonlyMap<number, ReadonlySet<string>>;

/** A rate that the sheet has a column for. */
interface RateColumn {
  readonly id: string;
  readonly column: number;
  readonly template: FormulaTemplate;
}

/** Plans every rate that the sheet has a column for; returns those that stay as they are. */
export function fillRates(writer: CellWriter, scorecard: Scorecard): KeptRates {
  const { attachment, units } = scorecard;
  const rates = rateColumns(scorecard);
  const inputs = attachment.columns.filter(({ role }) => role === 'input' || role === 'adjustment');
  const formatFor = cached(percentFormat);
  const kept = new Map<number, Set<string>>();
  for (const { row, rates: exact } of units.filter(hasRates)) {
    const hasTexts = fixTexts(writer, { row, columns: inputs, writtenAsValue: 'row' }).length > 0;
    for (const { id, column, template } of rates) {
      const because = writer.fill(
        { row: row.row, column },
        { wanted: exact[id] ?? '-', formula: hasTexts ? null : template.inRow(row.row), formatFor },
      );
      if (because !== null) kept.set(row.row, (kept.get(row.row) ?? new Set()).add(id));
    }
  }
  return kept;
}

function rateColumns({ attachment, method }: Scorecard): readonly RateColumn[] {
  const expressions = rateExpressions(attachment, method);
  const reference = referenceInAnyRow(new Map(attachment.columns.map((column) => [column.id, column])));
  const rates: RateColumn[] = [];
  for (const { id, role, column } of attachment.columns) {
    const expression = expressions.get(id);
    if (role !== 'computed' || expression === undefined) continue;
    rates.push({ id, column, template: new FormulaTemplate(rateFormula(expression, reference)) });
  }
  return rates;
}
