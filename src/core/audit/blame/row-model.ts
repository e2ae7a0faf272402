import { approximate, roundApproximately, type Approximation } from '../../expression/approximate.js';
import { columnsOf, type Expression } from '../../expression/expression.js';
import { parseRelation, type Relation } from '../../expression/relation.js';
import { solve } from '../../expression/solve.js';
import { composite } from '../../method/composite.js';
import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';
import { rateExpressions } from '../../scoring/score.js';
import type { AuditedTable } from '../audited-table.js';
import { columnOf } from '../naming.js';
import { printedCell, type PrintedCell } from '../printed-cell.js';

/** What must hold in a unit's row: a relation between counts, or that a computed cell shows what the row's inputs give. */
export type Statement =
  | {
      readonly kind: 'relation';
      readonly check: string;
      readonly severity: 'error' | 'warning';
      readonly text: string;
      readonly relation: Relation;
      readonly columns: readonly string[];
      holds(row: RowState): boolean;
    }
  | {
      readonly kind: 'computed';
      readonly check: string;
      readonly severity: 'error';
      readonly column: AttachmentColumn;
      readonly columns: readonly string[];
      readonly of: Approximation<RowState>;
    };

/** Statements that do not hold, one bit each. */
export type Broken = number;

/** A row in doubles, for trying values. */
export interface RowState {
  readonly values: Float64Array;
  /** What the row's computed cells show, in the order of the statements; `null` for a relation. */
  readonly printed: readonly (PrintedCell | null)[];
  /** Computed cells that are live formulas: they follow whatever is changed. */
  readonly live: Broken;
  /** The row's own rate among the ranked ones; NaN where it is not ranked. */
  readonly rankedAs: number;
  /** What another attachment says of an input, by its id. */
  readonly elsewhere: Readonly<Record<string, Elsewhere>>;
}

/** What another attachment says, and in what share of the units it says the same as this one. */
export interface Elsewhere {
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

/** A table's statements, turned once into functions of a row. Bits of a `number` hold 31 of them; a form has 17. */
export class RowModel {
  readonly inputs: readonly InputColumn[];
  readonly statements: readonly Statement[];
  readonly expressions: ReadonlyMap<string, Expression>;
  private readonly slots = new Map<string, number>();
  private readonly rates: readonly { readonly slot: number; readonly of: Approximation<RowState> }[];
  /** Every ranked unit's rate, ascending. */
  private ranking = new Float64Array(0);
  /** Statements that cannot be left broken. */
  readonly hard: Broken;
  private readonly equal = new Map<Statement, number>();

  constructor(
    readonly table: AuditedTable,
    checks: RowChecks,
    isOn: (check: string) => boolean,
  ) {
    const { attachment, method } = table;
    this.inputs = attachment.columns.flatMap(({ id, role, column }): readonly InputColumn[] =>
      role === 'input' || role === 'adjustment'
        ? [{ id, column, slot: this.slotOf(id), kind: role === 'input' ? 'count' : 'adjustment' }]
        : [],
    );
    this.expressions = method === null ? new Map<string, Expression>() : rateExpressions(attachment, method);
    const columns = {
      column: (id: string): Approximation<RowState> => {
        const slot = this.slotOf(id);
        return ({ values }) => values[slot] ?? NaN;
      },
      rank: (row: RowState, value: number): number => this.rankOf(row, value),
    };
    this.rates = [...this.expressions].map(([id, expression]) => ({
      slot: this.slotOf(id),
      of: approximate(expression, columns),
    }));

    const present = new Set(this.inputs.map(({ id }) => id));
    const idOf = (symbol: string): string | undefined =>
      attachment.form.columns.find((column) => column.symbol === symbol)?.id;
    const relations = attachment.form.constraints.flatMap(({ relation: text, severity }): readonly Statement[] => {
      const relation = parseRelation(text, idOf);
      const check = severity === 'error' ? checks.relation : checks.likely;
      if (relation === undefined || !isOn(check)) return [];
      const ids = [...new Set([...columnsOf(relation.left), ...columnsOf(relation.right)])];
      if (!ids.every((id) => present.has(id))) return [];
      const [left, right] = [approximate(relation.left, columns), approximate(relation.right, columns)];
      // A comparison with NaN is false: what is not there breaks nothing.
      const holds =
        relation.sign === '='
          ? (row: RowState): boolean => !(Math.abs(left(row) - right(row)) > 0)
          : (row: RowState): boolean => !(left(row) > right(row));
      return [{ kind: 'relation', check, severity, text, relation, columns: ids, holds }];
    });
    const rates = [...this.expressions].flatMap(([id, expression]): readonly Statement[] => {
      const column = columnOf(table, id);
      if (column === undefined || !isOn(checks.rate)) return [];
      const slot = this.slotOf(id);
      return [
        {
          kind: 'computed',
          check: checks.rate,
          severity: 'error',
          column,
          columns: columnsOf(expression),
          of: ({ values }) => values[slot] ?? NaN,
        },
      ];
    });
    const scoreColumn = attachment.columns.find(({ role }) => role === 'score');
    const score: readonly Statement[] =
      method === null || scoreColumn === undefined || !isOn(checks.score)
        ? []
        : [
            {
              kind: 'computed',
              check: checks.score,
              severity: 'error',
              column: scoreColumn,
              columns: this.inputs.map(({ id }) => id),
              of: approximate(composite(method), columns),
            },
          ];
    this.statements = [...relations, ...rates, ...score].slice(0, 31);
    this.hard = this.statements.reduce(
      (bits, statement, index) =>
        statement.kind === 'relation' && statement.severity === 'error' ? bits | (1 << index) : bits,
      0,
    );
  }

