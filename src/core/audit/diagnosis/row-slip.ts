import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';
import { countIn } from '../counts.js';
import type { ColumnGaps, CorrectedCell } from '../diagnosis/crossings.js';

/** One slip in one row that explains every wrong total. */
export interface RowSlip {
  readonly kind: 'left-out' | 'twice' | 'exchanged' | 'moved';
  readonly row: AttachmentRow;
  /** What the row's cells should hold, where they are wrong; empty where the totals are. */
  readonly cells: readonly CorrectedCell[];
}

/** Columns with a gap that have to agree for a slip to be believed. */
const FEWEST = 2;

/**
 * Looks for the one row that explains every gap: the totals leave it out or count it twice; two of its cells stand in
 * each other's place; its cells stand a column too far. `gaps` holds the columns with a wrong total. `null` where no
 * row does, or where several would do.
 */
export function rowSlipOf(
  columns: readonly AttachmentColumn[],
  rows: readonly AttachmentRow[],
  gaps: ColumnGaps,
): RowSlip | null {
  if (columns.filter((column) => gaps.has(column)).length < FEWEST) return null;
  const slips = rows.flatMap((row) => new GapsOfRow(row, columns, gaps).slips());
  const last = slips.at(-1);
  if (last === undefined) return null;
  // A row that stands there twice fits twice: the later one is too many.
  const isOneSlip =
    slips.length === 1 || slips.every(({ kind, row }) => kind === last.kind && row.name === last.row.name);
  if (!isOneSlip) return null;
  return last;
}

/** One row against the gaps of its columns. */
class GapsOfRow {
  constructor(
    private readonly row: AttachmentRow,
    private readonly columns: readonly AttachmentColumn[],
    private readonly gaps: ColumnGaps,
  ) {}

  /** The slips in this row that explain every gap. */
  slips(): readonly RowSlip[] {
    const { row, columns } = this;
    if (columns.every((column) => this.gap(column) === -this.value(column)))
      return [{ kind: 'left-out', row, cells: [] }];
    if (columns.every((column) => this.gap(column) === this.value(column))) return [{ kind: 'twice', row, cells: [] }];
    const wrong = columns.filter((column) => this.gaps.has(column));
    const exchange = this.exchange(wrong);
    if (exchange !== null) return [exchange];
    return this.moves(wrong);
  }

  private value(column: AttachmentColumn): number {
    return countIn(this.row, column.id) ?? 0;
  }

  private gap(column: AttachmentColumn): number {
    return this.gaps.get(column) ?? 0;
  }

  /** What the cell should hold for its column's total to be right. */
  private valueByTotal(column: AttachmentColumn): number {
    return this.value(column) + this.gap(column);
  }

  /** Two cells in each other's place. */
  private exchange([a, b, ...more]: readonly AttachmentColumn[]): RowSlip | null {
    if (a === undefined || b === undefined || more.length > 0) return null;
    if (this.gap(a) !== -this.gap(b) || this.value(b) - this.value(a) !== this.gap(a)) return null;
    const cells = [
      { column: a, value: this.value(b) },
      { column: b, value: this.value(a) },
    ];
    return { kind: 'exchanged', row: this.row, cells };
  }

  /**
   * A run of cells that stand one column too far to the right or to the left; what was pushed out at its end follows
   * from its total.
   */
  private moves(wrong: readonly AttachmentColumn[]): readonly RowSlip[] {
    const first = this.columns.indexOf(wrong[0] as AttachmentColumn);
    const last = this.columns.indexOf(wrong[wrong.length - 1] as AttachmentColumn);
    if (last - first < FEWEST) return [];
    const run = this.columns.slice(first, last + 1);
    return [this.moveBy(1, run), this.moveBy(-1, run)].flatMap((slip) => slip ?? []);
  }

  private moveBy(step: 1 | -1, run: readonly AttachmentColumn[]): RowSlip | null {
    const meant = run.map((column, index) => {
      const from = run[index + step];
      return { column, value: from === undefined ? this.valueByTotal(column) : this.value(from) };
    });
    const explainsTotals = meant.every(({ column, value }) => value === this.valueByTotal(column) && value >= 0);
    if (!explainsTotals) return null;
    return { kind: 'moved', row: this.row, cells: meant.filter(({ column, value }) => value !== this.value(column)) };
  }
}
