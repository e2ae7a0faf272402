import { cellName, columnName } from '../../grid/address.js';
import { formulaAt, valueAt } from '../../grid/grid.js';
import type { AttachmentColumn } from '../../recognition/attachment.js';
import type { AuditedTable } from '../audited-table.js';
import type { Check, CheckDescription } from '../check.js';
import type { Finding } from '../finding.js';
import { relativeFormula, rowsReadIn } from '../formula-shape.js';
import { columnTitle } from '../naming.js';
import { listed, report } from '../report.js';
import { unitsOf } from './apart.js';

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

/** Formulas of computed cells and totals: constants among them, odd ones, ranges that miss rows. What shows another value is told by the other checks. */
export const formulas: Check = {
  descriptions: [constant, odd, range],
  run: ({ tables, isOn }) => ({
    findings: tables.flatMap((table) =>
      table.attachment.columns.flatMap((column) => [
        ...(column.role === 'computed' || column.role === 'score' || column.role === 'sum'
          ? unlikeOthers(table, column).filter(({ check }) => isOn(check, table))
          : []),
        ...(isOn(range.id, table) ? missedRows(table, column) : []),
      ]),
    ),
    notChecked: [],
  }),
};

function unlikeOthers(table: AuditedTable, column: AttachmentColumn): readonly Finding[] {
  const cells = unitsOf(table)
    .filter(({ remark }) => remark === null)
    .map(({ row }) => ({
      row,
      cell: cellName(row, column.column),
      formula: formulaAt(table.grid, row, column.column),
      value: valueAt(table.grid, row, column.column),
    }));
  const live = cells.filter(({ formula }) => formula !== null);
  // Only where formulas are the rule is anything else an exception.
  if (live.length < 3 || live.length < cells.length / 2) return [];
  const title = columnTitle(table, column.id);
  const typed = cells
    .filter(({ formula, value }) => formula === null && typeof value === 'number')
    .map(({ cell }) => cell);
  const shapes = new Map<string, string[]>();
  for (const { row, cell, formula } of live) {
    const shape = relativeFormula(formula ?? '', row, column.column);
    const same = shapes.get(shape);
    if (same === undefined) shapes.set(shape, [cell]);
    else same.push(cell);
  }
  const [usual, ...others] = [...shapes.values()].sort((a, b) => b.length - a.length);
  const strange = usual !== undefined && usual.length >= (2 / 3) * live.length ? others.flat() : [];
  return [
    ...(typed.length === 0
      ? []
      : [
          report({
            check: constant.id,
            severity: 'notice',
            table,
            cells: typed,
            column: title,
            says: { code: 'finding-formula-constant', parameters: { column: title, cells: listed(typed) } },
            advice: 'advice-compute',
          }),
        ]),
    ...(strange.length === 0
      ? []
      : [
          report({
            check: odd.id,
            severity: 'notice',
            table,
            cells: strange,
            column: title,
            says: {
              code: 'finding-formula-odd',
              parameters: { column: title, cells: listed(strange), usual: usual?.[0] ?? '' },
            },
            advice: 'advice-compute',
          }),
        ]),
  ];
}

/** Ranges down the table's own column or another of its columns that leave out a unit between, before or after. */
function missedRows(table: AuditedTable, column: AttachmentColumn): readonly Finding[] {
  const { attachment, grid } = table;
  if (!attachment.rows.some(({ row }) => formulaAt(grid, row, column.column) !== null)) return [];
  const units = unitsOf(table)
    .filter(({ remark }) => remark === null)
    .map(({ row }) => row);
  const columns = remembered(() => new Map(attachment.columns.map((one) => [columnName(one.column), one.column])));
  const reported = attachment.rows.flatMap(
    ({ row, kind }): readonly { readonly cell: string; readonly missing: readonly number[] }[] => {
      const formula = kind === 'unit' || kind === 'total' ? formulaAt(grid, row, column.column) : null;
      if (formula === null) return [];
      const above = kind === 'total' ? units.filter((unit) => unit < row) : units;
      const missing = [...rowsReadIn(formula)].flatMap(([name, read]) => {
        const place = columns().get(name);
        // A handful of cells is no range down the table.
        if (place === undefined || read.size < Math.max(3, above.length / 2)) return [];
        return above.filter((unit) => !read.has(unit) && typeof valueAt(grid, unit, place) === 'number');
      });
      return missing.length === 0 ? [] : [{ cell: cellName(row, column.column), missing: [...new Set(missing)] }];
    },
  );
  const [first] = reported;
  if (first === undefined) return [];
  const title = columnTitle(table, column.id);
  // Units that take no part in the ranking are left out on purpose, as are those without a score.
  const unranked = new Set(
    (table.scorecard?.units ?? [])
      .filter(({ rank, status }) => rank === null && status !== 'scored')
      .map(({ row }) => row.row),
  );
  const missing = first.missing.filter((row) => !unranked.has(row));
  if (missing.length === 0) return [];
  const cells = reported.map(({ cell }) => cell);
  return [
    report({
      check: range.id,
      severity: 'warning',
      table,
      cells,
      column: title,
      says: {
        code: 'finding-formula-range',
        parameters: { cells: listed(cells), rows: missing.map((row) => row + 1).join('、') },
      },
      advice: 'advice-compute',
    }),
  ];
}

/** Works something out when it is first asked for: most columns hold no formula. */
function remembered<T>(work: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: work() }).value;
}
