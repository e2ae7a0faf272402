import { fromNumber, toNumber, type Rational } from '../../exact/rational.js';
import { compile } from '../../expression/evaluate.js';
import { methodRanking } from '../../method/components/index.js';
import type { AttachmentRow } from '../../recognition/attachment.js';
import { score } from '../../scoring/score.js';
import type { Scorecard, UnitScore } from '../../scoring/scorecard.js';
import { printedCell, shows, type PrintedCell } from '../printed-cell.js';
import { blameRow, type Cause } from './blame-row.js';
import { copiesIn } from './copied-rows.js';
import type { Broken, RowModel, RowState, Statement } from './row-model.js';

/** A row that disagrees with itself. */
export interface BadRow {
  readonly unit: UnitScore;
  readonly state: RowState;
  readonly causes: readonly Cause[];
}

export interface BadRows {
  readonly rows: readonly BadRow[];
  /** The scorecard with the ranks as they are once mistyped counts are put right. */
  readonly card: Scorecard;
  /** Statements that most rows break: the column is made otherwise, no row of it is mistyped. */
  readonly throughout: readonly Statement[];
}

/** A count as it would be once put right. */
interface CountChange {
  readonly id: string;
  readonly value: number;
}

/** What other attachments say of a unit's inputs. */
export type KnownElsewhere = (row: AttachmentRow) => RowState['elsewhere'];

/**
 * Finds the rows of a table that disagree with themselves, and why. A mistyped count shifts the ranks of other units:
 * counts are put right first, and scores are compared with the ranks that then hold.
 */
export function badRowsOf(model: RowModel, card: Scorecard, elsewhere: KnownElsewhere): BadRows {
  return new Search(model, card, elsewhere).run();
}

class Search {
  private readonly rowsOnSheet: ReadonlyMap<number, AttachmentRow>;
  private readonly scoreBit: Broken;
  private ignored: Broken = 0;

  constructor(
    private readonly model: RowModel,
    private card: Scorecard,
    private readonly elsewhere: KnownElsewhere,
  ) {
    this.rowsOnSheet = new Map(card.units.map(({ row }) => [row.row, row]));
    this.scoreBit = model.statements.reduce(
      (bits, statement, index) => (isScore(statement) ? bits | (1 << index) : bits),
      0,
    );
  }

  run(): BadRows {
    this.rank();
    const rates = this.brokenThroughout(~this.scoreBit);
    const mistyped = this.badRows(~this.scoreBit);
    const settled = this.settleRanks(mistyped);
    const copied = this.settleCopies(new Set(mistyped.map(({ unit }) => unit.row.row)));
    // Only now: one mistyped count may shift the ranks, and so the scores, of all others.
    const scores = this.brokenThroughout(this.scoreBit);
    const others = this.badRows(~0).filter(({ unit }) => !settled.has(unit.row.row) && !copied.has(unit.row.row));
    const mended = mistyped.filter(({ unit }) => settled.has(unit.row.row)).map((row) => this.amongSettled(row));
    const rows = [...mended, ...others].sort((a, b) => a.unit.row.row - b.unit.row.row);
    return { rows, card: this.card, throughout: [...rates, ...scores] };
  }

  /** Leaves out statements that most rows break. */
  private brokenThroughout(among: Broken): readonly Statement[] {
    const { statements } = this.model;
    const counts = statements.map(() => 0);
    for (const unit of this.card.units) {
      const broken = brokenIn(this.model, unit, this.stateOf(unit)) & among;
      for (let index = 0; broken >>> index !== 0; index += 1)
        if ((broken & (1 << index)) !== 0) counts[index] = (counts[index] ?? 0) + 1;
    }
    const figured = this.card.units.filter((unit) => !isUnscored(unit)).length;
    return statements.filter((_, index) => {
      const most = (counts[index] ?? 0) >= FEWEST_THROUGHOUT && (counts[index] ?? 0) > figured / 2;
      if (most) this.ignored |= 1 << index;
      return most;
    });
  }

