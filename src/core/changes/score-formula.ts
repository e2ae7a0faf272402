import type { Expression } from '../expression/expression.js';
import { FormulaTemplate, RANK_MARK, toFormula } from '../expression/formula.js';
import type { Grid } from '../grid/grid.js';
import { adjustmentOf, methodRanking } from '../method/components/index.js';
import { composite } from '../method/composite.js';
import type { AttachmentColumn } from '../recognition/attachment.js';
import { rateExpressions } from '../scoring/score.js';
import type { Scorecard, UnitScore } from '../scoring/scorecard.js';
import type { KeptRates } from './fill-rates.js';
import { guarded, OwnScores, spelledRates } from './own-score.js';
import { liveRank, MAX_LIVE_RANKS, type LiveRank } from './rank-range.js';
import { isInEveryScore, rateInPlace, referenceInAnyRow } from './rate-formula.js';

/** Why ranks stand in the formulas as numbers: the ranked rate has no column, there are too many units, or somebody keeps a rate of this unit. */
export type FixedRanks =
  | { readonly because: 'column-absent' }
  | { readonly because: 'many-units' }
  | { readonly because: 'rate-kept'; readonly unit: UnitScore; readonly column: AttachmentColumn };

/** Writes the scores of an attachment as formulas, each over its row and the ranked cells. */
export class ScoreFormulas {
  /** RANK cannot tell the ranks from the sheet, or would take too long; `null` where it can. */
  readonly ranksAreFixed: FixedRanks | null;
  /** Cells with a rate of a unit that is not scored, around which live ranks go. */
  readonly goneAround: readonly { readonly row: number; readonly column: number }[];
  private readonly columns: ReadonlyMap<string, AttachmentColumn>;
  private readonly expressions: ReadonlyMap<string, Expression>;
  private readonly score: Expression;
  private readonly rank: LiveRank | null;
  private readonly isLadder: boolean;
  private readonly reference: (id: string) => string;
  /** The adjustment's cell: a blank there would count as 0, and a unit without an adjustment has no score. */
  private readonly guard: string | null;
  private readonly own: OwnScores;
  private readonly templates = new Map<string, FormulaTemplate>();

  constructor(
    grid: Grid,
    scorecard: Scorecard,
    private readonly kept: KeptRates,
  ) {
    const { attachment, method, units } = scorecard;
    this.columns = new Map(attachment.columns.map((column) => [column.id, column]));
    this.reference = referenceInAnyRow(this.columns);
    this.expressions = rateExpressions(attachment, method);
    this.score = composite(method);
    const ranking = methodRanking(method);
    const cells = ranking === null ? undefined : this.columns.get(ranking.column);
    this.isLadder = ranking !== null;
    this.ranksAreFixed =
      ranking === null
        ? null
        : this.reasonToFix(
            cells,
            units.filter(({ rank }) => rank !== null),
          );
    this.rank = cells === undefined || this.ranksAreFixed !== null ? null : liveRank(grid, scorecard, cells);
    this.goneAround =
      cells === undefined || this.rank === null ? [] : this.rank.around.map((row) => ({ row, column: cells.column }));
    const adjustment = adjustmentOf(method)?.column;
    this.guard = adjustment !== undefined && this.columns.has(adjustment) ? this.reference(adjustment) : null;
    const spelled = spelledRates(this.expressions, (id) => this.columns.has(id), this.reference);
    this.own = new OwnScores(
      this.score,
      (id) => (this.columns.has(id) ? this.reference(id) : this.counts(id)),
      spelled,
      this.guard,
      (id) => isInEveryScore(this.expressions, id),
    );
  }

  /** The formula of a unit's score; `null` where none can give it: a ladder over a rate that the unit has not gives no points, and RANK would fail. */
  of(unit: UnitScore): string | null {
    return this.isLadder && unit.rank === null ? null : this.templateFor(unit).inRow(unit.row.row, unit.rank);
  }

  /** Tells whether a formula in a unit's row is a score by this method as this product writes it or once did. */
  isOwn({ row }: UnitScore, formula: string): boolean {
    return this.own.isOwn(row.row, formula);
  }

  /** Tells whether a formula of ours shows nothing while the unit has no adjustment. */
  isGuarded({ row }: UnitScore, formula: string): boolean {
    return this.own.isGuarded(row.row, formula);
  }

  private reasonToFix(cells: AttachmentColumn | undefined, ranked: readonly UnitScore[]): FixedRanks | null {
    if (cells === undefined) return { because: 'column-absent' };
    if (ranked.length > MAX_LIVE_RANKS) return { because: 'many-units' };
    const unit = ranked.find((one) => this.isKept(one, cells.id));
    return unit === undefined ? null : { because: 'rate-kept', unit, column: cells };
  }

  /** Rows in which the same rates must be written as counts share one formula. */
  private templateFor(unit: UnitScore): FormulaTemplate {
    const byCounts = [...this.expressions.keys()].filter((id) => !this.columns.has(id) || this.isKept(unit, id));
    const shape = byCounts.map((id) => `${id} ${unit.rates[id] === undefined}`).join();
    const known = this.templates.get(shape);
    if (known !== undefined) return known;
    const { rank } = this;
    const text = toFormula(this.score, {
      reference: (id) =>
        !byCounts.includes(id) ? this.reference(id) : unit.rates[id] === undefined ? null : this.counts(id),
      always: (id) => isInEveryScore(this.expressions, id),
      ranked: () => (rank !== null && 'range' in rank ? rank.range : ''),
      fixedRank: () => (rank === null ? RANK_MARK : 'counting' in rank ? rank.counting : undefined),
    });
    const template = new FormulaTemplate(`=${this.guard === null ? text : guarded(text, this.guard)}`);
    this.templates.set(shape, template);
    return template;
  }

  private counts(id: string): string {
    return rateInPlace(this.expressions.get(id) as Expression, this.reference);
  }

  private isKept({ row }: UnitScore, id: string): boolean {
    return this.kept.get(row.row)?.has(id) === true;
  }
}
