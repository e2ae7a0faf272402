import { cellName } from '../grid/address.js';
import { showsPictureAt } from '../grid/cell-objects.js';
import { usedArea, type Grid } from '../grid/grid.js';

/** A cell whose formula shows a picture or a link, and where that comes from. */
export interface ObjectCell {
  readonly sheet: string;
  readonly cell: string;
  /** The sheets of the workbook that it reads or leads to. */
  readonly reads: readonly string[];
  /** It leads to another file, and so never goes along. */
  readonly leavesWorkbook: boolean;
}

/** Tells whether a picture or link can stay in a file with these sheets. */
export function objectStays({ reads, leavesWorkbook }: ObjectCell, sheets: readonly string[]): boolean {
  return !leavesWorkbook && reads.every((sheet) => sheets.includes(sheet));
}

/** Returns the names of the cells that show a picture, without those in hidden rows and columns. */
export function pictureCells(grid: Grid): readonly string[] {
  const hiddenRows = new Set(grid.hiddenRows);
  const hiddenColumns = new Set(grid.hiddenColumns);
  const { top, left, bottom, right } = usedArea(grid);
  const cells: string[] = [];
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) {
      const isHidden = hiddenRows.has(row) || hiddenColumns.has(column);
      if (!isHidden && showsPictureAt(grid, row, column)) cells.push(cellName(row, column));
    }
  }
  return cells;
}
