import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { fill } from '../../src/core/changes/fill.js';
import { print } from '../../src/core/exact/rational.js';
import { builtInForms } from '../../src/core/form/index.js';
import type { Form } from '../../src/core/form/form.js';
import type { CellValue, Grid } from '../../src/core/grid/grid.js';
import { valueAt } from '../../src/core/grid/grid.js';
import { builtInMethod } from '../../src/core/method/index.js';
import type { Component } from '../../src/core/method/components/index.js';
import type { Method } from '../../src/core/method/method.js';
import { recognise } from '../../src/core/recognition/recognise.js';
import { score } from '../../src/core/scoring/score.js';
import type { Scorecard } from '../../src/core/scoring/scorecard.js';
import { howMany } from '../support/length.js';
import { NAMES, SYMBOLS, unitRow, workbookOf } from '../support/sheets.js';
import { recalculate } from './libreoffice.js';

const TABLES = howMany(300, 1000);

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
    const counts = [
      due,
      received,
      active,
      active - bad,
      bad,
      valid,
      bad - valid,
      random(bad + 1),
      rectified,
      random(rectified + 1),
    ];
    return { counts, adjustment: [10, 13, 15, 12.5, 8, 7.125, 9.335][random(7)] as number };
  });
}

interface Expected {
  readonly score: string;
  /** What a table of random figures may never have held. */
  readonly holds: {
    readonly tie: boolean;
    readonly half: boolean;
    readonly threshold: boolean;
    readonly zero: boolean;
    readonly capped: boolean;
  };
}

/**
 * The published rules once more, in plain integers, by another way than the engine: ranks by counting, one common
 * fraction. Departments are not ranked, and their adjustment is 20 at the most.
 */
function oracle(all: readonly Unit[], kind: 'districts' | 'departments'): readonly Expected[] {
  return all.map(({ counts, adjustment }, own) => {
    const [a, m, p, i, d, t, , n1, n2, n3] = counts.map(BigInt) as [
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
    ];
    const better = all.filter(
      (other) => BigInt(other.counts[2] as number) * m > p * BigInt(other.counts[1] as number),
    ).length;
    const halves = kind === 'departments' || p * 100n < m ? 0 : Math.max(0, 20 - better);
    const adjusted = kind === 'departments' ? Math.min(20, adjustment) : adjustment;
    const terms: [bigint, bigint][] = [
      [40n * m, a],
      [20n * (m - t), m],
      [BigInt(halves), 2n],
      p === 0n ? [20n, 1n] : [20n * i, p],
      [BigInt(Math.round(adjusted * 1000)), 1000n],
    ];
    for (const [part, whole] of [
      [n1, d],
      [n2, t],
      [n3, n2],
    ] as const)
      if (whole !== 0n) terms.push([-100n * (whole - part), 3n * whole]);
    let [numerator, denominator] = terms.reduce(
      ([n, q], [n2nd, q2nd]): [bigint, bigint] => [n * q2nd + n2nd * q, q * q2nd],
      [0n, 1n] as [bigint, bigint],
    );
    const tie = all.some(
      (other, index) =>
        index !== own && BigInt(other.counts[2] as number) * m === p * BigInt(other.counts[1] as number),
    );
    const capped = numerator > 100n * denominator;
    if (capped) [numerator, denominator] = [100n, 1n];
    const sign = numerator < 0n ? -1n : 1n;
    const hundredths = ((numerator * sign * 200n + denominator) / (2n * denominator)) * sign;
    const half = (numerator * sign * 200n) % (2n * denominator) === denominator;
    return {
      score: (Number(hundredths) / 100).toFixed(2),
      holds: { tie, half, threshold: p * 100n === m, zero: p === 0n || d === 0n, capped },
    };
  });
}

/** Has the tables of a workbook filled with formulas; what the engine and LibreOffice make of each unit's score. */
async function scored(
  sheets: Record<string, CellValue[][]>,
  form: Form,
  method: Method,
): Promise<
  readonly {
    readonly card: Scorecard;
    readonly engine: readonly (string | null)[];
    readonly office: readonly (string | undefined)[];
  }[]
