import { roundHalfAway, fromNumber, toNumber } from '../../src/core/exact/rational.js';
import { cellName } from '../../src/core/grid/address.js';
import type { CellValue, Grid } from '../../src/core/grid/grid.js';
import { digitsOf, pick } from './generate.js';

/** One cell of a clean workbook made wrong. */
export interface Corruption {
  readonly kind: string;
  readonly sheets: readonly Grid[];
  readonly sheet: string;
  readonly cell: string;
  /** What the cell held and holds now, as numbers where they are. */
  readonly was: CellValue;
  readonly becomes: CellValue;
}

type Slip = (digits: string, random: () => number) => string;

export const SLIPS: Readonly<Record<string, Slip>> = {
  'digit changed': (digits, random) => {
    const at = Math.floor(random() * digits.length);
    return (
      digits.slice(0, at) + String((Number(digits[at]) + 1 + Math.floor(random() * 9)) % 10) + digits.slice(at + 1)
    );
  },
  'digits swapped': (digits, random) => {
    const at = Math.floor(random() * (digits.length - 1));
    return digits.slice(0, at) + (digits[at + 1] ?? '') + (digits[at] ?? '') + digits.slice(at + 2);
  },
  'digit dropped': (digits, random) => {
    const at = Math.floor(random() * digits.length);
    return digits.slice(0, at) + digits.slice(at + 1);
  },
  'digit doubled': (digits, random) => {
    const at = Math.floor(random() * digits.length);
    return digits.slice(0, at + 1) + digits.slice(at);
  },
};

const COUNTS = ['A', 'M', 'P', 'I', 'D', 'T', 'B', 'N1', 'N2', 'N3'];
const FIRST_COUNT = 2;
const FIRST_RATE = 12;
const ADJUSTMENT = 19;
const SCORE = 20;

/** Every kind of corruption by its name: `null` where it does not fit the place drawn, so that another is drawn. */
export const KINDS: Readonly<
  Record<string, (sheets: readonly Grid[], random: () => number) => Omit<Corruption, 'kind'> | null>
> = {
  ...Object.fromEntries(
    COUNTS.flatMap((symbol, count) =>
      Object.entries(SLIPS).map(([slip, mistype]) => [
        `${symbol}: ${slip}`,
        (sheets: readonly Grid[], random: () => number) => {
          const place = unitRow(sheets, random);
          return mistyped(sheets, { ...place, column: FIRST_COUNT + count }, { slip: mistype, random });
        },
      ]),
    ),
  ),
  ...Object.fromEntries(
    COUNTS.map((symbol, count) => [
      `${symbol}: neighbour's value`,
      (sheets: readonly Grid[], random: () => number) => {
        const { grid, row } = unitRow(sheets, random);
        const column = FIRST_COUNT + count;
        const [down, right] = pick(random, [
          [1, 0],
          [-1, 0],
          [0, 1],
          [0, -1],
        ] as const);
        const value = grid.values[row + down]?.[column + right];
        const isCount = column + right >= FIRST_COUNT && column + right < FIRST_RATE;
        const isUnit = typeof grid.values[row + down]?.[0] === 'number';
        if (typeof value !== 'number' || !isCount || !isUnit) return null;
        return change(sheets, { grid, row, column }, value);
      },
    ]),
  ),
  'rate: changed': (sheets, random) => {
    const { grid, row } = unitRow(sheets, random);
    const column = FIRST_RATE + Math.floor(random() * 7);
    const value = grid.values[row]?.[column];
    if (typeof value !== 'number') return null;
    const digits = (SLIPS['digit changed'] as Slip)(digitsOf(value * 10_000), random);
    return change(sheets, { grid, row, column }, Number(digits) / 10_000);
  },
  'rate: cut off': (sheets, random) => {
    const { grid, row } = unitRow(sheets, random);
    const [of, over, column] = pick(random, [
      [3, 2, 12],
      [4, 3, 13],
      [5, 4, 15],
    ] as const);
    const [part, whole] = [Number(grid.values[row]?.[of]), Number(grid.values[row]?.[over])];
    if (whole <= 0) return null;
    return change(sheets, { grid, row, column }, Math.floor((part / whole) * 10_000 + 1e-9) / 10_000);
  },
  'rate: of another row': (sheets, random) => {
    const { grid, row } = unitRow(sheets, random);
    const column = FIRST_RATE + Math.floor(random() * 7);
    const value = grid.values[row + 1]?.[column];
    const isUnit = typeof grid.values[row + 1]?.[0] === 'number';
    if (!isUnit || value == null) return null;
    return change(sheets, { grid, row, column }, value);
  },
  'score: points of a neighbouring rank': (sheets, random) => {
    const [grid] = sheets as readonly [Grid];
    const row = 2 + Math.floor(random() * (grid.values.length - 2));
    return change(
      sheets,
      { grid, row, column: SCORE },
      cents(Math.min(100, Number(grid.values[row]?.[SCORE]) + pick(random, [0.5, -0.5]))),
    );
  },
  'score: mistyped': (sheets, random) => {
    const { grid, row } = unitRow(sheets, random);
    return change(
      sheets,
      { grid, row, column: SCORE },
      Number((SLIPS['digit changed'] as Slip)(digitsOf(cents(Number(grid.values[row]?.[SCORE])) * 100), random)) / 100,
    );
  },
  'adjustment: another': (sheets, random) => {
    const { grid, row } = unitRow(sheets, random);
    const value = Number(grid.values[row]?.[ADJUSTMENT]) + pick(random, [1, 2, 3, -1, -2, -3, -5, 5]);
    if (grid.sheet === '附件2' && value > 20) return null;
    return change(sheets, { grid, row, column: ADJUSTMENT }, value);
  },
  'total: mistyped': (sheets, random) => {
    const grid = sheets[2] as Grid;
    const slip = pick(random, Object.values(SLIPS));
    return mistyped(sheets, { grid, row: grid.values.length - 1, column: anyVolume(grid, random) }, { slip, random });
  },
  'total: a row left out': (sheets, random) => {
    const grid = sheets[2] as Grid;
    const column = anyVolume(grid, random);
    const left = Number(grid.values[2 + Math.floor(random() * (grid.values.length - 3))]?.[column]);
    if (left === 0) return null;
    return change(
      sheets,
      { grid, row: grid.values.length - 1, column },
      Number(grid.values[grid.values.length - 1]?.[column]) - left,
    );
  },
  'volume: mistyped': (sheets, random) => {
    const grid = sheets[2] as Grid;
    const row = 2 + Math.floor(random() * (grid.values.length - 3));
    const column = anyVolume(grid, random);
    return mistyped(sheets, { grid, row, column }, { slip: pick(random, Object.values(SLIPS)), random });
  },
  'section: a unit in the wrong one': (sheets, random) => {
    const grid = sheets[1] as Grid;
    const sections = rowsWhere(grid, (cell) => typeof cell === 'string' && cell.includes('件单位'));
    const from = pick(random, unitRows(grid));
    const lower = sections[1] ?? 0;
    // The row moves to the other side of the second section's heading, serial numbers counted anew.
    const moved = (list: readonly (readonly unknown[])[]): unknown[][] => {
      const copy = list.map((row) => [...row]);
      const [row] = copy.splice(from, 1) as [unknown[]];
      copy.splice(lower, 0, row);
      return copy;
    };
    const values = moved(grid.values) as CellValue[][];
    let serial = 0;
    for (const row of values) if (typeof row[0] === 'number') row[0] = serial += 1;
    const row = values.findIndex((cells) => cells[1] === grid.values[from]?.[1]);
    const changedGrid = {
      ...grid,
      values,
      formats: moved(grid.formats) as string[][],
      formulas: moved(grid.formulas) as (string | null)[][],
    };
    const sheetsNow = sheets.map((sheet) => (sheet === grid ? changedGrid : sheet));
    return { sheets: sheetsNow, sheet: grid.sheet, cell: cellName(row, 2), was: null, becomes: null };
  },
};

