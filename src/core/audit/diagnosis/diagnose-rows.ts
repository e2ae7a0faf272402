import { fromNumber, toNumber, type Rational } from '../../exact/rational.js';
import { compile } from '../../expression/evaluate.js';
import { methodRanking } from '../../method/components/index.js';
import type { AttachmentRow } from '../../recognition/attachment.js';
import { score } from '../../scoring/score.js';
import type { Scorecard, UnitScore } from '../../scoring/scorecard.js';
import { printedCell, shows, type PrintedCell } from '../printed-cell.js';
import { diagnoseRow, type Cause } from './diagnose-row.js';
import { copiesIn } from './copied-rows.js';
import type { ComputedStatement, CrossReferences, RowModel, RowState, Statement } from './row-model.js';
import { StatementSet } from './statement-set.js';

/** A row that contradicts itself. */
export interface InconsistentRow {
  readonly unit: UnitScore;
  readonly state: RowState;
  readonly causes: readonly Cause[];
}

export interface Diagnosis {
  readonly rows: readonly InconsistentRow[];
  /** The scorecard with the ranks as they are once mistyped counts are corrected. */
  readonly card: Scorecard;
  /** Statements that most rows violate: the column is made otherwise, no row of it is mistyped. */
  readonly systematic: readonly Statement[];
}

/** A count as it would be once corrected. */
interface CountChange {
  readonly id: string;
  readonly value: number;
}

/** Corrections of counts, by the row's number on the sheet. */
type CountChanges = ReadonlyMap<number, readonly CountChange[]>;

type RowNumbers = Pick<ReadonlySet<number>, 'has'>;

/**
 * Finds the rows of a table that contradict themselves, and why. A mistyped count shifts the ranks of other units:
 * counts are corrected first, and scores are compared with the ranks that then hold. `crossReferencesOf` says what
 * other attachments have for a unit's inputs.
 */
export function diagnoseRows(
  model: RowModel,
  card: Scorecard,
  crossReferencesOf: (row: AttachmentRow) => CrossReferences,
): Diagnosis {
  return new TableDiagnosis(model, card, crossReferencesOf).run();
}

class TableDiagnosis {
  private readonly rowsOnSheet: ReadonlyMap<number, AttachmentRow>;
  private readonly ofScore: StatementSet;
  private readonly ofOthers: StatementSet;
  private ignored = StatementSet.EMPTY;

  constructor(
    private readonly model: RowModel,
    private card: Scorecard,
    private readonly crossReferencesOf: (row: AttachmentRow) => CrossReferences,
  ) {
    this.rowsOnSheet = new Map(card.units.map(({ row }) => [row.row, row]));
    this.ofScore = model.statementsWhere(isScore);
    this.ofOthers = model.statementsWhere((statement) => !isScore(statement));
  }

  run(): Diagnosis {
    this.updateRanking();
    const systematicRates = this.ignoreSystematic(this.ofOthers);
    const mistyped = this.inconsistentRows(this.ofOthers);
    const corrected = this.correctRanks(mistyped);
    const copied = this.correctCopies(new Set(mistyped.map(({ unit }) => unit.row.row)));
    // Only now: one mistyped count may shift the ranks, and so the scores, of all others.
    const systematicScores = this.ignoreSystematic(this.ofScore);
    const others = this.inconsistentRows(this.ofOthers.union(this.ofScore)).filter(
      ({ unit }) => !corrected.has(unit.row.row) && !copied.has(unit.row.row),
    );
    const withRanks = mistyped.filter(({ unit }) => corrected.has(unit.row.row)).map((row) => this.withTrueRank(row));
    const rows = [...withRanks, ...others].sort((a, b) => a.unit.row.row - b.unit.row.row);
    return { rows, card: this.card, systematic: [...systematicRates, ...systematicScores] };
  }

  /** Ignores statements that most rows violate from here on, and returns them. */
  private ignoreSystematic(among: StatementSet): readonly Statement[] {
    const { statements } = this.model;
    const counts = statements.map(() => 0);
    for (const unit of this.card.units) {
      const violations = violationsIn(this.model, unit, this.stateOf(unit)).intersect(among);
      violations.forEach((index) => {
        counts[index] = (counts[index] ?? 0) + 1;
      });
    }
    const withFigures = this.card.units.filter((unit) => !isUnscored(unit)).length;
    const isSystematic = (index: number): boolean => {
      const count = counts[index] ?? 0;
      return count >= FEWEST_SYSTEMATIC && count > withFigures / 2;
    };
    this.ignored = this.ignored.union(this.model.statementsWhere((_, index) => isSystematic(index)));
    return statements.filter((_, index) => isSystematic(index));
  }

  /** Corrects ranked counts where that upsets nobody else's score; returns the rows concerned. */
  private correctRanks(mistyped: readonly InconsistentRow[]): ReadonlySet<number> {
    const changes = new Map<number, readonly CountChange[]>();
    for (const row of mistyped) {
      const ofRow = this.rankChangesFor(row);
      if (ofRow.length > 0) changes.set(row.unit.row.row, ofRow);
    }
    if (changes.size === 0) return new Set();
    const corrected = this.cardWith(changes);
    const isWorse = this.countWrongScores(corrected, changes) > this.countWrongScores(this.card, changes);
    if (isWorse) return new Set();
    this.card = corrected;
    this.updateRanking();
    return new Set(changes.keys());
  }

