import {
  approximate,
  roundApproximately,
  type ApproximateColumns,
  type Approximation,
} from '../../expression/approximate.js';
import { columnsOf, type Expression } from '../../expression/expression.js';
import { parseRelation, type Relation } from '../../expression/relation.js';
import { solve } from '../../expression/solve.js';
import { composite } from '../../method/composite.js';
import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';
import { rateExpressions } from '../../scoring/score.js';
import type { AuditedTable } from '../audited-table.js';
import { columnOf } from '../naming.js';
import { printedCell, type PrintedCell } from '../printed-cell.js';
import { StatementSet } from './statement-set.js';

/** What must hold in a unit's row. */
export type Statement = RelationStatement | ComputedStatement;

/** A relation between counts. */
export interface RelationStatement {
  readonly kind: 'relation';
  readonly check: string;
  readonly severity: 'error' | 'warning';
  readonly text: string;
  readonly relation: Relation;
  readonly columns: readonly string[];
  holds(row: RowState): boolean;
}

/** A computed cell shows what the row's inputs give. */
export interface ComputedStatement {
  readonly kind: 'computed';
  readonly check: string;
  readonly severity: 'error';
  readonly column: AttachmentColumn;
  /** Ids of the inputs that the value depends on. */
  readonly columns: readonly string[];
  readonly expected: Approximation<RowState>;
}

/** A row in doubles, for trying values. */
export interface RowState {
  readonly values: Float64Array;
  /** What the row's computed cells show, in the order of the statements; `null` for a relation. */
  readonly printed: readonly (PrintedCell | null)[];
  /** Computed cells that are live formulas: they follow whatever is changed. */
  readonly live: StatementSet;
  /** The row's own rate among the ranked ones; NaN where it is not ranked. */
  readonly ownRate: number;
  /** What another attachment says of an input, by its id. */
  readonly crossReferences: CrossReferences;
}

/** What other attachments say of a row's inputs, by the input's id. */
export type CrossReferences = Readonly<Record<string, CrossReference>>;

/** What another attachment says, and in what share of the units it says the same as this one. */
export interface CrossReference {
  readonly value: number;
  readonly share: number;
}

/** An input of a row that may have been mistyped. */
export interface InputColumn {
  readonly id: string;
  readonly column: number;
  readonly slot: number;
  readonly kind: 'count' | 'adjustment';
}

/** Ids of the checks whose statements are about one row. */
export interface RowChecks {
  readonly relation: string;
  readonly likely: string;
  readonly rate: string;
  readonly score: string;
}

/** Values to try in a row, by the slots of their inputs. */
export type SlotValues = readonly (readonly [slot: number, value: number])[];

type RowColumns = ApproximateColumns<RowState>;

/** A table's statements, turned once into functions of a row. */
export class RowModel {
  readonly inputs: readonly InputColumn[];
  readonly statements: readonly Statement[];
  readonly expressions: ReadonlyMap<string, Expression>;
  private readonly slots = new Map<string, number>();
  private readonly rates: readonly { readonly slot: number; readonly rate: Approximation<RowState> }[];
  /** Every ranked unit's rate, ascending. */
  private ranking = new Float64Array(0);
  /** Relations that cannot be violated in truth. */
  readonly mandatory: StatementSet;
  private readonly equalShares = new Map<Statement, number>();

  constructor(
    readonly table: AuditedTable,
    private readonly checks: RowChecks,
    private readonly isOn: (check: string) => boolean,
  ) {
    const { attachment, method } = table;
    this.inputs = this.inputColumns();
    this.expressions = method === null ? new Map<string, Expression>() : rateExpressions(attachment, method);
    const columns: RowColumns = {
      column: (id) => {
        const slot = this.slotOf(id);
        return ({ values }) => values[slot] ?? NaN;
      },
      rank: (row, value) => this.rankOf(row, value),
    };
    this.rates = [...this.expressions].map(([id, expression]) => ({
      slot: this.slotOf(id),
      rate: approximate(expression, columns),
    }));
    this.statements = [...this.relationStatements(columns), ...this.rateStatements(), ...this.scoreStatements(columns)];
    this.mandatory = this.statementsWhere(({ kind, severity }) => kind === 'relation' && severity === 'error');
  }

