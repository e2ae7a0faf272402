import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { compute, type ComputeRequest, type ComputeResult } from '../../src/app/compute.js';
import { print } from '../../src/core/exact/rational.js';
import type { CellValue } from '../../src/core/grid/grid.js';
import { INPUTS, PUBLISHED, bytesOf } from '../support/published.js';
import { districtsSheet, gridOf, unitRow, workbookOf } from '../support/sheets.js';

const DEFAULTS: ComputeRequest = { write: 'formulas', keepExisting: false, fixNumbers: false, sheets: [], rules: null };

async function run(bytes: Uint8Array, request: Partial<ComputeRequest> = {}): Promise<ComputeResult> {
  return compute(await openXlsx(bytes).read(), { ...DEFAULTS, ...request });
}

const scores = (result: ComputeResult, table: number): Record<string, string | null> =>
  Object.fromEntries((result.tables[table]?.scorecard?.units ?? []).map((unit) => [unit.row.name, unit.score && print(unit.score, 2)]));

/** A unit whose score is easy to see: everything received and good, adjustment 10. */
const plain = (serial: number, name: string, active: number, adjustment: CellValue = 10): CellValue[] => unitRow(serial, name, [1000, 1000, active, active, 0, 0, 0, 0, 0, 0], adjustment);

describe('the bulletin of 2021 Q2', () => {
  it('reproduces 9 of the 11 printed district scores; 临淄 is 96.00 and 沂源 77.03, worked out by hand', async () => {
    // 临淄: 40 + 20 + 6 (ninth) + 4512/4513×20 + 10 = 95.99557. 沂源: 34290/62172×40 + 20 + 5 (eleventh) + 1280/1282×20 + 10 = 77.0303.
    expect(scores(await run(bytesOf(INPUTS)), 0)).toEqual({ 张店区: '98.99', 淄川区: '96.78', 博山区: '100.00', 周村区: '95.49', 临淄区: '96.00', 桓台县: '98.48', 高青县: '99.49', 沂源县: '77.03', 高新区: '79.27', 经开区: '100.00', 文昌湖区: '99.50' });
  });

  it('reproduces 22 of the 23 printed department scores; 市公安局 is 40+20+20+12 = 92, printed 93', async () => {
    const departments = scores(await run(bytesOf(INPUTS)), 1);
    expect(departments['市公安局']).toBe('92.00');
    expect(departments).toMatchObject({ 市住房公积金: '97.83', 市人社局: '99.95', 市医疗保障局: '99.99', 市行政审批服务局: '99.99', 市水利局: '90.00', 市气象局: '90.00', 市税务局: null, 市卫健委: null });
    expect(Object.values(departments).filter((score) => score !== null)).toHaveLength(23);
  });

  it('finds exactly nine cells that print something else than they should', async () => {
    const { differences } = await run(bytesOf(PUBLISHED));
    expect(differences.map(({ sheet, cell }) => `${sheet}!${cell}`)).toEqual(['附件1!P9', '附件1!Q9', '附件1!U9', '附件1!U12', '附件2!O6', '附件2!O8', '附件2!O10', '附件2!U7', '附件3!C38']);
  });

  it('changes nothing the second time', async () => {
    const workbook = openXlsx(bytesOf(PUBLISHED));
    await workbook.apply(compute(await workbook.read(), DEFAULTS).plan);
    const again = compute(await openXlsx(workbook.bytes()).read(), DEFAULTS);
    expect(again.plan.changes).toEqual([]);
    expect(again.differences).toEqual([]);
  });

  it('leaves the figures and text of 市税务局 exactly as they are', async () => {
    const { plan } = await run(bytesOf(PUBLISHED));
    expect(plan.changes.filter((change) => 'row' in change && change.sheet === '附件2' && change.row === 16)).toEqual([]);
  });
});

