import { fromNumber, print, printShortest, type Rational } from '../../src/core/exact/rational.js';
import { builtInForms } from '../../src/core/form/index.js';
import type { CellValue, Grid } from '../../src/core/grid/grid.js';
import { builtInMethod } from '../../src/core/method/index.js';
import type { Method } from '../../src/core/method/method.js';
import { recognise } from '../../src/core/recognition/recognise.js';
import { score } from '../../src/core/scoring/score.js';

/** A sequence of numbers in [0, 1) that is the same in every run (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const NAMES = [
  '序号',
  '部门',
  '季度应评价数',
  '季度总评价数',
  '主动评价数',
  '主动好评数',
  '差评总数',
  '有效差评数',
  '无效差评数',
  '差评回复数',
  '差评整改数',
  '整改满意数',
  '总评价率',
  '主动评价率',
  '好评率',
  '主动评价好评率',
  '差评回复率',
  '差评整改率',
  '整改满意率',
  '加减分',
  '综合得分',
];
const RATES = [
  'evaluationRate',
  'activeRate',
  'goodRate',
  'activeGoodRate',
  'followUpRate',
  'rectificationRate',
  'satisfactionRate',
];
const FIRST_RATE = 12;
const SCORE = 20;

/**
 * Returns the sheets of a workbook in which nothing is wrong, every figure typed as a value. `apart`: attachment 3 was
 * counted at another time, as in the real bulletin, and differs from the others by a per cent or two.
 */
export function cleanWorkbook(
  random: () => number,
  { districts = 11, departments = 24, apart = false } = {},
): readonly Grid[] {
  const first = scored(
    { sheet: '附件1', title: '2021年第二季度各区县“好差评”评估通报表', kind: 'districts' },
    Array.from({ length: districts }, (_, index) => [
      index + 1,
      `${signs(index)}区`,
      ...counts(random, 3000, 100_000),
      ...blanks(),
      pick(random, [10, 10, 10, 10, 12, 13, 15, 8]),
      null,
    ]),
  );
  const large = Math.ceil(departments / 2);
  const unitRow = (index: number): CellValue[] => [
    index + 1,
    `市${signs(index)}局`,
    ...(index < large ? counts(random, 120, 45_000) : counts(random, 2, 99)),
    ...blanks(),
    pick(random, [10, 12, 15, 15, 18, 20]),
    null,
  ];
  const second = scored({ sheet: '附件2', title: '2021年第二季度市级单位“好差评”评估通报表', kind: 'departments' }, [
    section('季度应评价数高于 100 件单位'),
    ...Array.from({ length: large }, (_, index) => unitRow(index)),
    section('季度应评价数低于 100 件单位'),
    ...Array.from({ length: departments - large }, (_, index) => unitRow(large + index)),
  ]);
  return [first, second, volumes(random, { districts: first, departments: second }, { count: departments, apart })];
}

/** Names of two signs that no other name abbreviates. */
function signs(index: number): string {
  return (
    String.fromCodePoint(0x4e00 + (index % 300) * 7) +
    String.fromCodePoint(0x6e00 + Math.floor(index / 300) * 11 + (index % 300) * 3)
  );
}

function counts(random: () => number, least: number, most: number): number[] {
  const due = Math.round(least * (most / least) ** random());
  let received = due;
  if (random() >= 0.7) received = Math.round(due * (0.5 + 0.5 * random()));
  const active = Math.round(received * 0.35 * (0.03 + 0.97 * random()));
  let bad = 0;
  if (random() >= 0.35) bad = Math.min(active, 1 + Math.floor(8 * random() ** 2));
  let valid = 0;
  if (random() >= 0.7) valid = Math.min(bad, 1 + Math.floor(2 * random()));
  const mostlyAll = (count: number, share: number): number => {
    if (random() < share) return count;
    return Math.max(0, count - 1);
  };
  const followedUp = mostlyAll(bad, 0.93);
  const rectified = mostlyAll(valid, 0.9);
  const satisfied = mostlyAll(rectified, 0.9);
  return [due, received, active, active - bad, bad, valid, bad - valid, followedUp, rectified, satisfied];
}

