import { areaName, cellName, columnName } from '../grid/address.js';
import type { Area, Grid } from '../grid/grid.js';
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

/**
 * An adjustment or a score merged over several units: what belongs to the lower ones is not seen, and not asked for.
 */
export function mergedCells({ grid, columns, rows }: TableBody, problem: ProblemMaker): readonly Problem[] {
  const high = grid.merges.filter(({ top, bottom }) => top < bottom);
  const problems: Problem[] = [];
  if (high.length === 0) return problems;
  for (const { role, column, header } of columns) {
    if (role !== 'adjustment' && role !== 'score') continue;
    for (const area of high) {
      if (column < area.left || area.right < column) continue;
      const units = unitsCovered(area, column, rows);
      const [highest] = units;
      if (highest === undefined) continue;
      const places = units.map(({ name, row }) => `${name}（${cellName(row, column)}）`).join('、');
      problems.push(
        problem({
          severity: 'warning',
          code: 'cell-merged',
          parameters: { area: areaName(area), header, units: places },
          cell: cellName(highest.row, column),
        }),
      );
    }
  }
  return problems;
}

/** The units with figures whose cell in a column lies under a merged area but is not its first. */
function unitsCovered(area: Area, column: number, rows: readonly AttachmentRow[]): readonly AttachmentRow[] {
  const first = rows[0]?.row ?? 0;
  const within = rows.slice(Math.max(0, area.top - first), Math.max(0, area.bottom - first + 1));
  return within.filter(({ row, kind, readings }) => {
    if (kind !== 'unit') return false;
    const isCovered = area.top < row || area.left < column;
    return isCovered && Object.values(readings).some((reading) => reading.kind === 'number');
  });
}
