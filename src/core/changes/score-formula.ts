import type { Expression } from '../expression/expression.js';
import { FormulaTemplate, RANK_MARK, toFormula } from '../expression/formula.js';
import type { Grid } from '../grid/grid.js';
import { composite } from '../method/composite.js';
import type { AttachmentColumn } from '../recognition/attachment.js';
import { rateExpressions } from '../scoring/score.js';
import type { Scorecard, UnitScore } from '../scoring/scorecard.js';
import type { KeptRates } from './fill-rates.js';
import { MAX_LIVE_RANKS, rankRange } from './rank-range.js';
import { isInEveryScore, rateInPlace, referenceInAnyRow } from './rate-formula.js';

/** Writes the scores of an attachment as formulas, each over its row and the ranked cells. */
export class ScoreFormulas {
  /** The ranks stand as numbers in the formulas: RANK cannot tell them from the sheet, or would take too long. */
  readonly ranksAreFixed: boolean;
  private readonly columns: ReadonlyMap<string, AttachmentColumn>;
  private readonly expressions: ReadonlyMap<string, Expression>;
  private readonly score: Expression;
  private readonly ranked: string;
  private readonly isLadder: boolean;
  private readonly templates = new Map<string, FormulaTemplate>();

  constructor(grid: Grid, scorecard: Scorecard, private readonly kept: KeptRates) {
    const { attachment, method, units } = scorecard;
    this.columns = new Map(attachment.columns.map((column) => [column.id, column]));
    this.expressions = rateExpressions(attachment, method);
    this.score = composite(method);
    const ladder = method.components.find((component) => component.kind === 'rank-ladder');
    const cells = ladder && this.columns.get(ladder.column);
    const ranked = units.filter(({ rank }) => rank !== null);
    this.isLadder = ladder !== undefined;
    this.ranksAreFixed = ladder !== undefined && (cells === undefined || ranked.length > MAX_LIVE_RANKS || ranked.some((unit) => this.isKept(unit, ladder.column)));
    this.ranked = cells === undefined || this.ranksAreFixed ? '' : rankRange(grid, scorecard, cells);
  }

  /** The formula of a unit's score; `null` where none can give it: a ladder over a rate that the unit has not gives no points, and RANK would fail. */
  of(unit: UnitScore): string | null {
    return this.isLadder && unit.rank === null ? null : this.templateFor(unit).inRow(unit.row.row, unit.rank);
  }

  /** Rows in which the same rates must be written as counts share one formula. */
  private templateFor(unit: UnitScore): FormulaTemplate {
    const byCounts = [...this.expressions.keys()].filter((id) => !this.columns.has(id) || this.isKept(unit, id));
    const shape = byCounts.map((id) => `${id} ${unit.rates[id] === undefined}`).join();
    const known = this.templates.get(shape);
    if (known !== undefined) return known;
    const reference = referenceInAnyRow(this.columns);
    const countsOf = (id: string): string | null => (unit.rates[id] === undefined ? null : rateInPlace(this.expressions.get(id) as Expression, reference));
    const template = new FormulaTemplate(`=${toFormula(this.score, {
      reference: (id) => (byCounts.includes(id) ? countsOf(id) : reference(id)),
      ranked: () => this.ranked,
      always: (id) => isInEveryScore(this.expressions, id),
      fixedRank: () => (this.ranksAreFixed ? RANK_MARK : undefined),
    })}`);
    this.templates.set(shape, template);
    return template;
  }

  private isKept({ row }: UnitScore, id: string): boolean {
    return this.kept.get(row.row)?.has(id) === true;
  }
}
