import { cellName } from '../../grid/address.js';
import { formulaAt } from '../../grid/grid.js';
import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';
import { addendsIn, sumOver } from '../../recognition/row-sums.js';
import { sumOf, unitsIn } from '../../recognition/totals.js';
import { parseUnitName } from '../../recognition/unit-name.js';
import type { AuditedTable } from '../audited-table.js';
import { crossingsOf, type Crossing } from '../blame/crossings.js';
import { printedRowSums, type PrintedRowSum } from '../blame/printed-row-sums.js';
import { rowSlipOf } from '../blame/row-of-totals.js';
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
import { usualShares, type Likelihood } from '../blame/usual-share.js';
import type { AuditContext, Check, CheckDescription } from '../check.js';
import { placed, type Finding, type Suspect } from '../finding.js';
import { agreesElsewhere, cityElsewhere, countsBefore } from '../known-elsewhere.js';
import { columnTitle } from '../naming.js';
import { printedCell, textOf } from '../printed-cell.js';
import { report } from '../report.js';
import { countIn, unitsOf } from './apart.js';

const description: CheckDescription = {
  id: 'row-sum',
  severity: 'error',
  title: '附件3 行合计不符',
  formula: '合计一列＝该行各数之和（表里不加市级的，不含市级）；汇总行的合计＝各行合计之和',
  source: '附件3 的合计列（没有这一列的不查）；与该列汇总差同一个数的，错在行列交叉的那一格',
  example: '公安局一行合计 7028，本行相加是 7019，张店区一列的汇总也正好多 9：张店区的 701 应为 710',
};

/** The row sums of attachment 3, and their own total. Before the totals of columns: a count that both contradict is told here. */
export const rowSum: Check = {
  descriptions: [description],
  run: (context) => ({
    findings: context.tables
      .filter((table) => context.isOn(description.id, table))
      .flatMap((table) => {
        const findings: Finding[] = [];
        for (const column of table.attachment.columns.filter(({ role }) => role === 'sum'))
          findings.push(...findingsFor(table, column, context, findings));
        return findings;
      }),
    notChecked: [],
  }),
};

/** `told` is what another column of row sums has found: 小计 and 合计 add up the same cells. */
function findingsFor(
  table: AuditedTable,
  column: AttachmentColumn,
  context: AuditContext,
  told: readonly Finding[],
): readonly Finding[] {
  const addends = addendsIn(table.attachment, column);
  const sums = printedRowSums(table, column);
  const wrong = sums.filter((sum) => sum.gap !== 0 && sum.gap !== mendedBy(told, sum.row, addends));
  const slip = columnSlip(sums, wrong, addends);
  if (slip !== null) return [...columnSlipFinding(table, column, wrong, slip), ...grandTotals(table, column, [])];
  const typed = wrong.filter(({ isLive }) => !isLive);
  const gaps = columnGaps(table, addends);
  const isTold = toldOfColumns(table, addends, gaps);
  const crossings = crossingsOf(typed, addends, gaps, countIn).filter(({ sum, together }) => !together || !isTold(sum));
  const left = wrong.filter((sum) => !crossings.some((one) => one.sum === sum) && !isTold(sum));
  const witnesses: Witnesses = {
    context,
    addends,
    gaps,
    likely: usualShares(addends, unitsOf(table), countIn, countsBefore(context)),
  };
  const findings = [
    ...crossings.flatMap((crossing) => crossingFindings(table, column, crossing)),
    ...(left.length > MOST_APART && left.length > sums.length / 2
      ? [throughout(table, column, left)]
      : left.map((sum) => single(table, column, sum, witnesses))),
  ];
  return [...findings, ...grandTotals(table, column, crossings)];
}

/** What the counts that are found wrong add to a row. */
function mendedBy(told: readonly Finding[], row: AttachmentRow, addends: readonly AttachmentColumn[]): number {
  const cells = new Set(addends.map(({ column }) => cellName(row.row, column)));
  return told.reduce(
    (all, { suspects: [first, second] }) =>
      first !== undefined && second?.place !== first.place && cells.has(first.cell) && typeof first.value === 'number'
        ? all + first.value - Number(first.found)
        : all,
    0,
  );
}

/** A column that every row sum leaves out or adds twice. */
interface ColumnSlip {
  readonly kind: 'left-out' | 'twice';
  readonly column: AttachmentColumn;
}