> {
  const workbook = openXlsx(workbookOf(sheets));
  const snapshot = await workbook.read();
  const cards = snapshot.sheets.flatMap((grid) =>
    recognise(grid, [form]).attachments.map((attachment) => ({ grid, card: score(attachment, method) })),
  );
  const changes = cards.flatMap(
    ({ grid, card }) => fill(grid, card, { write: 'formulas', keepExisting: false, fixNumbers: false }).changes,
  );
  expect(await workbook.apply({ changes, problems: [] })).toMatchObject({ applied: true });
  const recalculated = new Map(
    (await openXlsx(recalculate(workbook.bytes())).read()).sheets.map((grid) => [grid.sheet, grid]),
  );
  return cards.map(({ grid, card }) => {
    const after = recalculated.get(grid.sheet) as Grid;
    const units = card.units.filter((unit) => unit.row.name !== '空区');
    return {
      card,
      engine: units.map((unit) => unit.score && print(unit.score, 2)),
      office: units.map((unit) => Number(valueAt(after, unit.row.row, 20)).toFixed(2)),
    };
  });
}

it(`agrees with LibreOffice and with an independent oracle on ${TABLES} tables`, async () => {
  const random = generator(20210705);
  const tables = Array.from({ length: TABLES }, () => units(random));
  const sheets: Record<string, CellValue[][]> = {};
  const PER_SHEET = 50;
  for (let first = 0; first < TABLES; first += PER_SHEET) {
    sheets[`各区县${first}`] = tables.slice(first, first + PER_SHEET).flatMap((table, index) => [
      ['2021年第二季度各区县“好差评”评估通报表'],
      [...NAMES],
      [...SYMBOLS],
      ...table.flatMap((unit, serial) => [
        ...(serial === 3 && index % 3 === 0 ? [[...NAMES], [...SYMBOLS]] : []),
        unitRow(serial + 1, `第${serial + 1}区`, unit.counts, unit.adjustment),
        // Neither takes part in the ranking, whatever stands in the ranked column.
        ...(serial === 0 && index % 4 === 1 ? [unitRow(99, '空区', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 10)] : []),
        ...(serial === 1 && index % 5 === 2 ? [[null, '小计', ...unit.counts, 0.99, 0.99]] : []),
      ]),
      [],
      ['各区县“好差评”得分构成：'],
    ]);
  }

  const cards = await scored(sheets, builtInForms.districts, builtInMethod('districts', '2021Q2') as Method);
  expect(cards).toHaveLength(TABLES);
  const held = { tie: 0, half: 0, threshold: 0, zero: 0, capped: 0 };
  cards.forEach(({ engine, office }, index) => {
    const expected = oracle(tables[index] as readonly Unit[], 'districts');
    for (const { holds } of expected)
      for (const what of Object.keys(held) as (keyof typeof held)[]) held[what] += Number(holds[what]);
    expect({ table: index, scores: engine }).toEqual({ table: index, scores: expected.map(({ score }) => score) });
    expect({ table: index, scores: office }).toEqual({ table: index, scores: engine });
  });
  expect(Object.entries(held).filter(([, times]) => times < TABLES / 50)).toEqual([]);
});

/**
 * A department that loses nearly all of its points again: terms of a hundred cancel, and a half is left at the third
 * place.
 */
function lowHalf(random: (limit: number) => number): Unit {
  const pick = <T>(...of: readonly T[]): T => of[random(of.length)] as T;
  for (;;) {
    const due = pick(8, 16, 40, 80, 100, 160, 200, 400, 800, 1000, 1600, 2000, 4000, 8000);
    const received = Math.max(1, due - random(due));
    const active = Math.min(received, pick(1, 2, 4, 5, 8, 10, 16, 20, 25, 40, 50, 80, 100, 125, 200, 400, 500, 800));
    const bad = Math.min(received, pick(1, 2, 4, 5, 10, 20, 50));
    const valid = random(bad + 1);
    const rectified = random(valid + 1);
    const unit: Unit = {
      counts: [
        due,
        received,
        active,
        active - random(Math.floor(active / 4) + 1),
        bad,
        valid,
        bad - valid,
        random(bad + 1),
        rectified,
        random(rectified + 1),
      ],
      adjustment: pick(10, 15, 18, 12, 5, 0, 20, -10),
    };
    const [found] = oracle([unit], 'departments');
    if (found?.holds.half === true && Math.abs(Number(found.score)) < 12) return unit;
  }
}

