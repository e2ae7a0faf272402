import { usedArea, type CellValue, type Grid } from '../grid/grid.js';
import type { CellContent, CellEdit, Change } from './plan.js';

/** Returns the sheets as they will read once the changes are carried out; formulas keep their cached values. Fills, notes and parts are passed over. */
export function afterChanges(sheets: readonly Grid[], changes: readonly Change[]): readonly Grid[] {
  let result = [...sheets];
  const replace = (name: string, edit: (grid: Grid) => Grid): void => {
    result = result.map((grid) => (grid.sheet === name ? edit(grid) : grid));
  };
  const cells = new Map<string, CellEdit[]>();
  for (const change of changes) {
    if (change.kind === 'sheet') {
      if (change.becomes === null) result = result.filter((grid) => grid.sheet !== change.sheet);
      else if (change.was === null) result.splice(change.becomes.position, 0, emptySheet(change.sheet));
    } else if (change.kind === 'table') {
      const { becomes } = change;
      replace(change.sheet, (grid) => ({
        ...grid,
        tables: [
          ...grid.tables.filter(({ name }) => name !== change.name),
          ...(becomes === null ? [] : [{ name: change.name, area: becomes.area, headerRows: 1, totalsRows: 0 }]),
        ],
      }));
    } else if (change.kind === 'content' || change.kind === 'format') {
      const edits = cells.get(change.sheet);
      if (edits === undefined) cells.set(change.sheet, [change]);
      else edits.push(change);
    }
  }
  for (const [name, edits] of cells) replace(name, (grid) => withCells(grid, edits));
  return result;
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
  const used = usedArea(grid);
  const empty = grid.values.length === 0;
  const rows = edits.map(({ row }) => row);
  const columns = edits.map(({ column }) => column);
  const top = least(rows, empty ? Infinity : used.top);
  const left = least(columns, empty ? Infinity : used.left);
  const height =
    -least(
      rows.map((row) => -row),
      empty ? 0 : -used.bottom,
    ) -
    top +
    1;
  const width =
    -least(
      columns.map((column) => -column),
      empty ? 0 : -used.right,
    ) -
    left +
    1;
  const moved = <T>(from: readonly (readonly T[])[], blank: T): T[][] =>
    Array.from({ length: height }, (_, i) =>
      Array.from({ length: width }, (__, j) => from[i + top - grid.top]?.[j + left - grid.left] ?? blank),
    );
  const values = moved<CellValue>(grid.values, null);
  const formulas = moved<string | null>(grid.formulas, null);
  const formats = moved(grid.formats, 'General');
  for (const edit of edits) {
    const [i, j] = [edit.row - top, edit.column - left];
    if (edit.kind === 'format') (formats[i] as string[])[j] = edit.becomes;
    if (edit.kind === 'content') {
      const { value, formula }: CellContent = edit.becomes;
      (values[i] as CellValue[])[j] = value;
      (formulas[i] as (string | null)[])[j] = formula;
    }
  }
  return { ...grid, top, left, values, formulas, formats };
}

function least(numbers: readonly number[], start: number): number {
  return numbers.reduce((smallest, one) => Math.min(smallest, one), start);
}