function columnSlip(
  sums: readonly PrintedRowSum[],
  wrong: readonly PrintedRowSum[],
  addends: readonly AttachmentColumn[],
): ColumnSlip | null {
  if (wrong.length < 2) return null;
  const slips = addends.flatMap((column): readonly ColumnSlip[] => {
    const isGap = (sign: number): boolean =>
      sums.every(({ row, gap }) => gap === sign * (countIn(row, column.id) ?? 0));
    return isGap(-1) ? [{ kind: 'left-out', column }] : isGap(1) ? [{ kind: 'twice', column }] : [];
  });
  return slips.length === 1 ? (slips[0] ?? null) : null;
}

function columnSlipFinding(
  table: AuditedTable,
  column: AttachmentColumn,
  wrong: readonly PrintedRowSum[],
  { kind, column: of }: ColumnSlip,
): readonly Finding[] {
  const parameters = {
    column: columnTitle(table, column.id),
    district: parseUnitName(columnTitle(table, of.id)).name,
    count: wrong.length,
  };
  return [
    together(table, column, wrong, {
      code: `finding-row-sums-${kind}`,
      why: `why-row-sums-${kind}`,
      parameters,
      advice: 'advice-change',
    }),
  ];
}

/** Most row sums are wrong and nothing on the sheet tells why. */
function throughout(table: AuditedTable, column: AttachmentColumn, wrong: readonly PrintedRowSum[]): Finding {
  return together(table, column, wrong, {
    code: 'finding-row-sums-throughout',
    why: 'why-row-sum-wrong',
    parameters: { column: columnTitle(table, column.id), count: wrong.length },
    advice: 'advice-check-source',
  });
}

function together(
  table: AuditedTable,
  column: AttachmentColumn,
  wrong: readonly PrintedRowSum[],
  {
    code,
    why,
    parameters,
    advice,
  }: {
    readonly code: string;
    readonly why: string;
    readonly parameters: Readonly<Record<string, string | number>>;
    readonly advice: string;
  },
): Finding {
  const suspects = wrong.map(({ cell, printed, sum }): Suspect => ({
    sheet: table.attachment.sheet,
    cell,
    found: textOf(printed),
    proposed: String(sum),
    value: sum,
    why: { code: why, parameters },
    place: 1,
  }));
  return report({
    check: description.id,
    severity: 'error',
    table,
    cells: wrong.map(({ cell }) => cell),
    column: columnTitle(table, column.id),
    found: suspects[0]?.found ?? '',
    expected: suspects[0]?.proposed ?? '',
    says: { code, parameters },
    suspects,
    advice,
  });
}

/** The totals row that adds up every unit: the second witness of a count. */
function wholeTotal({ attachment }: AuditedTable): AttachmentRow | undefined {
  const units = attachment.rows.filter(({ kind }) => kind === 'unit').length;
  return attachment.rows.find((row) => row.kind === 'total' && unitsIn(attachment, row)?.length === units);
}

/** What each column's total shows more than its cells; columns without a total, or with a live one, tell nothing and are left out. */
function columnGaps(table: AuditedTable, columns: readonly AttachmentColumn[]): ReadonlyMap<AttachmentColumn, number> {
  const total = wholeTotal(table);
  const units = unitsOf(table);
  return new Map(
    columns.flatMap((column) => {
      if (total === undefined || formulaAt(table.grid, total.row, column.column) !== null) return [];
      const printed = printedCell(table.grid, total.row, column.column);
      const { sum, unreadable } = sumOf(units, column.id);
      return printed.kind !== 'number' || unreadable !== undefined ? [] : [[column, printed.value - sum] as const];
    }),
  );
}

/** Two cells in each other's place, or a run a column too far, are told by the totals of their columns; the row's own sum follows. */
function toldOfColumns(
  table: AuditedTable,
  columns: readonly AttachmentColumn[],
  gaps: ReadonlyMap<AttachmentColumn, number>,
): (sum: PrintedRowSum) => boolean {
  const counts = table.attachment.columns.filter(({ role }) => role === 'city' || role === 'district');
  const slip = rowSlipOf(counts, unitsOf(table), new Map([...gaps].filter(([, gap]) => gap !== 0)), countIn);
  if (slip === null || slip.cells.length === 0) return () => false;
  const mends = slip.cells
    .filter(({ column }) => columns.includes(column))
    .reduce((all, { column, value }) => all + value - (countIn(slip.row, column.id) ?? 0), 0);
  return ({ row, gap }) => slip.row === row && gap === mends;
}

