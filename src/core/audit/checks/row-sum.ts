import { cellName } from '../../grid/address.js';
import { formulaAt } from '../../grid/grid.js';
import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';
import { addendsIn } from '../../recognition/row-sums.js';
import { sumOf, unitsIn } from '../../recognition/totals.js';
import { parseUnitName } from '../../recognition/unit-name.js';
import type { AuditedTable } from '../audited-table.js';
import { crossingsOf, type ColumnGaps, type CorrectedCell, type Crossing } from '../diagnosis/crossings.js';
import { printedRowSums, type PrintedRowSum } from '../diagnosis/printed-row-sums.js';
import { rowSlipOf } from '../diagnosis/row-slip.js';
import {
  causeOfGap,
  CROSS_REFERENCE,
  firstCellOf,
  mistypedAddend,
  MOST_SEPARATE,
  rankSuspects,
  unusualness,
  type Addend,
  type GapCause,
} from '../diagnosis/sum-cause.js';
import { typingError, typingErrorPhrase } from '../diagnosis/typing-errors.js';
import { usualShares, type Likelihood } from '../diagnosis/usual-share.js';
import type { AuditContext, Check, CheckDescription } from '../check.js';
import { countIn, unitsOf } from '../counts.js';
import { flag, type Finding, type Phrase, type Suspect, type WeighedSuspect } from '../finding.js';
import { agreesWithDistricts, cityInDepartments, previousCounts } from '../cross-references.js';
import { columnTitle } from '../naming.js';
import { printedCell, textOf } from '../printed-cell.js';
import { report } from '../report.js';
import { grandTotals } from './grand-totals.js';

const description: CheckDescription = {
  id: 'row-sum',
  severity: 'error',
  title: '附件3 行合计不符',
  formula: '合计一列＝该行各数之和（表里不加市级的，不含市级）；汇总行的合计＝各行合计之和',
  source: '附件3 的合计列（没有这一列的不查）；与该列汇总差同一个数的，错在行列交叉的那一格',
  example: '公安局一行合计 7028，本行相加是 7019，张店区一列的汇总也正好多 9：张店区的 701 应为 710',
};

/**
 * The row sums of attachment 3, and their own total. Before the totals of columns: a count that both contradict is
 * reported here.
 */
export const rowSum: Check = {
  descriptions: [description],
  run: (context) => ({
    findings: context.tables
      .filter((table) => context.isOn(description.id, table))
      .flatMap((table) => findingsIn(table, context)),
    notChecked: [],
  }),
};

function findingsIn(table: AuditedTable, context: AuditContext): readonly Finding[] {
  let findings: readonly Finding[] = [];
  for (const column of table.attachment.columns) {
    if (column.role !== 'sum') continue;
    findings = [...findings, ...new RowSums(table, column, context).findings(findings)];
  }
  return findings;
}

/** A column that every row sum leaves out or adds twice. */
interface ColumnSlip {
  readonly kind: 'left-out' | 'twice';
  readonly column: AttachmentColumn;
}

/** A count of a row with its column. */
interface AddendOfColumn extends Addend {
  readonly column: AttachmentColumn;
}

/** One column of row sums. */
class RowSums {
  private readonly addends: readonly AttachmentColumn[];
  private readonly sums: readonly PrintedRowSum[];
  private readonly title: string;
  private readonly gaps: ColumnGaps;
  private cachedLikelihood: Likelihood | undefined;

  constructor(
    private readonly table: AuditedTable,
    private readonly column: AttachmentColumn,
    private readonly context: AuditContext,
  ) {
    this.addends = addendsIn(table.attachment, column);
    this.sums = printedRowSums(table, column);
    this.title = columnTitle(table, column.id);
    this.gaps = columnGaps(table, this.addends);
  }

