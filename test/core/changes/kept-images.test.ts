import { keepBeforeImage, restore, type RestorablePlan } from '../../../src/app/restore.js';
import { BEFORE_IMAGE, MOST_KEPT_CHARACTERS, storedImages } from '../../../src/core/changes/before-image-parts.js';
import type { CellContent, Change, Plan } from '../../../src/core/changes/plan.js';
import { afterChanges } from '../../../src/core/changes/simulate.js';
import type { CellValue, Grid } from '../../../src/core/grid/grid.js';
import type { WorkbookSnapshot } from '../../../src/ports/workbook.js';
import { gridOf } from '../../support/sheets.js';

const COLUMNS = 10;

/** Figures with as many digits as a quotient has, no two alike. */
function quotient(row: number, column: number): number {
  return ((row * 7919 + column * 104_729) % 9973) / 9973;
}

/** So many units whose names have nothing in common, beside columns of rates as somebody typed them. */
function unitsSheet(units: number): Grid {
  const rows: CellValue[][] = [['单位', ...Array.from({ length: COLUMNS }, (_, column) => `比率${column}`)]];
  for (let unit = 0; unit < units; unit += 1) {
    const name = [1, 2, 3, 4].map((place) => String.fromCodePoint(0x4e00 + ((unit * 7919 * place + place) % 20_000)));
    const rates = Array.from({ length: COLUMNS }, (_, column) => Math.round(quotient(unit, column) * 10_000) / 10_000);
    rows.push([name.join(''), ...rates]);
  }
  return gridOf(rows);
}

/** Writes another formula into every cell of every column. */
function rewriting(grid: Grid, time: number): Plan {
  const changes: Change[] = [];
  for (let row = 1; row < grid.values.length; row += 1) {
    for (let column = 1; column <= COLUMNS; column += 1) {
      const was: CellContent = {
        value: grid.values[row]?.[column] ?? null,
        formula: grid.formulas[row]?.[column] ?? null,
      };
      const becomes = { value: quotient(row * time, column), formula: `=ROUND(P${row + 1}/Q${row + 1},${time + 3})` };
      changes.push({ kind: 'content', sheet: grid.sheet, row, column, was, becomes });
    }
  }
  return { changes, problems: [] };
}

/** Computes so many times, each time with other formulas. */
function computedTimes(
  units: number,
  times: number,
): { readonly snapshot: WorkbookSnapshot; readonly last: RestorablePlan } {
  let snapshot: WorkbookSnapshot = {
    sheets: [unitsSheet(units)],
    calculation: { fullPrecision: true, mode: 'automatic', iterates: false },
    parts: {},
  };
  let last: RestorablePlan = { plan: { changes: [], problems: [] }, image: { became: 'nothing', leftOut: [] } };
  for (let time = 1; time <= times; time += 1) {
    last = keepBeforeImage(rewriting(snapshot.sheets[0] as Grid, time), snapshot, {
      id: String(time),
      at: `${time}:00`,
    });
    const parts = { ...snapshot.parts };
    for (const change of last.plan.changes) if (change.kind === 'part') parts[change.namespace] = change.becomes ?? '';
    snapshot = { ...snapshot, sheets: afterChanges(snapshot.sheets, last.plan.changes), parts };
  }
  return { snapshot, last };
}

/** A text that does not deflate well. */
function noise(length: number, seed: number): string {
  let state = seed * 2_654_435 + 1;
  let text = '';
  for (let at = 0; at < length; at += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    text += String.fromCodePoint(0x4e00 + ((state >>> 8) % 20_000));
  }
  return text;
}

