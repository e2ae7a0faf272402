import { fromNumber, print, roundHalfAway, type Rational } from '../exact/rational.js';
import { cellName } from '../grid/address.js';
import { formatFor, printAs, type Printing } from '../grid/printed.js';
import type { Scorecard, UnitScore } from '../scoring/scorecard.js';
import type { AuditedTable } from './audited-table.js';
import { isScore, isUnscored, rateOf, type InconsistentRow } from './diagnosis/diagnose-rows.js';
import type { Cause, InputChange } from './diagnosis/diagnose-row.js';
import { CELL_COST } from './diagnosis/candidates.js';
import { rateCause } from './diagnosis/rate-cause.js';
import type { ComputedStatement, InputColumn, RowModel, Statement } from './diagnosis/row-model.js';
import { scoreCause, type ScoreCause } from './diagnosis/score-cause.js';
import type { StatementSet } from './diagnosis/statement-set.js';
import { placed, type Finding, type Phrase, type Severity, type Suspect, type WeighedSuspect } from './finding.js';
import { columnTitle } from './naming.js';
import { printedCell, shows, textOf, type PrintedCell } from './printed-cell.js';
import { COUNTS_INCONSISTENT, RelationWords } from './row-words.js';
import { UsualPrintings } from './usual-printings.js';

/** Puts what is wrong with a row into findings: one for each cause, its suspects in order. */
export class RowReports {
  private readonly ranks: ReadonlySet<number>;
  private readonly indexOf: ReadonlyMap<number, number>;
  private readonly printings: UsualPrintings;

  constructor(
    private readonly model: RowModel,
    /** With the ranks that hold once mistyped counts are corrected. */
    private readonly card: Scorecard,
  ) {
    this.ranks = new Set(card.units.flatMap(({ rank }) => rank ?? []));
    this.indexOf = new Map(card.units.map(({ row }, index) => [row.row, index]));
    this.printings = new UsualPrintings(model.table, card);
  }

  findingsOf(row: InconsistentRow): readonly Finding[] {
    const { model, card } = this;
    const neighbours = this.neighboursOf(row.unit);
    return new RowReport({ model, card, ranks: this.ranks, printings: this.printings, neighbours }, row).findings();
  }

  /** The units above and below, the nearest first. */
  private neighboursOf({ row }: UnitScore): readonly UnitScore[] {
    const { units } = this.card;
    const index = this.indexOf.get(row.row) ?? -1;
    return [-1, 1, -2, 2].flatMap((step) => units[index + step] ?? []);
  }
}

/** What the report of one row draws on. */
interface TableContext {
  readonly model: RowModel;
  readonly card: Scorecard;
  readonly ranks: ReadonlySet<number>;
  readonly printings: UsualPrintings;
  readonly neighbours: readonly UnitScore[];
}

/** A cause with what explains it. */
interface ExplainedCause {
  readonly cause: Cause;
  /** How the score came about; `null` for a cause that is not the score's alone. */
  readonly why: ScoreCause | null;
  /** Causes of wrong rates with which the score was computed. */
  readonly grouped: readonly Cause[];
}

class RowReport {
  private readonly table: AuditedTable;
  private readonly model: RowModel;
  private readonly words: RelationWords;
  private readonly unit: UnitScore;

  constructor(
    private readonly context: TableContext,
    private readonly row: InconsistentRow,
  ) {
    this.model = context.model;
    this.table = context.model.table;
    this.unit = row.unit;
    this.words = new RelationWords(this.table.attachment, row.unit.row);
  }

  findings(): readonly Finding[] {
    const { causes } = this.row;
    const scoreIndex = this.model.statements.findIndex(isScore);
    const ofScore = causes.find(({ violations }) => violations.isOnly(scoreIndex));
    if (ofScore === undefined) return causes.map((cause) => this.findingOf({ cause, why: null, grouped: [] }));
    const why = this.scoreCause();
    // The score was computed with rates that are wrong themselves: one cause, reported once.
    const grouped = causes.filter(
      (cause) => cause !== ofScore && cause.computed && why.rates.some((id) => this.isOfRate(cause, id)),
    );
    const separate = causes.filter((cause) => !grouped.includes(cause));
    return separate.map((cause) => {
      if (cause === ofScore) return this.findingOf({ cause, why, grouped });
      return this.findingOf({ cause, why: null, grouped: [] });
    });
  }