  /** `earlier` is what another column of row sums has found: 小计 and 合计 add up the same cells. */
  findings(earlier: readonly Finding[]): readonly Finding[] {
    const { table, column } = this;
    const wrong = this.sums.filter((sum) => sum.gap !== 0 && sum.gap !== this.correctionOf(sum.row, earlier));
    const slip = this.columnSlip(wrong);
    if (slip !== null) return [this.columnSlipFinding(wrong, slip), ...grandTotals(table, column, [])];
    const isReported = this.reportedByColumns();
    const typed = wrong.filter(({ isLive }) => !isLive);
    const crossings = crossingsOf(typed, this.addends, this.gaps).filter(
      ({ sum, areAllWrong }) => !areAllWrong || !isReported(sum),
    );
    const crossed = new Set(crossings.map(({ sum }) => sum));
    const left = wrong.filter((sum) => !crossed.has(sum) && !isReported(sum));
    return [
      ...crossings.flatMap((crossing) => this.crossingFindings(crossing)),
      ...this.sumFindings(left),
      ...grandTotals(table, column, crossings),
    ];
  }

  private sumFindings(wrong: readonly PrintedRowSum[]): readonly Finding[] {
    const isSystematic = wrong.length > MOST_SEPARATE && wrong.length > this.sums.length / 2;
    if (isSystematic) return [this.systematicFinding(wrong)];
    return wrong.map((sum) => this.separateFinding(sum));
  }

  /** What the counts that were found wrong before add to a row's sum. */
  private correctionOf(row: AttachmentRow, earlier: readonly Finding[]): number {
    const cells = new Set(this.addends.map(({ column }) => cellName(row.row, column)));
    let correction = 0;
    for (const { suspects } of earlier) {
      const [first, second] = suspects;
      if (first === undefined || second?.place === first.place || !cells.has(first.cell)) continue;
      if (typeof first.value === 'number') correction += first.value - Number(first.found);
    }
    return correction;
  }

  private columnSlip(wrong: readonly PrintedRowSum[]): ColumnSlip | null {
    if (wrong.length < 2) return null;
    const slips: ColumnSlip[] = [];
    for (const column of this.addends) {
      const isGap = (sign: number): boolean =>
        this.sums.every(({ row, gap }) => gap === sign * (countIn(row, column.id) ?? 0));
      if (isGap(-1)) slips.push({ kind: 'left-out', column });
      else if (isGap(1)) slips.push({ kind: 'twice', column });
    }
    const [only, another] = slips;
    if (only === undefined || another !== undefined) return null;
    return only;
  }

  private columnSlipFinding(wrong: readonly PrintedRowSum[], { kind, column }: ColumnSlip): Finding {
    const parameters = {
      column: this.title,
      district: this.districtOf(column),
      count: wrong.length,
    };
    const why: Phrase = { code: `why-row-sums-${kind}`, parameters };
    const message: Phrase = { code: `finding-row-sums-${kind}`, parameters };
    return this.groupedFinding(wrong, { message, why, advice: 'advice-change' });
  }

  /** Most row sums are wrong and nothing on the sheet tells why. */
  private systematicFinding(wrong: readonly PrintedRowSum[]): Finding {
    const parameters = { column: this.title, count: wrong.length };
    const why: Phrase = { code: 'why-row-sum-wrong', parameters };
    const message: Phrase = { code: 'finding-row-sums-throughout', parameters };
    return this.groupedFinding(wrong, { message, why, advice: 'advice-check-source' });
  }

  private groupedFinding(
    wrong: readonly PrintedRowSum[],
    { message, why, advice }: { readonly message: Phrase; readonly why: Phrase; readonly advice: Phrase['code'] },
  ): Finding {
    const suspects = wrong.map((sum): Suspect => ({ ...this.sumSuspect(sum), why, place: 1 }));
    return report({
      check: description.id,
      severity: 'error',
      table: this.table,
      cells: wrong.map(({ cell }) => cell),
      column: this.title,
      found: suspects[0]?.found ?? '',
      expected: suspects[0]?.proposed ?? '',
      message,
      suspects,
      advice,
    });
  }

  private sumSuspect({ cell, printed, sum }: PrintedRowSum): Omit<Suspect, 'why' | 'place'> {
    const { sheet } = this.table.attachment;
    return { sheet, cell, found: textOf(printed), proposed: String(sum), value: sum };
  }

