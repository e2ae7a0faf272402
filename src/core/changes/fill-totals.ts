import { integer } from '../exact/rational.js';
import { valueAt, type Grid } from '../grid/grid.js';
import type { Attachment, AttachmentColumn, AttachmentRow } from '../recognition/attachment.js';
import { addendsIn, sumOver } from '../recognition/row-sums.js';
import { sumOf, unitsIn } from '../recognition/totals.js';
import { missingFrom, settleCounts, type TextCells } from './addends.js';
import { CellWriter } from './cell-writer.js';
import { fillRowSums, rowSumFormula } from './fill-row-sums.js';
import type { ComputeOptions, Filling } from './filling.js';
import { countFormat } from './number-formats.js';
import { isWithin, labelledBlocks, labelsOf, rangeName, type LabelledBlock } from './row-blocks.js';

/** Plans the sums of 附件3: those of the rows, where it has a column for them, and those in the totals rows. */
export function fillTotals(grid: Grid, attachment: Attachment, options: ComputeOptions): Filling {
  const writer = new CellWriter(grid, options);
  const texts = settleCounts(writer, attachment);
  const rowSums = attachment.columns
    .filter(({ role }) => role === 'sum')
    .map((column) => ({ column, others: fillRowSums(writer, attachment, column, texts) }));
  for (const total of attachment.rows.filter((row) => row.kind === 'total')) {
    const added = unitsIn(attachment, total);
    if (added === null) {
      writer.say('notice', 'total-left-alone', total.row, attachment.area.left, { name: total.name });
      continue;
    }
    const counts = attachment.columns.filter(({ role }) => role === 'city' || role === 'district');
    const kept = counts.filter((column) => fillTotal(writer, attachment, column, { total, added, texts }));
    for (const { column, others } of rowSums)
      fillGrandTotal(writer, attachment, column, { total, added, others, kept });
  }
  return writer.filling();
}

/** A totals row and the units it adds up. */
interface Total {
  readonly total: AttachmentRow;
  readonly added: readonly AttachmentRow[];
}

/** Returns whether the cell keeps or holds something else than the sum. */
function fillTotal(
  writer: CellWriter,
  attachment: Attachment,
  column: AttachmentColumn,
  { total, added, texts }: Total & { readonly texts: TextCells },
): boolean {
  const missing = missingFrom(writer.grid, added, [column]);
  if (missing !== null) {
    writer.say('warning', 'total-not-filled', total.row, column.column, { column: column.header, ...missing });
    return true;
  }
  const formula = added.some((row) => texts.has(row, column.id))
    ? null
    : sumUnder(writer.grid, attachment, column.column, { total, added });
  return fillSum(writer, total, column, sumOf(added, column.id).sum, formula);
}

/** Writes a sum; where somebody's figure stays, that is said. */
function fillSum(
  writer: CellWriter,
  total: AttachmentRow,
  { column, header }: AttachmentColumn,
  sum: number,
  formula: string | null,
): boolean {
  const stays = writer.fill(total.row, column, integer(sum), { formula, formatFor: countFormat });
  if (stays === 'differs')
    writer.say('warning', 'total-kept', total.row, column, { column: header, name: total.name, sum });
  return stays !== null;
}

/** What stands in the way of a formula over cells that hold sums themselves: rows whose row sum, columns whose total is another figure. */
interface Sums extends Total {
  readonly others: ReadonlySet<number>;
  readonly kept: readonly AttachmentColumn[];
}

/** The sum of the row sums; where one of them is not what it should be, that of the totals beside it; else a value. */
function fillGrandTotal(
  writer: CellWriter,
  attachment: Attachment,
  column: AttachmentColumn,
  { total, added, others, kept }: Sums,
): void {
  const addends = addendsIn(attachment, column);
  const missing = missingFrom(writer.grid, added, addends);
  if (missing !== null) {
    writer.say('warning', 'total-not-filled', total.row, column.column, { column: column.header, ...missing });
    return;
  }
  const down = added.every(({ row }) => !others.has(row))
    ? sumUnder(writer.grid, attachment, column.column, { total, added })
    : null;
  const across = addends.every((one) => !kept.includes(one))
    ? rowSumFormula(writer.grid, attachment, column, total.row)
    : null;
  fillSum(
    writer,
    total,
    column,
    added.reduce((sum, row) => sum + sumOver(row, addends), 0),
    down ?? across,
  );
}

/**
 * The formula of a total over its units, without other totals and numbers of nobody between them: `=SUM(C5:C32,C34:C40)`.
 * A unit alone between totals is added with the total above it, which its name leaves out; never with one below, whose own
 * formula might read this one.
 */
function sumUnder(grid: Grid, attachment: Attachment, column: number, { total, added }: Total): string {
  const holdsNumber = (row: number): boolean => typeof valueAt(grid, row, column) === 'number';
  const others = attachment.rows
    .filter(({ kind, row }) => kind === 'total' || (kind !== 'unit' && holdsNumber(row)))
    .map(({ row }) => row);
  const isFree = (row: number): boolean => isWithin(attachment, row) && !others.includes(row) && !holdsNumber(row);
  const rows = added.map(({ row }) => row);
  const blocks = labelledBlocks(rows, others, isFree, () =>
    labelsOf(
      grid,
      attachment,
      rows,
      others.filter((row) => row < total.row),
    ),
  );
  const plain = blocks.filter(({ without }) => without.length === 0).map((block) => rangeName(column, block));
  const terms = [
    ...(plain.length === 0 ? [] : [`SUM(${plain.join(',')})`]),
    ...blocks.filter(({ without }) => without.length > 0).map((block) => conditionalSum(block, column)),
  ];
  return `=${terms.join('+')}`;
}

/** `SUMIF($B5:$B6,"<>小计",C5:C6)`: the column of names stays when the formula is copied to the next district. */
function conditionalSum(block: LabelledBlock, column: number): string {
  const sum = rangeName(column, block);
  const conditions = block.without.map(
    (label) => `$${rangeName(label.column, block).replace(':', ':$')},"<>${label.text}"`,
  );
  return conditions.length === 1 ? `SUMIF(${conditions[0]},${sum})` : `SUMIFS(${sum},${conditions.join(',')})`;
}
