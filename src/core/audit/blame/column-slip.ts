import { cellName } from '../../grid/address.js';
import { valueAt, type CellValue } from '../../grid/grid.js';
import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';
import { score } from '../../scoring/score.js';
import type { AuditedTable } from '../audited-table.js';
import { brokenIn, isUnscored } from './bad-rows.js';
import type { RowModel } from './row-model.js';

/** A column's cells that stand a row too low or too high, or two columns in each other's place. */
export interface ColumnSlip {
  readonly kind: 'down' | 'up' | 'exchanged';
  readonly columns: readonly AttachmentColumn[];
  /** Every cell that should hold something else, with the cell where that stands. */
  readonly cells: readonly Misplaced[];
  /** The cell at the end of a shifted column: what belongs there is no longer on the sheet. */
  readonly lost: string | null;
  /** The table with every cell where it belongs; the lost one as it is. */
  readonly mended: AuditedTable;
}

interface Misplaced {
  readonly row: AttachmentRow;
  readonly column: AttachmentColumn;
  readonly from: { readonly row: AttachmentRow; readonly column: AttachmentColumn };
}

interface Hypothesis extends Omit<ColumnSlip, 'mended' | 'cells'> {
  readonly moves: readonly Misplaced[];
}

/** Fewer rows than these may each have a slip of their own. */
const FEWEST_ROWS = 4;
/** What remains broken of what was, if a slip of the whole column is to be believed. */
const REMAINDER = 0.25;
/** Larger tables come out of programs; trying every column would take seconds. */
const MOST_UNITS = 1000;

/**
 * Looks for one slip of a whole column that explains why many rows disagree with themselves: cells moved by a row (one was
 * inserted, left out or pasted beside its place), or two columns exchanged. `modelOf` gives the statements of a table.
 */
export function columnSlipOf(table: AuditedTable, modelOf: (table: AuditedTable) => RowModel): ColumnSlip | null {
  const units = (table.scorecard?.units ?? []).filter((unit) => !isUnscored(unit)).map(({ row }) => row);
  if (units.length < FEWEST_ROWS || units.length > MOST_UNITS) return null;
  const model = modelOf(table);
  const before = disagreements(table, model);
  if (before.rows.length < Math.max(FEWEST_ROWS, units.length / 3)) return null;
  const columns = table.attachment.columns.filter(
    ({ id, role }) =>
      before.columns.has(id) && (role === 'input' || role === 'computed' || role === 'score' || role === 'adjustment'),
  );
  const first = units.findIndex(({ row }) => row === before.rows[0]);
  let best: { readonly slip: ColumnSlip; readonly left: number } | null = null;
  for (const { moves, ...hypothesis } of [...shifts(columns, units, first), ...exchanges(columns, units)]) {
    const cells = moves.filter(
      ({ row, column, from }) =>
        valueAt(table.grid, row.row, column.column) !== valueAt(table.grid, from.row.row, from.column.column),
    );
    if (cells.length < FEWEST_ROWS) continue;
    const mended = withMoves(table, moves);
    const left = disagreements(mended, modelOf(mended)).count;
    if (left <= before.count * REMAINDER && left < (best?.left ?? Infinity))
      best = { slip: { ...hypothesis, cells, mended }, left };
  }
  return best?.slip ?? null;
}

interface Disagreements {
  readonly count: number;
  /** Rows of the sheet. */
  readonly rows: readonly number[];
  /** Ids of the columns that take part. */
  readonly columns: ReadonlySet<string>;
}

/** Live formulas follow whatever is moved: they bear no witness. */
function disagreements(table: AuditedTable, model: RowModel): Disagreements {
  const rows: number[] = [];
  const columns = new Set<string>();
  let count = 0;
  const { scorecard } = table;
  for (const unit of scorecard?.units ?? []) {
    const state = model.stateOf(unit.row, NaN);
    const broken = brokenIn(model, unit, state) & ~state.live;
    if (broken !== 0) rows.push(unit.row.row);
    model.statements.forEach((statement, index) => {
      if ((broken & (1 << index)) === 0) return;
      count += 1;
      if (statement.kind === 'computed') columns.add(statement.column.id);
      statement.columns.forEach((id) => columns.add(id));
    });
  }
  return { count, rows, columns };
}

function shifts(
  columns: readonly AttachmentColumn[],
  units: readonly AttachmentRow[],
  first: number,
): readonly Hypothesis[] {
  const starts = [...new Set([0, Math.max(0, first - 1), first])];
  return columns.flatMap((column) =>
    starts.flatMap((start) => {
      const rows = units.slice(start);
      const [top, bottom] = [rows[0], rows[rows.length - 1]];
      const pairs = rows.slice(1).flatMap((lower, index): readonly (readonly [AttachmentRow, AttachmentRow])[] => {
        const upper = rows[index];
        return upper === undefined ? [] : [[upper, lower]];
      });
      const hypothesis = (
        kind: 'down' | 'up',
        moves: readonly Misplaced[],
        lost: AttachmentRow | undefined,
      ): Hypothesis => ({
        kind,
        columns: [column],
        moves,
        lost: lost === undefined ? null : cellName(lost.row, column.column),
      });
      return [
        hypothesis(
          'down',
          pairs.map(([upper, lower]) => ({ row: upper, column, from: { row: lower, column } })),
          bottom,
        ),
        hypothesis(
          'up',
          pairs.map(([upper, lower]) => ({ row: lower, column, from: { row: upper, column } })),
          top,
        ),
      ];
    }),
  );
}

function exchanges(columns: readonly AttachmentColumn[], units: readonly AttachmentRow[]): readonly Hypothesis[] {
  return columns.flatMap((a, index) =>
    columns
      .slice(index + 1)
      .filter((b) => a.role === b.role)
      .map((b): Hypothesis => ({
        kind: 'exchanged',
        columns: [a, b],
        lost: null,
        moves: units.flatMap((row) => [
          { row, column: a, from: { row, column: b } },
          { row, column: b, from: { row, column: a } },
        ]),
      })),
  );
}

/** The table as it reads with every cell where it belongs, scored anew. */
function withMoves(table: AuditedTable, moves: readonly Misplaced[]): AuditedTable {
  const { grid, attachment, method } = table;
  const values = grid.values.map((row) => [...row]);
  const readings = new Map<number, Record<string, AttachmentRow['readings'][string]>>();
  for (const { row, column, from } of moves) {
    const becomes: CellValue = valueAt(grid, from.row.row, from.column.column);
    (values[row.row - grid.top] as CellValue[])[column.column - grid.left] = becomes;
    const changed = readings.get(row.row) ?? { ...row.readings };
    changed[column.id] = from.row.readings[from.column.id] ?? { kind: 'blank' };
    readings.set(row.row, changed);
  }
  const moved = {
    ...attachment,
    rows: attachment.rows.map((row) => ({ ...row, readings: readings.get(row.row) ?? row.readings })),
  };
  return {
    ...table,
    grid: { ...grid, values },
    attachment: moved,
    scorecard: method === null ? null : score(moved, method),
  };
}

/** The cell as `U12`, its row counted on the sheet. */
export function cellNameOf({ row, column }: Pick<Misplaced, 'row' | 'column'>): string {
  return cellName(row.row, column.column);
}