/** Replaces a text of so many characters in each of ten cells, in as many computations as there are lengths. */
function replacedTexts(
  lengths: readonly number[],
  formula: (at: number) => string | null = () => null,
): {
  readonly parts: Record<string, string>;
  readonly last: RestorablePlan;
} {
  const parts: Record<string, string> = {};
  let last: RestorablePlan | undefined;
  lengths.forEach((length, time) => {
    const values: CellValue[][] = [
      ['单位', '说明'],
      ...[...Array(10).keys()].map((at) => ['区', noise(length, time * 10 + at + 1)]),
    ];
    const grid = gridOf(values);
    const changes = values.slice(1).map(([, was], at): Change => ({
      kind: 'content',
      sheet: grid.sheet,
      row: at + 1,
      column: 1,
      was: { value: was ?? null, formula: formula(at) },
      becomes: { value: time, formula: null },
    }));
    const snapshot = { ...computedTimes(1, 0).snapshot, sheets: [grid], parts };
    last = keepBeforeImage({ changes, problems: [] }, snapshot, { id: String(time + 1), at: `${time + 1}:00` });
    for (const change of last.plan.changes) {
      if (change.kind !== 'part') continue;
      if (change.becomes === null) Reflect.deleteProperty(parts, change.namespace);
      else parts[change.namespace] = change.becomes;
    }
  });
  if (last === undefined) throw new Error('no computation');
  return { parts, last };
}

const idsIn = (parts: Readonly<Record<string, string>>): readonly string[] =>
  storedImages(parts).images.map(({ id }) => id);

it('keeps five computations, and goes back through all of them', () => {
  const { snapshot, last } = computedTimes(100, 5);
  expect(last.image).toEqual({ became: 'kept', leftOut: [] });
  expect(idsIn(snapshot.parts)).toEqual(['5', '4', '3', '2', '1']);
  const { plan, restored } = restore(snapshot, '1');
  expect(restored).toBe(100 * COLUMNS);
  const [grid] = afterChanges(snapshot.sheets, plan.changes);
  expect([grid?.values, grid?.formulas]).toEqual([unitsSheet(100).values, unitsSheet(100).formulas]);
});

it('gives up the results of replaced formulas before whole computations: the formulas say them again', () => {
  const { parts, last } = replacedTexts([20_000, 20_000, 20_000, 20_000, 20_000], (at) => `=B${at + 2}&"区"`);
  expect(last.image).toEqual({ became: 'kept', leftOut: [] });
  const { images } = storedImages(parts);
  expect(images.map(({ id, cells }) => [id, cells])).toEqual(['5', '4', '3', '2', '1'].map((id) => [id, 10]));
  const first = images.map((image) => image.unpacked().sheets[0]?.cells[0]?.content?.was);
  expect(first.map((was) => was?.formula)).toEqual(Array(5).fill('=B2&"区"'));
  // The newest has its results, as far as there is room.
  expect(first.map((was) => was?.value === null)).toEqual([false, false, true, true, true]);
});

it('leaves out older computations where there is no room for all, and says which', () => {
  const { parts, last } = replacedTexts([15_000, 15_000, 15_000, 15_000]);
  expect(last.image).toEqual({ became: 'kept', leftOut: ['1:00'] });
  expect(idsIn(parts)).toEqual(['4', '3', '2']);
  expect(parts[BEFORE_IMAGE]?.length).toBeLessThanOrEqual(MOST_KEPT_CHARACTERS);
});

it('says of a computation that it is too large, and forgets those that it hides', () => {
  const { parts, last } = replacedTexts([1_000, 1_000, 60_000]);
  expect(last.image).toEqual({ became: 'too-large', leftOut: ['2:00', '1:00'] });
  expect(last.plan.changes.filter(({ kind }) => kind === 'content')).toHaveLength(10);
  expect(parts).toEqual({});
});

it('writes no part where the first computation is too large', () => {
  const { last } = replacedTexts([60_000]);
  expect(last.image).toEqual({ became: 'too-large', leftOut: [] });
  expect(last.plan.changes.map(({ kind }) => kind)).toEqual(Array(10).fill('content'));
});

it('goes on keeping computations after one that was too large', () => {
  const { parts, last } = replacedTexts([1_000, 60_000, 1_000]);
  expect(last.image).toEqual({ became: 'kept', leftOut: [] });
  expect(idsIn(parts)).toEqual(['3']);
});