describe('what the bulletin leaves unsaid', () => {
  it('gives equal rates the same rank and skips the next: 10, 9.5, 9.5, 8.5 points', async () => {
    const result = await run(workbookOf({ 附件1: districtsSheet([plain(1, '甲区', 500), plain(2, '乙区', 400), plain(3, '丙区', 400), plain(4, '丁区', 300)]) }));
    expect(scores(result, 0)).toEqual({ 甲区: '100.00', 乙区: '99.50', 丙区: '99.50', 丁区: '98.50' });
  });

  it('gives no points below 1 % though the unit keeps its rank, and points at exactly 1 %', async () => {
    const result = await run(workbookOf({ 附件1: districtsSheet([plain(1, '甲区', 500), plain(2, '乙区', 10), plain(3, '丙区', 9)]) }));
    expect(scores(result, 0)).toEqual({ 甲区: '100.00', 乙区: '99.50', 丙区: '90.00' });
    expect(result.tables[0]?.scorecard?.units[2]?.rank).toBe(3);
  });

  it('gives rates and rank but no score where the adjustment is blank, and says so', async () => {
    const result = await run(workbookOf({ 附件1: districtsSheet([plain(1, '甲区', 500, null), plain(2, '乙区', 400)]) }));
    expect(scores(result, 0)).toEqual({ 甲区: null, 乙区: '99.50' });
    expect(result.tables[0]?.scorecard?.units[0]).toMatchObject({ status: 'no-adjustment', rank: 1 });
    expect(result.problems).toContainEqual(expect.objectContaining({ code: 'unit-no-adjustment', cell: 'U4' }));
  });

  it('lets a unit with nothing received take no part in the ranking', async () => {
    const result = await run(workbookOf({ 附件1: districtsSheet([unitRow(1, '甲区', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 10), plain(2, '乙区', 400)]) }));
    expect(scores(result, 0)).toEqual({ 甲区: null, 乙区: '100.00' });
    expect(result.problems).toContainEqual(expect.objectContaining({ code: 'unit-nothing-received' }));
  });

  it('keeps a score below 0 and reports it', async () => {
    const result = await run(workbookOf({ 附件1: districtsSheet([plain(1, '甲区', 500, -200)]) }));
    expect(scores(result, 0)).toEqual({ 甲区: '-110.00' });
    expect(result.problems).toContainEqual(expect.objectContaining({ code: 'score-negative' }));
  });
});

describe('formulas in place', () => {
  const contentAt = (result: ComputeResult, row: number, column: number): unknown => result.plan.changes.find((change) => change.kind === 'content' && change.row === row && change.column === column)?.becomes;

  it('leaves totals rows out of the rank range', async () => {
    const total = ['', '合计', 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1];
    const result = await run(workbookOf({ 附件1: [...districtsSheet([plain(1, '甲区', 500)]), total, plain(2, '乙区', 400)] }));
    expect(contentAt(result, 3, 20)).toMatchObject({ formula: expect.stringContaining('RANK(N4,(N$4:N$4,N$6:N$6))') });
  });

  it('writes values where an input is text, says so, and turns it into a number on request', async () => {
    const sheet = { 附件1: districtsSheet([unitRow(1, '甲区', ['１,０００', 1000, 500, 500, 0, 0, 0, 0, 0, 0], 10)]) };
    const careful = await run(workbookOf(sheet));
    expect(contentAt(careful, 3, 12)).toEqual({ value: 1, formula: null });
    expect(careful.problems).toContainEqual(expect.objectContaining({ code: 'text-number', cell: 'C4' }));
    const mended = await run(workbookOf(sheet), { fixNumbers: true });
    expect(contentAt(mended, 3, 2)).toEqual({ value: 1000, formula: null });
    expect(contentAt(mended, 3, 12)).toEqual({ value: 1, formula: '=IF(C4=0,"-",D4/C4)' });
  });

  it('keeps a differing rate on request; the score then follows the counts, and the row says so', async () => {
    const unit = unitRow(1, '甲区', [1000, 900, 450, 450, 0, 0, 0, 0, 0, 0], 10);
    unit[12] = 0.5;
    const result = await run(workbookOf({ 附件1: districtsSheet([unit]) }), { keepExisting: true });
    expect(contentAt(result, 3, 12)).toBeUndefined();
    expect(contentAt(result, 3, 20)).toMatchObject({ value: 96, formula: expect.stringContaining('(D4/C4)*40') });
    expect(result.problems).toContainEqual(expect.objectContaining({ code: 'rate-kept', cell: 'M4' }));
  });

  it('plans ten thousand units, more changes than a call takes arguments', async () => {
    const units = Array.from({ length: 10_000 }, (_, index) => plain(index + 1, `第${index}区`, (index % 900) + 1));
    const { plan, filled } = compute({ sheets: [gridOf(districtsSheet(units))], calculation: { fullPrecision: true, mode: 'automatic', iterates: false }, parts: {} }, DEFAULTS);
    expect([plan.changes.length > 100_000, filled]).toEqual([true, 80_000]);
  });

  it('computes the newest period and names the older one', async () => {
    const sheet = (period: string): CellValue[][] => [[`${period}各区县“好差评”评估通报表`], ...districtsSheet([plain(1, '甲区', 500)]).slice(1)];
    const result = await run(workbookOf({ 一: sheet('2021年第一季度'), 二: sheet('2021年第二季度') }));
    expect(result.tables.map((table) => table.attachment.sheet)).toEqual(['二']);
    expect(result.problems).toContainEqual(expect.objectContaining({ code: 'older-left-alone', sheet: '一' }));
  });
});
