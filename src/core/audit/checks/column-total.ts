import { cellName } from '../../grid/address.js';
import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';
import { unitsIn } from '../../recognition/totals.js';
import type { AuditedTable } from '../audited-table.js';
import { borneOutByRow } from '../blame/printed-row-sums.js';
import {
  causeOfGap,
  KNOWN_ELSEWHERE,
  mistypedAddend,
  MOST_APART,
  MOST_FIRST,
  MOST_USUAL,
  withoutCost,
  type Addend,
  type Weighed,
} from '../blame/sum-cause.js';
import { typingError } from '../blame/typing-errors.js';
import { agreesElsewhere, cityElsewhere, countsBefore } from '../known-elsewhere.js';
import type { AuditContext, Check, CheckDescription } from '../check.js';
import { rowSlipOf, type RowSlip } from '../blame/row-of-totals.js';
import { usualShares, type Likelihood } from '../blame/usual-share.js';
import { placed, type Finding, type Suspect } from '../finding.js';
import { matchUnits } from '../matching/match-units.js';
import { cellOf, columnTitle } from '../naming.js';
import { printedCell, textOf, type PrintedCell } from '../printed-cell.js';
import { countIn, tableOf, unitsOf } from './apart.js';

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
          .filter(({ kind }) => kind === 'total')
          .flatMap((total) => findingsFor(table, total, context, earlier)),
      ),
    notChecked: [],
  }),
};

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

function findingsFor(
  table: AuditedTable,
  total: AttachmentRow,
  context: AuditContext,
  earlier: readonly Finding[],
): readonly Finding[] {
  // Averages are no sums, 市级合计 may be anything; 全市 in attachments 1 and 2 may count more than the units there.
  if (unitsIn(table.attachment, total) === null || (table.attachment.kind !== 'volumes' && /全市/.test(total.name)))
    return [];
  const columns = table.attachment.columns.filter(
    ({ role }) => role === 'city' || role === 'district' || role === 'input',
  );
  // What a row's sum explains as well is told there.
  const told = new Set(
    earlier
      .filter(({ check, sheet }) => check === 'row-sum' && sheet === table.attachment.sheet)
      .flatMap(({ cells }) => cells),
  );
  const wrong = columns.flatMap((column) => wrongTotal(table, total, column)).filter(({ cell }) => !told.has(cell));
  if (wrong.length === 0) return [];
  const units = unitsOfTotal(table, total);
  const slip = rowSlipOf(columns, units, new Map(wrong.map(({ column, gap }) => [column, gap])), countIn);
  // A row that stands there twice is told as such: the totals follow from it.
  if (
    slip !== null &&
    slip.cells.length === 0 &&
    earlier.some(
      ({ check, sheet, cells }) =>
        check === 'unit-twice' &&
        sheet === table.attachment.sheet &&
        cells.includes(cellOf(table, slip.row.row, 'unit')),
    )
  )
    return [];
  if (slip !== null) return [rowSlipFinding(table, total, wrong, slip)];
  const together =
    wrong.length > MOST_APART && (wrong.length > columns.length / 2 || wrong.every(({ gap }) => gap > 0));
  // The figures of a missing row are any figures: a slip of the hand explains few of them.
  if (together && wrong.filter(isSlip).length <= wrong.length / 2) return [throughout(table, total, wrong, context)];
  const likely = usualShares(columns, units, countIn, countsBefore(context));
  return wrong.map((one) =>
    findingFor(table, total, one, { context, likely: table.attachment.kind === 'volumes' ? likely : null }),
  );
}

function unitsOfTotal({ attachment }: AuditedTable, total: AttachmentRow): readonly AttachmentRow[] {
  return unitsIn(attachment, total) ?? [];
}

