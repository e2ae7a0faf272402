import { cellName } from '../../grid/address.js';
import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';
import { unitsIn } from '../../recognition/totals.js';
import type { AuditedTable } from '../audited-table.js';
import { corroboratedByRow } from '../diagnosis/printed-row-sums.js';
import { rowSlipOf, type RowSlip } from '../diagnosis/row-slip.js';
import {
  causeOfGap,
  CROSS_REFERENCE,
  firstCellOf,
  mistypedAddend,
  MOST_SEPARATE,
  rankSuspects,
  slipThatExplains,
  unusualness,
  type Addend,
} from '../diagnosis/sum-cause.js';
import { typingError } from '../diagnosis/typing-errors.js';
import { usualShares, type Likelihood } from '../diagnosis/usual-share.js';
import type { AuditContext, Check, CheckDescription } from '../check.js';
import { countIn, tableOf, unitsOf } from '../counts.js';
import { flag, type Finding, type Suspect, type WeighedSuspect } from '../finding.js';
import { agreesWithDistricts, cityInDepartments, previousCounts } from '../cross-references.js';
import { matchUnits } from '../matching/match-units.js';
import { cellOf, columnTitle } from '../naming.js';
import { printedCell, textOf, type PrintedCell } from '../printed-cell.js';
import { report } from '../report.js';

const description: CheckDescription = {
  id: 'column-total',
  severity: 'error',
  title: '合计不符',
  formula: '汇总＝该列各单位之和',
  source: '汇总、合计、小计行',
  example: '市级一列汇总 145149，各行相加是 145177：少加了教体局的 28',
};

/** Every totals row against what stands above it. */
export const columnTotal: Check = {
  descriptions: [description],
  run: (context, earlier) => ({
    findings: context.tables
      .filter((table) => context.isOn(description.id, table))
      .flatMap((table) =>
        table.attachment.rows
          .filter((total) => total.kind === 'total' && isSum(table, total))
          .flatMap((total) => new TotalsRow(table, total, context).findings(earlier)),
      ),
    notChecked: [],
  }),
};

/** Averages are no sums, 市级合计 may be anything; 全市 in attachments 1 and 2 may count more than the units there. */
function isSum({ attachment }: AuditedTable, total: AttachmentRow): boolean {
  if (unitsIn(attachment, total) === null) return false;
  return attachment.kind === 'volumes' || !/全市/.test(total.name);
}

interface AddendOfRow extends Addend {
  readonly row: AttachmentRow;
}

/** A printed total that is not the sum of what stands above it. */
interface WrongTotal {
  readonly column: AttachmentColumn;
  readonly printed: Extract<PrintedCell, { readonly kind: 'number' }>;
  readonly cell: string;
  readonly addends: readonly AddendOfRow[];
  readonly sum: number;
  /** The printed total less the sum. */
  readonly gap: number;
}

/** What a cell would be once corrected. */
interface MeantCount {
  readonly column: AttachmentColumn;
  readonly meant: number;
}

const COUNTED = new Set(['city', 'district', 'input']);

/** A totals row with the units above it. */
class TotalsRow {
  private readonly columns: readonly AttachmentColumn[];
  private readonly units: readonly AttachmentRow[];
  private likelihood: Likelihood | undefined;

  constructor(
    private readonly table: AuditedTable,
    private readonly total: AttachmentRow,
    private readonly context: AuditContext,
  ) {
    this.columns = table.attachment.columns.filter(({ role }) => COUNTED.has(role));
    this.units = unitsIn(table.attachment, total) ?? [];
  }

  findings(earlier: readonly Finding[]): readonly Finding[] {
    const { sheet } = this.table.attachment;
    const onSheet = earlier.filter((finding) => finding.sheet === sheet);
    // What a row's sum explains as well is reported there.
    const reported = new Set(onSheet.filter(({ check }) => check === 'row-sum').flatMap(({ cells }) => cells));
    const wrong = this.columns
      .flatMap((column) => this.wrongTotal(column) ?? [])
      .filter(({ cell }) => !reported.has(cell));
    if (wrong.length === 0) return [];
    const slip = rowSlipOf(this.columns, this.units, new Map(wrong.map(({ column, gap }) => [column, gap])));
    if (slip !== null && this.isDuplicate(slip, onSheet)) return [];
    if (slip !== null) return [this.rowSlipFinding(wrong, slip)];
    if (this.isSystematic(wrong)) return [this.systematicFinding(wrong)];
    return wrong.map((each) => this.separateFinding(each));
  }