  /** Tells whether a cause is that one rate is wrong, and nothing else. */
  private isOfRate({ violations }: Cause, column: string): boolean {
    return this.model.statements.some(
      (statement, index) => violations.isOnly(index) && statement.kind === 'computed' && statement.column.id === column,
    );
  }

  private findingOf(explained: ExplainedCause): Finding {
    const statements = this.statementsIn(explained.cause.violations);
    const head = statements.find(({ severity }) => severity === 'error') ?? (statements[0] as Statement);
    const rates = this.groupedRates(explained.grouped);
    // Several wrong rates that agree with the score say that the counts are another unit's.
    const isOfCounts = rates.length > 1;
    const suspects = isOfCounts ? this.suspectsOfCounts(explained, rates) : this.suspectsOf(explained, rates);
    const [first] = suspects;
    const message = isOfCounts ? this.countsInconsistent(rates) : this.inWords(statements, head, first);
    const suspectedInput = this.inputAt(first?.cell);
    const cells = [...new Set([...suspects.map(({ cell }) => cell), ...this.cellsOf(statements)])];
    return {
      check: head.check,
      severity: this.severityOf(head),
      sheet: this.table.attachment.sheet,
      cell: first?.cell ?? cells[0] ?? '',
      cells,
      unit: this.unit.row.name,
      column: columnTitle(this.table, suspectedInput?.id ?? mainColumnOf(head)),
      ...this.foundAndExpected(head, first),
      message,
      advice: adviceFor(first),
      suspects,
    };
  }

  /** That of the cell to look at first; where no cell can be named, that of the relation. */
  private foundAndExpected(head: Statement, first: Suspect | undefined): Pick<Finding, 'found' | 'expected'> {
    if (head.kind === 'relation') {
      const found = first?.found ?? this.words.valuesIn(head);
      return { found, expected: first?.proposed ?? head.text };
    }
    if (first !== undefined) return { found: first.found, expected: first.proposed ?? '' };
    return { found: this.foundIn(head), expected: this.expectedOf(head) };
  }

  private severityOf(head: Statement): Severity {
    if (isUnscored(this.unit) && head.kind === 'computed') return 'notice';
    return head.severity;
  }

  private inputAt(cell: string | undefined): InputColumn | undefined {
    return this.model.inputs.find(({ column }) => cell === cellName(this.unit.row.row, column));
  }

  private groupedRates(grouped: readonly Cause[]): readonly Suspect[] {
    const statements = grouped.flatMap(({ violations }) => this.statementsIn(violations));
    return statements.map((statement) => ({ ...this.computedSuspect(statement, null), place: 1 }));
  }

  /** The counts that rates disagree with though these agree with the score; what they should be nobody knows. */
  private suspectsOfCounts(explained: ExplainedCause, rates: readonly Suspect[]): readonly Suspect[] {
    const statements = explained.grouped.flatMap(({ violations }) => this.statementsIn(violations));
    const ids = new Set(statements.flatMap(({ columns }) => columns));
    const counts = this.model.inputs
      .filter(({ id }) => ids.has(id))
      .map((input): Suspect => ({
        sheet: this.table.attachment.sheet,
        cell: cellName(this.unit.row.row, input.column),
        found: this.words.valueOf(input.id),
        proposed: null,
        value: null,
        why: { code: 'why-counts-apart', parameters: {} },
        place: 1,
      }));
    const computed = this.suspectsOf(explained, rates).map((suspect) => ({ ...suspect, place: 2 }));
    return [...counts, ...computed];
  }