function wrongTotal(table: AuditedTable, total: AttachmentRow, column: AttachmentColumn): readonly WrongTotal[] {
  const printed = printedCell(table.grid, total.row, column.column);
  if (printed.kind !== 'number') return [];
  const above = unitsOfTotal(table, total);
  if (above.some(({ readings }) => readings[column.id]?.kind === 'unreadable')) return [];
  const before = table.attachment.rows.filter(({ kind, row }) => kind === 'total' && row < total.row).at(-1)?.row ?? -1;
  const addends = above.flatMap((row): readonly AddendOfRow[] => {
    const value = countIn(row, column.id);
    return value === null ? [] : [{ row, name: row.name, value, cell: cellName(row.row, column.column) }];
  });
  const since = addends.filter(({ row }) => row.row > before);
  const sumOf = (list: readonly Addend[]): number => list.reduce((all, { value }) => all + value, 0);
  if (sumOf(addends) === printed.value || sumOf(since) === printed.value) return [];
  const counted = /小计/.test(total.name) ? since : addends;
  const sum = sumOf(counted);
  return [
    { column, printed, cell: cellName(total.row, column.column), addends: counted, sum, gap: printed.value - sum },
  ];
}

/** Tells whether one slip of the hand, in the total or in a cell above it, explains a gap that is no single digit: some cell or other explains those. */
function isSlip({ printed, sum, gap, addends }: WrongTotal): boolean {
  return (
    Math.abs(gap) > 9 &&
    (typingError(String(sum), String(printed.value)) !== undefined ||
      addends.some(({ value }) => value + gap >= 0 && typingError(String(value + gap), String(value)) !== undefined))
  );
}

/** All wrong totals in one statement: a row explains them. */
function rowSlipFinding(
  table: AuditedTable,
  total: AttachmentRow,
  wrong: readonly WrongTotal[],
  { kind, row, cells }: RowSlip,
): Finding {
  const { sheet } = table.attachment;
  const why = { code: `why-totals-${kind}`, parameters: { unit: row.name, row: row.row + 1 } };
  const suspects: readonly Suspect[] =
    cells.length > 0
      ? cells.map(({ column, value }) => ({
          sheet,
          cell: cellName(row.row, column.column),
          found: textOf(printedCell(table.grid, row.row, column.column)),
          proposed: String(value),
          value,
          why,
          place: 1,
        }))
      : wrong.map(({ cell, printed, sum }) => ({
          sheet,
          cell,
          found: textOf(printed),
          proposed: String(sum),
          value: sum,
          why,
          place: 1,
        }));
  const [first] = suspects;
  const rowCells = table.attachment.columns
    .filter(({ role }) => role === 'unit')
    .map(({ column }) => cellName(row.row, column));
  return {
    check: description.id,
    severity: 'error',
    sheet,
    cell: first?.cell ?? '',
    cells: [...new Set([...suspects.map(({ cell }) => cell), ...rowCells, ...wrong.map(({ cell }) => cell)])],
    unit: cells.length > 0 ? row.name : total.name,
    column: '',
    found: first?.found ?? '',
    expected: first?.proposed ?? '',
    says: {
      code: `finding-totals-${kind}`,
      parameters: {
        columns: wrong.map(({ column }) => columnTitle(table, column.id)).join('、'),
        unit: row.name,
        row: row.row + 1,
      },
    },
    advice: { code: 'advice-change', parameters: {} },
    suspects,
  };
}

/** Most totals are wrong and no row of the sheet tells why: one statement. */
function throughout(
  table: AuditedTable,
  total: AttachmentRow,
  wrong: readonly WrongTotal[],
  context: AuditContext,
): Finding {
  const { sheet } = table.attachment;
  const missing = wrong.every(({ gap }) => gap > 0);
  const suspects = wrong.map(({ cell, printed, sum }): Suspect => ({
    sheet,
    cell,
    found: textOf(printed),
    proposed: String(sum),
    value: sum,
    why: { code: 'why-total-wrong', parameters: {} },
    place: 1,
  }));
  const city = wrong.find(({ column }) => column.role === 'city')?.gap;
  return {
    check: description.id,
    severity: 'error',
    sheet,
    cell: suspects[0]?.cell ?? '',
    cells: suspects.map(({ cell }) => cell),
    unit: total.name,
    column: '',
    found: suspects[0]?.found ?? '',
    expected: suspects[0]?.proposed ?? '',
    says: {
      code: missing ? 'finding-totals-row-missing' : 'finding-totals-throughout',
      parameters: {
        count: wrong.length,
        gaps: wrong.map(({ column, gap }) => `${columnTitle(table, column.id)} ${Math.abs(gap)}`).join('，'),
        unit: missing && city !== undefined ? unmatchedDepartment(context, city) : '',
      },
    },
    advice: { code: 'advice-check-source', parameters: {} },
    suspects,
  };
}

