import { cellName } from '../../grid/address.js';
import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';
import { addendsIn, sumOver } from '../../recognition/row-sums.js';
import { unitsIn } from '../../recognition/totals.js';
import type { AuditedTable } from '../audited-table.js';
import type { Crossing } from '../diagnosis/crossings.js';
import type { PrintedRowSum } from '../diagnosis/printed-row-sums.js';
import { causeOfGap, type Addend } from '../diagnosis/sum-cause.js';
import { sumOfCounts } from '../counts.js';
import { flag, type Finding, type Phrase } from '../finding.js';
import { columnTitle } from '../naming.js';
import { printedCell, textOf, type PrintedCell } from '../printed-cell.js';
import { report } from '../report.js';

/**
 * Checks the row sums' own totals: each is the sum of the units' counts once those are right. One that follows from a
 * wrong row sum or a wrong total beside it is no slip of its own. `crossings` are the wrong counts found in the rows.
 */
export function grandTotals(
  table: AuditedTable,
  column: AttachmentColumn,
  crossings: readonly Crossing<PrintedRowSum>[],
): readonly Finding[] {
  const totals = table.attachment.rows.filter(({ kind }) => kind === 'total');
  return totals.flatMap((total) => new GrandTotal(table, column, total).finding(crossings) ?? []);
}

class GrandTotal {
  private readonly addends: readonly AttachmentColumn[];
  private readonly units: readonly AttachmentRow[];

  constructor(
    private readonly table: AuditedTable,
    private readonly column: AttachmentColumn,
    private readonly total: AttachmentRow,
  ) {
    this.addends = addendsIn(table.attachment, column);
    this.units = unitsIn(table.attachment, total) ?? [];
  }

  finding(crossings: readonly Crossing<PrintedRowSum>[]): Finding | null {
    const printed = printedCell(this.table.grid, this.total.row, this.column);
    if (printed.kind !== 'number' || !this.isReadableSum()) return null;
    const correction = crossings
      .filter(({ sum }) => this.units.includes(sum.row))
      .reduce((all, { sum }) => all + sum.gap, 0);
    const sum = sumOf(this.sumsOf(this.units));
    if (this.otherSums().includes(printed.value)) return null;
    if (printed.value === sum || printed.value === sum + correction) return null;
    return this.wrongTotal(printed, sum + correction);
  }

  private isReadableSum(): boolean {
    if (unitsIn(this.table.attachment, this.total) === null) return false;
    return !this.units.some(({ readings }) => this.addends.some(({ id }) => readings[id]?.kind === 'unreadable'));
  }

  /** Sums that the total may show as well: of the printed row sums, of the totals beside it, since the last total. */
  private otherSums(): readonly number[] {
    const { rows } = this.table.attachment;
    const totalsAbove = rows.filter(({ kind, row }) => kind === 'total' && row < this.total.row);
    const lastTotal = totalsAbove.at(-1)?.row ?? -1;
    const sinceLastTotal = this.units.filter(({ row }) => row > lastTotal);
    return [
      sumOfCounts(this.units, this.column.id),
      sumOver(this.total, this.addends),
      sumOf(this.sumsOf(sinceLastTotal)),
    ];
  }

  /** The true row sums. */
  private sumsOf(rows: readonly AttachmentRow[]): readonly Addend[] {
    return rows.map((row) => ({
      name: row.name,
      value: sumOver(row, this.addends),
      cell: cellName(row.row, this.column.column),
    }));
  }

  private wrongTotal(printed: Extract<PrintedCell, { readonly kind: 'number' }>, sum: number): Finding {
    const { table, total } = this;
    const title = columnTitle(table, this.column.id);
    const gap = printed.value - sum;
    const cause = causeOfGap(this.sumsOf(this.units), { gap, sum, printed });
    const isUnexplained = cause.why.code === 'why-total-wrong';
    const why: Phrase = isUnexplained ? { code: 'why-grand-total', parameters: {} } : cause.why;
    const cell = cellName(total.row, this.column.column);
    const found = textOf(printed);
    const expected = String(sum);
    return report({
      check: 'row-sum',
      severity: 'error',
      table,
      cells: [cell, ...cause.cells],
      unit: total.name,
      column: title,
      found,
      expected,
      advice: 'advice-change',
      message: {
        code: 'finding-grand-total',
        parameters: {
          total: total.name,
          column: title,
          found: printed.value,
          expected: sum,
          gap: Math.abs(gap),
          more: flag(gap > 0),
        },
      },
      suspects: [{ sheet: table.attachment.sheet, cell, found, proposed: expected, value: sum, why, place: 1 }],
    });
  }
}

function sumOf(addends: readonly Addend[]): number {
  return addends.reduce((sum, { value }) => sum + value, 0);
}
