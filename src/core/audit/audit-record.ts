import { usedArea, valueAt, type CellValue, type Grid } from '../grid/grid.js';
import type { Finding } from './finding.js';
import type { GivenMatches } from './matching/match-units.js';

export const AUDIT_RECORD_SHEET = '核查记录';

export type RecordField =
  'kind' | 'check' | 'sheet' | 'unit' | 'column' | 'found' | 'expected' | 'size' | 'reason' | 'by' | 'at';

/** The record's columns in their order, each with its name. */
export const RECORD_COLUMNS: readonly { readonly field: RecordField; readonly name: string }[] = [
  { field: 'kind', name: '类别' },
  { field: 'check', name: '核查项' },
  { field: 'sheet', name: '工作表' },
  { field: 'unit', name: '单位' },
  { field: 'column', name: '列' },
  { field: 'found', name: '原值' },
  { field: 'expected', name: '应为' },
  { field: 'size', name: '相差' },
  { field: 'reason', name: '理由' },
  { field: 'by', name: '核实人' },
  { field: 'at', name: '日期' },
];

/**
 * What a line of the record is: a finding that somebody has accepted, units that belong together, or a publication in
 * spite of errors.
 */
export const WAIVED = '已核实';
export const MATCHED = '单位对应';
export const PUBLISHED_ANYWAY = '定稿';

/** A finding that somebody accepted. */
export interface AcceptedFinding {
  /** Row of the record's sheet, from 0. */
  readonly row: number;
  readonly check: string;
  readonly sheet: string;
  readonly unit: string;
  readonly column: string;
  readonly found: string;
  readonly expected: string;
  readonly size: number | null;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

/** The sheet 核查记录 as it was read. */
export interface AuditRecord {
  readonly sheet: string;
  readonly columns: Readonly<Partial<Record<RecordField, number>>>;
  /** Last row that holds something. */
  readonly lastRow: number;
  readonly accepted: readonly AcceptedFinding[];
  /** Units of attachment 3 with those of attachment 2 that somebody said belong to them, each with its row. */
  readonly matches: GivenMatches;
}

/** Reads the workbook's audit record, known by its headers; `null` where there is none. */
export function auditRecordOf(sheets: readonly Grid[]): AuditRecord | null {
  for (const grid of sheets) {
    const { top, bottom } = usedArea(grid);
    for (let row = top; row <= Math.min(bottom, top + MOST_ABOVE); row += 1) {
      const columns = columnsIn(grid, row);
      if (columns !== null) return readBelow(grid, row, columns);
    }
  }
  return null;
}

/** The header stands near the top; long sheets are not searched through. */
const MOST_ABOVE = 10;

/** Tells a finding's found value as the record keeps it: for one of many cells, which cells they are. */
export function foundFor({ found, cells }: Finding): string {
  return found || cells.join('、');
}

/**
 * Tells whether a waiver covers a finding. A difference that is judged by size stays waived until it is half as large
 * again; everything else comes back as soon as a figure changes.
 */
export function covers(waiver: AcceptedFinding, finding: Finding): boolean {
  if (
    waiver.check !== finding.check ||
    waiver.sheet !== finding.sheet ||
    waiver.unit !== finding.unit ||
    waiver.column !== finding.column
  )
    return false;
  if (finding.size !== undefined) return waiver.size !== null && finding.size <= waiver.size * BAND;
  return waiver.found === foundFor(finding) && waiver.expected === finding.expected;
}

const BAND = 1.5;

const REQUIRED: readonly RecordField[] = ['kind', 'check', 'unit', 'reason'];

function columnsIn(grid: Grid, row: number): AuditRecord['columns'] | null {
  const columns: Partial<Record<RecordField, number>> = {};
  const { left, right } = usedArea(grid);
  for (let column = left; column <= right; column += 1) {
    const text = textOf(valueAt(grid, row, column));
    const field = RECORD_COLUMNS.find(({ name }) => name === text)?.field;
    if (field !== undefined && columns[field] === undefined) columns[field] = column;
  }
  const isComplete = REQUIRED.every((field) => columns[field] !== undefined);
  if (!isComplete) return null;
  return columns;
}

function readBelow(grid: Grid, headerRow: number, columns: AuditRecord['columns']): AuditRecord {
  const accepted: AcceptedFinding[] = [];
  const matches = new Map<string, readonly string[]>();
  let lastRow = headerRow;
  for (let row = headerRow + 1; row <= usedArea(grid).bottom; row += 1) {
    const text = (field: RecordField): string => {
      const column = columns[field];
      if (column === undefined) return '';
      return textOf(valueAt(grid, row, column));
    };
    if (RECORD_COLUMNS.some(({ field }) => text(field) !== '')) lastRow = row;
    if (text('kind') === MATCHED) matches.set(text('unit'), namesIn(text('expected')));
    // Without a reason nothing was accepted.
    if (text('kind') === WAIVED && text('reason') !== '') accepted.push(waiverOf(row, text));
  }
  return { sheet: grid.sheet, columns, lastRow, accepted, matches };
}

function waiverOf(row: number, text: (field: RecordField) => string): AcceptedFinding {
  const size = Number.parseFloat(text('size'));
  return {
    row,
    check: text('check'),
    sheet: text('sheet'),
    unit: text('unit'),
    column: text('column'),
    found: text('found'),
    expected: text('expected'),
    size: Number.isNaN(size) ? null : size,
    reason: text('reason'),
    by: text('by'),
    at: text('at'),
  };
}

function namesIn(list: string): readonly string[] {
  const names = list.split(/[、，,]/).map((name) => name.trim());
  return names.filter((name) => name !== '');
}

function textOf(value: CellValue): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return String(value);
  return '';
}
