import { integer, print, signOf, toNumber, type Rational } from '../exact/rational.js';
import type { Expression } from '../expression/expression.js';
import { FormulaTemplate, RANK_MARK, ROW_MARK, toFormula, type FormulaContext } from '../expression/formula.js';
import { cellName, columnName } from '../grid/address.js';
import { formatAt, formulaAt, valueAt, type CellValue, type Grid } from '../grid/grid.js';
import { isPercentFormat } from '../grid/printed.js';
import type { Problem } from '../grid/problem.js';
import { composite } from '../method/composite.js';
import type { AttachmentColumn, AttachmentRow } from '../recognition/attachment.js';
import { unitsIn } from '../recognition/totals.js';
import { rateExpressions } from '../scoring/score.js';
import type { Scorecard, UnitScore } from '../scoring/scorecard.js';
import { holds, stateOf, type Wanted } from './computed-cell.js';
import type { Change, CellContent } from './plan.js';
import { rowBlocks } from './row-blocks.js';

export interface ComputeOptions {
  readonly write: 'formulas' | 'values';
  /** Leave computed cells that show something else as they are. */
  readonly keepExisting: boolean;
  /** Turn counts typed as text into numbers. */
  readonly fixNumbers: boolean;
  /** What somebody decided for single cells, by `附件1!U9`; goes before `keepExisting`. */
  readonly decisions?: Readonly<Record<string, 'computed' | 'keep'>>;
}

/** Tells whether a cell that shows something else keeps it. */
export function keeps({ decisions, keepExisting }: ComputeOptions, sheet: string, row: number, column: number): boolean {
  const decision = decisions?.[`${sheet}!${cellName(row, column)}`];
  return decision === undefined ? keepExisting : decision === 'keep';
}

/** A computed cell whose shown value differs from what is computed. */
export interface Difference {
  readonly sheet: string;
  readonly cell: string;
  readonly from: CellValue;
  readonly to: number | string;
  /** The formula that would stand there, or `null` where a value would. */
  readonly formula: string | null;
  readonly kept: boolean;
  /** `ledger`: the ledger's entries add up to `to`; absent: it is computed. */
  readonly because?: 'ledger';
}

/** The edits that fill one attachment, with what differs and what must be said. */
export interface Filling {
  readonly changes: readonly Change[];
  readonly differences: readonly Difference[];
  readonly problems: readonly Problem[];
  /** Computed cells whose content changes. */
  readonly filled: number;
}

/** Above this many units a RANK formula in each row, each reading all rows, makes a spreadsheet crawl (docs/benchmarks.md). */
export const MAX_LIVE_RANKS = 2000;

