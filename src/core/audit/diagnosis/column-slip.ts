import type { ColumnRole } from '../../form/form.js';
import { cellName } from '../../grid/address.js';
import { valueAt, type CellValue } from '../../grid/grid.js';
import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';
import { score } from '../../scoring/score.js';
import type { AuditedTable } from '../audited-table.js';
import { isUnscored, violationsIn } from '../diagnosis/diagnose-rows.js';
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
  readonly corrected: AuditedTable;
}

interface Misplaced {
  readonly row: AttachmentRow;
  readonly column: AttachmentColumn;
  readonly from: { readonly row: AttachmentRow; readonly column: AttachmentColumn };
}

interface Hypothesis extends Omit<ColumnSlip, 'corrected' | 'cells'> {
  readonly moves: readonly Misplaced[];
}

/** Fewer rows than these may each have a slip of their own. */
const FEWEST_ROWS = 4;
/** At most this share of the violations may remain, if a slip of the whole column is to be believed. */
const REMAINDER = 0.25;
/** Larger tables come out of programs; trying every column would take seconds. */
const MOST_UNITS = 1000;

/**
 * Looks for one slip of a whole column that explains why many rows contradict themselves: cells moved by a row (one was
 * inserted, left out or pasted beside its place), or two columns exchanged. `modelOf` gives the statements of a table.
 */
export function columnSlipOf(table: AuditedTable, modelOf: (table: AuditedTable) => RowModel): ColumnSlip | null {
  const units = (table.scorecard?.units ?? []).filter((unit) => !isUnscored(unit)).map(({ row }) => row);
  if (units.length < FEWEST_ROWS || units.length > MOST_UNITS) return null;
  const before = disagreements(table, modelOf(table));
  if (before.rows.length < Math.max(FEWEST_ROWS, units.length / 3)) return null;
  const columns = table.attachment.columns.filter(({ id, role }) => before.columns.has(id) && MOVABLE.has(role));
  const first = units.findIndex(({ row }) => row === before.rows[0]);
  let best: { readonly slip: ColumnSlip; readonly remaining: number } | null = null;
  for (const { moves, ...hypothesis } of [...shifts(columns, units, first), ...exchanges(columns, units)]) {
    const cells = moves.filter((move) => changesValue(table, move));
    if (cells.length < FEWEST_ROWS) continue;
    const corrected = withMoves(table, moves);
    const remaining = disagreements(corrected, modelOf(corrected)).count;
    if (remaining > before.count * REMAINDER) continue;
    if (best === null || remaining < best.remaining) best = { slip: { ...hypothesis, cells, corrected }, remaining };
  }
  return best?.slip ?? null;
}

const MOVABLE: ReadonlySet<ColumnRole> = new Set(['input', 'computed', 'score', 'adjustment']);

function changesValue({ grid }: AuditedTable, { row, column, from }: Misplaced): boolean {
  return valueAt(grid, row.row, column.column) !== valueAt(grid, from.row.row, from.column.column);
}

interface Disagreements {
  readonly count: number;
  /** Rows of the sheet. */
  readonly rows: readonly number[];
  /** Ids of the columns that take part. */
  readonly columns: ReadonlySet<string>;
}

/** Live formulas follow whatever is moved: they tell nothing. */
function disagreements(table: AuditedTable, model: RowModel): Disagreements {
  const rows: number[] = [];
  const columns = new Set<string>();
  let count = 0;
  for (const unit of table.scorecard?.units ?? []) {
    const state = model.stateOf(unit.row, NaN);
    const violations = violationsIn(model, unit, state).without(state.live);
    if (!violations.isEmpty) rows.push(unit.row.row);
    model.statements.forEach((statement, index) => {
      if (!violations.has(index)) return;
      count += 1;
      if (statement.kind === 'computed') columns.add(statement.column.id);
      statement.columns.forEach((id) => columns.add(id));
    });
  }
  return { count, rows, columns };
}

/** Every column moved down or up by a row: from its top, or from where the first row contradicts itself. */
function shifts(
  columns: readonly AttachmentColumn[],
  units: readonly AttachmentRow[],
  first: number,
): readonly Hypothesis[] {
  const starts = [...new Set([0, Math.max(0, first - 1), first])];
  return columns.flatMap((column) => starts.flatMap((start) => shiftsOf(column, units.slice(start))));
}

function shiftsOf(column: AttachmentColumn, rows: readonly AttachmentRow[]): readonly Hypothesis[] {
  const down: Misplaced[] = [];
  const up: Misplaced[] = [];
  rows.slice(1).forEach((lower, index) => {
    const upper = rows[index];
    if (upper === undefined) return;
    down.push({ row: upper, column, from: { row: lower, column } });
    up.push({ row: lower, column, from: { row: upper, column } });
  });
  return [
    { kind: 'down', columns: [column], moves: down, lost: nameOrNull(rows.at(-1), column) },
    { kind: 'up', columns: [column], moves: up, lost: nameOrNull(rows[0], column) },
  ];
}

function nameOrNull(row: AttachmentRow | undefined, { column }: AttachmentColumn): string | null {
  if (row === undefined) return null;
  return cellName(row.row, column);
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
