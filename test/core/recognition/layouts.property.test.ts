import fc from 'fast-check';
import { builtInForms } from '../../../src/core/form/index.js';
import type { Area, CellValue } from '../../../src/core/grid/grid.js';
import { recognise } from '../../../src/core/recognition/recognise.js';
import { NAMES, SYMBOLS, TITLE, gridOf } from '../../support/sheets.js';
import { howMany } from '../../support/length.js';

const COUNT_IDS = [
  'due',
  'received',
  'active',
  'activeGood',
  'bad',
  'validBad',
  'invalidBad',
  'followedUp',
  'rectified',
  'satisfied',
];
const FIRST_COUNT = 2;
const ADJUSTMENT = 19;

interface Unit {
  readonly counts: readonly number[];
  readonly adjustment: number;
}

/** What somebody did to a sheet before it came to us. */
interface Oddities {
  readonly down: number;
  readonly across: number;
  readonly symbols: 'none' | 'below' | 'above' | 'same cell';
  readonly names: 'plain' | 'broken lines' | 'two cells' | 'brackets' | 'other words' | 'under a group';
  readonly order: readonly number[];
  readonly foreign: readonly string[];
  readonly blankAfter: number;
  readonly sectionBefore: number;
  readonly headerAgainBefore: number;
  readonly total: boolean;
  readonly notes: boolean;
  readonly unitStyle: 'plain' | 'population' | 'scope' | 'number' | 'spaces';
  readonly figureStyle: 'number' | 'thousands' | 'full width' | 'unit' | 'spaces';
  readonly hidden: boolean;
}

const units = fc.array(
  fc.record({
    counts: fc.array(fc.nat(99_999), { minLength: 10, maxLength: 10 }),
    adjustment: fc.integer({ min: -20, max: 20 }),
  }),
  { minLength: 1, maxLength: 6 },
);
const oddities: fc.Arbitrary<Oddities> = fc.record({
  down: fc.nat(4),
  across: fc.nat(3),
  symbols: fc.constantFrom('none', 'below', 'above', 'same cell'),
  names: fc.constantFrom('plain', 'broken lines', 'two cells', 'brackets', 'other words', 'under a group'),
  order: fc.shuffledSubarray(
    NAMES.map((_, index) => index),
    { minLength: NAMES.length },
  ),
  foreign: fc.subarray(['备注', '联系人', '联系电话']),
  blankAfter: fc.nat(8),
  sectionBefore: fc.nat(8),
  headerAgainBefore: fc.nat(8),
  total: fc.boolean(),
  notes: fc.boolean(),
  unitStyle: fc.constantFrom('plain', 'population', 'scope', 'number', 'spaces'),
  figureStyle: fc.constantFrom('number', 'thousands', 'full width', 'unit', 'spaces'),
  hidden: fc.boolean(),
});

const nameOf = (serial: number): string => `第${'一二三四五六'[serial] as string}区`;
const OTHER_WORDS: Readonly<Record<string, string>> = {
  部门: '单位名称',
  季度应评价数: '应评价量',
  差评回复数: '回访数',
  差评回复率: '差评回访率',
  整改满意数: '差评整改满意数',
  综合得分: '总得分',
  序号: '编号',
};

function unitCell(serial: number, style: Oddities['unitStyle']): string {
  const name = nameOf(serial);
  switch (style) {
    case 'plain':
      return name;
    case 'population':
      return `${name}\n${serial + 10}.5 万`;
    case 'scope':
      return `${name}（含园区）`;
    case 'number':
      return `${serial + 1}、${name}`;
    case 'spaces':
      return `　${[...name].join(' ')} `;
  }
}

function figure(value: number, style: Oddities['figureStyle']): CellValue {
  const plain = String(value);
  switch (style) {
    case 'number':
      return value;
    case 'thousands':
      return plain.replace(/\B(?=(\d{3})+$)/g, ',');
    case 'full width':
      return plain.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    case 'unit':
      return `${plain}件`;
    case 'spaces':
      return ` ${plain} `;
  }
}

