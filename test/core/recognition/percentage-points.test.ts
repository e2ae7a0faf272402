import { compute } from '../../../src/app/compute.js';
import { builtInForms } from '../../../src/core/form/index.js';
import type { CellValue, Grid } from '../../../src/core/grid/grid.js';
import type { Attachment } from '../../../src/core/recognition/attachment.js';
import { recognise } from '../../../src/core/recognition/recognise.js';
import { auditOf, snapshotOf } from '../../support/audits.js';
import { NAMES, SYMBOLS, TITLE, gridOf } from '../../support/sheets.js';

// 甲区: 90÷100, 50÷90, 1−1÷90, 48÷50, 2÷2, 1÷1, 0÷1. 乙区: 80÷80, 60÷80, 1, 60÷60; the others do not exist.
const COUNTS: Readonly<Record<string, readonly number[]>> = {
  甲区: [100, 90, 50, 48, 2, 1, 1, 2, 1, 0],
  乙区: [80, 80, 60, 60, 0, 0, 0, 0, 0, 0],
};
const POINTS: Readonly<Record<string, readonly CellValue[]>> = {
  甲区: [90, 55.56, 98.89, 96, 100, 100, 0],
  乙区: [100, 75, 100, 100, '-', '-', '-'],
};
const BLANK: readonly CellValue[] = [null, null, null, null, null, null, null];
const RATIOS: readonly CellValue[] = [0.9, 0.5556, 0.9889, 0.96, 1, 1, 0];
const FIRST_RATE = 12;

const inHeaders = (change: (name: string) => string): string[] =>
  NAMES.map((name) => (name.endsWith('率') ? change(name) : name));

function sheetOf(
  names: readonly string[],
  rates: (unit: string) => readonly CellValue[],
  { symbols = SYMBOLS as readonly CellValue[], format = 'General' } = {},
): Grid {
  const units = ['甲区', '乙区'].map((name, index) => [
    index + 1,
    name,
    ...(COUNTS[name] ?? []),
    ...rates(name),
    10,
    null,
  ]);
  const rows = [[TITLE], [...names], [...symbols], ...units];
  const formats = rows.map((row, index) =>
    row.map((_, column) => (index > 2 && column >= FIRST_RATE && column < FIRST_RATE + 7 ? format : 'General')),
  );
  return gridOf(rows, { formats });
}

const attachmentIn = (grid: Grid): Attachment =>
  recognise(grid, Object.values(builtInForms)).attachments[0] as Attachment;
const columnsInPoints = (grid: Grid): number[] =>
  attachmentIn(grid)
    .columns.filter(({ isInPoints }) => isInPoints)
    .map(({ column }) => column);
const ALL = [12, 13, 14, 15, 16, 17, 18];

describe('columns of percentage points', () => {
  it.each([
    ['（%）', '总评价率（%）'],
    ['a full-width sign', '总评价率（％）'],
    ['the sign alone', '总评价率%'],
    ['the sign on a line of its own', '总评价率\n（%）'],
    ['the unit by name', '总评价率（单位：%）'],
    ['百分点', '总评价率（百分点）'],
    ['百分点 without brackets', '总评价率百分点'],
  ])('are those under %s, with figures and without', (_, written) => {
    const names = inHeaders((name) => written.replace('总评价率', name));
    const symbols = SYMBOLS.map((symbol) => (String(symbol).includes('/') ? null : symbol));
    expect(columnsInPoints(sheetOf(names, (unit) => POINTS[unit] ?? [], { symbols }))).toEqual(ALL);
    expect(columnsInPoints(sheetOf(names, () => BLANK, { symbols }))).toEqual(ALL);
  });

  it('are those under a ratio times 100', () => {
    const symbols = SYMBOLS.map((symbol) => (symbol === 'M/A' ? 'M/A×100' : symbol));
    expect(columnsInPoints(sheetOf(NAMES, () => BLANK, { symbols }))).toEqual([12]);
  });

  it('are those under (1-T/M)% and M/A×100% where the figures are no ratios', () => {
    const symbols = SYMBOLS.map((symbol) => (symbol === 'M/A' ? 'M/A×100%' : symbol));
    expect(columnsInPoints(sheetOf(NAMES, (unit) => POINTS[unit] ?? [], { symbols }))).toEqual([12, 14]);
    expect(columnsInPoints(sheetOf(NAMES, () => BLANK, { symbols }))).toEqual([]);
  });

  it.each<[string, readonly CellValue[], string]>([
    ['percentages', RATIOS, '0.00%'],
    ['blank cells of a percent format', BLANK, '0.00%'],
    ['ratios', RATIOS, '0.0000'],
    ['texts with the sign', ['90%', '55.56%', '98.89%', '96%', '100%', '100%', '0%'], 'General'],
  ])('are not those with %s under （%）', (_, rates, format) => {
    const names = inHeaders((name) => `${name}（%）`);
    expect(columnsInPoints(sheetOf(names, () => rates, { format }))).toEqual([]);
  });

  it.each(['0.00"%"', '0.0"%"', '0.00\\%', '0"%";-0"%"', '0.00" %"'])(
    'are those that show the sign by %s',
    (format) => {
      expect(columnsInPoints(sheetOf(NAMES, (unit) => POINTS[unit] ?? [], { format }))).toEqual(ALL);
      // 0.9 shown as 0.90% is less than one point.
      expect(columnsInPoints(sheetOf(NAMES, () => [0.9, 0.5, 0.2, 0.3, 0.1, 0.1, 0.4], { format }))).toEqual(ALL);
    },
  );

  const withLine = (line: string, rates: (unit: string) => readonly CellValue[]): Grid => {
    const { values } = sheetOf(NAMES, rates);
    return gridOf([values[0] ?? [], [line], ...values.slice(1)]);
  };

  it.each(['单位：%', '单位:％', '（单位：件、%）', '单位：百分点'])('are those below the line %s', (line) => {
    expect(columnsInPoints(withLine(line, (unit) => POINTS[unit] ?? []))).toEqual(ALL);
    expect(columnsInPoints(withLine(line, () => BLANK))).toEqual(ALL);
  });

  it.each(['单位：件', '单位：各区县', '评价率达到90%的单位'])('are not those below the line %s', (line) => {
    expect(columnsInPoints(withLine(line, () => BLANK))).toEqual([]);
  });

  it('are not those of ratios below 单位：%', () => {
    expect(columnsInPoints(withLine('单位：%', () => RATIOS))).toEqual([]);
  });

  it('are said, each by its header', () => {
    const names = NAMES.map((name) => (name === '好评率' ? '好评率（%）' : name));
    const { problems } = attachmentIn(sheetOf(names, () => BLANK));
    expect(problems).toEqual([expect.objectContaining({ severity: 'notice', code: 'rate-in-points', cell: 'O2' })]);
  });
});