  private districtOf({ id }: AttachmentColumn): string {
    return parseUnitName(columnTitle(this.table, id)).name;
  }

  /**
   * Two cells in each other's place, or a run a column too far, are reported by the totals of their columns; the row's
   * own sum follows.
   */
  private reportedByColumns(): (sum: PrintedRowSum) => boolean {
    const { table } = this;
    const counts = table.attachment.columns.filter(({ role }) => role === 'city' || role === 'district');
    const wrongGaps = new Map([...this.gaps].filter(([, gap]) => gap !== 0));
    const slip = rowSlipOf(counts, unitsOf(table), wrongGaps);
    if (slip === null || slip.cells.length === 0) return () => false;
    const correction = slip.cells
      .filter(({ column }) => this.addends.includes(column))
      .reduce((all, { column, value }) => all + value - (countIn(slip.row, column.id) ?? 0), 0);
    return ({ row, gap }) => slip.row === row && gap === correction;
  }

  private crossingFindings({ sum, cells, areAllWrong }: Crossing<PrintedRowSum>): readonly Finding[] {
    if (areAllWrong) return cells.map((cell) => this.crossingFinding(sum, [cell]));
    return [this.crossingFinding(sum, cells)];
  }

  /** One count, or one of several, with which the row's sum and the column's total are both right. */
  private crossingFinding({ row, cell: sumCell }: PrintedRowSum, cells: readonly CorrectedCell[]): Finding {
    const total = wholeTotal(this.table);
    const totalCells: string[] = [];
    if (total !== undefined) for (const { column } of cells) totalCells.push(cellName(total.row, column.column));
    const suspects = cells.map((cell) => this.crossedCell(row, cell));
    const [gap = 0] = cells.map(({ column, value }) => value - (countIn(row, column.id) ?? 0));
    const districts = cells.map(({ column }) => this.districtOf(column)).join('、');
    const found = suspects[0]?.found ?? '';
    const expected = suspects[0]?.proposed ?? '';
    return report({
      check: description.id,
      severity: 'error',
      table: this.table,
      cells: [...suspects.map(({ cell }) => cell), sumCell, ...totalCells],
      unit: row.name,
      column: districts,
      found,
      expected,
      advice: 'advice-change',
      suspects,
      message: {
        code: 'finding-row-and-column',
        parameters: {
          unit: row.name,
          districts,
          sum: this.title,
          gap: Math.abs(gap),
          more: flag(gap > 0),
          count: cells.length,
          found,
          expected,
        },
      },
    });
  }

  private crossedCell(row: AttachmentRow, { column, value }: CorrectedCell): Suspect {
    const { grid, attachment } = this.table;
    const slip = typingError(String(value), String(countIn(row, column.id) ?? 0));
    return {
      sheet: attachment.sheet,
      cell: cellName(row.row, column.column),
      found: textOf(printedCell(grid, row.row, column)),
      proposed: String(value),
      value,
      why: slip === undefined ? { code: 'why-row-and-column', parameters: {} } : typingErrorPhrase(slip, row.name),
      place: 1,
    };
  }

  /** A wrong row sum by itself: the sum, or a count of its row. */
  private separateFinding(wrong: PrintedRowSum): Finding {
    const { row, printed, cell, isLive, sum, gap } = wrong;
    const addends = this.addendsOf(row);
    const cause = isLive ? FORMULA_CAUSE : causeOfGap(addends, wrong);
    const counts = addends.flatMap((addend) => this.mistypedCount(addend, wrong) ?? []);
    const isUnexplained = cause.why.code === 'why-total-wrong';
    const why: Phrase = isUnexplained ? { code: 'why-row-sum-wrong', parameters: {} } : cause.why;
    const suspects = rankSuspects([{ ...this.sumSuspect(wrong), why, cost: cause.cost }, ...counts]);
    return report({
      check: description.id,
      severity: 'error',
      table: this.table,
      cells: [
        ...new Set([firstCellOf(suspects, cell), cell, ...cause.cells, ...suspects.map((suspect) => suspect.cell)]),
      ],
      unit: row.name,
      column: this.title,
      found: textOf(printed),
      expected: String(sum),
      suspects,
      message: {
        code: 'finding-row-sum',
        parameters: {
          unit: row.name,
          column: this.title,
          found: printed.value,
          expected: sum,
          gap: Math.abs(gap),
          more: flag(gap > 0),
        },
      },
      advice: adviceFor(isLive, isUnexplained && counts.length === 0),
    });
  }

