import { fromNumber, print, roundHalfAway, type Rational } from '../exact/rational.js';
import { cellName } from '../grid/address.js';
import { formatFor, printAs, type Printing } from '../grid/printed.js';
import type { Scorecard, UnitScore } from '../scoring/scorecard.js';
import type { AuditedTable } from './audited-table.js';
import { isScore, isUnscored, rateOf, type BadRow } from './blame/bad-rows.js';
import type { Cause, InputChange } from './blame/blame-row.js';
import { CELL_COST } from './blame/candidates.js';
import { rateCause } from './blame/rate-cause.js';
import type { Broken, RowModel, Statement } from './blame/row-model.js';
import { scoreCause, type ScoreCause } from './blame/score-cause.js';
import { placed, type Finding, type Phrase, type Severity, type Suspect } from './finding.js';
import { columnTitle } from './naming.js';
import { printedCell, shows, textOf, type PrintedCell } from './printed-cell.js';

type Computed = Extract<Statement, { kind: 'computed' }>;
type Relation = Extract<Statement, { kind: 'relation' }>;

/** Says that the counts of a row are the ones to look at, whatever they should be. */
export const COUNTS_APART = 'finding-counts-apart';

/** Puts what is wrong with a row into findings: one for each cause, its suspects in order. */
export class RowReport {
  private readonly table: AuditedTable;
  /** How each column prints its rates most often. */
  private readonly usual = new Map<string, Printing>();
  private readonly ranks: ReadonlySet<number>;
  private readonly indexOf: ReadonlyMap<number, number>;

  constructor(
    private readonly model: RowModel,
    /** With the ranks that hold once mistyped counts are put right. */
    private readonly card: Scorecard,
  ) {
    this.table = model.table;
    this.ranks = new Set(card.units.flatMap(({ rank }) => rank ?? []));
    this.indexOf = new Map(card.units.map(({ row }, index) => [row.row, index]));
  }

  findingsOf(row: BadRow): readonly Finding[] {
    const scoreIndex = this.model.statements.findIndex(isScore);
    const ofScore = row.causes.find(({ breaks }) => breaks === 1 << scoreIndex);
    const why = ofScore === undefined ? null : this.scoreCauseOf(row);
    // The score was computed with rates that are wrong themselves: one cause, told once.
    const together =
      why === null
        ? []
        : row.causes.filter(
            (cause) => cause !== ofScore && cause.computed && why.rates.some((id) => this.isAlone(cause, id)),
          );
    return row.causes
      .filter((cause) => !together.includes(cause))
      .map((cause) => this.findingOf(row, cause, cause === ofScore ? why : null, cause === ofScore ? together : []));
  }

  private isAlone({ breaks }: Cause, column: string): boolean {
    return this.model.statements.some(
      (statement, index) => breaks === 1 << index && statement.kind === 'computed' && statement.column.id === column,
    );
  }

  private findingOf(row: BadRow, cause: Cause, why: ScoreCause | null, together: readonly Cause[]): Finding {
    const { sheet } = this.table.attachment;
    const statements = this.statementsIn(cause.breaks);
    const rates = together.flatMap((one) =>
      this.statementsIn(one.breaks).map((statement) => ({ ...this.computedSuspect(row, statement, null), place: 1 })),
    );
    // A score that follows from a wrong rate needs no mistyped count; one that follows from several says that the counts are another's.
    const computed = [...this.suspectsOf(row, rates.length > 0 ? { ...cause, inputs: [] } : cause, why), ...rates];
    const apart = rates.length > 1;
    const suspects = apart
      ? [...this.strangeCounts(row, together), ...computed.map((suspect) => ({ ...suspect, place: 2 }))]
      : computed;
    const certain = statements.find(({ severity }) => severity === 'error');
    const head = certain ?? (statements[0] as Statement);
    const relation = head.kind === 'relation' ? head : undefined;
    const [first] = suspects;
    const blamed = this.model.inputs.find(
      (input) => first !== undefined && first.cell === cellName(row.unit.row.row, input.column),
    );
    const severity: Severity =
      isUnscored(row.unit) && head.kind === 'computed' ? 'notice' : certain === undefined ? 'warning' : 'error';
    const cells = [...new Set([...suspects.map(({ cell }) => cell), ...this.cellsOf(row, statements)])];
    return {
      check: head.check,
      severity,
      sheet,
      cell: first?.cell ?? cells[0] ?? '',
      cells,
      unit: row.unit.row.name,
      column: columnTitle(
        this.table,
        blamed?.id ?? (head.kind === 'computed' ? head.column.id : (head.columns[0] ?? '')),
      ),
      // What is found and expected is that of the cell to look at first; where no cell can be told, that of the relation.
      found: first?.found ?? (relation === undefined ? this.foundIn(row, head) : this.relationShown(row, relation)),
      expected:
        first === undefined ? (relation?.text ?? this.expectedOf(row, head)) : (first.proposed ?? relation?.text ?? ''),
      says: apart
        ? {
            code: COUNTS_APART,
            parameters: {
              unit: row.unit.row.name,
              columns: rates.map(({ cell }) => cell).join('、'),
              other: this.twinOf(row)?.row.name ?? '',
            },
          }
        : relation === undefined
          ? this.computedInWords(row, statements, blamed === undefined ? undefined : first)
          : this.relationBroken(row, relation),
      advice: { code: first?.proposed == null ? 'advice-check-source' : 'advice-change', parameters: {} },
      suspects,
    };
  }