function unitRow(sheets: readonly Grid[], random: () => number): { readonly grid: Grid; readonly row: number } {
  const grid = sheets[random() < 0.5 ? 0 : 1] as Grid;
  return { grid, row: pick(random, unitRows(grid)) };
}

/** Returns the rows of a sheet that have a serial number. */
export function unitRows(grid: Grid): readonly number[] {
  return rowsWhere(grid, (cell) => typeof cell === 'number');
}

function rowsWhere({ values }: Grid, matches: (firstCell: CellValue | undefined) => boolean): readonly number[] {
  return values.map((_, index) => index).filter((index) => matches(values[index]?.[0]));
}

/** Returns a column of attachment 3 that holds counts. */
function anyVolume(grid: Grid, random: () => number): number {
  return 2 + Math.floor(random() * ((grid.values[1] as readonly CellValue[]).length - 2));
}

/** A cell of a sheet, by row and column from 0. */
interface Place {
  readonly grid: Grid;
  readonly row: number;
  readonly column: number;
}

/** Mistypes the number in a cell; `null` where nothing would be left of it, or nothing was there. */
export function mistyped(
  sheets: readonly Grid[],
  place: Place,
  { slip, random }: { readonly slip: Slip; readonly random: () => number },
): Omit<Corruption, 'kind'> | null {
  const digits = digitsOf(place.grid.values[place.row]?.[place.column] ?? null);
  const typed = slip(digits, random);
  if (typed === '' || digits === '') return null;
  return change(sheets, place, Number(typed));
}

function change(
  sheets: readonly Grid[],
  { grid, row, column }: Place,
  becomes: CellValue,
): Omit<Corruption, 'kind'> | null {
  const was = grid.values[row]?.[column] ?? null;
  if (was === becomes || (was === 0 && becomes === 0)) return null;
  const changedRow = [...(grid.values[row] ?? [])];
  changedRow[column] = becomes;
  const values = [...grid.values];
  values[row] = changedRow;
  const changedGrid = { ...grid, values };
  return {
    sheets: sheets.map((sheet) => (sheet === grid ? changedGrid : sheet)),
    sheet: grid.sheet,
    cell: cellName(row, column),
    was,
    becomes,
  };
}

function cents(value: number): number {
  return toNumber(roundHalfAway(fromNumber(value), 2));
}