  private addendsOf(row: AttachmentRow): readonly AddendOfColumn[] {
    const addends: AddendOfColumn[] = [];
    for (const column of this.addends) {
      const value = countIn(row, column.id);
      if (value === null) continue;
      addends.push({ name: this.districtOf(column), value, cell: cellName(row.row, column.column), column });
    }
    return addends;
  }

  /**
   * A count of the row as it was meant, weighed by what its column's total, the other attachments and the rest of its
   * department say.
   */
  private mistypedCount(addend: AddendOfColumn, { row, gap, isLive }: PrintedRowSum): WeighedSuspect | null {
    // A live sum follows the counts: it tells nothing of them.
    if (isLive) return null;
    const { table, context } = this;
    const mistyped = mistypedAddend(table.attachment.sheet, addend, gap);
    if (mistyped === undefined) return null;
    const { column, value } = addend;
    const meant = value + gap;
    const { sum } = sumOf(unitsOf(table), column.id);
    const inDepartments = this.departmentsCount(row, column);
    const agrees = (total: number): boolean => agreesWithDistricts(column, total, context.tables);
    let evidence = 0;
    if (this.gaps.get(column) === 0) evidence -= CROSS_REFERENCE;
    if (inDepartments === meant) evidence += CROSS_REFERENCE;
    if (inDepartments === value) evidence -= CROSS_REFERENCE;
    if (agrees(sum + gap)) evidence += CROSS_REFERENCE;
    else if (agrees(sum)) evidence -= CROSS_REFERENCE;
    const unusual = unusualness(this.likelihood(row, column, value), this.likelihood(row, column, meant));
    return { ...mistyped, cost: mistyped.cost - evidence + unusual };
  }

  /** What attachment 2 has for a count of the city column. */
  private departmentsCount(row: AttachmentRow, { role }: AttachmentColumn): number | undefined {
    if (role !== 'city') return undefined;
    return cityInDepartments(this.context).get(row);
  }

  private get likelihood(): Likelihood {
    this.cachedLikelihood ??= usualShares(this.addends, unitsOf(this.table), previousCounts(this.context));
    return this.cachedLikelihood;
  }
}

const FORMULA_CAUSE: GapCause = { why: { code: 'why-row-sum-formula', parameters: {} }, cells: [], cost: 0 };

function adviceFor(isLive: boolean, isUnexplained: boolean): Phrase['code'] {
  if (isLive) return 'advice-compute';
  return isUnexplained ? 'advice-check-source' : 'advice-change';
}

/** The totals row that adds up every unit: it tells of a count independently of its row's sum. */
function wholeTotal({ attachment }: AuditedTable): AttachmentRow | undefined {
  const units = attachment.rows.filter(({ kind }) => kind === 'unit').length;
  return attachment.rows.find((row) => row.kind === 'total' && unitsIn(attachment, row)?.length === units);
}

/**
 * What each column's total shows more than its cells; columns without a total, or with a live one, tell nothing and are
 * left out.
 */
function columnGaps(table: AuditedTable, columns: readonly AttachmentColumn[]): ColumnGaps {
  const gaps = new Map<AttachmentColumn, number>();
  const total = wholeTotal(table);
  if (total === undefined) return gaps;
  const units = unitsOf(table);
  for (const column of columns) {
    if (formulaAt(table.grid, total.row, column.column) !== null) continue;
    const printed = printedCell(table.grid, total.row, column);
    const { sum, unreadable } = sumOf(units, column.id);
    if (printed.kind === 'number' && unreadable === undefined) gaps.set(column, printed.value - sum);
  }
  return gaps;
}