  private inputColumns(): readonly InputColumn[] {
    const inputs: InputColumn[] = [];
    for (const { id, role, column } of this.table.attachment.columns) {
      if (role === 'input') inputs.push({ id, column, slot: this.slotOf(id), kind: 'count' });
      if (role === 'adjustment') inputs.push({ id, column, slot: this.slotOf(id), kind: 'adjustment' });
    }
    return inputs;
  }

  private relationStatements(columns: RowColumns): readonly RelationStatement[] {
    const { form } = this.table.attachment;
    const present = new Set(this.inputs.map(({ id }) => id));
    const idOf = (symbol: string): string | undefined => form.columns.find((column) => column.symbol === symbol)?.id;
    const statements: RelationStatement[] = [];
    for (const { relation: text, severity } of form.constraints) {
      const relation = parseRelation(text, idOf);
      const check = severity === 'error' ? this.checks.relation : this.checks.likely;
      if (relation === undefined || !this.isOn(check)) continue;
      const ids = [...new Set([...columnsOf(relation.left), ...columnsOf(relation.right)])];
      if (!ids.every((id) => present.has(id))) continue;
      const holds = holdsFor(relation, columns);
      statements.push({ kind: 'relation', check, severity, text, relation, columns: ids, holds });
    }
    return statements;
  }

  private rateStatements(): readonly ComputedStatement[] {
    const check = this.checks.rate;
    if (!this.isOn(check)) return [];
    const statements: ComputedStatement[] = [];
    for (const [id, expression] of this.expressions) {
      const column = columnOf(this.table, id);
      if (column === undefined) continue;
      const slot = this.slotOf(id);
      statements.push({
        kind: 'computed',
        check,
        severity: 'error',
        column,
        columns: columnsOf(expression),
        expected: ({ values }) => values[slot] ?? NaN,
      });
    }
    return statements;
  }

  private scoreStatements(columns: RowColumns): readonly ComputedStatement[] {
    const { attachment, method } = this.table;
    const check = this.checks.score;
    const column = attachment.columns.find(({ role }) => role === 'score');
    if (method === null || column === undefined || !this.isOn(check)) return [];
    return [
      {
        kind: 'computed',
        check,
        severity: 'error',
        column,
        columns: this.inputs.map(({ id }) => id),
        expected: approximate(composite(method), columns),
      },
    ];
  }

  /** Says which rates take part in the ranking; done again when one of them is corrected. */
  setRanking(rates: readonly number[]): void {
    this.ranking = Float64Array.from(rates).sort();
  }

  /** Reads a row. */
  stateOf(row: AttachmentRow, ownRate: number, crossReferences: CrossReferences = {}): RowState {
    const { grid } = this.table;
    const values = new Float64Array(this.slots.size).fill(NaN);
    for (const { id, slot } of this.inputs) {
      const reading = row.readings[id];
      if (reading?.kind === 'number') values[slot] = reading.value;
    }
    const formulas = grid.formulas[row.row - grid.top];
    const live = this.statementsWhere((statement) => {
      if (statement.kind === 'relation') return false;
      const formula = formulas?.[statement.column.column - grid.left] ?? null;
      return formula !== null;
    });
    const printed = this.statements.map((statement) => {
      if (statement.kind === 'relation') return null;
      return printedCell(grid, row.row, statement.column);
    });
    return { values, printed, live, ownRate, crossReferences };
  }

  /** Returns the statements that do not hold, except those in `ignored`. */
  violationsOf(row: RowState, ignored: StatementSet = StatementSet.EMPTY): StatementSet {
    for (const { slot, rate } of this.rates) row.values[slot] = rate(row);
    return StatementSet.where(this.statements.length, (index) => !ignored.has(index) && !this.holds(row, index));
  }

  /** The set of those statements for which `matches` holds. */
  statementsWhere(matches: (statement: Statement, index: number) => boolean): StatementSet {
    return StatementSet.where(this.statements.length, (index) => matches(this.statements[index] as Statement, index));
  }