it('rounds halves of low scores as they are, where large terms cancel', async () => {
  const random = generator(20210706);
  // The first by hand: 160/200×40 + (1 − 5/160)×20 + 102/125×20 + 18 − (3 − 26/50 − 1/5 − 0/1)÷3×100 = 32 + 19.375 +
  // 16.32 + 18 − 76 = 9.695.
  const units: Unit[] = [
    { counts: [200, 160, 125, 102, 50, 5, 45, 26, 1, 0], adjustment: 18 },
    ...Array.from({ length: howMany(100, 400) }, () => lowHalf(random)),
  ];
  const rows = units.map((unit, index) => unitRow(index + 1, `市第${index + 1}局`, unit.counts, unit.adjustment));
  const [table] = await scored(
    { 附件2: [['2021年第二季度市级单位“好差评”评估通报表'], [...NAMES], [...SYMBOLS], ...rows] },
    builtInForms.departments,
    builtInMethod('departments', '2021Q2') as Method,
  );
  const expected = oracle(units, 'departments').map(({ score }) => score);
  expect(expected[0]).toBe('9.70');
  expect(table?.engine).toEqual(expected);
  expect(table?.office).toEqual(expected);
});

it('gives in LibreOffice too what a method says of a rate that does not exist', async () => {
  const published = builtInMethod('departments', '2021Q2') as Method;
  const rate = (id: string, column: string, weight: string, missing: string): Component => ({
    kind: 'weighted-rate',
    id,
    clause: '九',
    column,
    weight,
    undefined: missing,
  });
  const without = [
    rate('0 of 20', 'activeGoodRate', '20', '0'),
    rate('all of 20', 'activeGoodRate', '20', '20'),
    rate('5 of 20', 'activeGoodRate', '20', '5'),
    rate('7 of 0', 'satisfactionRate', '0', '7'),
    rate('0 of 0', 'rectificationRate', '0', '0'),
  ];
  const method: Method = {
    ...published,
    components: [...published.components.slice(0, 2), ...without, ...published.components.slice(3)],
    cap: '1000',
  };
  // 甲: 40 + 20 + 3×(45/50×20 = 18) − 0 + 10, and 7 for want of 整改满意率; 乙: 40 + 20 + (0 + 20 + 5) + 7 + 10; 丙: 40 +
  // 20×(1 − 1/100) + 3×20 − (0 + 0 + 1)÷3×100 + 10.
  const rows = [
    unitRow(1, '市甲局', [100, 100, 50, 45, 0, 0, 0, 0, 0, 0], 10),
    unitRow(2, '市乙局', [100, 100, 0, 0, 0, 0, 0, 0, 0, 0], 10),
    unitRow(3, '市丙局', [100, 100, 50, 50, 1, 1, 0, 1, 1, 0], 10),
  ];
  const [table] = await scored(
    { 附件2: [['2021年第二季度市级单位“好差评”评估通报表'], [...NAMES], [...SYMBOLS], ...rows] },
    builtInForms.departments,
    method,
  );
  expect(table?.engine).toEqual(['131.00', '102.00', '96.47']);
  expect(table?.office).toEqual(['131.00', '102.00', '96.47']);
});

it('ranks a unit whose adjustment is blank or cannot be read among the others, in LibreOffice too', async () => {
  const unit = (serial: number, name: string, active: number, adjustment: CellValue): CellValue[] =>
    unitRow(serial, name, [1000, 1000, active, active, 0, 0, 0, 0, 0, 0], adjustment);
  const rows = [
    unit(1, '甲区', 500, 10),
    unit(2, '乙区', 400, '加3分'),
    unit(3, '丙区', 300, '待定'),
    unit(4, '丁区', 200, 10),
    unit(5, '戊区', 100, null),
    unit(6, '己区', 50, { error: '#N/A' }),
    unitRow(7, '空区', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 10),
    unit(8, '庚区', 10, 10),
  ];
  const [table] = await scored(
    { 附件1: [['2021年第二季度各区县“好差评”评估通报表'], [...NAMES], [...SYMBOLS], ...rows] },
    builtInForms.districts,
    builtInMethod('districts', '2021Q2') as Method,
  );
  // 40 + 20 + 20 + 10, and 10, 8.5 and 7 for the first, fourth and seventh of seven.
  expect(table?.engine).toEqual(['100.00', null, null, '98.50', null, null, '97.00']);
  expect(table?.office.filter((_, index) => table.engine[index] !== null)).toEqual(['100.00', '98.50', '97.00']);
});