const NAMES_IN_PERCENT = inHeaders((name) => `${name}（%）`);
const DEFAULTS = { write: 'formulas', keepExisting: false, fixNumbers: false, sheets: [], rules: null } as const;
const computed = (grid: Grid): ReturnType<typeof compute> => compute(snapshotOf(grid), DEFAULTS);

describe('a sheet in points', () => {
  it('has no differences where its points are right as printed', () => {
    const { differences } = computed(sheetOf(NAMES_IN_PERCENT, (unit) => POINTS[unit] ?? []));
    expect(differences).toEqual([]);
  });

  it('stays one where a point is a text with the sign, and has no differences where formats show it', () => {
    const mixed = (unit: string): readonly CellValue[] =>
      (POINTS[unit] ?? []).map((value, index) => (index === 1 && unit === '甲区' ? '55.56%' : value));
    expect(columnsInPoints(sheetOf(NAMES_IN_PERCENT, mixed))).toEqual(ALL);
    const shown = sheetOf(NAMES, (unit) => POINTS[unit] ?? [], { format: '0.00"%"' });
    expect(computed(shown).differences).toEqual([]);
  });

  it.each(['0', '0.0', '#,##0.00', '0.00"%"'])('keeps the format %s', (format) => {
    const grid = sheetOf(NAMES_IN_PERCENT, () => BLANK, { format });
    const formats = computed(grid).plan.changes.filter((change) => change.kind === 'format' && change.column < 19);
    expect(formats).toEqual([]);
  });

  it('is filled with points as numbers of two places, and scores read them as ratios', () => {
    const { plan } = computed(sheetOf(NAMES_IN_PERCENT, () => BLANK));
    const inRow4 = plan.changes.filter((change) => 'row' in change && change.row === 3);
    const becoming = (kind: string, column: number): unknown =>
      inRow4.flatMap((change) =>
        change.kind === kind && 'becomes' in change && 'column' in change && change.column === column
          ? [change.becomes]
          : [],
      )[0];
    expect(becoming('content', 12)).toEqual({ value: 90, formula: '=IF(C4=0,"-",D4*100/C4)' });
    expect(becoming('content', 14)).toEqual({
      value: expect.closeTo(98.8889, 4),
      formula: '=IF(D4=0,"-",(1-H4/D4)*100)',
    });
    expect(becoming('format', 12)).toBe('0.00');
    // 0.9×40 + (1−1/90)×20 + second of two + 0.96×20 − (3−1−1−0)÷3×100 … as the same sheet in ratios gives it.
    const inRatios = computed(sheetOf(NAMES, () => BLANK)).plan.changes;
    const scoreIn = (changes: typeof inRatios): unknown =>
      changes.flatMap((change) =>
        change.kind === 'content' && change.row === 3 && change.column === 20 ? [change.becomes.value] : [],
      )[0];
    expect(typeof scoreIn(inRatios)).toBe('number');
    expect(scoreIn(plan.changes)).toBe(scoreIn(inRatios));
    const { formula } = becoming('content', 20) as { formula: string };
    expect(formula).toContain('(M4/100)*40');
    expect(formula).toContain('RANK(N4,N$4:N$5)');
    expect(formula).toContain('SUM(Q4:S4)/100');
  });

  it('is audited in points: 100 is no error, a wrong one is named with the right one as points', () => {
    const right = sheetOf(NAMES_IN_PERCENT, (unit) => POINTS[unit] ?? []);
    const errorsIn = (grid: Grid): unknown[] =>
      auditOf(snapshotOf(grid))
        .findings.filter(({ severity }) => severity === 'error')
        .map(({ cells, found, expected }) => ({ cells, found, expected }));
    expect(errorsIn(right)).toEqual([]);
    const wrong = sheetOf(NAMES_IN_PERCENT, (unit) =>
      unit === '乙区' ? [100, 57, 100, 100, '-', '-', '-'] : (POINTS[unit] ?? []),
    );
    expect(auditOf(snapshotOf(wrong)).findings.flatMap(({ suspects }) => suspects)).toContainEqual(
      expect.objectContaining({ cell: 'N5', found: '57', proposed: '75', value: 75 }),
    );
  });
});
