import { integer } from '../exact/rational.js';
import { cellName, columnName } from '../grid/address.js';
import { valueAt, type Grid } from '../grid/grid.js';
import type { Attachment, AttachmentColumn, AttachmentRow } from '../recognition/attachment.js';
import { sumOf, unitsIn } from '../recognition/totals.js';
import { CellWriter } from './cell-writer.js';
import type { ComputeOptions, Filling } from './filling.js';
import { isWithin, rangesOf } from './row-blocks.js';

/** Plans the sums in the totals rows of 附件3. */
export function fillTotals(grid: Grid, attachment: Attachment, options: ComputeOptions): Filling {
  const writer = new CellWriter(grid, options);
  for (const total of attachment.rows.filter((row) => row.kind === 'total')) {
    const added = unitsIn(attachment, total);
    if (added === null) {
      writer.say('notice', 'total-left-alone', total.row, attachment.area.left, { name: total.name });
      continue;
    }
    for (const column of attachment.columns.filter(({ role }) => role === 'city' || role === 'district')) fillTotal(writer, attachment, total, column, added);
  }
  return writer.filling();
}

function fillTotal(writer: CellWriter, attachment: Attachment, total: AttachmentRow, { id, column, header }: AttachmentColumn, added: readonly AttachmentRow[]): void {
  const { sum, hasText, unreadable } = sumOf(added, id);
  if (unreadable !== undefined) {
    writer.say('warning', 'total-not-filled', total.row, column, { column: header, cell: cellName(unreadable.row, column) });
    return;
  }
  writer.fill(total.row, column, integer(sum), hasText ? null : `=SUM(${rangesUnder(writer.grid, attachment, column, added)})`, (format) => (format === '@' ? 'General' : format));
}

/** The rows a total adds up, without other totals and numbers of nobody between them: `C5:C32,C34:C40`. */
function rangesUnder(grid: Grid, attachment: Attachment, column: number, added: readonly AttachmentRow[]): string {
  const holdsNumber = (row: number): boolean => typeof valueAt(grid, row, column) === 'number';
  const others = attachment.rows.filter(({ kind, row }) => kind === 'total' || (kind !== 'unit' && holdsNumber(row))).map(({ row }) => row);
  const letters = columnName(column);
  const isFree = (row: number): boolean => isWithin(attachment, row) && !others.includes(row) && !holdsNumber(row);
  return rangesOf(added.map(({ row }) => row), others, isFree).map(({ from, to }) => `${letters}${from + 1}:${letters}${to + 1}`).join(',');
}
