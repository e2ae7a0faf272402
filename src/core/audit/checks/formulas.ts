import { cellName, columnName } from '../../grid/address.js';
import { formulaAt, valueAt } from '../../grid/grid.js';
import type { ColumnRole } from '../../form/form.js';
import type { AttachmentColumn } from '../../recognition/attachment.js';
import type { AuditedTable } from '../audited-table.js';
import type { Check, CheckDescription } from '../check.js';
import { unitsOf } from '../counts.js';
import type { Finding } from '../finding.js';
import { relativeFormula, rowsReadIn } from '../formula-shape.js';
import { columnTitle } from '../naming.js';
import { listed, report } from '../report.js';

const constant: CheckDescription = {
  id: 'formula-constant',
  severity: 'notice',
  title: '公式列里混有手填的数',
  formula: '一列多数是公式时，全列都是公式',
  source: '手填的数不会跟着数据更新',
  example: '综合得分一列都是公式，只有周村区是手填的 95.49',
};
const odd: CheckDescription = {
  id: 'formula-odd',
  severity: 'notice',
  title: '公式与上下行不同',
  formula: '同一列的公式只有行号不同',
  source: '复制公式时容易出错',
  example: '别的行是 D5/C5，这一行是 D9/C8',
};
const range: CheckDescription = {
  id: 'formula-range',
  severity: 'warning',
  title: '公式漏了行',
  formula: '合计和名次的区域包括每个单位',
  source: '插入行后区域没有跟着变',
  example: '=SUM(C5:C32)，而单位一直到第 33 行',
};

/**
 * Formulas of computed cells and totals: constants among them, odd ones, ranges that miss rows. What shows another
 * value is reported by the other checks.
 */
export const formulas: Check = {
  descriptions: [constant, odd, range],
  run: ({ tables, isOn }) => ({
    findings: tables.flatMap((table) =>
      table.attachment.columns
        .flatMap((column) => [...unlikeOthers(table, column), ...missedRows(table, column)])
        .filter(({ check }) => isOn(check, table)),
    ),
    notChecked: [],
  }),
};

const COMPUTED: ReadonlySet<ColumnRole> = new Set(['computed', 'score', 'sum']);
/** With fewer formulas in a column anything else is no exception. */
const FEWEST = 3;
/** The share of a column's formulas that have to be alike. */
const USUAL = 2 / 3;

/** A formula in a column, as it stands and as its copies are told. */
interface FormulaCell {
  readonly cell: string;
  readonly shape: string;
}

function unlikeOthers(table: AuditedTable, column: AttachmentColumn): readonly Finding[] {
  if (!COMPUTED.has(column.role)) return [];
  const rows = unitsOf(table)
    .filter(({ remark }) => remark === null)
    .map(({ row }) => row);
  const live: FormulaCell[] = [];
  const constants: string[] = [];
  for (const row of rows) {
    const cell = cellName(row, column.column);
    const formula = formulaAt(table.grid, row, column.column);
    if (formula !== null) live.push({ cell, shape: relativeFormula(formula, row, column.column) });
    else if (typeof valueAt(table.grid, row, column.column) === 'number') constants.push(cell);
  }
  // Only where formulas are the rule is anything else an exception.
  if (live.length < FEWEST || live.length < rows.length / 2) return [];
  return [...constantsFinding(table, column, constants), ...oddFinding(table, column, live)];
}

function constantsFinding(table: AuditedTable, { id }: AttachmentColumn, cells: readonly string[]): readonly Finding[] {
  if (cells.length === 0) return [];
  const column = columnTitle(table, id);
  return [
    report({
      check: constant.id,
      severity: 'notice',
      table,
      cells,
      column,
      message: { code: 'finding-formula-constant', parameters: { column, cells: listed(cells) } },
      advice: 'advice-compute',
    }),
  ];
}

/** Formulas that are no copies of what most cells of the column hold. */
function oddFinding(table: AuditedTable, { id }: AttachmentColumn, live: readonly FormulaCell[]): readonly Finding[] {
  const [usual = [], ...others] = cellsByShape(live);
  const cells = others.flat();
  if (usual.length < USUAL * live.length || cells.length === 0) return [];
  const column = columnTitle(table, id);
  return [
    report({
      check: odd.id,
      severity: 'notice',
      table,
      cells,
      column,
      message: { code: 'finding-formula-odd', parameters: { column, cells: listed(cells), usual: usual[0] ?? '' } },
      advice: 'advice-compute',
    }),
  ];
}

/** The cells with the same formula, the most frequent first. */
function cellsByShape(live: readonly FormulaCell[]): readonly (readonly string[])[] {
  const shapes = new Map<string, string[]>();
  for (const { cell, shape } of live) {
    const cells = shapes.get(shape) ?? [];
    cells.push(cell);
    shapes.set(shape, cells);
  }
  return [...shapes.values()].sort((a, b) => b.length - a.length);
}

/** A formula, with the units that its ranges leave out. */
interface MissingRows {
  readonly cell: string;
  readonly missing: readonly number[];
}

/** Ranges down the table's own column or another of its columns that leave out a unit between, before or after. */
function missedRows(table: AuditedTable, column: AttachmentColumn): readonly Finding[] {
  const { attachment, grid } = table;
  if (!attachment.rows.some(({ row }) => formulaAt(grid, row, column.column) !== null)) return [];
  const reported = formulasWithMissingRows(table, column);
  const [first] = reported;
  if (first === undefined) return [];
  // Units that take no part in the ranking are left out on purpose, as are those without a score.
  const unranked = new Set(
    (table.scorecard?.units ?? [])
      .filter(({ rank, status }) => rank === null && status !== 'scored')
      .map(({ row }) => row.row),
  );
  const missing = first.missing.filter((row) => !unranked.has(row));
  if (missing.length === 0) return [];
  const cells = reported.map(({ cell }) => cell);
  const rows = missing.map((row) => row + 1).join('、');
  return [
    report({
      check: range.id,
      severity: 'warning',
      table,
      cells,
      column: columnTitle(table, column.id),
      message: { code: 'finding-formula-range', parameters: { cells: listed(cells), rows } },
      advice: 'advice-compute',
    }),
  ];
}

function formulasWithMissingRows(table: AuditedTable, column: AttachmentColumn): readonly MissingRows[] {
  const { attachment, grid } = table;
  const units = unitsOf(table)
    .filter(({ remark }) => remark === null)
    .map(({ row }) => row);
  const columns = new Map(attachment.columns.map((each) => [columnName(each.column), each.column]));
  const found: MissingRows[] = [];
  for (const { row, kind } of attachment.rows) {
    if (kind !== 'unit' && kind !== 'total') continue;
    const formula = formulaAt(grid, row, column.column);
    if (formula === null) continue;
    const expected = kind === 'total' ? units.filter((unit) => unit < row) : units;
    const missing = new Set<number>();
    for (const [name, read] of rowsReadIn(formula)) {
      const place = columns.get(name);
      // A handful of cells is no range down the table.
      if (place === undefined || read.size < Math.max(FEWEST, expected.length / 2)) continue;
      const left = expected.filter((unit) => !read.has(unit) && typeof valueAt(grid, unit, place) === 'number');
      for (const unit of left) missing.add(unit);
    }
    if (missing.size > 0) found.push({ cell: cellName(row, column.column), missing: [...missing] });
  }
  return found;
}