  /**
   * A row that is a copy of another, rates and score included, holds a rank that is not its own and so shifts those of
   * others. Where some rank puts most of the others' scores right it is given that rank; its own score can then not be
   * judged.
   */
  private correctCopies(mistyped: ReadonlySet<number>): ReadonlySet<number> {
    const corrected = new Set<number>();
    const ladder = this.ladderColumn();
    const { units } = this.card;
    if (ladder === undefined || units.length > MOST_RANKED) return corrected;
    const copies = copiesIn(
      this.model.table,
      units.map((unit) => unit.row),
    );
    for (const { row } of copies) {
      if (mistyped.has(row.row)) continue;
      const card = this.cardWithBestRank(ladder, row.row);
      if (card === null) continue;
      this.card = card;
      this.updateRanking();
      corrected.add(row.row);
    }
    return corrected;
  }

  /** The scorecard with that rank of a row that puts most of the others' scores right; `null` where none does. */
  private cardWithBestRank(ladder: string, rowNumber: number): Scorecard | null {
    const except = new Set([rowNumber]);
    const unit = this.card.units.find(({ row }) => row.row === rowNumber);
    const wrongBefore = this.countWrongScores(this.card, except);
    if (unit === undefined || wrongBefore === 0) return null;
    const state = this.stateOf(unit);
    let best: { readonly card: Scorecard; readonly wrong: number } | null = null;
    for (const rate of this.ratesBetween(ladder, rowNumber)) {
      const change = this.countFor(state, rate);
      if (change === undefined) continue;
      const card = this.cardWith(new Map([[rowNumber, [change]]]));
      const wrong = this.countWrongScores(card, except);
      if (best === null || wrong < best.wrong) best = { card, wrong };
    }
    if (best === null || best.wrong > wrongBefore / 2) return null;
    return best.card;
  }

  /** A rate for every rank that a row may have among the others. */
  private ratesBetween(ladder: string, rowNumber: number): readonly number[] {
    const others = new Set<number>();
    for (const { row, rank, rates } of this.card.units) {
      const rate = rates[ladder];
      if (rank !== null && rate !== undefined && row.row !== rowNumber) others.add(toNumber(rate));
    }
    const ascending = [0, ...[...others].sort((a, b) => a - b)];
    return ascending.map((rate, index) => {
      const next = ascending[index + 1];
      if (next === undefined) return rate + 1;
      return (rate + next) / 2;
    });
  }

  private cardWith(changed: CountChanges): Scorecard {
    const { attachment, method } = this.card;
    const rows = attachment.rows.map((row) => withChanges(row, changed.get(row.row) ?? []));
    return score({ ...attachment, rows }, method);
  }

  /** A row with its counts as they were typed, its score judged by the ranks that the others hold in truth. */
  private withTrueRank({ unit, state: typed }: InconsistentRow): InconsistentRow {
    const corrected = this.card.units.find(({ row }) => row.row === unit.row.row) ?? unit;
    const state = this.stateOf(corrected);
    const ofInputs = violationsIn(this.model, unit, typed).intersect(this.ofOthers);
    const ofScore = this.model.violationsOf(state, this.ofOthers);
    const violations = ofInputs.union(ofScore).without(this.ignored);
    return { unit, state, causes: diagnoseRow(this.model, state, { violations, ignored: this.ignored }) };
  }

  private rankChangesFor(row: InconsistentRow): readonly CountChange[] {
    if (row.causes.length >= MANY_CAUSES) return this.changesByPrintedRate(row);
    return this.rankedChanges(row.causes);
  }

  /** Where a row's counts seem to be another's, its printed rate tells its rank: a count that gives this rate. */
  private changesByPrintedRate({ state }: InconsistentRow): readonly CountChange[] {
    const cell = state.printed[this.ladderStatement()];
    if (cell?.kind !== 'number') return [];
    const change = this.countFor(state, cell.value);
    if (change === undefined) return [];
    return [change];
  }

  /** The first of a ranked rate's counts as it would have to be for the rate to be so much. */
  private countFor(state: RowState, rate: number): CountChange | undefined {
    const statement = this.model.statements[this.ladderStatement()];
    const id = statement?.columns[0];
    if (statement?.kind !== 'computed' || id === undefined) return undefined;
    const value = this.model.solveForInput(state, { rate: statement.column.id, input: id, target: rate });
    if (value === undefined) return undefined;
    return { id, value };
  }

  private ladderStatement(): number {
    const ladder = this.ladderColumn();
    return this.model.statements.findIndex(
      (statement) => statement.kind === 'computed' && statement.column.id === ladder,
    );
  }

