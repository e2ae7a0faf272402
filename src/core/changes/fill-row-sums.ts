import { integer } from '../exact/rational.js';
import { columnName } from '../grid/address.js';
import { valueAt, type Grid } from '../grid/grid.js';
import type { Attachment, AttachmentColumn, AttachmentRow } from '../recognition/attachment.js';
import { addendsIn, isTold, sumOver } from '../recognition/row-sums.js';
import { missingFrom, type TextCells } from './addends.js';
import type { CellWriter } from './cell-writer.js';
import { countFormat } from './number-formats.js';
import { rangesOf } from './row-blocks.js';

/**
 * Plans a row sum of 附件3 for each unit that has a count; returns the rows (from 0) whose cell keeps or holds another
 * figure, so that a formula over the column would not come to the sum.
 */
export function fillRowSums(
  writer: CellWriter,
  attachment: Attachment,
  column: AttachmentColumn,
  texts: TextCells,
): ReadonlySet<number> {
  const addends = addendsIn(attachment, column);
  const blocks = blocksOf(writer.grid, attachment, addends);
  const others = new Set<number>();
  let first: AttachmentRow | undefined;
  for (const row of attachment.rows.filter(({ kind }) => kind === 'unit')) {
    const missing = missingFrom(writer.grid, [row], addends);
    if (missing !== null)
      writer.say('warning', 'total-not-filled', row.row, column.column, { column: row.name, ...missing });
    // Of a unit that gave no count there is no sum; what stands there is somebody's.
    if (missing !== null || !addends.some(({ id }) => row.readings[id]?.kind === 'number')) {
      if (row.readings[column.id]?.kind === 'number') others.add(row.row);
      continue;
    }
    first ??= row;
    if (
      writer.fill(row.row, column.column, integer(sumOver(row, addends)), {
        formula: addends.some(({ id }) => texts.has(row, id)) ? null : formulaOver(blocks, row.row),
        formatFor: countFormat,
      }) !== null
    )
      others.add(row.row);
  }
  sayWhatIsAdded(writer, attachment, column, first);
  return others;
}

/** Returns the formula that adds up a row's cells in these columns: `=SUM(D5:M5)`. */
export function rowSumFormula(grid: Grid, attachment: Attachment, column: AttachmentColumn, row: number): string {
  return formulaOver(blocksOf(grid, attachment, addendsIn(attachment, column)), row);
}

function formulaOver(blocks: readonly Block[], row: number): string {
  return `=SUM(${blocks.map(({ from, to }) => `${from}${row + 1}:${to}${row + 1}`).join(',')})`;
}

interface Block {
  readonly from: string;
  readonly to: string;
}

/** The columns a row sum adds up, without other columns and numbers of nobody between them. */
function blocksOf(
  grid: Grid,
  { columns, foreign, rows }: Attachment,
  addends: readonly AttachmentColumn[],
): readonly Block[] {
  const own = new Set(addends.map(({ column }) => column));
  const [left, right] = [Math.min(...own), Math.max(...own)];
  const headed = new Set([...columns, ...foreign].map(({ column }) => column));
  const holdsNumber = (column: number): boolean =>
    rows.some(
      ({ kind, row }) => (kind === 'unit' || kind === 'total') && typeof valueAt(grid, row, column) === 'number',
    );
  const between = Array.from({ length: right - left + 1 }, (_, index) => left + index).filter(
    (column) => !own.has(column),
  );
  const others = between.filter((column) => headed.has(column) || holdsNumber(column));
  // The names are the one column of the table that never holds a number.
  const names = columns.find(({ role }) => role === 'unit')?.column;
  return rangesOf(
    [...own].sort((a, b) => a - b),
    others,
    (column) => column === names && !holdsNumber(column),
  ).map(({ from, to }) => ({ from: columnName(from), to: columnName(to) }));
}

/** Nothing on the sheet tells whether the column takes 市级 in: what it is filled with is said. */
function sayWhatIsAdded(
  writer: CellWriter,
  attachment: Attachment,
  column: AttachmentColumn,
  first: AttachmentRow | undefined,
): void {
  const city = attachment.columns.find(({ role }) => role === 'city');
  const has =
    city !== undefined &&
    attachment.rows.some(({ kind, readings }) => {
      const reading = readings[city.id];
      return kind === 'unit' && reading?.kind === 'number' && reading.value !== 0;
    });
  if (first !== undefined && has && !isTold(writer.grid, column, attachment))
    writer.say('notice', 'sum-with-city', first.row, column.column, { column: column.header, city: city.header });
}
