import type { Expression } from '../expression/expression.js';
import { FormulaTemplate, RANK_MARK, toFormula } from '../expression/formula.js';
import type { Grid } from '../grid/grid.js';
import { adjustmentOf, methodRanking } from '../method/components/index.js';
import { composite } from '../method/composite.js';
import type { AttachmentColumn } from '../recognition/attachment.js';
import { rateExpressions } from '../scoring/score.js';
import type { Scorecard, UnitScore } from '../scoring/scorecard.js';
import type { KeptRates } from './fill-rates.js';
import { guarded, OwnScores, spelledRates } from './own-scores.js';
import type { CellPlace } from './plan.js';
import { liveRank, MAX_LIVE_RANKS, type LiveRank } from './rank-range.js';
import { isInEveryScore, rateInPlace, referenceInAnyRow } from './rate-formula.js';

/**
 * Why ranks stand in the formulas as numbers: the ranked rate has no column, there are too many units, or somebody
 * keeps a rate of this unit.
 */
export type FixedRanks =
  | { readonly because: 'column-absent' }
  | { readonly because: 'many-units' }
  | { readonly because: 'rate-kept'; readonly unit: UnitScore; readonly column: AttachmentColumn };

/** Writes the scores of an attachment as formulas, each over its row and the ranked cells. */
export class ScoreFormulas {
  /** RANK cannot tell the ranks from the sheet, or would take too long; `null` where it can. */
  readonly ranksAreFixed: FixedRanks | null;
  /** Cells with a rate of a unit that is not scored, which live ranks leave out. */
  readonly unrankedCells: readonly CellPlace[];
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
    const { attachment, method } = scorecard;
    this.columns = new Map(attachment.columns.map((column) => [column.id, column]));
    this.reference = referenceInAnyRow(this.columns);
    this.expressions = rateExpressions(attachment, method);
    this.score = composite(method);
    const ranking = methodRanking(method);
    const rankedColumn = ranking === null ? undefined : this.columns.get(ranking.column);
    this.isLadder = ranking !== null;
    this.ranksAreFixed = this.isLadder ? this.reasonToFixRanks(rankedColumn, scorecard) : null;
    const hasLiveRank = rankedColumn !== undefined && this.ranksAreFixed === null;
    this.rank = hasLiveRank ? liveRank(grid, scorecard, rankedColumn) : null;
    const unrankedRows = this.rank?.unrankedRows ?? [];
    this.unrankedCells = unrankedRows.map((row) => ({ row, column: rankedColumn?.column ?? 0 }));
    const adjustment = adjustmentOf(method)?.column;
    this.guard = adjustment !== undefined && this.columns.has(adjustment) ? this.reference(adjustment) : null;
    this.own = this.ownScores();
  }

  /**
   * The formula of a unit's score; `null` where none can give it: a ladder over a rate that the unit has not gives no
   * points, and RANK would fail.
   */
  of(unit: UnitScore): string | null {
    if (this.isLadder && unit.rank === null) return null;
    return this.templateFor(unit).inRow(unit.row.row, unit.rank);
  }

  /** Tells whether a formula in a unit's row is a score by this method as this product writes it. */
  isOwn({ row }: UnitScore, formula: string): boolean {
    return this.own.isOwn(row.row, formula);
  }

  /** Tells whether a formula of ours shows nothing while the unit has no adjustment. */
  isGuarded({ row }: UnitScore, formula: string): boolean {
    return this.own.isGuarded(row.row, formula);
  }

  private ownScores(): OwnScores {
    const hasColumn = (id: string): boolean => this.columns.has(id);
    return new OwnScores({
      score: this.score,
      reference: (id) => (hasColumn(id) ? this.reference(id) : this.counts(id)),
      always: (id) => isInEveryScore(this.expressions, id),
      inPoints: (id) => this.isInPoints(id),
      spelledRates: spelledRates(this.expressions, this.columns, this.reference),
      guard: this.guard,
    });
  }

  private reasonToFixRanks(column: AttachmentColumn | undefined, { units }: Scorecard): FixedRanks | null {
    const ranked = units.filter(({ rank }) => rank !== null);
    if (column === undefined) return { because: 'column-absent' };
    if (ranked.length > MAX_LIVE_RANKS) return { because: 'many-units' };
    const unit = ranked.find((one) => this.isKept(one, column.id));
    if (unit === undefined) return null;
    return { because: 'rate-kept', unit, column };
  }

  /** Rows in which the same rates must be written as counts share one formula. */
  private templateFor(unit: UnitScore): FormulaTemplate {
    const byCounts = [...this.expressions.keys()].filter((id) => !this.columns.has(id) || this.isKept(unit, id));
    const key = byCounts.map((id) => `${id} ${unit.rates[id] === undefined}`).join();
    const existing = this.templates.get(key);
    if (existing !== undefined) return existing;
    const text = toFormula(this.score, {
      reference: (id) => {
        if (!byCounts.includes(id)) return this.reference(id);
        if (unit.rates[id] === undefined) return null;
        return this.counts(id);
      },
      always: (id) => isInEveryScore(this.expressions, id),
      inPoints: (id) => !byCounts.includes(id) && this.isInPoints(id),
      ranked: () => (this.rank?.kind === 'range' ? this.rank.text : ''),
      fixedRank: () => this.rankText(),
    });
    const template = new FormulaTemplate(`=${this.guard === null ? text : guarded(text, this.guard)}`);
    this.templates.set(key, template);
    return template;
  }

  /** What stands for a rank in a formula; `undefined` where RANK over a range does. */
  private rankText(): string | undefined {
    if (this.rank === null) return RANK_MARK;
    if (this.rank.kind === 'counting') return this.rank.text;
    return undefined;
  }

  private counts(id: string): string {
    return rateInPlace(this.expressions.get(id) as Expression, this.reference);
  }

  private isInPoints(id: string): boolean {
    return this.columns.get(id)?.isInPoints === true;
  }

  private isKept({ row }: UnitScore, id: string): boolean {
    return this.kept.get(row.row)?.has(id) === true;
  }
}
