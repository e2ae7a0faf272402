import { usedArea, type Area, type Grid } from '../grid/grid.js';
import type { CellEdit, CellPlace, Change, SheetChange, TableChange } from './plan.js';

/**
 * Returns the sheets as they will read once the changes are applied; formulas keep their cached values. Fills, notes
 * and parts are passed over.
 */
export function afterChanges(sheets: readonly Grid[], changes: readonly Change[]): readonly Grid[] {
  let result = sheets;
  const cellEdits = new Map<string, CellEdit[]>();
  for (const change of changes) {
    if (change.kind === 'sheet') result = withSheet(result, change);
    if (change.kind === 'table')
      result = result.map((grid) => (grid.sheet === change.sheet ? withTable(grid, change) : grid));
    if (change.kind !== 'content' && change.kind !== 'format') continue;
    const edits = cellEdits.get(change.sheet);
    if (edits === undefined) cellEdits.set(change.sheet, [change]);
    else edits.push(change);
  }
  return result.map((grid) => {
    const edits = cellEdits.get(grid.sheet);
    if (edits === undefined) return grid;
    return withCells(grid, edits);
  });
}

function withSheet(sheets: readonly Grid[], { sheet, was, becomes }: SheetChange): readonly Grid[] {
  if (becomes === null) return sheets.filter((grid) => grid.sheet !== sheet);
  if (was !== null) return sheets;
  const { position } = becomes;
  return [...sheets.slice(0, position), emptySheet(sheet), ...sheets.slice(position)];
}

function withTable(grid: Grid, { name, becomes }: TableChange): Grid {
  const tables = grid.tables.filter((table) => table.name !== name);
  if (becomes !== null) tables.push({ name, area: becomes.area, headerRows: 1, totalsRows: 0 });
  return { ...grid, tables };
}

function emptySheet(sheet: string): Grid {
  return {
    sheet,
    visibility: 'visible',
    protected: false,
    top: 0,
    left: 0,
    values: [],
    formulas: [],
    formats: [],
    merges: [],
    hiddenRows: [],
    hiddenColumns: [],
    tables: [],
  };
}

function withCells(grid: Grid, edits: readonly CellEdit[]): Grid {
  const area = editedArea(grid, edits);
  const values = copiedTo(area, grid, { cells: grid.values, blank: null });
  const formulas = copiedTo(area, grid, { cells: grid.formulas, blank: null });
  const formats = copiedTo(area, grid, { cells: grid.formats, blank: 'General' });
  for (const edit of edits) {
    const row = edit.row - area.top;
    const column = edit.column - area.left;
    if (edit.kind === 'format') setCell(formats, { row, column }, edit.becomes);
    if (edit.kind === 'content') {
      setCell(values, { row, column }, edit.becomes.value);
      setCell(formulas, { row, column }, edit.becomes.formula);
    }
  }
  return { ...grid, top: area.top, left: area.left, values, formulas, formats };
}

/** The least area that holds what a sheet has and all that is edited. */
function editedArea(grid: Grid, edits: readonly CellEdit[]): Area {
  const isEmpty = grid.values.length === 0;
  let { top, left, bottom, right } = isEmpty ? { top: Infinity, left: Infinity, bottom: 0, right: 0 } : usedArea(grid);
  for (const { row, column } of edits) {
    top = Math.min(top, row);
    left = Math.min(left, column);
    bottom = Math.max(bottom, row);
    right = Math.max(right, column);
  }
  return { top, left, bottom, right };
}

/** Copies the cells of a sheet to a larger area. */
function copiedTo<T>(
  { top, left, bottom, right }: Area,
  grid: Grid,
  { cells, blank }: { readonly cells: readonly (readonly T[])[]; readonly blank: T },
): T[][] {
  const copy: T[][] = [];
  for (let row = top; row <= bottom; row += 1) {
    const from = cells[row - grid.top];
    const line: T[] = [];
    for (let column = left; column <= right; column += 1) line.push(from?.[column - grid.left] ?? blank);
    copy.push(line);
  }
  return copy;
}

function setCell<T>(cells: T[][], { row, column }: CellPlace, becomes: T): void {
  const line = cells[row];
  if (line !== undefined) line[column] = becomes;
}