  /** The counts that rates disagree with though these agree with the score; what they should be nobody knows. */
  private strangeCounts(row: BadRow, causes: readonly Cause[]): readonly Suspect[] {
    const ids = new Set(causes.flatMap(({ breaks }) => this.statementsIn(breaks)).flatMap(({ columns }) => columns));
    return this.model.inputs
      .filter(({ id }) => ids.has(id))
      .map((input) => ({
        sheet: this.table.attachment.sheet,
        cell: cellName(row.unit.row.row, input.column),
        found: numberText(row.unit, input.id),
        proposed: null,
        value: null,
        why: { code: 'why-counts-apart', parameters: {} },
        place: 1,
      }));
  }

  /** Another unit that has the same counts. */
  private twinOf({ unit: { row } }: BadRow): UnitScore | undefined {
    return this.card.units.find(
      (other) =>
        other.row.row !== row.row &&
        this.model.inputs.every(
          ({ id, kind }) => kind === 'adjustment' || numberText(other, id) === numberText({ row }, id),
        ),
    );
  }

  private relationBroken({ unit }: BadRow, relation: Relation): Phrase {
    return {
      code: 'finding-relation',
      parameters: {
        unit: unit.row.name,
        relation: this.relationInWords(relation),
        found: this.relationShown({ unit }, relation),
        certain: relation.severity === 'error' ? 1 : 0,
      },
    };
  }

  /** Several computed cells that disagree with one input are that input's fault; one alone is its own. */
  private computedInWords(row: BadRow, statements: readonly Statement[], input: Suspect | undefined): Phrase {
    const unit = row.unit.row.name;
    const titles = statements.flatMap((statement) =>
      statement.kind === 'computed' ? [columnTitle(this.table, statement.column.id)] : [],
    );
    if (input !== undefined && statements.length > 1)
      return {
        code: 'finding-count',
        parameters: {
          unit,
          cell: input.cell,
          found: input.found,
          columns: titles.join('、'),
          proposed: input.proposed ?? '',
        },
      };
    const head = statements[0] as Statement;
    return {
      code: isScore(head) ? 'finding-score' : 'finding-rate',
      parameters: {
        unit,
        column: titles[0] ?? '',
        found: this.foundIn(row, head),
        expected: this.expectedOf(row, head),
      },
    };
  }

  private statementsIn(bits: Broken): readonly Statement[] {
    return this.model.statements.filter((_, index) => (bits & (1 << index)) !== 0);
  }

  private suspectsOf(row: BadRow, cause: Cause, why: ScoreCause | null): readonly Suspect[] {
    if (cause.pair !== null) return cause.pair.map((change) => ({ ...this.inputSuspect(row, change), place: 1 }));
    const statements = this.statementsIn(cause.breaks);
    // An adjustment that its ledger bears out is not to blame.
    const borneOut =
      this.table.adjustments?.units.some(
        ({ row: { row: place }, state }) => place === row.unit.row.row && state === 'agrees',
      ) ?? false;
    const inputs = cause.inputs
      .filter(({ input }) => input.kind === 'count' || !borneOut)
      .map((change) => ({ ...this.inputSuspect(row, change), cost: change.cost }));
    const computed = cause.computed
      ? statements.map((statement) => {
          // An explanation makes the cell likelier than an adjustment that would also do.
          const suspect = this.computedSuspect(row, statement, why);
          const explained = isScore(statement) && isTelling(suspect.why);
          return { ...suspect, cost: CELL_COST - (explained ? 0.9 : 0) + (statements.length - 1) * MORE_CELLS };
        })
      : [];
    const told =
      statements.length !== 1
        ? Infinity
        : Math.min(...[...computed, ...inputs].filter(({ proposed }) => proposed !== null).map(({ cost }) => cost));
    // A cell that might be anything is no suspect beside one whose right value is known, unless it is far likelier.
    return placed(
      [...computed, ...inputs].filter(({ proposed, cost }) => proposed !== null || cost + FAR_LIKELIER < told),
      SAME_PLACE,
    )
      .slice(0, MOST_SUSPECTS)
      .map(({ sheet, cell, found, proposed, value, format, why: because, place }) => ({
        sheet,
        cell,
        found,
        proposed,
        value,
        ...(format === undefined ? {} : { format }),
        why: because,
        place,
      }));
  }

