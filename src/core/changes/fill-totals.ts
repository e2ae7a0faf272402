import { integer } from '../exact/rational.js';
import { valueAt, type Grid } from '../grid/grid.js';
import type { Attachment, AttachmentColumn, AttachmentRow } from '../recognition/attachment.js';
import { addendsIn, sumOver } from '../recognition/row-sums.js';
import { sumOf, unitsIn } from '../recognition/totals.js';
import { fixCounts, missingFrom, type TextCells } from './addends.js';
import { CellWriter } from './cell-writer.js';
import { RowSums } from './fill-row-sums.js';
import type { ComputeOptions, FillPlan } from './fill-plan.js';
import { countFormat } from './number-formats.js';
import { isWithin, labelledBlocks, labelsOf, rangeName, type LabelledBlock } from './row-blocks.js';

/** Plans the sums of 附件3: those of the rows, where it has a column for them, and those in the totals rows. */
export function fillTotals(grid: Grid, attachment: Attachment, options: ComputeOptions): FillPlan {
  const writer = new CellWriter(grid, options);
  const texts = fixCounts(writer, attachment);
  const sumColumns: SumColumn[] = [];
  for (const column of attachment.columns) {
    if (column.role !== 'sum') continue;
    const sums = new RowSums(writer, attachment, column);
    sumColumns.push({ sums, otherFigures: sums.fill(texts) });
  }
  for (const total of attachment.rows) {
    if (total.kind !== 'total') continue;
    const units = unitsIn(attachment, total);
    if (units === null) {
      const place = { row: total.row, column: attachment.area.left };
      writer.report(place, { severity: 'notice', code: 'total-left-alone', parameters: { name: total.name } });
      continue;
    }
    new TotalsRow(writer, attachment, { total, units }).fill(texts, sumColumns);
  }
  return writer.plan();
}

/** A column of row sums, with the rows whose cell holds another figure than the sum. */
interface SumColumn {
  readonly sums: RowSums;
  readonly otherFigures: ReadonlySet<number>;
}

/** Fills one totals row. */
class TotalsRow {
  private readonly total: AttachmentRow;
  /** The units it adds up. */
  private readonly units: readonly AttachmentRow[];

  constructor(
    private readonly writer: CellWriter,
    private readonly attachment: Attachment,
    { total, units }: { readonly total: AttachmentRow; readonly units: readonly AttachmentRow[] },
  ) {
    this.total = total;
    this.units = units;
  }

  fill(texts: TextCells, sumColumns: readonly SumColumn[]): void {
    const counts = this.attachment.columns.filter(({ role }) => role === 'city' || role === 'district');
    const otherTotals = counts.filter((column) => this.fillTotal(column, texts));
    for (const sumColumn of sumColumns) this.fillGrandTotal(sumColumn, otherTotals);
  }

  /** Returns whether the cell keeps or holds something else than the sum. */
  private fillTotal(column: AttachmentColumn, texts: TextCells): boolean {
    if (this.isMissing(column, [column])) return true;
    const hasTexts = this.units.some((row) => texts.has(row, column.id));
    return this.fillSum(column, {
      sum: sumOf(this.units, column.id).sum,
      formula: hasTexts ? null : this.sumDown(column.column),
    });
  }

  /**
   * The sum of the row sums; where one of them is not what it should be, that of the totals beside it; else, where one
   * of those (`otherTotals`) is another figure too, a value.
   */
  private fillGrandTotal({ sums, otherFigures }: SumColumn, otherTotals: readonly AttachmentColumn[]): void {
    const { column } = sums;
    const addends = addendsIn(this.attachment, column);
    if (this.isMissing(column, addends)) return;
    let formula: string | null = null;
    if (!this.units.some(({ row }) => otherFigures.has(row))) formula = this.sumDown(column.column);
    else if (!addends.some((one) => otherTotals.includes(one))) formula = sums.formulaIn(this.total.row);
    this.fillSum(column, { sum: this.units.reduce((sum, row) => sum + sumOver(row, addends), 0), formula });
  }

  /** Tells whether one of the cells to add up is unknown, and reports it. */
  private isMissing({ column, header }: AttachmentColumn, addends: readonly AttachmentColumn[]): boolean {
    const missing = missingFrom(this.writer.grid, this.units, addends);
    if (missing === null) return false;
    const parameters = { column: header, ...missing };
    this.writer.report({ row: this.total.row, column }, { severity: 'warning', code: 'total-not-filled', parameters });
    return true;
  }

  /** Writes a sum; where somebody's figure stays, that is reported. */
  private fillSum(
    { column, header }: AttachmentColumn,
    { sum, formula }: { readonly sum: number; readonly formula: string | null },
  ): boolean {
    const place = { row: this.total.row, column };
    const because = this.writer.fill(place, { wanted: integer(sum), formula, formatFor: countFormat });
    if (because === 'differs') {
      const parameters = { column: header, name: this.total.name, sum };
      this.writer.report(place, { severity: 'warning', code: 'total-kept', parameters });
    }
    return because !== null;
  }

  /**
   * The formula of a total over its units, without other totals and numbers that belong to none between them:
   * `=SUM(C5:C32,C34:C40)`. A unit alone between totals is added with the total above it, which its name leaves out;
   * never with one below, whose own formula might read this one.
   */
  private sumDown(column: number): string {
    const { attachment } = this;
    const { grid } = this.writer;
    const holdsNumber = (row: number): boolean => typeof valueAt(grid, row, column) === 'number';
    const excluded = attachment.rows
      .filter(({ kind, row }) => kind === 'total' || (kind !== 'unit' && holdsNumber(row)))
      .map(({ row }) => row);
    const isFree = (row: number): boolean => isWithin(attachment, row) && !excluded.includes(row) && !holdsNumber(row);
    const rows = this.units.map(({ row }) => row);
    const blocks = labelledBlocks({ rows, excluded, isFree }, () => {
      const above = excluded.filter((row) => row < this.total.row);
      return labelsOf(grid, attachment, { rows, excluded: above });
    });
    const plain = blocks.filter(({ without }) => without.length === 0).map((block) => rangeName(column, block));
    const conditional = blocks.filter(({ without }) => without.length > 0);
    const terms = conditional.map((block) => conditionalSum(block, column));
    if (plain.length > 0) terms.unshift(`SUM(${plain.join(',')})`);
    return `=${terms.join('+')}`;
  }
}

/** `SUMIF($B5:$B6,"<>小计",C5:C6)`: the column of names stays when the formula is copied to the next district. */
function conditionalSum(block: LabelledBlock, column: number): string {
  const sum = rangeName(column, block);
  const conditions = block.without.map((label) => {
    const names = rangeName(label.column, block).replace(':', ':$');
    return `$${names},"<>${label.text}"`;
  });
  if (conditions.length === 1) return `SUMIF(${conditions.join('')},${sum})`;
  return `SUMIFS(${sum},${conditions.join(',')})`;
}