  private wrongTotal(column: AttachmentColumn): WrongTotal | null {
    const { table, total, units } = this;
    const printed = printedCell(table.grid, total.row, column);
    if (printed.kind !== 'number') return null;
    if (units.some(({ readings }) => readings[column.id]?.kind === 'unreadable')) return null;
    const addends = units.flatMap((row): readonly AddendOfRow[] => {
      const value = countIn(row, column.id);
      if (value === null) return [];
      return [{ row, name: row.name, value, cell: cellName(row.row, column.column) }];
    });
    const sinceLastTotal = addends.filter(({ row }) => row.row > this.lastTotalRow());
    if (sumOf(addends) === printed.value || sumOf(sinceLastTotal) === printed.value) return null;
    const isSubtotal = /小计/.test(total.name);
    const counted = isSubtotal ? sinceLastTotal : addends;
    const sum = sumOf(counted);
    const cell = cellName(total.row, column.column);
    return { column, printed, cell, addends: counted, sum, gap: printed.value - sum };
  }

  /** The row of the last total above this one; -1 where there is none. */
  private lastTotalRow(): number {
    const above = this.table.attachment.rows.filter(({ kind, row }) => kind === 'total' && row < this.total.row);
    return above.at(-1)?.row ?? -1;
  }

  /** A row that stands there twice is reported as such: the totals follow from it. */
  private isDuplicate({ row, cells: misplaced }: RowSlip, onSheet: readonly Finding[]): boolean {
    if (misplaced.length > 0) return false;
    const unitCell = cellOf(this.table, row.row, 'unit');
    return onSheet.some(({ check, cells }) => check === 'unit-twice' && cells.includes(unitCell));
  }

  /** The figures of a missing row are any figures: a typing error explains few of them. */
  private isSystematic(wrong: readonly WrongTotal[]): boolean {
    const areMost = wrong.length > this.columns.length / 2;
    const showTooMuch = wrong.every(({ gap }) => gap > 0);
    if (wrong.length <= MOST_SEPARATE || !(areMost || showTooMuch)) return false;
    return wrong.filter(isMistyped).length <= wrong.length / 2;
  }

  /** All wrong totals in one finding: a row explains them. */
  private rowSlipFinding(wrong: readonly WrongTotal[], slip: RowSlip): Finding {
    const { table } = this;
    const { kind, row, cells } = slip;
    const areCellsWrong = cells.length > 0;
    const suspects = areCellsWrong ? this.misplacedCells(slip) : this.wrongTotals(wrong, whyOf(slip));
    const [first] = suspects;
    const unitColumns = table.attachment.columns.filter(({ role }) => role === 'unit');
    const rowCells = unitColumns.map(({ column }) => cellName(row.row, column));
    const parameters = {
      columns: wrong.map(({ column }) => columnTitle(table, column.id)).join('、'),
      unit: row.name,
      row: row.row + 1,
    };
    return report({
      check: description.id,
      severity: 'error',
      table,
      cell: first?.cell ?? '',
      cells: [...new Set([...suspects.map(({ cell }) => cell), ...rowCells, ...wrong.map(({ cell }) => cell)])],
      unit: areCellsWrong ? row.name : this.total.name,
      found: first?.found ?? '',
      expected: first?.proposed ?? '',
      message: { code: `finding-totals-${kind}`, parameters },
      advice: 'advice-change',
      suspects,
    });
  }

  private misplacedCells(slip: RowSlip): readonly Suspect[] {
    const { grid, attachment } = this.table;
    const { row, cells } = slip;
    return cells.map(({ column, value }) => ({
      sheet: attachment.sheet,
      cell: cellName(row.row, column.column),
      found: textOf(printedCell(grid, row.row, column)),
      proposed: String(value),
      value,
      why: whyOf(slip),
      place: 1,
    }));
  }

  private wrongTotals(wrong: readonly WrongTotal[], why: Suspect['why']): readonly Suspect[] {
    return wrong.map(({ cell, printed, sum }) => ({
      sheet: this.table.attachment.sheet,
      cell,
      found: textOf(printed),
      proposed: String(sum),
      value: sum,
      why,
      place: 1,
    }));
  }

  /** Most totals are wrong and no row of the sheet tells why: one finding. */
  private systematicFinding(wrong: readonly WrongTotal[]): Finding {
    const suspects = this.wrongTotals(wrong, { code: 'why-total-wrong', parameters: {} });
    const isRowMissing = wrong.every(({ gap }) => gap > 0);
    const city = wrong.find(({ column }) => column.role === 'city')?.gap;
    const gaps = wrong.map(({ column, gap }) => `${columnTitle(this.table, column.id)} ${Math.abs(gap)}`);
    const parameters = {
      count: wrong.length,
      gaps: gaps.join('，'),
      unit: isRowMissing && city !== undefined ? unmatchedDepartment(this.context, city) : '',
    };
    return report({
      check: description.id,
      severity: 'error',
      table: this.table,
      cells: suspects.map(({ cell }) => cell),
      unit: this.total.name,
      found: suspects[0]?.found ?? '',
      expected: suspects[0]?.proposed ?? '',
      message: { code: isRowMissing ? 'finding-totals-row-missing' : 'finding-totals-throughout', parameters },
      advice: 'advice-check-source',
      suspects,
    });
  }