  private countsInconsistent(rates: readonly Suspect[]): Phrase {
    return {
      code: COUNTS_INCONSISTENT,
      parameters: {
        unit: this.unit.row.name,
        columns: rates.map(({ cell }) => cell).join('、'),
        other: this.unitWithSameCounts()?.row.name ?? '',
      },
    };
  }

  private unitWithSameCounts(): UnitScore | undefined {
    const counts = this.model.inputs.filter(({ kind }) => kind === 'count');
    return this.context.card.units.find(({ row }) => {
      if (row.row === this.unit.row.row) return false;
      const words = new RelationWords(this.table.attachment, row);
      return counts.every(({ id }) => words.valueOf(id) === this.words.valueOf(id));
    });
  }

  private inWords(statements: readonly Statement[], head: Statement, first: Suspect | undefined): Phrase {
    if (head.kind === 'relation') return this.words.violated(head);
    return this.computedInWords(statements, head, first);
  }

  /** Several computed cells that disagree with one input are that input's fault; one alone is its own. */
  private computedInWords(
    statements: readonly Statement[],
    head: ComputedStatement,
    first: Suspect | undefined,
  ): Phrase {
    const unit = this.unit.row.name;
    const titles = statements.filter(isComputed).map(({ column }) => columnTitle(this.table, column.id));
    const isInput = this.inputAt(first?.cell) !== undefined;
    if (first !== undefined && isInput && statements.length > 1) {
      const { cell, found, proposed } = first;
      const columns = titles.join('、');
      return { code: 'finding-count', parameters: { unit, cell, found, columns, proposed: proposed ?? '' } };
    }
    return {
      code: isScore(head) ? 'finding-score' : 'finding-rate',
      parameters: { unit, column: titles[0] ?? '', found: this.foundIn(head), expected: this.expectedOf(head) },
    };
  }

  private statementsIn(violations: StatementSet): readonly Statement[] {
    return this.model.statements.filter((_, index) => violations.has(index));
  }

  /** The cells that may be wrong, the likeliest first, and the wrong rates from which the score follows. */
  private suspectsOf({ cause, why }: ExplainedCause, rates: readonly Suspect[]): readonly Suspect[] {
    if (cause.pair !== null) {
      const pair = cause.pair.map((change) => ({ ...this.inputSuspect(change), place: 1 }));
      return [...pair, ...rates];
    }
    // A score that follows from a wrong rate needs no mistyped count.
    const inputs = rates.length > 0 ? [] : this.inputSuspects(cause);
    const suspects = [...this.computedSuspects(cause, why), ...inputs];
    const limit = this.costLimitOf(cause, suspects);
    // A cell that might be anything is no suspect beside one whose right value is known, unless it is far likelier.
    const likely = suspects.filter(({ proposed, cost }) => proposed !== null || cost + FAR_LIKELIER < limit);
    return [...placed(likely, SAME_PLACE).slice(0, MOST_SUSPECTS), ...rates];
  }

  /** What the likeliest suspect with a known value costs, where a single statement is violated. */
  private costLimitOf({ violations }: Cause, suspects: readonly WeighedSuspect[]): number {
    if (this.statementsIn(violations).length !== 1) return Infinity;
    const known = suspects.filter(({ proposed }) => proposed !== null);
    return known.reduce((least, { cost }) => Math.min(least, cost), Infinity);
  }

  private computedSuspects({ violations, computed }: Cause, why: ScoreCause | null): readonly WeighedSuspect[] {
    if (!computed) return [];
    const statements = this.statementsIn(violations);
    return statements.map((statement) => {
      const suspect = this.computedSuspect(statement, why);
      // An explanation makes the cell likelier than an adjustment that would also do.
      const isExplained = isScore(statement) && isTelling(suspect.why);
      const cost = isExplained ? CELL_COST - EXPLAINED : CELL_COST;
      return { ...suspect, cost: cost + (statements.length - 1) * MORE_CELLS };
    });
  }

