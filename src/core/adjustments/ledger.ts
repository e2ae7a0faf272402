import { cellName } from '../grid/address.js';
import { formatAt, usedArea, valueAt, type Grid, type GridTable } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import { readCell } from '../grid/reading.js';
import { periodIn } from '../recognition/period.js';
import { dayOf } from './date.js';
import { attachmentNamed, type LedgerEntry } from './entry.js';

export type LedgerField = 'attachment' | 'unit' | 'clause' | 'times' | 'points' | 'reason' | 'evidence' | 'date' | 'by';

/** The ledger's columns in their order, each with the names it goes by; the first is the one we write. */
export const LEDGER_COLUMNS: readonly { readonly field: LedgerField; readonly names: readonly string[] }[] = [
  { field: 'attachment', names: ['附件', '所属附件'] },
  { field: 'unit', names: ['单位', '单位名称', '部门', '区县'] },
  { field: 'clause', names: ['条款', '条款号', '加减分条款'] },
  { field: 'times', names: ['次数'] },
  { field: 'points', names: ['分值', '每次分值', '加减分值', '分数'] },
  { field: 'reason', names: ['事由', '原因', '理由'] },
  { field: 'evidence', names: ['依据', '佐证', '佐证材料'] },
  { field: 'date', names: ['日期', '时间', '登记日期'] },
  { field: 'by', names: ['登记人', '经办人'] },
];

export const LEDGER_SHEET = '加减分台账';

/** Stands in the ledger where a reason or evidence is still owed. */
export const OWED = '待补';

const FIELD_BY_NAME = new Map(
  LEDGER_COLUMNS.flatMap(({ field, names }) => names.map((name) => [name, field] as const)),
);

/** 加减分台账 as it was read. */
export interface Ledger {
  readonly sheet: string;
  /** The quarter its heading names, or `null`. */
  readonly period: string | null;
  readonly headerRow: number;
  /** Where each field stands (columns of the sheet, from 0); a column may be missing. */
  readonly columns: Readonly<Partial<Record<LedgerField, number>>>;
  /** The Excel table it is, or `null` where it is plain cells. */
  readonly table: GridTable | null;
  /** Last row that belongs to it: of the table without totals, else of the last entry. */
  readonly lastRow: number;
  readonly entries: readonly LedgerEntry[];
  readonly problems: readonly Problem[];
}

const TOTALS = new Set(['合计', '小计', '总计', '汇总']);

/** Reads the ledger of a sheet, wherever on it it stands; `null` where the sheet has none. */
export function readLedger(grid: Grid): Ledger | null {
  const { top, bottom } = usedArea(grid);
  for (let row = top; row <= bottom; row += 1) {
    const columns = columnsIn(grid, row);
    if (columns !== null) return readBelow(grid, row, columns);
  }
  return null;
}

/** Returns the ledgers of a workbook: usually none or one; one a quarter where a workbook is carried on. */
export function ledgersOf(sheets: readonly Grid[]): readonly Ledger[] {
  return sheets.flatMap((grid) => readLedger(grid) ?? []);
}

/** Returns the sheets that are called 加减分台账 but whose headers no longer say so: their entries would be overlooked. */
export function unreadableLedgers(sheets: readonly Grid[]): readonly Problem[] {
  const named = sheets.filter(
    (grid) => grid.sheet.startsWith(LEDGER_SHEET) && grid.values.length > 0 && readLedger(grid) === null,
  );
  return named.map(({ sheet }) => ({
    severity: 'error',
    code: 'ledger-unreadable',
    sheet,
    cell: '',
    parameters: { sheet },
  }));
}

/** Returns the reasons already given, the latest first, those under the same clause before the others: offered again while somebody types. */
export function reasonsGiven(ledgers: readonly Ledger[], clause: string): readonly string[] {
  const latest = ledgers
    .flatMap(({ entries }) => entries)
    .reverse()
    .filter(({ reason }) => reason !== '');
  const number = (text: string): string => /^\d+/.exec(text)?.[0] ?? text;
  const [same, others] = [
    latest.filter((entry) => number(entry.clause) === number(clause)),
    latest.filter((entry) => number(entry.clause) !== number(clause)),
  ];
  return [...new Set([...same, ...others].map(({ reason }) => reason))];
}