  /** A wrong total by itself: the total, or a count above it. */
  private separateFinding(wrong: WrongTotal): Finding {
    const { table } = this;
    const { column, printed, cell, addends, sum, gap } = wrong;
    const cause = causeOfGap(addends, wrong);
    const isKnown = agreesWithDistricts(column, sum, this.context.tables);
    const total: WeighedSuspect = {
      sheet: table.attachment.sheet,
      cell,
      found: textOf(printed),
      proposed: String(sum),
      value: sum,
      why: cause.why,
      cost: cause.cost - (isKnown ? CROSS_REFERENCE : 0),
    };
    const counts = this.mistypedCounts(wrong);
    const suspects = rankSuspects([total, ...counts]);
    const first = firstCellOf(suspects, cell);
    // Where nothing tells how the gap came about, a cell may be wrong as well as the total.
    const isUnexplained = cause.why.code === 'why-total-wrong' && counts.length === 0;
    const allSuspects = [...suspects, ...counts].map((suspect) => suspect.cell);
    return report({
      check: description.id,
      severity: 'error',
      table,
      cell: first,
      cells: [...new Set([cell, first, ...cause.cells, ...allSuspects])],
      unit: this.total.name,
      column: columnTitle(table, column.id),
      found: textOf(printed),
      expected: String(sum),
      message: {
        code: 'finding-total',
        parameters: {
          column: columnTitle(table, column.id),
          found: printed.value,
          expected: sum,
          gap: Math.abs(gap),
          more: flag(gap > 0),
        },
      },
      advice: isUnexplained ? 'advice-check-source' : 'advice-change',
      suspects,
    });
  }

  /** The counts that a typing error explains, weighed by what else is known of them. */
  private mistypedCounts({ column, printed, addends, gap }: WrongTotal): readonly WeighedSuspect[] {
    const { table, context } = this;
    const inDepartments = this.departmentsCounts(column);
    const isTotalKnown = agreesWithDistricts(column, printed.value, context.tables);
    const isCorroborated = corroboratedByRow(table, column);
    const suspects: WeighedSuspect[] = [];
    for (const addend of addends) {
      const { row, value } = addend;
      const mistyped = mistypedAddend(table.attachment.sheet, addend, gap);
      if (mistyped === undefined) continue;
      const meant = value + gap;
      // What another attachment says of the total, and of this very cell, and what the row's own sum says of it.
      let evidence = 0;
      if (isTotalKnown) evidence += CROSS_REFERENCE;
      if (inDepartments.get(row) === meant) evidence += CROSS_REFERENCE;
      if (inDepartments.get(row) === value) evidence -= CROSS_REFERENCE;
      if (isCorroborated(row)) evidence -= CROSS_REFERENCE;
      const unusual = this.unusualness(addend, { column, meant });
      suspects.push({ ...mistyped, cost: mistyped.cost - evidence + unusual });
    }
    return suspects;
  }

  private departmentsCounts({ role }: AttachmentColumn): ReadonlyMap<AttachmentRow, number> {
    if (role !== 'city') return new Map();
    return cityInDepartments(this.context);
  }

  /** What the department has in other columns says whether a cell is more usual as it is or as it would be. */
  private unusualness({ row, value }: AddendOfRow, { column, meant }: MeantCount): number {
    if (this.table.attachment.kind !== 'volumes') return 0;
    this.likelihood ??= usualShares(this.columns, this.units, previousCounts(this.context));
    return unusualness(this.likelihood(row, column, value), this.likelihood(row, column, meant));
  }
}

function sumOf(addends: readonly Addend[]): number {
  return addends.reduce((sum, { value }) => sum + value, 0);
}

function whyOf({ kind, row }: RowSlip): Suspect['why'] {
  return { code: `why-totals-${kind}`, parameters: { unit: row.name, row: row.row + 1 } };
}

/**
 * Tells whether one typing error, in the total or in a cell above it, explains a gap that is no single digit: some cell
 * or other explains those.
 */
function isMistyped({ printed, sum, gap, addends }: WrongTotal): boolean {
  if (Math.abs(gap) <= 9) return false;
  if (typingError(String(sum), String(printed.value)) !== undefined) return true;
  return addends.some((addend) => slipThatExplains(addend, gap) !== undefined);
}

/** The unit of attachment 2 that attachment 3 lacks and that received just so many; empty where there is none. */
function unmatchedDepartment({ tables, matches }: AuditContext, count: number): string {
  const volumes = tableOf(tables, 'volumes');
  const departments = tableOf(tables, 'departments');
  if (volumes === undefined || departments === undefined) return '';
  const { onlyDepartments } = matchUnits(unitsOf(volumes), unitsOf(departments), matches);
  return onlyDepartments.find((row) => countIn(row, 'received') === count)?.name ?? '';
}