/** The header's rows, one column after the other, from the top; and which of its cells is merged downwards. */
function header({ symbols, names }: Oddities): CellValue[][] {
  const columns = NAMES.map((plain, index): CellValue[] => {
    const symbol = SYMBOLS[index] ?? null;
    const own = symbols === 'same cell' && symbol !== null ? `${plain}${symbol}` : plain;
    const shown = ((): CellValue[] => {
      switch (names) {
        case 'plain':
          return [own];
        case 'broken lines':
          return [own.replace(/^(..)/, '$1\n')];
        case 'two cells':
          return [own.slice(0, 2), own.slice(2) || null];
        case 'brackets':
          return [`【${own}】`];
        case 'other words':
          return [own.replace(plain, OTHER_WORDS[plain] ?? plain)];
        case 'under a group':
          return [index < FIRST_COUNT ? null : '指标', own];
      }
    })();
    if (symbols === 'above') return [symbol, ...shown];
    if (symbols === 'below') return [...shown, symbol];
    return shown;
  });
  return (columns[0] ?? []).map((_, row) => columns.map((column) => column[row] ?? null));
}

function sheetOf(
  all: readonly Unit[],
  odd: Oddities,
): { readonly rows: CellValue[][]; readonly hiddenRows: number[]; readonly merges: Area[] } {
  const rows: CellValue[][] = [];
  const hiddenRows: number[] = [];
  const put = (cells: readonly CellValue[], beside: CellValue = null): number =>
    rows.push([
      ...new Array<null>(odd.across).fill(null),
      ...odd.order.map((column) => cells[column] ?? null),
      ...odd.foreign.map(() => beside),
    ]);
  const text = (words: string): number => rows.push([...new Array<null>(odd.across).fill(null), words]);
  for (let row = 0; row < odd.down; row += 1) rows.push([]);
  text(TITLE);
  const head = header(odd);
  head.forEach((cells, index) => {
    put(cells);
    const row = rows[rows.length - 1] as CellValue[];
    if (index === 0)
      odd.foreign.forEach((name, place) => {
        row[odd.across + NAMES.length + place] = name;
      });
  });
  const total = new Array<number>(10).fill(0);
  all.forEach(({ counts, adjustment }, serial) => {
    if (serial === odd.sectionBefore) put([null, '季度应评价数高于 100 件单位']);
    if (serial === odd.headerAgainBefore && serial > 0) head.forEach((cells) => put(cells));
    const cells: CellValue[] = [
      serial + 1,
      unitCell(serial, odd.unitStyle),
      ...counts.map((count) => figure(count, odd.figureStyle)),
    ];
    cells[ADJUSTMENT] = adjustment;
    counts.forEach((count, index) => {
      total[index] = (total[index] ?? 0) + count;
    });
    put(cells, '见附表');
    if (odd.hidden && serial === 0) hiddenRows.push(rows.length - 1);
    if (serial === odd.blankAfter) rows.push([]);
  });
  if (odd.total) put([null, '合计', ...total]);
  if (odd.notes) text('一、评价率占 40 分，该项得分为评价率×40。');
  return { rows, hiddenRows, merges: [] };
}

it('reads the same units from any combination of oddities', () => {
  fc.assert(
    fc.property(units, oddities, (all, odd) => {
      const { rows, ...options } = sheetOf(all, odd);
      const { attachments, problems } = recognise(
        gridOf(rows, { ...options, sheet: 'Sheet1' }),
        Object.values(builtInForms),
      );
      expect(problems).toEqual([]);
      expect(attachments).toHaveLength(1);
      const [attachment] = attachments;
      expect(attachment).toMatchObject({ kind: 'districts', period: '2021Q2' });
      expect(attachment?.problems.map(({ code }) => code)).toEqual(odd.hidden ? ['rows-hidden'] : []);
      const read = attachment?.rows
        .filter(({ kind }) => kind === 'unit')
        .map(({ name, readings }) => [
          name,
          ...[...COUNT_IDS, 'adjustment'].map((id) => {
            const reading = readings[id];
            return reading?.kind === 'number' ? reading.value : reading;
          }),
        ]);
      expect(read).toEqual(all.map(({ counts, adjustment }, serial) => [nameOf(serial), ...counts, adjustment]));
      expect(attachment?.rows.some(({ kind }) => kind === 'total')).toBe(odd.total);
    }),
    { numRuns: howMany(300, 5000) },
  );
});