/** Plans the rates and scores of an attachment, in place. Inputs are never changed, unless numbers typed as text shall be mended. */
export function fill(grid: Grid, scorecard: Scorecard, options: ComputeOptions): Filling {
  const { attachment, method } = scorecard;
  const writer = new CellWriter(grid, options);
  const columns = new Map(attachment.columns.map((column) => [column.id, column]));
  const expressions = rateExpressions(attachment, method);
  const written = scorecard.units.filter((unit) => unit.status === 'scored' || unit.status === 'no-adjustment' || unit.status === 'nothing-received');
  const rateColumns = attachment.columns.filter((column) => expressions.has(column.id) && column.role === 'computed');

  const inputColumns = attachment.columns.filter(({ role }) => role === 'input' || role === 'adjustment');
  const rateTemplates = rateColumns.map((column) => {
    const formula = rateFormula(expressions.get(column.id) as Expression, referenceInAnyRow(columns));
    return { column, template: new FormulaTemplate(formula) };
  });

  const keptRates = new Set<string>();
  const percent = remembering(percentFormat);
  for (const { row, rates } of written) {
    const asText = textInputs(row, inputColumns);
    for (const column of asText) {
      if (options.fixNumbers) writer.mend(row, column);
      writer.say(options.fixNumbers ? 'notice' : 'warning', options.fixNumbers ? 'text-number-fixed' : 'text-number', row.row, column.column, { unit: row.name, text: String(valueAt(grid, row.row, column.column)) });
    }
    const live = asText.length === 0 || options.fixNumbers;
    for (const { column, template } of rateTemplates) {
      const kept = writer.fill(row.row, column.column, rates[column.id] ?? '-', live ? template.inRow(row.row) : null, percent);
      if (kept) keptRates.add(`${row.row}:${column.id}`);
    }
  }

  const scoreColumn = attachment.columns.find((column) => column.role === 'score');
  const ladder = method.components.find((component) => component.kind === 'rank-ladder');
  const rankedCells = ladder && columns.get(ladder.column);
  const ranked = scorecard.units.filter((unit) => unit.rank !== null);
  const isKept = (unit: UnitScore, id: string): boolean => keptRates.size > 0 && keptRates.has(`${unit.row.row}:${id}`);
  const fixRanks = ranked.length > MAX_LIVE_RANKS || !rankedCells || ranked.some((unit) => isKept(unit, ladder.column));
  if (scoreColumn !== undefined) {
    if (ladder && fixRanks && options.write === 'formulas' && ranked.length > 0) {
      writer.say('notice', 'rank-as-value', ranked[0]?.row.row ?? 0, scoreColumn.column, { units: ranked.length });
    }
    const blocks = rankedCells && !fixRanks ? rankRange(grid, scorecard, rankedCells) : '';
    const expression = composite(method);
    const reference = referenceInAnyRow(columns);
    const templates = new Map<string, FormulaTemplate>();
    /** Rows in which the same rates must be written as counts share one formula. */
    const templateFor = (unit: UnitScore): FormulaTemplate => {
      const byCounts = [...expressions.keys()].filter((id) => !columns.has(id) || isKept(unit, id));
      const shape = byCounts.map((id) => `${id} ${unit.rates[id] === undefined}`).join();
      const known = templates.get(shape);
      if (known !== undefined) return known;
      const context: FormulaContext = {
        reference: (id) => (byCounts.includes(id) ? rateInPlace(unit.rates[id], expressions.get(id) as Expression, reference) : reference(id)),
        ranked: () => blocks,
        fixedRank: () => (fixRanks ? RANK_MARK : undefined),
      };
      const template = new FormulaTemplate(`=${toFormula(expression, context)}`);
      templates.set(shape, template);
      return template;
    };
    const decimal = remembering((format) => (isPlain(format) ? decimalFormat(method.rounding.places) : format));
    for (const unit of written) {
      if (unit.score === null) continue;
      const { row } = unit;
      const typed = row.readings['adjustment'];
      const textAdjustment = columns.has('adjustment') && typed?.kind === 'number' && typed.fromText && !options.fixNumbers;
      // A ladder over a rate that this unit has not gives no points; RANK would fail there.
      const unranked = ladder !== undefined && unit.rank === null;
      writer.fill(row.row, scoreColumn.column, unit.score, textAdjustment || unranked ? null : templateFor(unit).inRow(row.row, unit.rank), decimal);
      for (const column of rateColumns) {
        if (isKept(unit, column.id)) writer.say('warning', 'rate-kept', row.row, column.column, { unit: row.name, column: column.header });
      }
      if (signOf(unit.score) < 0) writer.say('warning', 'score-negative', row.row, scoreColumn.column, { unit: row.name, score: print(unit.score, method.rounding.places) });
    }
  }
  for (const unit of scorecard.units) writer.sayWhyUnscored(unit, scoreColumn ?? attachment.columns[0]);
  return writer.filling();
}