  private inputSuspects({ inputs }: Cause): readonly WeighedSuspect[] {
    // An adjustment that agrees with its ledger is not suspected.
    const isCorroborated =
      this.table.adjustments?.units.some(({ row, state }) => row.row === this.unit.row.row && state === 'agrees') ??
      false;
    return inputs
      .filter(({ input }) => input.kind === 'count' || !isCorroborated)
      .map((change) => ({ ...this.inputSuspect(change), cost: change.cost }));
  }

  private inputSuspect(change: InputChange): Omit<Suspect, 'place'> {
    const { input, value, alternatives } = change;
    const isCertain = alternatives === 0;
    return {
      sheet: this.table.attachment.sheet,
      cell: cellName(this.unit.row.row, input.column),
      found: String(this.row.state.values[input.slot] ?? NaN),
      ...(isCertain ? { proposed: String(value), value } : { proposed: null, value: null }),
      why: { code: whyInput(change), parameters: { column: columnTitle(this.table, input.id) } },
    };
  }

  private computedSuspect(statement: Statement, why: ScoreCause | null): Omit<Suspect, 'place'> {
    if (statement.kind !== 'computed') throw new RangeError('a relation is no cell');
    const cell = this.printedOf(statement);
    const exact = this.exactOf(statement);
    const place = {
      sheet: this.table.attachment.sheet,
      cell: cellName(this.unit.row.row, statement.column.column),
      found: textOf(cell),
    };
    const reason = this.reasonFor(statement, why);
    if (exact === undefined) return { ...place, proposed: '-', value: '-', why: reason };
    if (cell.kind === 'number') return { ...place, ...printedAs(exact, cell.printing), why: reason };
    const printing = this.usualPrinting(statement, exact);
    return { ...place, ...printedAs(exact, printing), format: formatFor(printing), why: reason };
  }

  private reasonFor(statement: ComputedStatement, why: ScoreCause | null): Phrase {
    if (!isScore(statement)) return this.rateCauseOf(statement);
    return (why ?? this.scoreCause()).why;
  }

  private exactOf(statement: ComputedStatement): Rational | undefined {
    if (isScore(statement)) return this.unit.score ?? undefined;
    return rateOf(this.model, this.unit, statement.column.id);
  }

  private usualPrinting(statement: ComputedStatement, exact: Rational): Printing {
    if (isScore(statement)) return { percent: false, places: this.context.card.method.rounding.places };
    return this.context.printings.forRate(statement.column.id, exact);
  }

  private rateCauseOf(statement: ComputedStatement): Phrase {
    const { id } = statement.column;
    const expression = this.model.expressions.get(id);
    if (expression === undefined) return { code: 'why-rate-wrong', parameters: {} };
    const counts = this.model.inputs
      .filter(({ kind }) => kind === 'count')
      .map((input) => ({ id: input.id, name: columnTitle(this.table, input.id) }));
    const neighbours = this.context.neighbours.map((unit) => ({
      unit: unit.row.name,
      rate: rateOf(this.model, unit, id),
    }));
    const rate = rateOf(this.model, this.unit, id);
    return rateCause(this.printedOf(statement), rate, { row: this.unit.row, expression, counts, neighbours });
  }

  private scoreCause(): ScoreCause {
    const statement = this.model.statements.find(isScore);
    if (statement === undefined) return UNEXPLAINED;
    const { grid } = this.table;
    const neighbours = this.context.neighbours.map((unit) => ({
      unit: unit.row.name,
      shown: textOf(printedCell(grid, unit.row.row, statement.column)),
    }));
    return scoreCause(this.printedOf(statement), this.unit, {
      method: this.context.card.method,
      printedRates: this.printedRates(),
      wrongRates: this.wrongRates(),
      ranks: this.context.ranks,
      neighbours,
      nameOf: (id) => columnTitle(this.table, id),
    });
  }

  private rateStatements(): readonly ComputedStatement[] {
    return this.model.statements.filter(isComputed).filter((statement) => !isScore(statement));
  }