  /** Says which rates take part in the ranking; done again when one of them is put right. */
  rankBy(rates: readonly number[]): void {
    this.ranking = Float64Array.from(rates).sort();
  }

  /** Reads a row. */
  stateOf(row: AttachmentRow, rankedAs: number, elsewhere: RowState['elsewhere'] = {}): RowState {
    const { grid } = this.table;
    const values = new Float64Array(this.slots.size).fill(NaN);
    for (const { id, slot } of this.inputs) {
      const reading = row.readings[id];
      if (reading?.kind === 'number') values[slot] = reading.value;
    }
    let live = 0;
    const printed = this.statements.map((statement, index) => {
      if (statement.kind === 'relation') return null;
      if ((grid.formulas[row.row - grid.top]?.[statement.column.column - grid.left] ?? null) !== null)
        live |= 1 << index;
      return printedCell(grid, row.row, statement.column.column);
    });
    return { values, printed, live, rankedAs, elsewhere };
  }

  /** Returns the statements that do not hold, except those in `unless`. */
  broken(row: RowState, unless: Broken = 0): Broken {
    for (const { slot, of } of this.rates) row.values[slot] = of(row);
    let broken = 0;
    for (let index = 0; index < this.statements.length; index += 1) {
      const bit = 1 << index;
      if ((unless & bit) !== 0) continue;
      const statement = this.statements[index] as Statement;
      if (
        statement.kind === 'relation'
          ? !statement.holds(row)
          : !showsNearly(row.printed[index] ?? null, statement.of(row))
      )
        broken |= bit;
    }
    return broken;
  }

  /** Tries other values: calls `look` with the row as it then is, and puts everything back. */
  trying<T>(row: RowState, changes: readonly (readonly [slot: number, value: number])[], look: () => T): T {
    const before = changes.map(([slot]) => row.values[slot] ?? NaN);
    for (const [slot, value] of changes) row.values[slot] = value;
    const result = look();
    changes.forEach(([slot], index) => {
      row.values[slot] = before[index] ?? NaN;
    });
    return result;
  }

  /** The share of the table's units in which both sides of a relation are equal, noughts apart. */
  shareEqual(statement: Extract<Statement, { kind: 'relation' }>): number {
    if (statement.relation.sign === '=') return 1;
    const known = this.equal.get(statement);
    if (known !== undefined) return known;
    const { left, right } = statement.relation;
    const sides = (this.table.scorecard?.units ?? [])
      .slice(0, MOST_ASKED)
      .map(({ row }) => {
        const state = this.stateOf(row, NaN);
        return [this.valueOf(state, left), this.valueOf(state, right)] as const;
      })
      .filter(([, upper]) => upper > 0);
    const share = sides.filter(([lower, upper]) => lower === upper).length / Math.max(1, sides.length);
    this.equal.set(statement, share);
    return share;
  }

  /** The value of an expression over the row's columns; NaN where there is none. */
  valueOf(row: RowState, expression: Expression): number {
    return approximate<RowState>(expression, {
      column:
        (id) =>
        ({ values }) =>
          values[this.slotOf(id)] ?? NaN,
      rank: () => NaN,
    })(row);
  }

  /** The value of an input with which a rate would be so much; `undefined` where none gives it. */
  solvedFor(row: RowState, rate: string, input: string, target: number): number | undefined {
    const expression = this.expressions.get(rate);
    const value =
      expression === undefined ? undefined : solve(expression, input, target, (one) => this.valueOf(row, one));
    return value !== undefined && Number.isFinite(value) ? value : undefined;
  }

  slotOf(id: string): number {
    const known = this.slots.get(id);
    if (known !== undefined) return known;
    this.slots.set(id, this.slots.size);
    return this.slots.size - 1;
  }

  private rankOf({ rankedAs }: RowState, value: number): number {
    if (Number.isNaN(value)) return NaN;
    // Its own former rate is still among the ranked ones.
    const above = this.ranking.length - firstAbove(this.ranking, value);
    return 1 + above - (rankedAs > value ? 1 : 0);
  }
}

/** As many units tell what is usual. */
const MOST_ASKED = 200;

function firstAbove(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

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
      const scale = cell.printing.percent ? 100 : 1;
      return (
        Math.abs(
          roundApproximately(value * scale, cell.printing.places) -
            roundApproximately(cell.value * scale, cell.printing.places),
        ) < 1e-9
      );
    }
  }
}
