import { cellName } from '../grid/address.js';
import { formatAt, usedArea, valueAt, type CellValue, type Grid, type GridTable } from '../grid/grid.js';
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
/** The longest name of a column is shorter. */
const LONGEST_HEADER = 12;
/** Days between 1954 and 2119: smaller and larger numbers in the column 日期 are no days. */
const FIRST_LIKELY_DAY = 20_000;
const LAST_LIKELY_DAY = 80_000;
/** So many rows above the header may hold the heading with the quarter. */
const HEADING_ROWS = 5;

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

/**
 * Returns the sheets that are called 加减分台账 but whose headers no longer say so: their entries would be overlooked.
 */
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

/**
 * Returns the reasons already given, the latest first, those under the same clause before the others: offered again
 * while somebody types.
 */
export function reasonsGiven(ledgers: readonly Ledger[], clause: string): readonly string[] {
  const latest = ledgers
    .flatMap(({ entries }) => entries)
    .reverse()
    .filter(({ reason }) => reason !== '');
  const number = (text: string): string => /^\d+/.exec(text)?.[0] ?? text;
  const isSameClause = (entry: LedgerEntry): boolean => number(entry.clause) === number(clause);
  const sameClauseFirst = [...latest.filter(isSameClause), ...latest.filter((entry) => !isSameClause(entry))];
  return [...new Set(sameClauseFirst.map(({ reason }) => reason))];
}

/**
 * Returns the ledger for a quarter: the one that names it, else one that names none; `null` where all are for other
 * quarters. Where the quarter is not known, any ledger will do.
 */
export function ledgerFor(ledgers: readonly Ledger[], period: string | null): Ledger | null {
  const found = ledgers.find((ledger) => ledger.period === period) ?? ledgers.find((ledger) => ledger.period === null);
  if (found !== undefined) return found;
  if (period !== null) return null;
  return ledgers[0] ?? null;
}

function columnsIn(grid: Grid, row: number): Ledger['columns'] | null {
  const columns: Partial<Record<LedgerField, number>> = {};
  const { left, right } = usedArea(grid);
  for (let column = left; column <= right; column += 1) {
    const field = fieldNamed(valueAt(grid, row, column));
    if (field !== undefined && columns[field] === undefined) columns[field] = column;
  }
  const isLedger = columns.unit !== undefined && columns.clause !== undefined && columns.points !== undefined;
  if (!isLedger) return null;
  return columns;
}

function fieldNamed(header: CellValue): LedgerField | undefined {
  // Every sheet is searched, long ones too: what is no short text is passed over without a closer look.
  if (typeof header !== 'string' || header.length > LONGEST_HEADER) return undefined;
  return FIELD_BY_NAME.get(header.replace(/\s+/g, ''));
}

function readBelow(grid: Grid, headerRow: number, columns: Ledger['columns']): Ledger {
  const table = tableAt(grid, headerRow, columns.unit ?? -1);
  const end = table === null ? usedArea(grid).bottom : table.area.bottom - table.totalsRows;
  const entries: LedgerEntry[] = [];
  const problems: Problem[] = [];
  for (let row = headerRow + 1; row <= end; row += 1) {
    const read = readEntry(new LedgerRow(grid, columns, row));
    if (read === null) continue;
    entries.push(read.entry);
    for (const problem of read.problems) problems.push(problem);
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

/** The Excel table whose header is in this row and reaches over this column. */
function tableAt({ tables }: Grid, headerRow: number, column: number): GridTable | null {
  const found = tables.find(({ area }) => area.top === headerRow && column >= area.left && column <= area.right);
  return found ?? null;
}

/** A row below the ledger's header, read by its fields. */
class LedgerRow {
  constructor(
    readonly grid: Grid,
    private readonly columns: Ledger['columns'],
    readonly row: number,
  ) {}

  /** Returns the text of a field, blank where it has no column. */
  text(field: LedgerField): string {
    const column = this.columns[field];
    if (column === undefined) return '';
    return textAt(this.grid, this.row, column);
  }

  /** Returns the number of a field: `undefined` where nothing is given, `null` where it cannot be read. */
  number(field: 'times' | 'points'): number | null | undefined {
    const column = this.columns[field];
    if (column === undefined) return undefined;
    const reading = readCell(valueAt(this.grid, this.row, column), formatAt(this.grid, this.row, column));
    if (reading.kind === 'number') return reading.value;
    if (reading.kind === 'blank') return undefined;
    return null;
  }

  /** Returns the day of the entry as 2021-07-05, or whatever is written there. */
  date(): string {
    const column = this.columns.date;
    if (column === undefined) return '';
    const value = valueAt(this.grid, this.row, column);
    const isDay = typeof value === 'number' && value > FIRST_LIKELY_DAY && value < LAST_LIKELY_DAY;
    return isDay ? dayOf(value) : this.text('date');
  }

  problem(code: Problem['code'], field: LedgerField): Problem {
    return {
      severity: 'error',
      code,
      sheet: this.grid.sheet,
      cell: cellName(this.row, this.columns[field] ?? 0),
      parameters: { unit: this.text('unit'), text: this.text(field) },
    };
  }
}

/** Reads an entry with what cannot be read of it; `null` for a row that is none: blank, a remark, a total. */
function readEntry(row: LedgerRow): { readonly entry: LedgerEntry; readonly problems: readonly Problem[] } | null {
  if (LEDGER_COLUMNS.some(({ field }) => TOTALS.has(row.text(field)))) return null;
  const times = readTimes(row.number('times'));
  const points = row.number('points');
  // A line without unit and points is a remark of its own, not an entry.
  if (row.text('unit') === '' && points === undefined) return null;
  const problems: Problem[] = [];
  if (times === null) problems.push(row.problem('entry-times-unreadable', 'times'));
  if (points == null) problems.push(row.problem('entry-points-unreadable', 'points'));
  const entry: LedgerEntry = {
    sheet: row.grid.sheet,
    row: row.row,
    attachment: attachmentNamed(row.text('attachment')),
    unit: row.text('unit'),
    clause: row.text('clause'),
    times,
    points: points ?? null,
    reason: withoutOwed(row.text('reason')),
    evidence: withoutOwed(row.text('evidence')),
    date: row.date(),
    by: row.text('by'),
  };
  return { entry, problems };
}

/** Returns how often something happened, once where nothing is given; `null` where it is no whole number from 1. */
function readTimes(given: number | null | undefined): number | null {
  if (given === undefined) return 1;
  if (given === null || !Number.isInteger(given) || given < 1) return null;
  return given;
}

function withoutOwed(text: string): string {
  return text === OWED ? '' : text;
}

function textAt(grid: Grid, row: number, column: number): string {
  const value = valueAt(grid, row, column);
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return String(value);
  return '';
}

function periodAbove(grid: Grid, headerRow: number): string | null {
  const { top, left, right } = usedArea(grid);
  for (let row = headerRow - 1; row >= Math.max(top, headerRow - HEADING_ROWS); row -= 1) {
    for (let column = left; column <= right; column += 1) {
      const period = periodIn(textAt(grid, row, column));
      if (period !== null) return period;
    }
  }
  return null;
}
