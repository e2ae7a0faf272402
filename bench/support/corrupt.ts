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
const [FIRST_COUNT, FIRST_RATE, ADJUSTMENT, SCORE] = [2, 12, 19, 20];

/** Every kind of corruption by its name; one that does not fit the place drawn returns `null`, and another place is drawn. */
export const KINDS: Readonly<
  Record<string, (sheets: readonly Grid[], random: () => number) => Omit<Corruption, 'kind'> | null>
> = {
  ...Object.fromEntries(
    COUNTS.flatMap((symbol, count) =>
      Object.entries(SLIPS).map(([slip, mistype]) => [
        `${symbol}: ${slip}`,
        (sheets: readonly Grid[], random: () => number) => {
          const place = unitRow(sheets, random);
          return mistyped(sheets, place.grid, place.row, FIRST_COUNT + count, mistype, random);
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
        return typeof value === 'number' && isCount && typeof grid.values[row + down]?.[0] === 'number'
          ? change(sheets, grid, row, column, value)
          : null;
      },
    ]),
  ),
  'rate: changed': (sheets, random) => {
    const { grid, row } = unitRow(sheets, random);
    const column = FIRST_RATE + Math.floor(random() * 7);
    const value = grid.values[row]?.[column];
    if (typeof value !== 'number') return null;
    const digits = (SLIPS['digit changed'] as Slip)(digitsOf(value * 10_000), random);
    return change(sheets, grid, row, column, Number(digits) / 10_000);
  },
  'rate: cut off': (sheets, random) => {
    const { grid, row } = unitRow(sheets, random);
    const [of, over, column] = pick(random, [
      [3, 2, 12],
      [4, 3, 13],
      [5, 4, 15],
    ] as const);
    const [part, whole] = [Number(grid.values[row]?.[of]), Number(grid.values[row]?.[over])];
    return whole > 0 ? change(sheets, grid, row, column, Math.floor((part / whole) * 10_000 + 1e-9) / 10_000) : null;
  },
  'rate: of another row': (sheets, random) => {
    const { grid, row } = unitRow(sheets, random);
    const column = FIRST_RATE + Math.floor(random() * 7);
    const value = grid.values[row + 1]?.[column];
    return typeof grid.values[row + 1]?.[0] === 'number' && value != null
      ? change(sheets, grid, row, column, value)
      : null;
  },
  'score: points of a neighbouring rank': (sheets, random) => {
    const [grid] = sheets as readonly [Grid];
    const row = 2 + Math.floor(random() * (grid.values.length - 2));
    return change(
      sheets,
      grid,
      row,
      SCORE,
      cents(Math.min(100, Number(grid.values[row]?.[SCORE]) + pick(random, [0.5, -0.5]))),
    );
  },
  'score: mistyped': (sheets, random) => {
    const { grid, row } = unitRow(sheets, random);
    return change(
      sheets,
      grid,
      row,
      SCORE,
      Number((SLIPS['digit changed'] as Slip)(digitsOf(cents(Number(grid.values[row]?.[SCORE])) * 100), random)) / 100,
    );
  },
  'adjustment: another': (sheets, random) => {
    const { grid, row } = unitRow(sheets, random);
    const value = Number(grid.values[row]?.[ADJUSTMENT]) + pick(random, [1, 2, 3, -1, -2, -3, -5, 5]);
    return grid.sheet === '附件2' && value > 20 ? null : change(sheets, grid, row, ADJUSTMENT, value);
  },
  'total: mistyped': (sheets, random) => {
    const grid = sheets[2] as Grid;
    const slip = pick(random, Object.values(SLIPS));
    return mistyped(
      sheets,
      grid,
      grid.values.length - 1,
      2 + Math.floor(random() * ((grid.values[1] as readonly CellValue[]).length - 2)),
      slip,
      random,
    );
  },
  'total: a row left out': (sheets, random) => {
    const grid = sheets[2] as Grid;
    const column = 2 + Math.floor(random() * ((grid.values[1] as readonly CellValue[]).length - 2));
    const left = Number(grid.values[2 + Math.floor(random() * (grid.values.length - 3))]?.[column]);
    return left === 0
      ? null
      : change(
          sheets,
          grid,
          grid.values.length - 1,
          column,
          Number(grid.values[grid.values.length - 1]?.[column]) - left,
        );
  },
  'volume: mistyped': (sheets, random) => {
    const grid = sheets[2] as Grid;
    const row = 2 + Math.floor(random() * (grid.values.length - 3));
    return mistyped(
      sheets,
      grid,
      row,
      2 + Math.floor(random() * ((grid.values[1] as readonly CellValue[]).length - 2)),
      pick(random, Object.values(SLIPS)),
      random,
    );
  },
  'section: a unit in the wrong one': (sheets, random) => {
    const grid = sheets[1] as Grid;
    const rows = grid.values.flatMap((row, index) => (typeof row[0] === 'number' ? [index] : []));
    const sections = grid.values.flatMap((row, index) =>
      typeof row[0] === 'string' && row[0].includes('件单位') ? [index] : [],
    );
    const from = pick(random, rows);
    const lower = sections[1] ?? 0;
    // The row moves to the other side of the second section's heading, serial numbers counted anew.
    const to = from < lower ? lower : lower + 1;
    const moved = (list: readonly (readonly unknown[])[]): unknown[][] => {
      const copy = list.map((row) => [...row]);
      const [row] = copy.splice(from, 1) as [unknown[]];
      copy.splice(from < lower ? to : lower, 0, row);
      return copy;
    };
    const values = moved(grid.values) as CellValue[][];
    let serial = 0;
    for (const row of values) if (typeof row[0] === 'number') row[0] = serial += 1;
    const row = values.findIndex((cells) => cells[1] === grid.values[from]?.[1]);
    const sheetsNow = sheets.map((one) =>
      one === grid
        ? {
            ...grid,
            values,
            formats: moved(grid.formats) as string[][],
            formulas: moved(grid.formulas) as (string | null)[][],
          }
        : one,
    );
    return { sheets: sheetsNow, sheet: grid.sheet, cell: cellName(row, 2), was: null, becomes: null };
  },
};

function unitRow(sheets: readonly Grid[], random: () => number): { readonly grid: Grid; readonly row: number } {
  const grid = random() < 0.5 ? (sheets[0] as Grid) : (sheets[1] as Grid);
  const rows = grid.values.flatMap((row, index) => (typeof row[0] === 'number' ? [index] : []));
  return { grid, row: pick(random, rows) };
}

export function mistyped(
  sheets: readonly Grid[],
  grid: Grid,
  row: number,
  column: number,
  slip: Slip,
  random: () => number,
): Omit<Corruption, 'kind'> | null {
  const digits = digitsOf(grid.values[row]?.[column] ?? null);
  const typed = slip(digits, random);
  return typed === '' || digits === '' ? null : change(sheets, grid, row, column, Number(typed));
}

function change(
  sheets: readonly Grid[],
  grid: Grid,
  row: number,
  column: number,
  becomes: CellValue,
): Omit<Corruption, 'kind'> | null {
  const was = grid.values[row]?.[column] ?? null;
  if (was === becomes || (was === 0 && becomes === 0)) return null;
  const values = grid.values.map((cells, index) =>
    index === row ? cells.map((cell, at) => (at === column ? becomes : cell)) : cells,
  );
  return {
    sheets: sheets.map((one) => (one === grid ? { ...grid, values } : one)),
    sheet: grid.sheet,
    cell: cellName(row, column),
    was,
    becomes,
  };
}

function cents(value: number): number {
  return toNumber(roundHalfAway(fromNumber(value), 2));
}
