import { compare, ONE, type Rational } from '../../exact/rational.js';
import { cellName } from '../../grid/address.js';
import type { AuditedTable } from '../audited-table.js';
import type { Check, CheckDescription } from '../check.js';
import type { Finding } from '../finding.js';
import { printedCell, shows, type PrintedCell } from '../printed-cell.js';
import { listed, report } from '../report.js';

const full: CheckDescription = {
  id: 'rate-shown-full',
  severity: 'notice',
  title: '印成 100% 而未满',
  formula: '印成 100% 的比率确实是 100%',
  source: '四舍五入后看不出还差多少',
  example: '好评率 99.9985% 印成 100%',
};

const over: CheckDescription = {
  id: 'rate-over-full',
  severity: 'error',
  title: '比率超过 100%',
  formula: '比率不大于 100%',
  source: '比率的含义',
  example: '主动评价率 103.2%',
};

/** Rates that are shown as full though they are not, or as more than full. */
export const rateShown: Check = {
  descriptions: [full, over],
  run: ({ tables, isOn }, earlier) => {
    const scored = tables.filter(({ scorecard }) => scorecard !== null);
    return {
      findings: [
        ...scored.filter((table) => isOn(full.id, table)).flatMap(shownFull),
        ...scored.filter((table) => isOn(over.id, table)).flatMap((table) => overFull(table, earlier)),
      ],
      notChecked: [],
    };
  },
};

function shownFull(table: AuditedTable): readonly Finding[] {
  const cells = cellsWhere(
    table,
    (cell, exact) =>
      Number.parseFloat(cell.text) === 100 && exact !== undefined && compare(exact, ONE) < 0 && shows(cell, exact),
  );
  return cells.length === 0
    ? []
    : [
        report({
          check: full.id,
          severity: 'notice',
          table,
          cells: cells.map(({ cell }) => cell),
          unit: cells.length === 1 ? (cells[0]?.unit ?? '') : '',
          says: {
            code: 'finding-shown-full',
            parameters: { count: cells.length, cells: listed(cells.map(({ cell, unit }) => `${cell}（${unit}）`)) },
          },
        }),
      ];
}

/** Counts that make it so are told by their relations. */
function overFull(table: AuditedTable, earlier: readonly Finding[]): readonly Finding[] {
  const told = (cell: string, row: number): boolean =>
    earlier.some(
      ({ severity, sheet, cells }) =>
        severity === 'error' &&
        sheet === table.attachment.sheet &&
        (cells.includes(cell) || cells.some((one) => Number(/\d+$/.exec(one)?.[0]) === row + 1)),
    );
  return cellsWhere(table, (cell) => Number.parseFloat(cell.text) > 100)
    .filter(({ cell, row }) => !told(cell, row))
    .map(({ cell, unit, shown }) =>
      report({
        check: over.id,
        severity: 'error',
        table,
        cells: [cell],
        unit,
        found: shown,
        advice: 'advice-check-source',
        says: { code: 'finding-over-full', parameters: { unit, found: shown } },
      }),
    );
}

type PrintedNumber = Extract<PrintedCell, { readonly kind: 'number' }>;

function cellsWhere(
  table: AuditedTable,
  is: (cell: PrintedNumber, exact: Rational | undefined) => boolean,
): readonly { readonly cell: string; readonly unit: string; readonly row: number; readonly shown: string }[] {
  const columns = table.attachment.columns.filter(({ role }) => role === 'computed');
  return (table.scorecard?.units ?? []).flatMap(({ row, rates }) =>
    columns.flatMap(({ id, column }) => {
      const cell = printedCell(table.grid, row.row, column);
      const found = cell.kind === 'number' && cell.printing.percent && is(cell, rates[id]);
      return found ? [{ cell: cellName(row.row, column), unit: row.name, row: row.row, shown: cell.text }] : [];
    }),
  );
}
