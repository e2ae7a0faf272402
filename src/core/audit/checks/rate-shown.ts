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
  const rates = printedRates(table).filter(({ cell, exact }) => {
    const isBelow = exact !== undefined && compare(exact, ONE) < 0;
    return isBelow && Number.parseFloat(cell.text) === 100 && shows(cell, exact);
  });
  const [first] = rates;
  if (first === undefined) return [];
  const cells = listed(rates.map(({ name, unit }) => `${name}（${unit}）`));
  return [
    report({
      check: full.id,
      severity: 'notice',
      table,
      cells: rates.map(({ name }) => name),
      unit: rates.length === 1 ? first.unit : '',
      message: { code: 'finding-shown-full', parameters: { count: rates.length, cells } },
    }),
  ];
}

/** Counts that make it so are reported by their relations. */
function overFull(table: AuditedTable, earlier: readonly Finding[]): readonly Finding[] {
  const errorCells = earlier
    .filter(({ severity, sheet }) => severity === 'error' && sheet === table.attachment.sheet)
    .flatMap(({ cells }) => cells);
  const reportedRows = new Set(errorCells.map((cell) => Number(/(?<!\d)\d+$/.exec(cell)?.[0])));
  return printedRates(table)
    .filter(({ cell, row }) => Number.parseFloat(cell.text) > 100 && !reportedRows.has(row + 1))
    .map(({ name, unit, cell }) =>
      report({
        check: over.id,
        severity: 'error',
        table,
        cells: [name],
        unit,
        found: cell.text,
        advice: 'advice-check-source',
        message: { code: 'finding-over-full', parameters: { unit, found: cell.text } },
      }),
    );
}

/** A computed cell that shows a percentage. */
interface PrintedRate {
  readonly cell: Extract<PrintedCell, { readonly kind: 'number' }>;
  /** The cell's address. */
  readonly name: string;
  readonly unit: string;
  readonly row: number;
  readonly exact: Rational | undefined;
}

function printedRates({ grid, attachment, scorecard }: AuditedTable): readonly PrintedRate[] {
  const columns = attachment.columns.filter(({ role }) => role === 'computed');
  const found: PrintedRate[] = [];
  for (const { row, rates } of scorecard?.units ?? []) {
    for (const rate of columns) {
      const { id, column } = rate;
      const cell = printedCell(grid, row.row, rate);
      if (cell.kind !== 'number' || !cell.printing.percent) continue;
      found.push({ cell, name: cellName(row.row, column), unit: row.name, row: row.row, exact: rates[id] });
    }
  }
  return found;
}
