import { integer } from '../exact/rational.js';
import { columnName } from '../grid/address.js';
import { valueAt, type Grid } from '../grid/grid.js';
import type { Attachment, AttachmentColumn, AttachmentRow } from '../recognition/attachment.js';
import { addendsIn, saysWhatItAddsUp, sumOver } from '../recognition/row-sums.js';
import { missingFrom, type TextCells } from './addends.js';
import type { CellWriter } from './cell-writer.js';
import { countFormat } from './number-formats.js';
import { rangesOf } from './row-blocks.js';

/** Fills one column of 附件3 that adds up the counts of its rows. */
export class RowSums {
  private readonly addends: readonly AttachmentColumn[];
  private readonly blocks: readonly ColumnBlock[];

  constructor(
    private readonly writer: CellWriter,
    private readonly attachment: Attachment,
    readonly column: AttachmentColumn,
  ) {
    this.addends = addendsIn(attachment, column);
    this.blocks = blocksOf(writer.grid, attachment, this.addends);
  }

  /**
   * Plans the sum of each unit that has a count; returns the rows (from 0) whose cell keeps or holds another figure, so
   * that a formula over the column would not come to the sum.
   */
  fill(texts: TextCells): ReadonlySet<number> {
    const { writer, attachment, column, addends } = this;
    const otherFigures = new Set<number>();
    let first: AttachmentRow | undefined;
    for (const row of attachment.rows) {
      if (row.kind !== 'unit') continue;
      if (!this.hasSum(row)) {
        // Of a unit that gave no count there is no sum; what stands there is somebody's.
        if (row.readings[column.id]?.kind === 'number') otherFigures.add(row.row);
        continue;
      }
      first ??= row;
      const hasTexts = addends.some(({ id }) => texts.has(row, id));
      const kept = writer.fill(
        { row: row.row, column: column.column },
        {
          wanted: integer(sumOver(row, addends)),
          formula: hasTexts ? null : this.formulaIn(row.row),
          formatFor: countFormat,
        },
      );
      if (kept !== null) otherFigures.add(row.row);
    }
    if (first !== undefined) this.reportCity(first);
    return otherFigures;
  }

  /** Returns the formula that adds up a row's cells in these columns: `=SUM(D5:M5)`. */
  formulaIn(row: number): string {
    const ranges = this.blocks.map(({ from, to }) => `${from}${row + 1}:${to}${row + 1}`);
    return `=SUM(${ranges.join(',')})`;
  }

  /** Tells whether a row has counts and all of them can be read; one that cannot is reported. */
  private hasSum(row: AttachmentRow): boolean {
    const { writer, column, addends } = this;
    const missing = missingFrom(writer.grid, [row], addends);
    if (missing === null) return addends.some(({ id }) => row.readings[id]?.kind === 'number');
    writer.report(
      { row: row.row, column: column.column },
      { severity: 'warning', code: 'total-not-filled', parameters: { column: row.name, ...missing } },
    );
    return false;
  }

  /** Where nothing on the sheet tells whether the column takes 市级 in, what it is filled with is reported. */
  private reportCity(first: AttachmentRow): void {
    const { writer, attachment, column } = this;
    const city = attachment.columns.find(({ role }) => role === 'city');
    if (city === undefined) return;
    const hasCityCounts = attachment.rows.some(({ kind, readings }) => {
      const reading = readings[city.id];
      return kind === 'unit' && reading?.kind === 'number' && reading.value !== 0;
    });
    if (!hasCityCounts || saysWhatItAddsUp(writer.grid, column, attachment)) return;
    writer.report(
      { row: first.row, column: column.column },
      { severity: 'notice', code: 'sum-with-city', parameters: { column: column.header, city: city.header } },
    );
  }
}

/** Neighbouring columns, by their letters. */
interface ColumnBlock {
  readonly from: string;
  readonly to: string;
}

/** The columns a row sum adds up, without other columns and numbers that belong to none between them. */
function blocksOf(
  grid: Grid,
  { columns, foreign, rows }: Attachment,
  addends: readonly AttachmentColumn[],
): readonly ColumnBlock[] {
  const own = addends.map(({ column }) => column).sort((a, b) => a - b);
  const headed = new Set([...columns, ...foreign].map(({ column }) => column));
  const figureRows = rows.filter(({ kind }) => kind === 'unit' || kind === 'total');
  const holdsNumber = (column: number): boolean =>
    figureRows.some(({ row }) => typeof valueAt(grid, row, column) === 'number');
  const excluded: number[] = [];
  for (let column = own[0] ?? 0; column <= (own.at(-1) ?? -1); column += 1) {
    if (!own.includes(column) && (headed.has(column) || holdsNumber(column))) excluded.push(column);
  }
  // The names are the one column of the table that never holds a number.
  const names = columns.find(({ role }) => role === 'unit')?.column;
  const isFree = (column: number): boolean => column === names && !holdsNumber(column);
  const ranges = rangesOf({ rows: own, excluded, isFree });
  return ranges.map(({ from, to }) => ({ from: columnName(from), to: columnName(to) }));
}