  private inputSuspect(row: BadRow, { input, value, because, others }: InputChange): Omit<Suspect, 'place'> {
    const known = others === 0;
    const typed = row.state.values[input.slot] ?? NaN;
    const code =
      because === 'elsewhere' || because === 'exchanged'
        ? `why-${because}`
        : because === 'solved'
          ? input.kind === 'adjustment'
            ? 'why-adjustment'
            : known
              ? 'why-fits'
              : 'why-fits-many'
          : `why-typed-${because}`;
    return {
      sheet: this.table.attachment.sheet,
      cell: cellName(row.unit.row.row, input.column),
      found: String(typed),
      proposed: known ? String(value) : null,
      value: known ? value : null,
      why: { code, parameters: { column: columnTitle(this.table, input.id) } },
    };
  }

  private computedSuspect(row: BadRow, statement: Statement, why: ScoreCause | null): Omit<Suspect, 'place'> {
    if (statement.kind !== 'computed') throw new RangeError('a relation is no cell');
    const { table } = this;
    const cell = this.printedOf(row, statement);
    const ofScore = isScore(statement);
    const exact = ofScore ? (row.unit.score ?? undefined) : rateOf(this.model, row.unit, statement.column.id);
    const printing =
      cell.kind === 'number'
        ? cell.printing
        : ofScore
          ? { percent: false, places: this.card.method.rounding.places }
          : this.usualPrinting(statement.column.id, exact);
    const format = cell.kind === 'number' ? undefined : formatFor(printing);
    return {
      sheet: table.attachment.sheet,
      cell: cellName(row.unit.row.row, statement.column.column),
      found: textOf(cell),
      proposed: exact === undefined ? '-' : printAs(exact, printing),
      value: exact === undefined ? '-' : Number(print(exact, printing.places + (printing.percent ? 2 : 0))),
      ...(format === undefined || exact === undefined ? {} : { format }),
      why: ofScore ? (why ?? this.scoreCauseOf(row)).why : this.rateCauseOf(row, statement, cell),
    };
  }

  private rateCauseOf(row: BadRow, statement: Computed, cell: PrintedCell): Phrase {
    const expression = this.model.expressions.get(statement.column.id);
    if (expression === undefined) return { code: 'why-rate-wrong', parameters: {} };
    const counts = this.model.inputs
      .filter(({ kind }) => kind === 'count')
      .map(({ id }) => ({ id, name: columnTitle(this.table, id) }));
    const neighbours = this.neighbours(row).map((unit) => ({
      unit: unit.row.name,
      rate: rateOf(this.model, unit, statement.column.id),
    }));
    return rateCause(cell, rateOf(this.model, row.unit, statement.column.id), {
      row: row.unit.row,
      expression,
      counts,
      neighbours,
    });
  }

  private scoreCauseOf(row: BadRow): ScoreCause {
    const statement = this.model.statements.find(isScore);
    if (statement?.kind !== 'computed') return { why: { code: 'why-score-wrong', parameters: {} }, rates: [] };
    const printedRates: Readonly<Record<string, Rational | undefined>> = Object.fromEntries(
      this.model.statements.flatMap((one, index): readonly (readonly [string, Rational | undefined])[] => {
        const cell = row.state.printed[index];
        if (one.kind !== 'computed' || isScore(one)) return [];
        return cell?.kind === 'number'
          ? [[one.column.id, rationalShown(cell)]]
          : cell?.kind === 'none'
            ? [[one.column.id, undefined]]
            : [];
      }),
    );
    const wrongRates = new Set(
      this.model.statements.flatMap((one, index) =>
        one.kind === 'computed' &&
        !isScore(one) &&
        !shows(row.state.printed[index] ?? { kind: 'blank' }, rateOf(this.model, row.unit, one.column.id))
          ? [one.column.id]
          : [],
      ),
    );
    const neighbours = this.neighbours(row).map((unit) => ({
      unit: unit.row.name,
      shown: textOf(printedCell(this.table.grid, unit.row.row, statement.column.column)),
    }));
    return scoreCause(this.printedOf(row, statement), row.unit, {
      method: this.card.method,
      printedRates,
      wrongRates,
      ranks: this.ranks,
      neighbours,
      nameOf: (id) => columnTitle(this.table, id),
    });
  }