  /** Puts ranked counts right where that upsets nobody else's score; returns the rows concerned. */
  private settleRanks(mistyped: readonly BadRow[]): ReadonlySet<number> {
    const repairs = new Map(
      mistyped.flatMap((row) => {
        const { unit, causes } = row;
        const changes = causes.length >= MANY_CAUSES ? this.asPrinted(row) : this.rankedChanges(causes);
        return changes.length === 0 ? [] : [[unit.row.row, changes] as const];
      }),
    );
    if (repairs.size === 0) return new Set();
    const mended = this.cardWith(repairs);
    const before = this.wrongScores(this.card, repairs);
    if (this.wrongScores(mended, repairs) > before) return new Set();
    this.card = mended;
    this.rank();
    return new Set(repairs.keys());
  }

  /**
   * A row that is a copy of another, rates and score included, holds a rank that is not its own and so shifts those of others.
   * Where some rank puts most of the others' scores right it is given that rank; its own score can then not be judged.
   */
  private settleCopies(mistyped: ReadonlySet<number>): ReadonlySet<number> {
    const ladder = this.ladderColumn();
    const { units } = this.card;
    if (ladder === undefined || units.length > MOST_RANKED) return new Set();
    const settled = new Set<number>();
    for (const { row } of copiesIn(
      this.model.table,
      units.map((unit) => unit.row),
    )) {
      const unit = this.card.units.find((one) => one.row.row === row.row);
      const except = new Set([row.row]);
      const before = this.wrongScores(this.card, except);
      if (unit === undefined || before === 0 || mistyped.has(row.row)) continue;
      const state = this.stateOf(unit);
      const tried = this.ratesBetween(ladder, row.row)
        .flatMap((rate) => {
          const change = this.countFor(state, rate);
          return change === undefined ? [] : [this.cardWith(new Map([[row.row, [change]]]))];
        })
        .map((card) => ({ card, wrong: this.wrongScores(card, except) }))
        .sort((a, b) => a.wrong - b.wrong);
      const [best] = tried;
      if (best === undefined || best.wrong > before / 2) continue;
      this.card = best.card;
      this.rank();
      settled.add(row.row);
    }
    return settled;
  }

  /** A rate for every rank that a row may have among the others. */
  private ratesBetween(ladder: string, except: number): readonly number[] {
    const rates = [
      ...new Set(
        this.card.units.flatMap(({ row, rank, rates: { [ladder]: rate } }) =>
          rank === null || rate === undefined || row.row === except ? [] : [toNumber(rate)],
        ),
      ),
    ].sort((a, b) => a - b);
    return [0, ...rates].map((rate, index) =>
      index === rates.length ? rate + 1 : (rate + (rates[index] as number)) / 2,
    );
  }

  private cardWith(changed: ReadonlyMap<number, readonly CountChange[]>): Scorecard {
    const { attachment, method } = this.card;
    return score(
      {
        ...attachment,
        rows: attachment.rows.map((row) => {
          const changes = changed.get(row.row);
          return changes === undefined
            ? row
            : {
                ...row,
                readings: {
                  ...row.readings,
                  ...Object.fromEntries(
                    changes.map(({ id, value }) => [id, { kind: 'number', value, fromText: false }]),
                  ),
                },
              };
        }),
      },
      method,
    );
  }

  /** A row whose own counts are still as they were typed, its score judged by the ranks that the others hold in truth. */
  private amongSettled({ unit, state: typed }: BadRow): BadRow {
    const mended = this.card.units.find(({ row }) => row.row === unit.row.row) ?? unit;
    const state = this.stateOf(mended);
    const exactly = brokenIn(this.model, unit, typed) & ~this.ignored;
    const broken =
      (exactly & ~this.scoreBit) | (this.model.broken(state, ~this.scoreBit) & this.scoreBit & ~this.ignored);
    return { unit, state, causes: blameRow(this.model, state, broken, { ignored: this.ignored }) };
  }

  /** Where a row's counts seem to be another's, its printed rate tells its rank: a count that gives this rate. */
  private asPrinted({ state }: BadRow): readonly CountChange[] {
    const cell = state.printed[this.ladderStatement()];
    const change = cell?.kind === 'number' ? this.countFor(state, cell.value) : undefined;
    return change === undefined ? [] : [change];
  }

  /** The first of a ranked rate's counts as it would have to be for the rate to be so much. */
  private countFor(state: RowState, rate: number): CountChange | undefined {
    const statement = this.model.statements[this.ladderStatement()];
    const id = statement?.columns[0];
    if (statement?.kind !== 'computed' || id === undefined) return undefined;
    const value = this.model.solvedFor(state, statement.column.id, id, rate);
    return value === undefined ? undefined : { id, value };
  }