/** Plans the sums in the totals row of 附件3. */
export function fillTotals(grid: Grid, attachment: Scorecard['attachment'], options: ComputeOptions): Filling {
  const writer = new CellWriter(grid, options);
  for (const total of attachment.rows.filter((row) => row.kind === 'total')) {
    const added = unitsIn(attachment, total);
    if (added === null) {
      writer.say('notice', 'total-left-alone', total.row, attachment.area.left, { name: total.name });
      continue;
    }
    for (const column of attachment.columns.filter(({ role }) => role === 'city' || role === 'district')) {
      const unreadable = added.find((row) => row.readings[column.id]?.kind === 'unreadable');
      if (unreadable !== undefined) {
        writer.say('warning', 'total-not-filled', total.row, column.column, { column: column.header, cell: cellName(unreadable.row, column.column) });
        continue;
      }
      let sum = 0;
      let text = false;
      for (const row of added) {
        const reading = row.readings[column.id];
        if (reading?.kind !== 'number') continue;
        sum += reading.value;
        text ||= reading.fromText;
      }
      const isOther = ({ kind, row }: AttachmentRow): boolean => kind === 'total' || (kind !== 'unit' && typeof valueAt(grid, row, column.column) === 'number');
      const others = attachment.rows.filter(isOther).map(({ row }) => row);
      const letters = columnName(column.column);
      const ranges = rowBlocks(added.map((row) => row.row), others).map(({ from, to }) => `${letters}${from + 1}:${letters}${to + 1}`);
      writer.fill(total.row, column.column, integer(sum), text ? null : `=SUM(${ranges.join(',')})`, (format) => (format === '@' ? 'General' : format));
    }
  }
  return writer.filling();
}

/** Collects changes; knows the six states. */
class CellWriter {
  private readonly changes: Change[] = [];
  private readonly differences: Difference[] = [];
  private readonly problems: Problem[] = [];
  private filled = 0;

  constructor(
    private readonly grid: Grid,
    private readonly options: ComputeOptions,
  ) {}

  /** Returns whether the cell keeps a value that is not the computed one to its last digit. `formula` is `null` where only a value can stand there. */
  fill(row: number, column: number, wanted: Wanted, formula: string | null, formatFor: (format: string) => string): boolean {
    const { grid, options } = this;
    const was: CellContent = { value: valueAt(grid, row, column), formula: formulaAt(grid, row, column) };
    const format = formatAt(grid, row, column);
    const wantedFormula = options.write === 'formulas' ? formula : null;
    const becomesFormat = formatFor(format);
    const state = stateOf(was, { format, becomes: becomesFormat }, wanted, formula);
    const value = wanted === '-' ? wanted : toNumber(wanted);
    const differs = state === 'typed-differs' || state === 'formula-differs';
    // Our own formula with a stale cached value is refreshed without being called a difference: the cell computes it anyway.
    const stale = state === 'formula-differs' && was.formula === formula;
    const kept = differs && !stale && keeps(options, grid.sheet, row, column);
    if (differs && !stale) this.differences.push({ sheet: grid.sheet, cell: cellName(row, column), from: was.value, to: value, formula: wantedFormula, kept });
    const exact = holds(was.value, wanted);
    // Somebody's ROUND shows the same and stays; what is computed from it would not be the same.
    if (state === 'formula-same' || kept) return !exact;
    if (state === 'ours' && options.write === 'formulas') return false;
    // Beside a formula over it, a value must be the exact one: the score would be made of the rounded rate.
    if (state === 'typed-same' && wantedFormula === null && (exact || options.write === 'values')) return false;
    if (becomesFormat !== format) this.changes.push({ kind: 'format', sheet: grid.sheet, row, column, was: format, becomes: becomesFormat });
    this.changes.push({ kind: 'content', sheet: grid.sheet, row, column, was, becomes: { value, formula: wantedFormula } });
    this.filled += 1;
    return false;
  }

  mend(row: AttachmentRow, { id, column }: AttachmentColumn): void {
    const reading = row.readings[id];
    if (reading?.kind !== 'number') return;
    const place = { sheet: this.grid.sheet, row: row.row, column };
    if (formatAt(this.grid, row.row, column) === '@') this.changes.push({ kind: 'format', ...place, was: '@', becomes: 'General' });
    this.changes.push({ kind: 'content', ...place, was: { value: valueAt(this.grid, row.row, column), formula: formulaAt(this.grid, row.row, column) }, becomes: { value: reading.value, formula: null } });
  }

  say(severity: Problem['severity'], code: string, row: number, column: number, parameters: Problem['parameters']): void {
    this.problems.push({ severity, code, sheet: this.grid.sheet, cell: cellName(row, column), parameters });
  }

