import { formatAt, formulaAt, valueAt, type Area, type Grid } from '../core/grid/grid.js';
import { shownText } from '../core/grid/shown.js';
import { typedText } from '../core/grid/typed.js';
import type { CellText } from '../core/changes/typing.js';
import type { Block, CopiedCell } from './clipboard.js';
import type { Layout } from './geometry.js';
import { areaAt } from './moves.js';
import { forEachCell, usedPart, type SelectedRange } from './ranges.js';
import { indexes } from './indexes.js';

/** A sheet that blocks are taken from and put into. */
export interface BlockSheet {
  readonly grid: Grid;
  readonly layout: Layout;
}

/** Returns what can be seen of an area, as it is printed, row by row. */
export function shownBlock({ grid, layout }: BlockSheet, area: Area): Block {
  return shownRows(layout, area).map((row) =>
    shownColumns(layout, area).map((column) => shownText(valueAt(grid, row, column), formatAt(grid, row, column))),
  );
}

/** Returns what can be seen of an area, merged cells as one. */
export function copiedCells({ grid, layout }: BlockSheet, area: Area): readonly (readonly CopiedCell[])[] {
  const rows = shownRows(layout, area);
  const columns = shownColumns(layout, area);
  return rows.map((row) => {
    const cells: CopiedCell[] = [];
    for (const column of columns) {
      const { top, left, bottom, right } = areaAt(layout, { row, column });
      const covers = { rows: rows.filter(within(top, bottom)), columns: columns.filter(within(left, right)) };
      const isFirst = covers.rows[0] === row && covers.columns[0] === column;
      if (!isFirst) continue;
      const value = valueAt(grid, top, left);
      cells.push({
        text: shownText(value, formatAt(grid, top, left)),
        isNumber: typeof value === 'number',
        rowSpan: covers.rows.length,
        columnSpan: covers.columns.length,
      });
    }
    return cells;
  });
}

function within(first: number, last: number): (index: number) => boolean {
  return (index) => index >= first && index <= last;
}

function shownRows({ rows }: Layout, { top, bottom }: Area): readonly number[] {
  return indexes(top, bottom).filter((row) => rows.size(row) > 0);
}

function shownColumns({ columns }: Layout, { left, right }: Area): readonly number[] {
  return indexes(left, right).filter((column) => columns.size(column) > 0);
}

/** Where a block is put, and the texts of its cells. */
export interface PlacedBlock {
  readonly area: Area;
  readonly texts: readonly CellText[];
}

/** Puts a block from the first cell of a range on; a range that is a multiple of the block is filled with it. */
export function placeBlock(layout: Layout, range: SelectedRange, block: Block): PlacedBlock {
  const { top, left, bottom, right } = targetOf(layout, range);
  const height = block.length;
  const width = block.reduce((widest, row) => Math.max(widest, row.length), 1);
  const area = { top, left, bottom: top + height - 1, right: left + width - 1 };
  const isMultiple = (bottom - top + 1) % height === 0 && (right - left + 1) % width === 0;
  if (isMultiple) Object.assign(area, { bottom, right });
  const texts: CellText[] = [];
  forEachCell(area, (row, column) => {
    const text = block[(row - top) % height]?.[(column - left) % width];
    if (text !== undefined) texts.push({ row, column, text });
  });
  return { area, texts };
}

/** A merged area takes what is put into it as one cell; of whole rows and columns only what is used is filled. */
function targetOf(layout: Layout, { active, area }: SelectedRange): Area {
  const { top, left } = area;
  const own = areaAt(layout, active);
  const isOneCell = own.top === top && own.left === left && own.bottom === area.bottom && own.right === area.right;
  if (isOneCell) return { top, left, bottom: top, right: left };
  return usedPart(layout, area) ?? { top, left, bottom: top, right: left };
}

/** Returns what empties the cells of an area that hold something, formulas among them: they are left, and named. */
export function emptied({ grid, layout }: BlockSheet, area: Area): readonly CellText[] {
  const texts: CellText[] = [];
  const used = usedPart(layout, area);
  if (used === null) return texts;
  forEachCell(used, (row, column) => {
    const isEmpty = valueAt(grid, row, column) === null && formulaAt(grid, row, column) === null;
    if (!isEmpty) texts.push({ row, column, text: '' });
  });
  return texts;
}

/** What fills an area down from its first row; that of an area of one row from the row above. */
export interface FillDown {
  readonly texts: readonly CellText[];
  /** A cell to fill from holds a formula, which is not filled. */
  readonly formula: { readonly row: number; readonly column: number } | null;
}

export function filledDown({ grid, layout }: BlockSheet, area: Area): FillDown {
  const { left, bottom, right } = usedPart(layout, area) ?? area;
  const isOneRow = area.top === area.bottom;
  const source = isOneRow ? area.top - 1 : area.top;
  const texts: CellText[] = [];
  let formula: FillDown['formula'] = null;
  if (source < 0) return { texts, formula };
  for (let column = left; column <= right; column += 1) {
    if (formulaAt(grid, source, column) !== null) {
      formula ??= { row: source, column };
      continue;
    }
    const text = typedText(valueAt(grid, source, column), formatAt(grid, source, column));
    for (let row = source + 1; row <= bottom; row += 1) texts.push({ row, column, text });
  }
  return { texts, formula };
}