function crossingFindings(
  table: AuditedTable,
  column: AttachmentColumn,
  { sum, cells, together: eachItself }: Crossing<PrintedRowSum>,
): readonly Finding[] {
  return eachItself
    ? cells.map((cell) => crossingFinding(table, column, sum, [cell]))
    : [crossingFinding(table, column, sum, cells)];
}

/** One count, or one of several, with which the row's sum and the column's total are both right. */
function crossingFinding(
  table: AuditedTable,
  column: AttachmentColumn,
  { row, cell: sumCell }: PrintedRowSum,
  cells: Crossing<PrintedRowSum>['cells'],
): Finding {
  const total = wholeTotal(table);
  const suspects = cells.map(({ column: of, value }): Suspect => {
    const found = countIn(row, of.id) ?? 0;
    const shown = textOf(printedCell(table.grid, row.row, of.column));
    const slip = typingError(String(value), String(found));
    return {
      sheet: table.attachment.sheet,
      cell: cellName(row.row, of.column),
      found: shown,
      proposed: String(value),
      value,
      why:
        slip === undefined
          ? { code: 'why-row-and-column', parameters: {} }
          : { code: `why-typed-${slip.kind}`, parameters: { column: row.name } },
      place: 1,
    };
  });
  const [first] = cells;
  const found = suspects[0]?.found ?? '';
  const gap = (first?.value ?? 0) - (first === undefined ? 0 : (countIn(row, first.column.id) ?? 0));
  const districts = cells.map(({ column: of }) => parseUnitName(columnTitle(table, of.id)).name).join('、');
  return report({
    check: description.id,
    severity: 'error',
    table,
    cells: [
      ...suspects.map(({ cell }) => cell),
      sumCell,
      ...cells.flatMap(({ column: of }) => (total === undefined ? [] : [cellName(total.row, of.column)])),
    ],
    unit: row.name,
    column: districts,
    found,
    expected: suspects[0]?.proposed ?? '',
    advice: 'advice-change',
    suspects,
    says: {
      code: 'finding-row-and-column',
      parameters: {
        unit: row.name,
        districts,
        sum: columnTitle(table, column.id),
        gap: Math.abs(gap),
        more: gap > 0 ? 1 : 0,
        count: cells.length,
        found,
        expected: suspects[0]?.proposed ?? '',
      },
    },
  });
}

/** What speaks for or against a count of a row. */
interface Witnesses {
  readonly context: AuditContext;
  readonly addends: readonly AttachmentColumn[];
  readonly gaps: ReadonlyMap<AttachmentColumn, number>;
  readonly likely: Likelihood;
}

/** A count of a row with its column. */
interface Part extends Addend {
  readonly column: AttachmentColumn;
}

/** A wrong row sum by itself: the sum, or a count of its row. */
function single(table: AuditedTable, column: AttachmentColumn, wrong: PrintedRowSum, witnesses: Witnesses): Finding {
  const { row, printed, cell, isLive, sum, gap } = wrong;
  const { sheet } = table.attachment;
  const parts = witnesses.addends.flatMap((of): readonly Part[] => {
    const value = countIn(row, of.id);
    return value === null
      ? []
      : [
          {
            name: parseUnitName(columnTitle(table, of.id)).name,
            value,
            cell: cellName(row.row, of.column),
            column: of,
          },
        ];
  });
  const cause = isLive
    ? { why: { code: 'why-row-sum-formula', parameters: {} }, cells: [], cost: 0 }
    : causeOfGap(parts, gap, sum, printed.value);
  const counts = isLive ? [] : parts.flatMap((part) => mistypedCount(table, part, wrong, witnesses));
  const whole: Weighed = {
    sheet,
    cell,
    found: textOf(printed),
    proposed: String(sum),
    value: sum,
    why: cause.why.code === 'why-total-wrong' ? { code: 'why-row-sum-wrong', parameters: {} } : cause.why,
    cost: cause.cost,
  };
  const suspects = placed([whole, ...counts], 0.3)
    .slice(0, 6)
    .map(withoutCost);
  const first = suspects.filter(({ place }) => place === 1).length <= MOST_FIRST ? (suspects[0]?.cell ?? cell) : cell;
  return report({
    check: description.id,
    severity: 'error',
    table,
    cells: [...new Set([first, cell, ...cause.cells, ...suspects.map((suspect) => suspect.cell)])],
    unit: row.name,
    column: columnTitle(table, column.id),
    found: textOf(printed),
    expected: String(sum),
    suspects,
    says: {
      code: 'finding-row-sum',
      parameters: {
        unit: row.name,
        column: columnTitle(table, column.id),
        found: printed.value,
        expected: sum,
        gap: Math.abs(gap),
        more: gap > 0 ? 1 : 0,
      },
    },
    advice: isLive
      ? 'advice-compute'
      : cause.why.code === 'why-total-wrong' && counts.length === 0
        ? 'advice-check-source'
        : 'advice-change',
  });
}

