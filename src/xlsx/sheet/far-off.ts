import { cellName } from '../../core/grid/address.js';
import type { Area } from '../../core/grid/grid.js';

/** So many blank rows or columns part a cell from the others that stands there by mistake … */
const FAR_ROWS = 10_000;
const FAR_COLUMNS = 1_000;
/** … as long as there are no more of them: many cells are a table of their own. */
const FEW = 100;

/** Where cells stand, in the order of their rows: a list of rows and one of columns. */
export interface CellPlaces {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/** The area of a sheet that is left when the few cells far off all others are left out. */
export function areaWithoutFarOff({ rows, columns }: CellPlaces): Area {
  const inRows = mainStretch(rows, FAR_ROWS);
  const inColumns = mainStretch(columns, FAR_COLUMNS);
  return { top: inRows.first, bottom: inRows.last, left: inColumns.first, right: inColumns.last };
}

/** The names of the cells outside an area. */
export function cellsOutside({ rows, columns }: CellPlaces, area: Area): readonly string[] {
  const names: string[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as number;
    const column = columns[index] as number;
    if (!holds(area, row, column)) names.push(cellName(row, column));
  }
  return names;
}

export function holds({ top, left, bottom, right }: Area, row: number, column: number): boolean {
  return top <= row && row <= bottom && left <= column && column <= right;
}

interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** The stretch of rows or columns that holds the most cells; all of them where the others hold more than a few. */
function mainStretch(places: readonly number[], far: number): Stretch {
  const counts = new Map<number, number>();
  for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
  const numbers = [...counts.keys()].sort((one, other) => one - other);
  const all = { first: numbers[0] ?? 0, last: numbers.at(-1) ?? 0, count: 0 };
  let main = all;
  let stretch = all;
  for (const [index, number] of numbers.entries()) {
    const isFar = index > 0 && number - (numbers[index - 1] as number) > far;
    const first = index === 0 || isFar ? number : stretch.first;
    const before = index === 0 || isFar ? 0 : stretch.count;
    stretch = { first, last: number, count: before + (counts.get(number) as number) };
    if (stretch.count > main.count) main = stretch;
  }
  return places.length - main.count > FEW ? all : main;
}