  private ladderStatement(): number {
    const ladder = this.ladderColumn();
    return this.model.statements.findIndex(
      (statement) => statement.kind === 'computed' && statement.column.id === ladder,
    );
  }

  private rankedChanges(causes: readonly Cause[]): readonly CountChange[] {
    const columns = this.model.statements[this.ladderStatement()]?.columns ?? [];
    const changes = causes.flatMap(({ inputs: [best], pair }) => pair ?? (best === undefined ? [] : [best]));
    return changes.map(({ input, value }) => ({ id: input.id, value })).filter(({ id }) => columns.includes(id));
  }

  private wrongScores({ units }: Scorecard, except: Pick<ReadonlySet<number>, 'has'>): number {
    const statement = this.model.statements.find(isScore);
    if (statement?.kind !== 'computed') return 0;
    return units.filter(
      (unit) =>
        !except.has(unit.row.row) &&
        !showsRight(
          this.model,
          unit,
          statement,
          printedCell(this.model.table.grid, unit.row.row, statement.column.column),
        ),
    ).length;
  }

  private badRows(among: Broken): readonly BadRow[] {
    let searched = 0;
    return this.card.units.flatMap((unit): readonly BadRow[] => {
      const state = this.stateOf(unit);
      const broken = brokenIn(this.model, unit, state) & ~this.ignored;
      if ((broken & among) === 0) return [];
      searched += 1;
      return [
        {
          unit,
          state,
          causes: blameRow(this.model, state, broken, { ignored: this.ignored, search: searched <= MOST_SEARCHED }),
        },
      ];
    });
  }

  /** The row as it stands on the sheet, also where its counts were put right for the ranks. */
  private stateOf(unit: UnitScore): RowState {
    const row = this.rowsOnSheet.get(unit.row.row) ?? unit.row;
    const rate = unit.rates[this.ladderColumn() ?? ''];
    return this.model.stateOf(
      row,
      unit.rank === null || rate === undefined ? NaN : toNumber(rate),
      this.elsewhere(row),
    );
  }

  private rank(): void {
    const ladder = this.ladderColumn();
    if (ladder !== undefined)
      this.model.rankBy(
        this.card.units.flatMap(({ rank, rates }) =>
          rank === null || rates[ladder] === undefined ? [] : [toNumber(rates[ladder])],
        ),
      );
  }

  private ladderColumn(): string | undefined {
    return methodRanking(this.card.method)?.column;
  }
}

/** Where more rows than these are wrong nobody reads which of their inputs might be to blame; looking would take minutes. */
const MOST_SEARCHED = 500;

/** Every rank is tried: larger tables would take seconds. */
const MOST_RANKED = 200;

/** So many causes in one row are one: its counts are another's. */
const MANY_CAUSES = 3;

/** Fewer rows than these may all be mistyped. */
const FEWEST_THROUGHOUT = 5;

export function isScore(statement: Statement): boolean {
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
  const value = (column: string): Rational | undefined => {
    const reading = unit.row.readings[column];
    return reading?.kind === 'number' ? fromNumber(reading.value) : undefined;
  };
  return expression && compile(expression)({ value, rank: () => undefined });
}

/** Tells which statements a row breaks; decided exactly. */
export function brokenIn(model: RowModel, unit: UnitScore, state: RowState): Broken {
  return model.statements.reduce((broken, statement, index) => {
    const holds =
      statement.kind === 'relation'
        ? statement.holds(state)
        : showsRight(model, unit, statement, state.printed[index] ?? { kind: 'blank' });
    return holds ? broken : broken | (1 << index);
  }, 0);
}

function showsRight(
  model: RowModel,
  unit: UnitScore,
  statement: Extract<Statement, { kind: 'computed' }>,
  cell: PrintedCell,
): boolean {
  if (cell.kind === 'blank') return true;
  if (isScore(statement)) return unit.status !== 'scored' || shows(cell, unit.score ?? undefined);
  // Words of a remark, or a dash, may stand in the place of a rate that nobody needs.
  if (cell.kind === 'other' && unit.row.remark !== null) return true;
  if (cell.kind === 'none' && isUnscored(unit)) return true;
  return shows(cell, rateOf(model, unit, statement.column.id));
}