/** A count of the row as it was meant, weighed by what its column's total, the other attachments and the rest of its department say. */
function mistypedCount(
  table: AuditedTable,
  part: Part,
  { row, gap }: PrintedRowSum,
  { context, gaps, likely }: Witnesses,
): readonly Weighed[] {
  const mistyped = mistypedAddend(table.attachment.sheet, part, gap);
  if (mistyped === undefined) return [];
  const { column, value } = part;
  const { sum } = sumOf(unitsOf(table), column.id);
  const said = column.role === 'city' ? cityElsewhere(context).get(row) : undefined;
  const witness = (meant: boolean, found: boolean): number => (meant ? KNOWN_ELSEWHERE : found ? -KNOWN_ELSEWHERE : 0);
  const known =
    witness(false, gaps.get(column) === 0) +
    witness(said === value + gap, said === value) +
    witness(agreesElsewhere(column, sum + gap, context.tables), agreesElsewhere(column, sum, context.tables));
  const unusual = Math.max(
    -MOST_USUAL,
    Math.min(MOST_USUAL, likely(row, column, value) - likely(row, column, value + gap)),
  );
  return [{ ...mistyped, cost: mistyped.cost - known + unusual }];
}

/** The row sums' own totals: the sum of the units' counts once those are right. One that follows from a wrong row sum or a wrong total beside it is no slip of its own. */
function grandTotals(
  table: AuditedTable,
  column: AttachmentColumn,
  crossings: readonly Crossing<PrintedRowSum>[],
): readonly Finding[] {
  const { attachment, grid } = table;
  const addends = addendsIn(attachment, column);
  return attachment.rows
    .filter(({ kind }) => kind === 'total')
    .flatMap((total): readonly Finding[] => {
      const units = unitsIn(attachment, total);
      const printed = printedCell(grid, total.row, column.column);
      if (
        units === null ||
        printed.kind !== 'number' ||
        units.some(({ readings }) => addends.some(({ id }) => readings[id]?.kind === 'unreadable'))
      )
        return [];
      const sumsOf = (rows: readonly AttachmentRow[]): readonly Addend[] =>
        rows.map((row) => ({ name: row.name, value: sumOver(row, addends), cell: cellName(row.row, column.column) }));
      const since = attachment.rows.filter(({ kind, row }) => kind === 'total' && row < total.row).at(-1)?.row ?? -1;
      const parts = sumsOf(units);
      const sum = parts.reduce((all, { value }) => all + value, 0);
      const mended = crossings
        .filter(({ sum: { row } }) => units.includes(row))
        .reduce((all, one) => all + one.sum.gap, 0);
      const printedSums = units.reduce((all, { readings }) => {
        const reading = readings[column.id];
        return all + (reading?.kind === 'number' ? reading.value : 0);
      }, 0);
      const beside = sumOver(total, addends);
      const sinceThen = sumsOf(units.filter(({ row }) => row > since)).reduce((all, { value }) => all + value, 0);
      if ([sum, sum + mended, printedSums, beside, sinceThen].includes(printed.value)) return [];
      const right = sum + mended;
      const cell = cellName(total.row, column.column);
      const cause = causeOfGap(parts, printed.value - right, right, printed.value);
      const why = cause.why.code === 'why-total-wrong' ? { code: 'why-grand-total', parameters: {} } : cause.why;
      const gap = printed.value - right;
      return [
        report({
          check: description.id,
          severity: 'error',
          table,
          cells: [cell, ...cause.cells],
          unit: total.name,
          column: columnTitle(table, column.id),
          found: textOf(printed),
          expected: String(right),
          advice: 'advice-change',
          says: {
            code: 'finding-grand-total',
            parameters: {
              total: total.name,
              column: columnTitle(table, column.id),
              found: printed.value,
              expected: right,
              gap: Math.abs(gap),
              more: gap > 0 ? 1 : 0,
            },
          },
          suspects: [
            {
              sheet: attachment.sheet,
              cell,
              found: textOf(printed),
              proposed: String(right),
              value: right,
              why,
              place: 1,
            },
          ],
        }),
      ];
    });
}
