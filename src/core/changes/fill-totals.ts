import { integer } from '../exact/rational.js';
import { cellName, columnName } from '../grid/address.js';
import { valueAt, type Grid } from '../grid/grid.js';
import type { Attachment, AttachmentColumn, AttachmentRow } from '../recognition/attachment.js';
import { addendsIn, sumOver } from '../recognition/row-sums.js';
import { sumOf, unitsIn } from '../recognition/totals.js';
import { CellWriter } from './cell-writer.js';
import { fillRowSums, rowSumFormula } from './fill-row-sums.js';
import type { ComputeOptions, Filling } from './filling.js';
import { countFormat } from './number-formats.js';
import { isWithin, rangesOf } from './row-blocks.js';

/** Plans the sums of 附件3: those of the rows, where it has a column for them, and those in the totals rows. */
export function fillTotals(grid: Grid, attachment: Attachment, options: ComputeOptions): Filling {
  const writer = new CellWriter(grid, options);
  const rowSums = attachment.columns.filter(({ role }) => role === 'sum').map((column) => ({ column, others: fillRowSums(writer, attachment, column) }));
  for (const total of attachment.rows.filter((row) => row.kind === 'total')) {
    const added = unitsIn(attachment, total);
    if (added === null) {
      writer.say('notice', 'total-left-alone', total.row, attachment.area.left, { name: total.name });
      continue;
    }
    const counts = attachment.columns.filter(({ role }) => role === 'city' || role === 'district');
    const kept = counts.filter((column) => fillTotal(writer, attachment, total, column, added));
    for (const { column, others } of rowSums) fillGrandTotal(writer, attachment, total, column, { added, others, kept });
  }
  return writer.filling();
}

/** Returns whether the cell keeps or holds something else than the sum. */
function fillTotal(writer: CellWriter, attachment: Attachment, total: AttachmentRow, { id, column, header }: AttachmentColumn, added: readonly AttachmentRow[]): boolean {
  const { sum, hasText, unreadable } = sumOf(added, id);
  if (unreadable !== undefined) {
    writer.say('warning', 'total-not-filled', total.row, column, { column: header, cell: cellName(unreadable.row, column) });
    return true;
  }
  return writer.fill(total.row, column, integer(sum), hasText ? null : `=SUM(${rangesUnder(writer.grid, attachment, column, added)})`, countFormat);
}

/** What stands in the way of a formula over cells that hold sums themselves: rows whose row sum, columns whose total is another figure. */
interface Sums {
  readonly added: readonly AttachmentRow[];
  readonly others: ReadonlySet<number>;
  readonly kept: readonly AttachmentColumn[];
}

/** The sum of the row sums; where one of them is not what it should be, that of the totals beside it; else a value. */
function fillGrandTotal(writer: CellWriter, attachment: Attachment, total: AttachmentRow, column: AttachmentColumn, { added, others, kept }: Sums): void {
  const addends = addendsIn(attachment, column);
  const unreadable = added.flatMap(({ row, readings }) => addends.flatMap((one) => (readings[one.id]?.kind === 'unreadable' ? [cellName(row, one.column)] : [])));
  if (unreadable[0] !== undefined) {
    writer.say('warning', 'total-not-filled', total.row, column.column, { column: column.header, cell: unreadable[0] });
    return;
  }
  const down = added.every(({ row }) => !others.has(row)) ? `=SUM(${rangesUnder(writer.grid, attachment, column.column, added)})` : null;
  const across = addends.every((one) => !kept.includes(one)) ? rowSumFormula(writer.grid, attachment, column, total.row) : null;
  writer.fill(total.row, column.column, integer(added.reduce((sum, row) => sum + sumOver(row, addends), 0)), down ?? across, countFormat);
}

/** The rows a total adds up, without other totals and numbers of nobody between them: `C5:C32,C34:C40`. */
function rangesUnder(grid: Grid, attachment: Attachment, column: number, added: readonly AttachmentRow[]): string {
  const holdsNumber = (row: number): boolean => typeof valueAt(grid, row, column) === 'number';
  const others = attachment.rows.filter(({ kind, row }) => kind === 'total' || (kind !== 'unit' && holdsNumber(row))).map(({ row }) => row);
  const letters = columnName(column);
  const isFree = (row: number): boolean => isWithin(attachment, row) && !others.includes(row) && !holdsNumber(row);
  return rangesOf(added.map(({ row }) => row), others, isFree).map(({ from, to }) => `${letters}${from + 1}:${letters}${to + 1}`).join(',');
}