  /** What the row's rates show; `undefined` for a dash. */
  private printedRates(): Readonly<Record<string, Rational | undefined>> {
    const rates: Record<string, Rational | undefined> = {};
    for (const statement of this.rateStatements()) {
      const cell = this.printedOf(statement);
      if (cell.kind === 'number') rates[statement.column.id] = rationalShown(cell);
      if (cell.kind === 'none') rates[statement.column.id] = undefined;
    }
    return rates;
  }

  private wrongRates(): ReadonlySet<string> {
    const wrong = this.rateStatements().filter(
      (statement) => !shows(this.printedOf(statement), rateOf(this.model, this.unit, statement.column.id)),
    );
    return new Set(wrong.map(({ column }) => column.id));
  }

  private printedOf(statement: Statement): PrintedCell {
    return this.row.state.printed[this.model.statements.indexOf(statement)] ?? { kind: 'blank' };
  }

  private foundIn(statement: ComputedStatement): string {
    return textOf(this.printedOf(statement));
  }

  private expectedOf(statement: ComputedStatement): string {
    return this.computedSuspect(statement, UNEXPLAINED).proposed ?? '';
  }

  private cellsOf(statements: readonly Statement[]): readonly string[] {
    const rowNumber = this.unit.row.row;
    return statements.flatMap((statement) => {
      if (statement.kind === 'computed') return [cellName(rowNumber, statement.column.column)];
      const inputs = statement.columns.flatMap((id) => this.model.inputs.find((input) => input.id === id) ?? []);
      return inputs.map(({ column }) => cellName(rowNumber, column));
    });
  }
}

const UNEXPLAINED: ScoreCause = { why: { code: 'why-score-wrong', parameters: {} }, rates: [] };

/** A set of several cells is less likely than one. */
const MORE_CELLS = 10;
const EXPLAINED = 0.9;
const SAME_PLACE = 0.5;
const FAR_LIKELIER = 1.5;
const MOST_SUSPECTS = 6;

function isComputed(statement: Statement): statement is ComputedStatement {
  return statement.kind === 'computed';
}

/** The column that a statement is about: the computed one, or the first of a relation. */
function mainColumnOf(statement: Statement): string {
  if (statement.kind === 'computed') return statement.column.id;
  return statement.columns[0] ?? '';
}

/** The message that says why an input is suspected. */
function whyInput({ origin, input, alternatives }: InputChange): Phrase['code'] {
  if (origin === 'elsewhere' || origin === 'exchanged') return `why-${origin}`;
  if (origin !== 'solved') return `why-typed-${origin}`;
  if (input.kind === 'adjustment') return 'why-adjustment';
  return alternatives === 0 ? 'why-fits' : 'why-fits-many';
}

function adviceFor(first: Suspect | undefined): Phrase {
  const isKnown = (first?.proposed ?? null) !== null;
  return { code: isKnown ? 'advice-change' : 'advice-check-source', parameters: {} };
}

function printedAs(value: Rational, printing: Printing): Pick<Suspect, 'proposed' | 'value'> {
  const proposed = printAs(value, printing);
  if (printing.inPoints === true) return { proposed, value: Number(proposed) };
  return { proposed, value: Number(print(value, placesOf(printing))) };
}

/**
 * Tells whether an explanation of a score is more than a coincidence: every whole gap is some rank's points or some
 * neighbour's score.
 */
function isTelling({ code, parameters }: Phrase): boolean {
  if (code === 'why-score-rank') return Math.abs(Number(parameters['rank']) - Number(parameters['used'])) === 1;
  return TELLING.has(code);
}

const TELLING = new Set([
  'why-score-rate-printed',
  'why-score-rates-rounded',
  'why-score-ladder-left-out',
  'why-score-threshold-missed',
  'why-score-cap-missed',
  'why-score-bound-missed',
  'why-score-component-left-out',
  'why-score-truncated',
]);

/** Decimal places of the value itself: a percentage shows two fewer. */
function placesOf({ places, percent }: Printing): number {
  return percent ? places + 2 : places;
}

function rationalShown({ value, printing }: Extract<PrintedCell, { kind: 'number' }>): Rational {
  return roundHalfAway(fromNumber(value), placesOf(printing));
}
