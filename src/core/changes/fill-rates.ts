import { integer, multiply } from '../exact/rational.js';
import { FormulaTemplate } from '../expression/formula.js';
import { rateExpressions } from '../scoring/score.js';
import { hasRates, type Scorecard } from '../scoring/scorecard.js';
import type { CellWriter } from './cell-writer.js';
import { cached, percentFormat, pointsFormat } from './number-formats.js';
import { pointsFormula, rateFormula, referenceInAnyRow } from './rate-formula.js';
import { fixTexts } from './text-inputs.js';

const HUNDRED = integer(100);

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
  readonly isInPoints: boolean;
}

/** Plans every rate that the sheet has a column for; returns those that stay as they are. */
export function fillRates(writer: CellWriter, scorecard: Scorecard): KeptRates {
  const { attachment, units } = scorecard;
  const rates = rateColumns(scorecard);
  const inputs = attachment.columns.filter(({ role }) => role === 'input' || role === 'adjustment');
  const formatFor = cached(percentFormat);
  const formatOfPoints = cached(pointsFormat);
  const kept = new Map<number, Set<string>>();
  for (const { row, rates: exact } of units.filter(hasRates)) {
    const hasTexts = fixTexts(writer, { row, columns: inputs, writtenAsValue: 'row' }).length > 0;
    for (const { id, column, template, isInPoints } of rates) {
      const rate = exact[id];
      const inUnit = rate !== undefined && isInPoints ? multiply(rate, HUNDRED) : rate;
      const because = writer.fill(
        { row: row.row, column },
        {
          wanted: inUnit ?? '-',
          formula: hasTexts ? null : template.inRow(row.row),
          formatFor: isInPoints ? formatOfPoints : formatFor,
        },
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
  for (const { id, role, column, isInPoints = false } of attachment.columns) {
    const expression = expressions.get(id);
    if (role !== 'computed' || expression === undefined) continue;
    const formula = isInPoints ? pointsFormula(expression, reference) : rateFormula(expression, reference);
    rates.push({ id, column, isInPoints, template: new FormulaTemplate(formula) });
  }
  return rates;
}