interface Heading {
  readonly sheet: string;
  readonly title: string;
  readonly kind: 'districts' | 'departments';
}

function scored({ sheet, title, kind }: Heading, units: readonly CellValue[][]): Grid {
  const grid = gridOf(sheet, [[title, ...new Array<null>(SCORE).fill(null)], NAMES, ...units]);
  const [attachment] = recognise(grid, Object.values(builtInForms)).attachments;
  if (attachment === undefined) throw new Error('the generated sheet was not recognised');
  const formats = grid.formats.map((row) => [...row]);
  const values = grid.values.map((row) => [...row]);
  const percent = (rate: Rational | undefined): CellValue => (rate === undefined ? '-' : Number(print(rate, 4)));
  for (const unit of score(attachment, builtInMethod(kind, '2021Q2') as Method).units) {
    const cells = values[unit.row.row] as CellValue[];
    RATES.forEach((id, index) => {
      cells[FIRST_RATE + index] = percent(unit.rates[id]);
      (formats[unit.row.row] as string[])[FIRST_RATE + index] = '0.00%';
    });
    cells[SCORE] = unit.score === null ? null : Number(printShortest(unit.score));
    (formats[unit.row.row] as string[])[SCORE] = '0.00';
  }
  return { ...grid, values, formats };
}

/** Attachment 3: departments by districts, its totals those of attachment 1, its city column that of attachment 2. */
function volumes(
  random: () => number,
  { districts: first, departments: second }: { readonly districts: Grid; readonly departments: Grid },
  { count, apart }: { readonly count: number; readonly apart: boolean },
): Grid {
  const counted = (value: CellValue | undefined): number =>
    Math.round(Number(value) * (apart ? 0.98 + 0.04 * random() : 1));
  const units = first.values.slice(2);
  const received = units.map((row) => counted(row[3]));
  const names = second.values
    .filter((row) => typeof row[0] === 'number')
    .map((row) => [String(row[1]).slice(1), counted(row[3])] as const);
  const columns = received.map((all) => {
    const weights = Array.from({ length: count }, () => (random() < 0.3 ? 0 : random() ** 6));
    const sum = weights.reduce((total, weight) => total + weight, 0) || 1;
    const shares = weights.map((weight) => Math.floor((weight / sum) * all));
    shares[0] = (shares[0] ?? 0) + all - shares.reduce((total, share) => total + share, 0);
    return shares;
  });
  const rows = names.map(([name, city], index): CellValue[] => [
    index + 1,
    name,
    city,
    ...columns.map((column) => column[index] ?? 0),
  ]);
  const totals: CellValue[] = ['汇总', null, names.reduce((sum, [, city]) => sum + city, 0), ...received];
  return gridOf('附件3', [
    ['2021年第二季度各区县部门“好差评”评价量统计表', ...new Array<null>(units.length + 2).fill(null)],
    ['序号', '部门/区县', '市级', ...units.map((row) => row[1] ?? null)],
    ...rows,
    totals,
  ]);
}

function section(text: string): CellValue[] {
  return [text, ...new Array<null>(SCORE).fill(null)];
}

function blanks(): null[] {
  return new Array<null>(RATES.length).fill(null);
}

export function pick<T>(random: () => number, choices: readonly T[]): T {
  return choices[Math.floor(random() * choices.length)] as T;
}

function gridOf(sheet: string, rows: readonly (readonly CellValue[])[]): Grid {
  const same = <T>(value: T): T[][] => rows.map((row) => row.map(() => value));
  return {
    sheet,
    visibility: 'visible',
    protected: false,
    top: 0,
    left: 0,
    values: rows,
    formulas: same<string | null>(null),
    formats: same('General'),
    merges: [],
    hiddenRows: [],
    hiddenColumns: [],
    tables: [],
  };
}

/** What a number typed into a cell reads as text. */
export function digitsOf(value: CellValue): string {
  return typeof value === 'number' ? print(fromNumber(value), 0) : '';
}