  private holds(row: RowState, index: number): boolean {
    const statement = this.statements[index] as Statement;
    if (statement.kind === 'relation') return statement.holds(row);
    return showsNearly(row.printed[index] ?? null, statement.expected(row));
  }

  /** Tries other values: calls `look` while the row holds them, and puts everything back. */
  withValues<T>(row: RowState, changes: SlotValues, look: () => T): T {
    const before = changes.map(([slot]) => row.values[slot] ?? NaN);
    for (const [slot, value] of changes) row.values[slot] = value;
    const result = look();
    changes.forEach(([slot], index) => {
      row.values[slot] = before[index] ?? NaN;
    });
    return result;
  }

  /** The share of the table's units in which both sides of a relation are equal, noughts apart. */
  equalShare(statement: RelationStatement): number {
    if (statement.relation.sign === '=') return 1;
    const cached = this.equalShares.get(statement);
    if (cached !== undefined) return cached;
    const { left, right } = statement.relation;
    const sides = (this.table.scorecard?.units ?? [])
      .slice(0, MOST_ASKED)
      .map(({ row }) => {
        const state = this.stateOf(row, NaN);
        return { lower: this.valueOf(state, left), upper: this.valueOf(state, right) };
      })
      .filter(({ upper }) => upper > 0);
    const share = sides.filter(({ lower, upper }) => lower === upper).length / Math.max(1, sides.length);
    this.equalShares.set(statement, share);
    return share;
  }

  /** The value of an expression over the row's columns; NaN where there is none. */
  valueOf(row: RowState, expression: Expression): number {
    const value = approximate<RowState>(expression, {
      column:
        (id) =>
        ({ values }) =>
          values[this.slotOf(id)] ?? NaN,
      rank: () => NaN,
    });
    return value(row);
  }

  /** The value of an input with which a rate would be `target`; `undefined` where none gives it. */
  solveForInput(
    row: RowState,
    { rate, input, target }: { readonly rate: string; readonly input: string; readonly target: number },
  ): number | undefined {
    const expression = this.expressions.get(rate);
    if (expression === undefined) return undefined;
    const value = solve(expression, input, target, (part) => this.valueOf(row, part));
    if (value === undefined || !Number.isFinite(value)) return undefined;
    return value;
  }

  private slotOf(id: string): number {
    const existing = this.slots.get(id);
    if (existing !== undefined) return existing;
    this.slots.set(id, this.slots.size);
    return this.slots.size - 1;
  }

  private rankOf({ ownRate }: RowState, value: number): number {
    if (Number.isNaN(value)) return NaN;
    const above = this.ranking.length - firstAbove(this.ranking, value);
    // Its own former rate is still among the ranked ones.
    const isItselfAbove = ownRate > value;
    if (isItselfAbove) return above;
    return 1 + above;
  }
}

/** A comparison with NaN is false: what is not there violates nothing. */
function holdsFor(relation: Relation, columns: RowColumns): (row: RowState) => boolean {
  const left = approximate(relation.left, columns);
  const right = approximate(relation.right, columns);
  if (relation.sign === '=') return (row) => !(Math.abs(left(row) - right(row)) > 0);
  return (row) => !(left(row) > right(row));
}

/** So many units tell what is usual. */
const MOST_ASKED = 200;

/** The index of the first element above a value, by bisection. */
function firstAbove(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Tells whether a cell shows a value that is known as a double. */
function showsNearly(cell: PrintedCell | null, value: number): boolean {
  switch (cell?.kind) {
    case undefined:
    case 'blank':
      return true;
    case 'none':
      return Number.isNaN(value);
    case 'other':
      return false;
    case 'number': {
      if (Number.isNaN(value)) return false;
      const { percent, places } = cell.printing;
      const scale = percent ? 100 : 1;
      const expected = roundApproximately(value * scale, places);
      const shown = roundApproximately(cell.value * scale, places);
      return Math.abs(expected - shown) < 1e-9;
    }
  }
}