  /** The likeliest changes of counts on which the rank depends. */
  private rankedChanges(causes: readonly Cause[]): readonly CountChange[] {
    const columns = this.model.statements[this.ladderStatement()]?.columns ?? [];
    const changes = causes.flatMap(({ inputs, pair }) => pair ?? inputs.slice(0, 1));
    return changes.map(({ input, value }) => ({ id: input.id, value })).filter(({ id }) => columns.includes(id));
  }

  private countWrongScores({ units }: Scorecard, except: RowNumbers): number {
    const statement = this.model.statements.find(isScore);
    if (statement === undefined) return 0;
    const { grid } = this.model.table;
    const wrong = units.filter((unit) => {
      if (except.has(unit.row.row)) return false;
      const cell = printedCell(grid, unit.row.row, statement.column);
      return !showsRight(this.model, unit, { statement, cell });
    });
    return wrong.length;
  }

  private inconsistentRows(among: StatementSet): readonly InconsistentRow[] {
    const rows: InconsistentRow[] = [];
    for (const unit of this.card.units) {
      const state = this.stateOf(unit);
      const violations = violationsIn(this.model, unit, state).without(this.ignored);
      if (!violations.meets(among)) continue;
      const search = rows.length < MOST_SEARCHED;
      const causes = diagnoseRow(this.model, state, { violations, ignored: this.ignored, search });
      rows.push({ unit, state, causes });
    }
    return rows;
  }

  /** The row as it stands on the sheet, also where its counts were corrected for the ranks. */
  private stateOf(unit: UnitScore): RowState {
    const row = this.rowsOnSheet.get(unit.row.row) ?? unit.row;
    const rate = unit.rates[this.ladderColumn() ?? ''];
    const isRanked = unit.rank !== null && rate !== undefined;
    return this.model.stateOf(row, isRanked ? toNumber(rate) : NaN, this.crossReferencesOf(row));
  }

  private updateRanking(): void {
    const ladder = this.ladderColumn();
    if (ladder === undefined) return;
    const ranked: number[] = [];
    for (const { rank, rates } of this.card.units) {
      const rate = rates[ladder];
      if (rank !== null && rate !== undefined) ranked.push(toNumber(rate));
    }
    this.model.setRanking(ranked);
  }

  private ladderColumn(): string | undefined {
    return methodRanking(this.card.method)?.column;
  }
}

/** Where more rows than these are wrong nobody reads which of their inputs is to blame; looking would take minutes. */
const MOST_SEARCHED = 500;

/** Every rank is tried: larger tables would take seconds. */
const MOST_RANKED = 200;

/** So many causes in one row are one: its counts are another's. */
const MANY_CAUSES = 3;

/** Fewer rows than these may all be mistyped. */
const FEWEST_SYSTEMATIC = 5;

function withChanges(row: AttachmentRow, changes: readonly CountChange[]): AttachmentRow {
  if (changes.length === 0) return row;
  const readings: Record<string, AttachmentRow['readings'][string]> = { ...row.readings };
  for (const { id, value } of changes) readings[id] = { kind: 'number', value, fromText: false };
  return { ...row, readings };
}

/** The statement about the composite score. */
export type ScoreStatement = ComputedStatement & { readonly column: { readonly role: 'score' } };

export function isScore(statement: Statement): statement is ScoreStatement {
  return statement.kind === 'computed' && statement.column.role === 'score';
}

/** Tells whether a unit has too few figures to be scored: its rates may be left blank, or words stand there. */
export function isUnscored({ status }: UnitScore): boolean {
  return status === 'incomplete' || status === 'unreadable' || status === 'no-figures';
}

/** A unit's exact rate, also where it is not scored; `undefined` where the ratio does not exist. */
export function rateOf({ expressions }: RowModel, unit: UnitScore, id: string): Rational | undefined {
  const { rates } = unit;
  if (id in rates) return rates[id];
  const expression = expressions.get(id);
  if (expression === undefined) return undefined;
  const value = (column: string): Rational | undefined => {
    const reading = unit.row.readings[column];
    if (reading?.kind !== 'number') return undefined;
    return fromNumber(reading.value);
  };
  return compile(expression)({ value, rank: () => undefined });
}

/** Tells which statements a row violates; decided exactly. */
export function violationsIn(model: RowModel, unit: UnitScore, state: RowState): StatementSet {
  return model.statementsWhere((statement, index) => {
    if (statement.kind === 'relation') return !statement.holds(state);
    return !showsRight(model, unit, { statement, cell: state.printed[index] ?? { kind: 'blank' } });
  });
}

/** A computed cell with what it should show. */
interface ShownStatement {
  readonly statement: ComputedStatement;
  readonly cell: PrintedCell;
}

function showsRight(model: RowModel, unit: UnitScore, { statement, cell }: ShownStatement): boolean {
  if (cell.kind === 'blank') return true;
  if (isScore(statement)) return unit.status !== 'scored' || shows(cell, unit.score ?? undefined);
  // Words of a remark, or a dash, may stand in the place of a rate that nobody needs.
  if (cell.kind === 'other' && unit.row.remark !== null) return true;
  if (cell.kind === 'none' && isUnscored(unit)) return true;
  return shows(cell, rateOf(model, unit, statement.column.id));
}
