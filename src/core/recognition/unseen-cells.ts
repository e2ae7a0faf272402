import { areaName, cellName, columnName } from '../grid/address.js';
import { withoutInvisible } from '../grid/folded.js';
import { valueAt, type Area, type CellValue, type Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import type { AttachmentColumn, AttachmentRow } from './attachment.js';
import type { ProblemMaker } from './found-table.js';

/** The part of a sheet in which a table's units stand. */
export interface TableBody {
  readonly grid: Grid;
  readonly columns: readonly AttachmentColumn[];
  readonly rows: readonly AttachmentRow[];
  /** The last row of the header. */
  readonly headerEnd: number;
  /** The last row of the table. */
  readonly end: number;
}

/** Rows and columns of the table that are not shown. */
export function hiddenParts({ grid, columns, headerEnd, end }: TableBody, problem: ProblemMaker): readonly Problem[] {
  const problems: Problem[] = [];
  const hiddenRows = grid.hiddenRows.filter((row) => row > headerEnd && row <= end);
  if (hiddenRows.length > 0) {
    const rows = hiddenRows.map((row) => row + 1).join('、');
    problems.push(problem({ severity: 'notice', code: 'rows-hidden', parameters: { rows } }));
  }
  const hiddenColumns = columns.filter(({ column }) => grid.hiddenColumns.includes(column));
  if (hiddenColumns.length > 0) {
    const names = hiddenColumns.map(({ column }) => columnName(column)).join('、');
    problems.push(problem({ severity: 'notice', code: 'columns-hidden', parameters: { columns: names } }));
  }
  return problems;
}

/** What this product writes, or the score is made of: it must be seen for each unit. */
const OF_EACH_UNIT: ReadonlySet<AttachmentColumn['role']> = new Set(['computed', 'sum', 'adjustment', 'score']);

/**
 * Cells under merged areas: values in them count and are not seen, and what would be written or typed there for the
 * lower units would not be seen either.
 */
export function mergedCells(body: TableBody, problem: ProblemMaker): readonly Problem[] {
  const problems: Problem[] = [];
  const areas = body.grid.merges.filter(({ top, bottom }) => bottom > body.headerEnd && top <= body.end);
  for (const area of areas) {
    const columns = body.columns.filter(({ column }) => area.left <= column && column <= area.right);
    const hidden = columns.flatMap((column) => hiddenValues(area, column, body));
    const [first] = hidden;
    if (first !== undefined) problems.push(hiddenProblem(area, { first, hidden, grid: body.grid, problem }));
    const isSaid = (column: number): boolean => hidden.some((value) => value.column === column);
    for (const column of columns) {
      const covered = isSaid(column.column) ? undefined : coveredProblem(area, column, { body, problem });
      if (covered !== undefined) problems.push(covered);
    }
  }
  return problems;
}

/** A value that counts, in a cell that a merged area covers. */
interface HiddenValue {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** So many hidden values are named in one message. */
const MOST_NAMED = 5;

function hiddenProblem(
  area: Area,
  {
    first,
    hidden,
    grid,
    problem,
  }: {
    readonly first: HiddenValue;
    readonly hidden: readonly HiddenValue[];
    readonly grid: Grid;
    readonly problem: ProblemMaker;
  },
): Problem {
  const named = hidden.slice(0, MOST_NAMED).map(({ row, column, text }) => `${cellName(row, column)}（${text}）`);
  return problem({
    severity: 'warning',
    code: 'value-under-merge',
    parameters: {
      area: areaName(area),
      shown: cellName(area.top, area.left),
      value: textIn(valueAt(grid, area.top, area.left)),
      hidden: named.join('、'),
      count: hidden.length,
    },
    cell: cellName(first.row, first.column),
  });
}

/** The values of a column's rows that are read and lie under a merged area, but not in its first cell. */
function hiddenValues(
  area: Area,
  { role, column }: AttachmentColumn,
  { grid, rows }: TableBody,
): readonly HiddenValue[] {
  const shown = textIn(valueAt(grid, area.top, area.left));
  const isLabel = role === 'unit' || role === 'serial';
  const values: HiddenValue[] = [];
  for (const { row, kind } of rowsWithin(area, rows)) {
    const isRead = kind === 'unit' || kind === 'total' || kind === 'continuation';
    const text = textIn(valueAt(grid, row, column));
    const isFirst = row === area.top && column === area.left;
    // The same name below a name hides nothing; the same number counts once more.
    const isNothing = text === '' || (isLabel && text === shown);
    if (isRead && !isFirst && !isNothing) values.push({ row, column, text });
  }
  return values;
}

function rowsWithin({ top, bottom }: Area, rows: readonly AttachmentRow[]): readonly AttachmentRow[] {
  const first = rows[0]?.row ?? 0;
  return rows.slice(Math.max(0, top - first), Math.max(0, bottom - first + 1));
}

function textIn(value: CellValue): string {
  if (typeof value === 'object' && value !== null) return value.error;
  return withoutInvisible(String(value ?? '')).trim();
}

/** A cell merged over several units, of which the lower ones have nothing to be seen. */
function coveredProblem(
  area: Area,
  { role, column, header }: AttachmentColumn,
  { body, problem }: { readonly body: TableBody; readonly problem: ProblemMaker },
): Problem | undefined {
  if (area.top === area.bottom || !OF_EACH_UNIT.has(role)) return undefined;
  const units = unitsCovered(area, column, body.rows);
  const [highest] = units;
  if (highest === undefined) return undefined;
  const places = units.map(({ name, row }) => `${name}（${cellName(row, column)}）`).join('、');
  return problem({
    severity: 'warning',
    code: 'cell-merged',
    parameters: { area: areaName(area), header, units: places },
    cell: cellName(highest.row, column),
  });
}

/** The units with figures whose cell in a column lies under a merged area but is not its first. */
function unitsCovered(area: Area, column: number, rows: readonly AttachmentRow[]): readonly AttachmentRow[] {
  return rowsWithin(area, rows).filter(({ row, kind, readings }) => {
    if (kind !== 'unit') return false;
    const isCovered = area.top < row || area.left < column;
    return isCovered && Object.values(readings).some((reading) => reading.kind === 'number');
  });
}