  private neighbours({ unit }: BadRow): readonly UnitScore[] {
    const { units } = this.card;
    const index = this.indexOf.get(unit.row.row) ?? -1;
    return [-1, 1, -2, 2].flatMap((step) => units[index + step] ?? []);
  }

  private printedOf(row: BadRow, statement: Statement): PrintedCell {
    return row.state.printed[this.model.statements.indexOf(statement)] ?? { kind: 'blank' };
  }

  private foundIn(row: BadRow, statement: Statement): string {
    return textOf(this.printedOf(row, statement));
  }

  private expectedOf(row: BadRow, statement: Statement): string {
    return (
      this.computedSuspect(row, statement, { why: { code: 'why-score-wrong', parameters: {} }, rates: [] }).proposed ??
      ''
    );
  }

  private usualPrinting(id: string, exact: Rational | undefined): Printing {
    let usual = this.usual.get(id);
    if (usual === undefined) {
      const column = this.table.attachment.columns.find((one) => one.id === id)?.column ?? 0;
      const counts = new Map<string, { printing: Printing; count: number }>();
      for (const { row } of this.card.units) {
        const cell = printedCell(this.table.grid, row.row, column);
        if (cell.kind !== 'number') continue;
        const key = `${cell.printing.percent} ${cell.printing.places}`;
        counts.set(key, { printing: cell.printing, count: (counts.get(key)?.count ?? 0) + 1 });
      }
      usual = [...counts.values()].sort((a, b) => b.count - a.count)[0]?.printing ?? { percent: true, places: 2 };
      this.usual.set(id, usual);
    }
    // 0 % as a whole number of per cent would hide what the rate is.
    return usual.places === 0 && exact !== undefined && print(exact, 2) !== print(exact, 4).slice(0, -2)
      ? { percent: true, places: 2 }
      : usual;
  }

  private cellsOf({ unit }: BadRow, statements: readonly Statement[]): readonly string[] {
    return statements.flatMap((statement) =>
      statement.kind === 'computed'
        ? [cellName(unit.row.row, statement.column.column)]
        : statement.columns.flatMap((id) => {
            const input = this.model.inputs.find((one) => one.id === id);
            return input === undefined ? [] : [cellName(unit.row.row, input.column)];
          }),
    );
  }

  private relationInWords({ text, columns }: Relation): string {
    const { form } = this.table.attachment;
    return columns.reduce(
      (words, id) => {
        const symbol = form.columns.find((column) => column.id === id)?.symbol ?? id;
        return words.replace(new RegExp(`${symbol}(?!\\d)`), columnTitle(this.table, id));
      },
      text.replace('<=', '≤').replace('>=', '≥').replace('-', '−').replace('=', '＝'),
    );
  }

  private relationShown({ unit }: Pick<BadRow, 'unit'>, { text, columns }: Relation): string {
    const { form } = this.table.attachment;
    return (
      columns
        .map((id) => `${form.columns.find((column) => column.id === id)?.symbol ?? id}=${numberText(unit, id)}`)
        .join('，') || text
    );
  }
}

/** A set of several cells is less likely than one. */
const MORE_CELLS = 10;
const SAME_PLACE = 0.5;
const FAR_LIKELIER = 1.5;
const MOST_SUSPECTS = 6;

/** Tells whether an explanation of a score is more than a coincidence: every whole gap is some rank's points or some neighbour's score. */
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

function numberText({ row }: Pick<UnitScore, 'row'>, id: string): string {
  const reading = row.readings[id];
  return reading?.kind === 'number' ? String(reading.value) : '-';
}

function rationalShown({ value, printing }: Extract<PrintedCell, { kind: 'number' }>): Rational {
  return roundHalfAway(fromNumber(value), printing.places + (printing.percent ? 2 : 0));
}