/** The unit of attachment 2 that attachment 3 lacks and that received just so many; the empty string where there is none. */
function unmatchedDepartment({ tables, matches }: AuditContext, count: number): string {
  const [volumes, departments] = [tableOf(tables, 'volumes'), tableOf(tables, 'departments')];
  if (volumes === undefined || departments === undefined) return '';
  return (
    matchUnits(unitsOf(volumes), unitsOf(departments), matches).onlyDepartments.find(
      (row) => countIn(row, 'received') === count,
    )?.name ?? ''
  );
}

function findingFor(
  table: AuditedTable,
  total: AttachmentRow,
  { column, printed, cell, addends, sum, gap }: WrongTotal,
  { context, likely }: { readonly context: AuditContext; readonly likely: Likelihood | null },
): Finding {
  const city = column.role === 'city' ? cityElsewhere(context) : new Map<AttachmentRow, number>();
  const { sheet } = table.attachment;
  const cause = causeOfGap(addends, gap, sum, printed.value);
  const totalCost = cause.cost - (agreesElsewhere(column, sum, context.tables) ? KNOWN_ELSEWHERE : 0);
  const isBorneOutByRow = borneOutByRow(table, column);
  const counts = addends.flatMap((addend): readonly Weighed[] => {
    const mistyped = mistypedAddend(sheet, addend, gap);
    if (mistyped === undefined) return [];
    const said = city.get(addend.row);
    const meant = addend.value + gap;
    // What another attachment says of the total, and of this very cell, and what the row's own sum says of it.
    const known =
      (agreesElsewhere(column, printed.value, context.tables) ? KNOWN_ELSEWHERE : 0) +
      (said === meant ? KNOWN_ELSEWHERE : said === addend.value ? -KNOWN_ELSEWHERE : 0) -
      (isBorneOutByRow(addend.row) ? KNOWN_ELSEWHERE : 0);
    // What the department has elsewhere says whether the cell is more usual as it is or as it would be.
    const unusual =
      likely === null
        ? 0
        : Math.max(
            -MOST_USUAL,
            Math.min(MOST_USUAL, likely(addend.row, column, addend.value) - likely(addend.row, column, meant)),
          );
    return [{ ...mistyped, cost: mistyped.cost - known + unusual }];
  });
  const whole = {
    sheet,
    cell,
    found: textOf(printed),
    proposed: String(sum),
    value: sum,
    why: cause.why,
    cost: totalCost,
  };
  const suspects: readonly Suspect[] = placed([whole, ...counts], 0.3)
    .slice(0, 6)
    .map(withoutCost);
  const first = suspects.filter(({ place }) => place === 1).length <= MOST_FIRST ? (suspects[0]?.cell ?? cell) : cell;
  return {
    check: description.id,
    severity: 'error',
    sheet,
    cell: first,
    cells: [
      ...new Set([
        cell,
        first,
        ...cause.cells,
        ...suspects.map((suspect) => suspect.cell),
        ...counts.map((suspect) => suspect.cell),
      ]),
    ],
    unit: total.name,
    column: columnTitle(table, column.id),
    found: textOf(printed),
    expected: String(sum),
    says: {
      code: 'finding-total',
      parameters: {
        column: columnTitle(table, column.id),
        found: printed.value,
        expected: sum,
        gap: Math.abs(gap),
        more: gap > 0 ? 1 : 0,
      },
    },
    // Where nothing tells how the gap came about, a cell may be wrong as well as the total.
    advice: {
      code: cause.why.code === 'why-total-wrong' && counts.length === 0 ? 'advice-check-source' : 'advice-change',
      parameters: {},
    },
    suspects,
  };
}