/** Returns the ledger for a quarter: the one that names it, else one that names none; `null` where all are for other quarters. */
export function ledgerFor(ledgers: readonly Ledger[], period: string | null): Ledger | null {
  return (
    ledgers.find((ledger) => ledger.period === period) ??
    ledgers.find((ledger) => ledger.period === null) ??
    (period === null ? (ledgers[0] ?? null) : null)
  );
}

function columnsIn(grid: Grid, row: number): Ledger['columns'] | null {
  const columns: Partial<Record<LedgerField, number>> = {};
  const { left, right } = usedArea(grid);
  for (let column = left; column <= right; column += 1) {
    const value = valueAt(grid, row, column);
    // Every sheet is searched, long ones too: what is no short text is passed over without a closer look.
    const field =
      typeof value === 'string' && value.length <= 12 ? FIELD_BY_NAME.get(value.replace(/\s+/g, '')) : undefined;
    if (field !== undefined && columns[field] === undefined) columns[field] = column;
  }
  const essential = columns.unit !== undefined && columns.clause !== undefined && columns.points !== undefined;
  return essential ? columns : null;
}

function readBelow(grid: Grid, headerRow: number, columns: Ledger['columns']): Ledger {
  const table =
    grid.tables.find(
      ({ area }) => area.top === headerRow && (columns.unit ?? -1) >= area.left && (columns.unit ?? -1) <= area.right,
    ) ?? null;
  const end = table === null ? usedArea(grid).bottom : table.area.bottom - table.totalsRows;
  const entries: LedgerEntry[] = [];
  const problems: Problem[] = [];
  for (let row = headerRow + 1; row <= end; row += 1) {
    const entry = entryAt(grid, row, columns, problems);
    if (entry !== null) entries.push(entry);
  }
  const lastEntry = entries[entries.length - 1]?.row ?? headerRow;
  return {
    sheet: grid.sheet,
    period: periodAbove(grid, headerRow) ?? periodIn(grid.sheet),
    headerRow,
    columns,
    table,
    lastRow: table === null ? lastEntry : end,
    entries,
    problems,
  };
}

function entryAt(grid: Grid, row: number, columns: Ledger['columns'], problems: Problem[]): LedgerEntry | null {
  const text = (field: LedgerField): string => (columns[field] === undefined ? '' : textAt(grid, row, columns[field]));
  if (LEDGER_COLUMNS.some(({ field }) => TOTALS.has(text(field)))) return null;
  const number = (field: 'times' | 'points'): number | null | undefined => {
    const column = columns[field];
    if (column === undefined) return undefined;
    const reading = readCell(valueAt(grid, row, column), formatAt(grid, row, column));
    if (reading.kind === 'number') return reading.value;
    return reading.kind === 'blank' ? undefined : null;
  };
  const [times, points] = [number('times'), number('points')];
  // A line without unit and points is a remark of its own, not an entry.
  if (text('unit') === '' && points === undefined) return null;
  const say = (code: string, field: LedgerField): void => {
    problems.push({
      severity: 'error',
      code,
      sheet: grid.sheet,
      cell: cellName(row, columns[field] ?? 0),
      parameters: { unit: text('unit'), text: text(field) },
    });
  };
  const whole = times === undefined ? 1 : times !== null && Number.isInteger(times) && times >= 1 ? times : null;
  if (whole === null) say('entry-times-unreadable', 'times');
  if (points == null) say('entry-points-unreadable', 'points');
  return {
    sheet: grid.sheet,
    row,
    attachment: attachmentNamed(text('attachment')),
    unit: text('unit'),
    clause: text('clause'),
    times: whole,
    points: points ?? null,
    reason: given(text('reason')),
    evidence: given(text('evidence')),
    date: dateAt(grid, row, columns.date),
    by: text('by'),
  };
}

function given(text: string): string {
  return text === OWED ? '' : text;
}

function textAt(grid: Grid, row: number, column: number): string {
  const value = valueAt(grid, row, column);
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}

function dateAt(grid: Grid, row: number, column: number | undefined): string {
  if (column === undefined) return '';
  const value = valueAt(grid, row, column);
  const isDay = typeof value === 'number' && value > 20_000 && value < 80_000;
  return isDay ? dayOf(value) : textAt(grid, row, column);
}

function periodAbove(grid: Grid, headerRow: number): string | null {
  const { top, left, right } = usedArea(grid);
  for (let row = headerRow - 1; row >= Math.max(top, headerRow - 5); row -= 1) {
    for (let column = left; column <= right; column += 1) {
      const period = periodIn(textAt(grid, row, column));
      if (period !== null) return period;
    }
  }
  return null;
}