  sayWhyUnscored({ row, status }: UnitScore, column: AttachmentColumn | undefined): void {
    if (status !== 'scored' && column !== undefined) this.say('notice', `unit-${status}`, row.row, column.column, { unit: row.name, remark: row.remark ?? '' });
  }

  filling(): Filling {
    return { changes: this.changes, differences: this.differences, problems: this.problems, filled: this.filled };
  }
}

/** The row's figures that are numbers typed as text: formulas over them would break. */
export function textInputs(row: AttachmentRow, columns: readonly AttachmentColumn[]): readonly AttachmentColumn[] {
  return columns.filter(({ id, role }) => {
    const reading = row.readings[id];
    return (role === 'input' || role === 'adjustment') && reading?.kind === 'number' && reading.fromText;
  });
}

function referenceInAnyRow(columns: ReadonlyMap<string, AttachmentColumn>): (id: string) => string {
  return (id) => `${columnName(columns.get(id)?.column ?? 0)}${ROW_MARK}`;
}

/** A sheet has a handful of number formats for thousands of cells: each is looked into once. */
function remembering(formatFor: (format: string) => string): (format: string) => string {
  const known = new Map<string, string>();
  return (format) => {
    const before = known.get(format);
    if (before !== undefined) return before;
    const now = formatFor(format);
    known.set(format, now);
    return now;
  };
}

/** The formula of a rate over its counts: IF(C5=0,"-",D5/C5). */
export function rateFormula(expression: Expression, reference: (id: string) => string): string {
  const context = plain(reference);
  const zero = divisors(expression).map((divisor) => `${toFormula(divisor, context)}=0`);
  const value = toFormula(expression, context);
  if (zero.length === 0) return `=${value}`;
  return `=IF(${zero.length === 1 ? zero[0] : `OR(${zero.join(',')})`},"-",${value})`;
}

// A rate whose column is missing, or that is kept by hand: its counts in brackets.
function rateInPlace(rate: Rational | undefined, expression: Expression, reference: (id: string) => string): string | null {
  return rate === undefined ? null : `(${toFormula(expression, plain(reference))})`;
}

function plain(reference: (id: string) => string): FormulaContext {
  return { reference, ranked: () => '' };
}

function divisors(expression: Expression): readonly Expression[] {
  switch (expression.op) {
    case 'divide': return [...divisors(expression.left), ...divisors(expression.right), expression.right];
    case 'add': case 'subtract': case 'multiply': return [...divisors(expression.left), ...divisors(expression.right)];
    default: return [];
  }
}

/** The rows RANK reads: as few blocks as leave out numbers that take no part (totals, units without anything due). */
function rankRange(grid: Grid, { attachment, units }: Scorecard, { column, id }: AttachmentColumn): string {
  const holdsNumber = (row: number): boolean => typeof valueAt(grid, row, column) === 'number';
  // A unit that is not scored may have a rate all the same: written, or typed by somebody and left as it is.
  const outside = new Set(units.filter(({ rank, rates, row: { row } }) => rank === null && (rates[id] !== undefined || holdsNumber(row))).map((unit) => unit.row.row));
  for (const { kind, row } of attachment.rows) {
    if (kind === 'total' || kind === 'foreign' || (kind !== 'unit' && holdsNumber(row))) outside.add(row);
  }
  const inside = units.filter((unit) => !outside.has(unit.row.row)).map((unit) => unit.row.row);
  const letters = columnName(column);
  const blocks = rowBlocks(inside, [...outside].sort((a, b) => a - b)).map(({ from, to }) => `${letters}$${from + 1}:${letters}$${to + 1}`);
  return blocks.length === 1 ? (blocks[0] as string) : `(${blocks.join(',')})`;
}

function percentFormat(format: string): string {
  return isPercentFormat(format) ? format : '0.00%';
}

function isPlain(format: string): boolean {
  return format === 'General' || format === '@' || format === '';
}

function decimalFormat(places: number): string {
  return places === 0 ? '0' : `0.${'0'.repeat(places)}`;
}
