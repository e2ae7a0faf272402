import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { fill } from '../../src/core/changes/fill.js';
import { print } from '../../src/core/exact/rational.js';
import { builtInForms } from '../../src/core/form/index.js';
import type { CellValue } from '../../src/core/grid/grid.js';
import { valueAt } from '../../src/core/grid/grid.js';
import { builtInMethod } from '../../src/core/method/index.js';
import type { Method } from '../../src/core/method/method.js';
import { recognise } from '../../src/core/recognition/recognise.js';
import { score } from '../../src/core/scoring/score.js';
import { NAMES, SYMBOLS, unitRow, workbookOf } from '../support/sheets.js';
import { recalculate } from './libreoffice.js';

const TABLES = 1000;
const method = builtInMethod('districts', '2021Q2') as Method;

/** A small reproducible generator (mulberry32): the same tables in every run. */
function generator(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

interface Unit {
  readonly counts: readonly number[];
  readonly adjustment: number;
}

/** Round numbers make ties, exact thresholds and halves at the third place likely; zeros come often. */
function units(random: (limit: number) => number): readonly Unit[] {
  return Array.from({ length: 2 + random(6) }, () => {
    const due = [100, 200, 400, 800, 1000, 1 + random(9999)][random(6)] as number;
    const received = random(3) === 0 ? Math.ceil(due / 2) : due;
    const active = [0, Math.floor(received / 100), Math.floor(received / 4), random(received + 1)][random(4)] as number;
    const bad = random(2) === 0 ? 0 : random(Math.min(active, 8) + 1);
    const valid = random(bad + 1);
    const rectified = random(valid + 1);
    const counts = [due, received, active, active - bad, bad, valid, bad - valid, random(bad + 1), rectified, random(rectified + 1)];
    return { counts, adjustment: [10, 13, 15, 12.5, 8, 7.125, 9.335][random(7)] as number };
  });
}

interface Expected {
  readonly score: string;
  /** What a table of random figures may never have held. */
  readonly holds: { readonly tie: boolean; readonly half: boolean; readonly threshold: boolean; readonly zero: boolean; readonly capped: boolean };
}

/** The published rules once more, in plain integers, by another way than the engine: ranks by counting, one common fraction. */
function oracle(all: readonly Unit[]): readonly Expected[] {
  return all.map(({ counts, adjustment }, own) => {
    const [a, m, p, i, d, t, , n1, n2, n3] = counts.map(BigInt) as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
    const better = all.filter((other) => BigInt(other.counts[2] as number) * m > p * BigInt(other.counts[1] as number)).length;
    const halves = p * 100n < m ? 0 : Math.max(0, 20 - better);
    const terms: [bigint, bigint][] = [[40n * m, a], [20n * (m - t), m], [BigInt(halves), 2n], p === 0n ? [20n, 1n] : [20n * i, p], [BigInt(Math.round(adjustment * 1000)), 1000n]];
    for (const [part, whole] of [[n1, d], [n2, t], [n3, n2]] as const) if (whole !== 0n) terms.push([-100n * (whole - part), 3n * whole]);
    let [numerator, denominator] = terms.reduce(([n, q], [n2nd, q2nd]): [bigint, bigint] => [n * q2nd + n2nd * q, q * q2nd], [0n, 1n] as [bigint, bigint]);
    const tie = all.some((other, index) => index !== own && BigInt(other.counts[2] as number) * m === p * BigInt(other.counts[1] as number));
    const capped = numerator > 100n * denominator;
    if (capped) [numerator, denominator] = [100n, 1n];
    const sign = numerator < 0n ? -1n : 1n;
    const hundredths = ((numerator * sign * 200n + denominator) / (2n * denominator)) * sign;
    const half = (numerator * sign * 200n) % (2n * denominator) === denominator;
    return { score: (Number(hundredths) / 100).toFixed(2), holds: { tie, half, threshold: p * 100n === m, zero: p === 0n || d === 0n, capped } };
  });
}

it(`agrees with LibreOffice and with an independent oracle on ${TABLES} tables`, async () => {
  const random = generator(20210705);
  const tables = Array.from({ length: TABLES }, () => units(random));
  const sheets: Record<string, CellValue[][]> = {};
  const PER_SHEET = 50;
  for (let first = 0; first < TABLES; first += PER_SHEET) {
    sheets[`各区县${first}`] = tables.slice(first, first + PER_SHEET).flatMap((table, index) => [
      ['2021年第二季度各区县“好差评”评估通报表'], [...NAMES], [...SYMBOLS],
      ...table.flatMap((unit, serial) => [
        ...(serial === 3 && index % 3 === 0 ? [[...NAMES], [...SYMBOLS]] : []),
        unitRow(serial + 1, `第${serial + 1}区`, unit.counts, unit.adjustment),
        // Neither takes part in the ranking, whatever stands in the ranked column.
        ...(serial === 0 && index % 4 === 1 ? [unitRow(99, '空区', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 10)] : []),
        ...(serial === 1 && index % 5 === 2 ? [[null, '小计', ...unit.counts, 0.99, 0.99]] : []),
      ]),
      [], ['各区县“好差评”得分构成：'],
    ]);
  }

  const workbook = openXlsx(workbookOf(sheets));
  const snapshot = await workbook.read();
  const cards = snapshot.sheets.flatMap((grid) => recognise(grid, [builtInForms.districts]).attachments.map((attachment) => ({ grid, card: score(attachment, method) })));
  expect(cards).toHaveLength(TABLES);
  const changes = cards.flatMap(({ grid, card }) => fill(grid, card, { write: 'formulas', keepExisting: false, fixNumbers: false }).changes);
  expect(await workbook.apply({ changes, problems: [] })).toMatchObject({ applied: true });

  const recalculated = new Map((await openXlsx(recalculate(workbook.bytes())).read()).sheets.map((grid) => [grid.sheet, grid]));
  const held = { tie: 0, half: 0, threshold: 0, zero: 0, capped: 0 };
  cards.forEach(({ grid, card }, index) => {
    const scored = card.units.filter((unit) => unit.row.name !== '空区');
    const engine = scored.map((unit) => unit.score && print(unit.score, 2));
    const office = scored.map((unit) => {
      const after = recalculated.get(grid.sheet);
      return (after && Number(valueAt(after, unit.row.row, 20)))?.toFixed(2);
    });
    const expected = oracle(tables[index] as readonly Unit[]);
    for (const { holds } of expected) for (const what of Object.keys(held) as (keyof typeof held)[]) held[what] += Number(holds[what]);
    expect({ table: index, scores: engine }).toEqual({ table: index, scores: expected.map(({ score }) => score) });
    expect({ table: index, scores: office }).toEqual({ table: index, scores: engine });
  });
  expect(Object.entries(held).filter(([, times]) => times < 20)).toEqual([]);
});
