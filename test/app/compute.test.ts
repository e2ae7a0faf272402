import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { compute, type ComputeRequest, type ComputeResult } from '../../src/app/compute.js';
import { print } from '../../src/core/exact/rational.js';
import { cellName } from '../../src/core/grid/address.js';
import type { CellValue, Grid } from '../../src/core/grid/grid.js';
import { message } from '../../src/messages/index.js';
import { INPUTS, PUBLISHED, bytesOf } from '../support/published.js';
import { districtsSheet, gridOf, unitRow, workbookOf } from '../support/sheets.js';

const DEFAULTS: ComputeRequest = { write: 'formulas', keepExisting: false, fixNumbers: false, sheets: [], rules: null };

async function run(bytes: Uint8Array, request: Partial<ComputeRequest> = {}): Promise<ComputeResult> {
  return compute(await openXlsx(bytes).read(), { ...DEFAULTS, ...request });
}

const scores = (result: ComputeResult, table: number): Record<string, string | null> =>
  Object.fromEntries(
    (result.tables[table]?.scorecard?.units ?? []).map((unit) => [unit.row.name, unit.score && print(unit.score, 2)]),
  );

/** A unit whose score is easy to see: everything received and good, adjustment 10. */
const plain = (serial: number, name: string, active: number, adjustment: CellValue = 10): CellValue[] =>
  unitRow(serial, name, [1000, 1000, active, active, 0, 0, 0, 0, 0, 0], adjustment);

describe('the bulletin of 2021 Q2', () => {
  it('reproduces 9 of the 11 printed district scores; 临淄 is 96.00 and 沂源 77.03, worked out by hand', async () => {
    // 临淄: 40 + 20 + 6 (ninth) + 4512/4513×20 + 10 = 95.99557.
    // 沂源: 34290/62172×40 + 20 + 5 (eleventh) + 1280/1282×20 + 10 = 77.0303.
    expect(scores(await run(bytesOf(INPUTS)), 0)).toEqual({
      张店区: '98.99',
      淄川区: '96.78',
      博山区: '100.00',
      周村区: '95.49',
      临淄区: '96.00',
      桓台县: '98.48',
      高青县: '99.49',
      沂源县: '77.03',
      高新区: '79.27',
      经开区: '100.00',
      文昌湖区: '99.50',
    });
  });

  it('reproduces 22 of the 23 printed department scores; 市公安局 is 40+20+20+12 = 92, printed 93', async () => {
    const departments = scores(await run(bytesOf(INPUTS)), 1);
    expect(departments['市公安局']).toBe('92.00');
    expect(departments).toMatchObject({
      市住房公积金: '97.83',
      市人社局: '99.95',
      市医疗保障局: '99.99',
      市行政审批服务局: '99.99',
      市水利局: '90.00',
      市气象局: '90.00',
      市税务局: null,
      市卫健委: null,
    });
    expect(Object.values(departments).filter((score) => score !== null)).toHaveLength(23);
  });

  it('finds exactly nine cells that print something else than they should', async () => {
    const { differences } = await run(bytesOf(PUBLISHED));
    expect(differences.map(({ sheet, cell }) => `${sheet}!${cell}`)).toEqual([
      '附件1!P9',
      '附件1!Q9',
      '附件1!U9',
      '附件1!U12',
      '附件2!O6',
      '附件2!O8',
      '附件2!O10',
      '附件2!U7',
      '附件3!C38',
    ]);
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
    expect(plan.changes.filter((change) => 'row' in change && change.sheet === '附件2' && change.row === 16)).toEqual(
      [],
    );
  });
});

describe('what the bulletin leaves unsaid', () => {
  it('gives equal rates the same rank and skips the next: 10, 9.5, 9.5, 8.5 points', async () => {
    const result = await run(
      workbookOf({
        附件1: districtsSheet([
          plain(1, '甲区', 500),
          plain(2, '乙区', 400),
          plain(3, '丙区', 400),
          plain(4, '丁区', 300),
        ]),
      }),
    );
    expect(scores(result, 0)).toEqual({ 甲区: '100.00', 乙区: '99.50', 丙区: '99.50', 丁区: '98.50' });
  });

  it('gives no points below 1 % though the unit keeps its rank, and points at exactly 1 %', async () => {
    const result = await run(
      workbookOf({ 附件1: districtsSheet([plain(1, '甲区', 500), plain(2, '乙区', 10), plain(3, '丙区', 9)]) }),
    );
    expect(scores(result, 0)).toEqual({ 甲区: '100.00', 乙区: '99.50', 丙区: '90.00' });
    expect(result.tables[0]?.scorecard?.units[2]?.rank).toBe(3);
  });

  it('gives rates and rank but no score where the adjustment is blank, and says so', async () => {
    const result = await run(
      workbookOf({ 附件1: districtsSheet([plain(1, '甲区', 500, null), plain(2, '乙区', 400)]) }),
    );
    expect(scores(result, 0)).toEqual({ 甲区: null, 乙区: '99.50' });
    expect(result.tables[0]?.scorecard?.units[0]).toMatchObject({ status: 'no-adjustment', rank: 1 });
    expect(result.plan.problems).toContainEqual(expect.objectContaining({ code: 'unit-no-adjustment', cell: 'U4' }));
  });

  it.each<[string, CellValue]>([
    ['words and a figure', '加3分'],
    ['a sum', '10+3'],
    ['an error', { error: '#N/A' }],
    ['words alone', '待定'],
    ['a truth value', true],
  ])(
    'where the adjustment is %s the unit keeps rates and rank without a score, and the others theirs',
    (_, adjustment) => {
      const grid = gridOf(
        districtsSheet([plain(1, '甲区', 500, adjustment), plain(2, '乙区', 400), plain(3, '丙区', 300)]),
      );
      const result = compute(
        { sheets: [grid], calculation: { fullPrecision: true, mode: 'automatic', iterates: false }, parts: {} },
        DEFAULTS,
      );
      expect(scores(result, 0)).toEqual({ 甲区: null, 乙区: '99.50', 丙区: '99.00' });
      expect(result.tables[0]?.scorecard?.units.map(({ status, rank }) => [status, rank])).toEqual([
        ['no-adjustment', 1],
        ['scored', 2],
        ['scored', 3],
      ]);
      expect(result.plan.problems).toContainEqual(
        expect.objectContaining({ severity: 'warning', code: 'unit-adjustment-unreadable', cell: 'T4' }),
      );
      expect(result.plan.changes).toContainEqual(
        expect.objectContaining({ row: 3, column: 13, becomes: expect.objectContaining({ value: 0.5 }) }),
      );
      expect(result.plan.changes).toContainEqual(
        expect.objectContaining({
          row: 5,
          column: 20,
          becomes: { value: 99, formula: expect.stringContaining('RANK(N6,N$4:N$6)') },
        }),
      );
    },
  );

  it('takes words over a row without figures for a remark, also where they stand in the adjustment', async () => {
    const words: CellValue[] = unitRow(2, '乙区', [1000, 1000, ...new Array<null>(8).fill(null)], '数据由省归集');
    const result = await run(workbookOf({ 附件1: districtsSheet([plain(1, '甲区', 500), words]) }));
    expect(result.tables[0]?.scorecard?.units[1]).toMatchObject({
      status: 'incomplete',
      rank: null,
      row: { remark: '数据由省归集' },
    });
    expect(result.plan.problems.map(({ code }) => code)).not.toContain('cell-unreadable');
  });

  it('lets a unit with nothing received take no part in the ranking', async () => {
    const result = await run(
      workbookOf({
        附件1: districtsSheet([unitRow(1, '甲区', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 10), plain(2, '乙区', 400)]),
      }),
    );
    expect(scores(result, 0)).toEqual({ 甲区: null, 乙区: '100.00' });
    expect(result.plan.problems).toContainEqual(expect.objectContaining({ code: 'unit-nothing-received' }));
  });

  it('keeps a score below 0 and reports it', async () => {
    const result = await run(workbookOf({ 附件1: districtsSheet([plain(1, '甲区', 500, -200)]) }));
    expect(scores(result, 0)).toEqual({ 甲区: '-110.00' });
    expect(result.plan.problems).toContainEqual(expect.objectContaining({ code: 'score-negative' }));
  });
});

describe('rows that would shift everybody’s ranks', () => {
  const units = [plain(1, '甲区', 500), plain(2, '乙区', 400), plain(3, '丙区', 300)];
  const SCORES = { 甲区: '100.00', 乙区: '99.50', 丙区: '99.00' };
  const notes = [['各区县“好差评”得分构成：'], ['一、评价率占 40 分，该项得分为评价率×40。'], []];
  const unnumbered = (name: string, active: number): CellValue[] => [null, ...plain(0, name, active).slice(1)];
  const touched = (result: ComputeResult): readonly number[] => [
    ...new Set(result.plan.changes.flatMap((change) => ('row' in change ? [change.row] : []))),
  ];

  it.each<[string, CellValue[][], string, string]>([
    ['a copy of a unit below the notes', [...units, ...notes, unnumbered('甲区', 600)], 'row-below-notes', 'B10'],
    ['last year’s figures below the units', [...units, unnumbered('去年同期', 600), ...notes], 'row-comparison', 'B7'],
    [
      'a unit’s last quarter among the units',
      [...units.slice(0, 1), unnumbered('甲区（上季度）', 600), ...units.slice(1)],
      'row-comparison',
      'B5',
    ],
  ])('%s changes no score, gets no formula, and is said', async (_, rows, code, cell) => {
    const result = await run(workbookOf({ 附件1: districtsSheet(rows) }));
    expect(scores(result, 0)).toEqual(SCORES);
    expect(touched(result)).not.toContain(Number(/\d+/.exec(cell)?.[0]) - 1);
    expect(result.plan.problems).toContainEqual(expect.objectContaining({ code, cell }));
  });

  it('says of a unit that stands there twice in which rows, and computes both', async () => {
    const result = await run(workbookOf({ 附件1: districtsSheet([...units, plain(4, '甲区\n75.6 万', 600)]) }));
    expect(result.plan.problems).toContainEqual({
      severity: 'warning',
      code: 'unit-twice',
      sheet: '附件1',
      cell: 'B7',
      parameters: { unit: '甲区', count: 2, rows: '4、7' },
    });
    expect(result.tables[0]?.scorecard?.units.map(({ rank }) => rank)).toEqual([2, 3, 4, 1]);
  });

  it('says it of 附件3 too, and not of two units that differ in what they include', async () => {
    const volumes = [
      ['2021年第二季度部门政务服务“好差评”评价量统计表'],
      ['序号', '部门', '市级', '甲区', '乙县'],
      [1, '公安局', 1, 2, 3],
      [2, '司法局', 1, 2, 3],
      [3, '司法局（含公证）', 1, 2, 3],
      [4, '公安局', 1, 2, 3],
      [null, '汇总'],
    ];
    const { problems } = (await run(workbookOf({ 附件3: volumes }))).plan;
    expect(problems.filter(({ code }) => code === 'unit-twice')).toEqual([
      expect.objectContaining({ cell: 'B6', parameters: { unit: '公安局', count: 2, rows: '3、6' } }),
    ]);
  });

  it.each([
    ['as it was published', PUBLISHED],
    ['with its inputs alone', INPUTS],
  ])('says nothing of the kind in the bulletin %s', async (_, bulletin) => {
    const codes = (await run(bytesOf(bulletin))).plan.problems.map(({ code }) => code);
    for (const code of [
      'row-below-notes',
      'row-comparison',
      'unit-unnumbered',
      'unit-twice',
      'cell-merged',
      'value-under-merge',
      'cell-is-date',
    ])
      expect(codes).not.toContain(code);
  });
});

describe('what a cell holds and does not show', () => {
  const computed = (units: CellValue[][], formats: Readonly<Record<string, string>> = {}): ComputeResult => {
    const grid = gridOf(districtsSheet(units));
    const withFormats = grid.formats.map((row, r) => row.map((format, c) => formats[cellName(r, c)] ?? format));
    return compute(
      {
        sheets: [{ ...grid, formats: withFormats }],
        calculation: { fullPrecision: true, mode: 'automatic', iterates: false },
        parts: {},
      },
      DEFAULTS,
    );
  };

  it('says of a count and of an adjustment that became dates what they show, and proposes nothing', () => {
    const units = [plain(1, '甲区', 44_471), plain(2, '乙区', 400, 44_471), plain(3, '丙区', 300)];
    const { problems } = computed(units, { E4: 'm"月"d"日"', T5: 'yyyy/m/d' }).plan;
    expect(
      problems
        .filter(({ code }) => /date|unreadable/.test(code))
        .map(({ code, cell, parameters }) => [code, cell, parameters]),
    ).toEqual([
      ['cell-is-date', 'E4', { text: '2021-10-02' }],
      ['cell-is-date', 'T5', { text: '2021-10-02' }],
      ['unit-unreadable', 'U4', expect.anything()],
      ['unit-adjustment-is-date', 'T5', { unit: '乙区', text: '2021-10-02' }],
    ]);
  });

  it.each([69_376.999_999_999_99, 69_377.000_000_000_01])('scores %d as 69377', (active) => {
    const of = (count: number): ComputeResult =>
      computed([unitRow(1, '甲区', [100_000, 100_000, count, 50_000, 0, 0, 0, 0, 0, 0], 10)]);
    expect(of(active).tables[0]?.scorecard?.units[0]?.uncapped).toEqual(
      of(69_377).tables[0]?.scorecard?.units[0]?.uncapped,
    );
    expect(of(active).plan.problems).toEqual(of(69_377).plan.problems);
  });
});

describe('formulas in place', () => {
  const contentAt = (result: ComputeResult, row: number, column: number): unknown =>
    result.plan.changes.find((change) => change.kind === 'content' && change.row === row && change.column === column)
      ?.becomes;

  it('leaves totals rows out of the rank range, and takes in the heading above a row that may be deleted', async () => {
    const total = ['', '合计', 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1];
    const result = await run(
      workbookOf({
        附件1: [...districtsSheet([plain(1, '甲区', 500)]), total, plain(2, '乙区', 400), plain(3, '丙区', 300)],
      }),
    );
    expect(contentAt(result, 3, 20)).toMatchObject({ formula: expect.stringContaining('RANK(N4,(N$3:N$4,N$6:N$7))') });
  });

  it('counts the greater rates where a unit is alone below a total, as RANK would not survive its loss', async () => {
    const total = ['', '合计', 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1];
    const result = await run(
      workbookOf({ 附件1: [...districtsSheet([plain(1, '甲区', 500)]), total, plain(2, '乙区', 400)] }),
    );
    expect(contentAt(result, 5, 20)).toMatchObject({
      value: 99.5,
      formula: expect.stringContaining('(1+SUMPRODUCT((B$4:B$6<>"合计")*ISNUMBER(N$4:N$6)*(N$4:N$6>N6)))'),
    });
  });

  it('writes values where an input is text, says so, and turns it into a number on request', async () => {
    const sheet = { 附件1: districtsSheet([unitRow(1, '甲区', ['１,０００', 1000, 500, 500, 0, 0, 0, 0, 0, 0], 10)]) };
    const careful = await run(workbookOf(sheet));
    expect(contentAt(careful, 3, 12)).toEqual({ value: 1, formula: null });
    expect(careful.plan.problems).toContainEqual(expect.objectContaining({ code: 'text-number', cell: 'C4' }));
    const mended = await run(workbookOf(sheet), { fixNumbers: true });
    expect(contentAt(mended, 3, 2)).toEqual({ value: 1000, formula: null });
    expect(contentAt(mended, 3, 12)).toEqual({ value: 1, formula: '=IF(C4=0,"-",D4/C4)' });
    // The count besides what is computed all the same.
    expect(mended.filled).toBe(careful.filled + 1);
  });

  it('says that nobody sees all of what stands in a number, and writes the number alone on request', async () => {
    const unit = unitRow(1, '甲区', ['1\u200b0\u00ad00\u202c', 1000, 500, 500, 0, 0, 0, 0, 0, 0], 10);
    const sheet = { 附件1: districtsSheet([unit]) };
    const { problems } = (await run(workbookOf(sheet))).plan;
    const found = problems.find(({ code }) => code === 'text-number');
    expect(found).toMatchObject({ cell: 'C4', parameters: { text: '1000', value: 1000 } });
    expect(message('zh-CN', 'text-number', found?.parameters)).toMatch(/^格里有看不见的字符，按 1000 读。/);
    const mended = await run(workbookOf(sheet), { fixNumbers: true });
    expect(contentAt(mended, 3, 2)).toEqual({ value: 1000, formula: null });
  });

  it('keeps a differing rate on request; the score then follows the counts, and the row says so', async () => {
    const unit = unitRow(1, '甲区', [1000, 900, 450, 450, 0, 0, 0, 0, 0, 0], 10);
    unit[12] = 0.5;
    const result = await run(workbookOf({ 附件1: districtsSheet([unit]) }), { keepExisting: true });
    expect(contentAt(result, 3, 12)).toBeUndefined();
    expect(contentAt(result, 3, 20)).toMatchObject({ value: 96, formula: expect.stringContaining('(D4/C4)*40') });
    expect(result.plan.problems).toContainEqual(expect.objectContaining({ code: 'rate-kept', cell: 'M4' }));
  });

  it('plans ten thousand units, more changes than a call takes arguments', async () => {
    const units = Array.from({ length: 10_000 }, (_, index) => plain(index + 1, `第${index}区`, (index % 900) + 1));
    const { plan, filled } = compute(
      {
        sheets: [gridOf(districtsSheet(units))],
        calculation: { fullPrecision: true, mode: 'automatic', iterates: false },
        parts: {},
      },
      DEFAULTS,
    );
    expect([plan.changes.length > 100_000, filled]).toEqual([true, 80_000]);
  });

  it('computes the newest period and names the older one', async () => {
    const sheet = (period: string): CellValue[][] => [
      [`${period}各区县“好差评”评估通报表`],
      ...districtsSheet([plain(1, '甲区', 500)]).slice(1),
    ];
    const result = await run(workbookOf({ 一: sheet('2021年第一季度'), 二: sheet('2021年第二季度') }));
    expect(result.tables.map((table) => table.attachment.sheet)).toEqual(['二']);
    expect(result.plan.problems).toContainEqual(expect.objectContaining({ code: 'older-left-alone', sheet: '一' }));
  });
});

describe('what stands in a computed cell already', () => {
  const [RATE, SCORE] = [12, 20];
  // 1000 due, 667 received, 200 active, all good; adjustment 10: M/A = 66.7 %, and
  // 40×0.667 + 20 + 10 + 20 + 10 = 86.68.
  const COUNTS = [1000, 667, 200, 200, 0, 0, 0, 0, 0, 0];
  interface Standing {
    readonly value: CellValue;
    readonly formula?: string;
    readonly format?: string;
  }
  const computed = (
    cells: Readonly<Record<number, Standing>>,
    request: Partial<ComputeRequest> = {},
    counts: readonly CellValue[] = COUNTS,
  ): ComputeResult => {
    const plainGrid = gridOf(districtsSheet([unitRow(1, '甲区', counts, 10)]));
    const put = <T>(rows: readonly (readonly T[])[], pick: (cell: Standing) => T | undefined): T[][] =>
      rows.map((row, r) => row.map((was, c) => (r === 3 && cells[c] !== undefined ? (pick(cells[c]) ?? was) : was)));
    const grid = {
      ...plainGrid,
      values: put(plainGrid.values, ({ value }) => value),
      formulas: put(plainGrid.formulas, ({ formula }) => formula),
      formats: put(plainGrid.formats, ({ format }) => format),
    };
    return compute(
      { sheets: [grid], calculation: { fullPrecision: true, mode: 'automatic', iterates: false }, parts: {} },
      { ...DEFAULTS, ...request },
    );
  };
  const OURS = '=IF(C4=0,"-",D4/C4)';
  it.each<[string, number, Standing, { readonly becomes: unknown; readonly differs: boolean }]>([
    ['nothing', RATE, { value: null }, { becomes: { value: 0.667, formula: OURS }, differs: false }],
    ['our formula', RATE, { value: 0.667, formula: OURS }, { becomes: undefined, differs: false }],
    [
      'our formula, not calculated anew',
      RATE,
      { value: 0.5, formula: OURS },
      { becomes: { value: 0.667, formula: OURS }, differs: false },
    ],
    [
      'somebody’s formula of the same value',
      RATE,
      { value: 0.667, formula: '=D4/C4' },
      { becomes: undefined, differs: false },
    ],
    [
      'somebody’s formula that is rounded and shows the same',
      RATE,
      { value: 0.67, formula: '=ROUND(D4/C4,2)', format: '0%' },
      { becomes: undefined, differs: false },
    ],
    [
      'somebody’s formula that shows another value',
      RATE,
      { value: 0.66, formula: '=ROUNDDOWN(D4/C4,2)', format: '0%' },
      { becomes: { value: 0.667, formula: OURS }, differs: true },
    ],
    [
      'a typed figure that shows the same',
      RATE,
      { value: 0.67, format: '0%' },
      { becomes: { value: 0.667, formula: OURS }, differs: false },
    ],
    [
      'a typed text that shows the same',
      RATE,
      { value: '66.7%' },
      { becomes: { value: 0.667, formula: OURS }, differs: false },
    ],
    [
      'a typed figure that shows another value',
      RATE,
      { value: 0.66, format: '0%' },
      { becomes: { value: 0.667, formula: OURS }, differs: true },
    ],
    [
      'a figure without a format that will show more digits',
      RATE,
      { value: 0.67 },
      { becomes: { value: 0.667, formula: OURS }, differs: true },
    ],
    [
      'a score of 87 without a format, which 86.68 is not',
      SCORE,
      { value: 87 },
      { becomes: expect.objectContaining({ value: 86.68 }), differs: true },
    ],
    [
      'an error',
      RATE,
      { value: { error: '#REF!' }, formula: '=D4/#REF!' },
      { becomes: { value: 0.667, formula: OURS }, differs: true },
    ],
  ])('%s', (_, column, standing, { becomes, differs }) => {
    const { plan, differences } = computed({ [column]: standing });
    expect(
      plan.changes.find((change) => change.kind === 'content' && change.row === 3 && change.column === column),
    ).toEqual(becomes === undefined ? undefined : expect.objectContaining({ becomes }));
    expect(differences.map(({ cell }) => cell)).toEqual(differs ? [column === RATE ? 'M4' : 'U4'] : []);
  });

  it('makes the score of the counts where somebody’s rounded formula stays, and says so', () => {
    const { plan } = computed({ [RATE]: { value: 0.67, formula: '=ROUND(D4/C4,2)', format: '0%' } });
    expect(plan.changes).toContainEqual(
      expect.objectContaining({
        column: SCORE,
        becomes: { value: 86.68, formula: expect.stringContaining('(D4/C4)*40') },
      }),
    );
    expect(plan.problems).toContainEqual(expect.objectContaining({ code: 'rate-kept', cell: 'M4' }));
  });

  it('makes a typed rate exact in a row without live rates, where the score is made of it', () => {
    const { plan, differences } = computed({ [RATE]: { value: 0.67, format: '0%' } }, {}, [
      '1,000',
      ...COUNTS.slice(1),
    ]);
    expect(plan.changes).toContainEqual(
      expect.objectContaining({ column: RATE, becomes: { value: 0.667, formula: null } }),
    );
    expect(differences).toEqual([]);
  });

  it('turns our own formulas into values where values are asked for, and leaves somebody’s', () => {
    const contents = ({ plan }: ComputeResult): unknown =>
      plan.changes.flatMap((change) => (change.kind === 'content' && change.column === RATE ? [change.becomes] : []));
    expect(contents(computed({ [RATE]: { value: 0.667, formula: OURS } }, { write: 'values' }))).toEqual([
      { value: 0.667, formula: null },
    ]);
    expect(contents(computed({ [RATE]: { value: 0.667, formula: '=D4/C4' } }, { write: 'values' }))).toEqual([]);
  });

  it('does not rank a unit without figures by the rate that somebody typed for it', () => {
    const typed: CellValue[] = unitRow(2, '乙区', new Array<null>(10).fill(null), null);
    typed[13] = 0.99;
    const { plan } = compute(
      {
        sheets: [gridOf(districtsSheet([plain(1, '甲区', 500), typed, plain(3, '丙区', 400)]))],
        calculation: { fullPrecision: true, mode: 'automatic', iterates: false },
        parts: {},
      },
      DEFAULTS,
    );
    expect(plan.changes).toContainEqual(
      expect.objectContaining({
        row: 3,
        column: SCORE,
        becomes: { value: 100, formula: expect.stringContaining('RANK(N4,(N$3:N$4,N$6:N$6))') },
      }),
    );
  });
});

describe('totals rows of 附件3', () => {
  const volumes = (rows: readonly (readonly CellValue[])[]): ComputeResult =>
    compute(
      {
        sheets: [gridOf([['2021年第二季度评价量统计表'], ['序号', '部门/区县', '市级', '甲区'], ...rows])],
        calculation: { fullPrecision: true, mode: 'automatic', iterates: false },
        parts: {},
      },
      DEFAULTS,
    );
  const sums = ({ plan }: ComputeResult): unknown =>
    plan.changes.flatMap((change) =>
      change.kind === 'content' && change.column === 2
        ? [[change.row + 1, change.becomes.formula, change.becomes.value]]
        : [],
    );

  it('adds up what stands above, without the subtotals between, and 小计 what stands since the one before', () => {
    const result = volumes([
      [1, '甲局', 1, 1],
      [2, '乙局', 2, 1],
      [null, '小计'],
      [3, '丙局', 4, 1],
      [null, '小计'],
      [null, '合计'],
    ]);
    expect(sums(result)).toEqual([
      [5, '=SUM(C3:C4)', 3],
      [7, '=SUMIF($B5:$B6,"<>小计",C5:C6)', 4],
      [8, '=SUMIF($B3:$B6,"<>小计",C3:C6)', 7],
    ]);
  });

  it('adds up what stands below where the total stands on top', () => {
    expect(
      sums(
        volumes([
          [null, '汇总'],
          [1, '甲局', 1, 1],
          [2, '乙局', 2, 1],
        ]),
      ),
    ).toEqual([[3, '=SUM(C4:C5)', 3]]);
  });

  it.each(['平均', '市级合计'])('leaves %s alone and says so', (name) => {
    const result = volumes([
      [1, '甲局', 1, 1],
      [2, '乙局', 2, 1],
      [null, name, 5],
    ]);
    expect(sums(result)).toEqual([]);
    expect(result.plan.problems).toContainEqual(
      expect.objectContaining({ code: 'total-left-alone', parameters: { name } }),
    );
  });
});

describe('row sums of 附件3', () => {
  type Rows = readonly (readonly CellValue[])[];
  const HEADER = ['序号', '部门/区县', '市级', '甲区', '乙区', '合计'];
  // 公安局 327, 人社局 6, 333 altogether; without 市级 320, 5 and 325.
  const rows = (first: CellValue = null, second: CellValue = null, all: CellValue = null): Rows => [
    [1, '公安局', 7, 20, 300, first],
    [2, '人社局', 1, 2, 3, second],
    [null, '汇总', 8, 22, 303, all],
  ];
  const volumes = (
    body: Rows,
    request: Partial<ComputeRequest> = {},
    header: readonly CellValue[] = HEADER,
    options: Partial<Grid> = {},
  ): ComputeResult =>
    compute(
      {
        sheets: [gridOf([['2021年第二季度评价量统计表'], header, ...body], { sheet: '附件3', ...options })],
        calculation: { fullPrecision: true, mode: 'automatic', iterates: false },
        parts: {},
      },
      { ...DEFAULTS, ...request },
    );
  const filled = ({ plan }: ComputeResult, column = 5): unknown =>
    plan.changes.flatMap((change) =>
      change.kind === 'content' && change.column === column
        ? [[change.row + 1, change.becomes.formula, change.becomes.value]]
        : [],
    );
  const WHOLE = [
    [3, '=SUM(C3:E3)', 327],
    [4, '=SUM(C4:E4)', 6],
    [5, '=SUM(F3:F4)', 333],
  ];
  const DISTRICTS = [
    [3, '=SUM(D3:E3)', 320],
    [4, '=SUM(D4:E4)', 5],
    [5, '=SUM(F3:F4)', 325],
  ];

  it('are filled in place with their own total, and what is added is said where nothing tells', () => {
    const result = volumes(rows());
    expect([filled(result), result.differences]).toEqual([WHOLE, []]);
    expect(result.plan.problems.filter(({ code }) => code === 'sum-with-city')).toEqual([
      expect.objectContaining({ sheet: '附件3', cell: 'F3', severity: 'notice' }),
    ]);
    const ofDistricts = volumes(rows(), {}, [...HEADER.slice(0, 5), '区县合计']);
    expect(filled(ofDistricts)).toEqual(DISTRICTS);
    expect(ofDistricts.plan.problems.map(({ code }) => code)).not.toContain('sum-with-city');
  });

  it('leave 市级 out where those that stand there do', () => {
    expect(filled(volumes(rows(320)))).toEqual(DISTRICTS);
  });

  it('that were typed and differ are differences, those that agree are not', () => {
    const result = volumes(rows('320', 50, 325));
    expect([filled(result), result.differences.map(({ cell, from, to }) => [cell, from, to])]).toEqual([
      DISTRICTS,
      [['F4', 50, 5]],
    ]);
  });

  it('kept on request leave a total that is right all the same', () => {
    const result = volumes(rows(320, 50), { keepExisting: true });
    expect([filled(result), result.differences.map(({ cell, kept }) => [cell, kept])]).toEqual([
      [
        [3, '=SUM(D3:E3)', 320],
        [5, '=SUM(D5:E5)', 325],
      ],
      [['F4', true]],
    ]);
    // The total of 甲区 is kept as well: nothing is left to be added up.
    const both = volumes([...rows(320, 50).slice(0, 2), [null, '汇总', 8, 23, 303, null]], { keepExisting: true });
    expect(filled(both)).toEqual([
      [3, '=SUM(D3:E3)', 320],
      [5, null, 325],
    ]);
  });

  it('change nothing when they are computed again', () => {
    const values = rows(320, 5, 325);
    const formulas = [
      [],
      [],
      [5, '=SUM(D3:E3)'],
      [5, '=SUM(D4:E4)'],
      [2, '=SUM(C3:C4)', '=SUM(D3:D4)', '=SUM(E3:E4)', '=SUM(F3:F4)'],
    ];
    const grid = gridOf([['2021年第二季度评价量统计表'], HEADER, ...values]);
    const live = grid.formulas.map((row, r) =>
      row.map((_, c) => {
        const [from, ...given] = formulas[r] ?? [];
        return (given[c - Number(from)] as string | undefined) ?? null;
      }),
    );
    const result = volumes(values, {}, HEADER, { formulas: live });
    expect([result.plan.changes, result.differences, result.filled, result.plan.problems]).toEqual([[], [], 0, []]);
  });

  it('are values beside counts typed as text, and where values are asked for', () => {
    expect(filled(volumes([[1, '公安局', 7, '20', 300, null], ...rows().slice(1)]))).toEqual([
      [3, null, 327],
      [4, '=SUM(C4:E4)', 6],
      [5, '=SUM(F3:F4)', 333],
    ]);
    expect(filled(volumes(rows(), { write: 'values' }))).toEqual([
      [3, null, 327],
      [4, null, 6],
      [5, null, 333],
    ]);
  });

  it('are no texts: a cell formatted as text gets the format of a number', () => {
    const { plan } = volumes(rows('320', '5'), {}, HEADER, {
      formats: [[], [], ...[3, 4].map(() => ['General', 'General', 'General', 'General', 'General', '@'])],
    });
    expect(
      plan.changes.flatMap((change) =>
        change.kind === 'format' ? [[change.row + 1, change.was, change.becomes]] : [],
      ),
    ).toEqual([
      [3, '@', 'General'],
      [4, '@', 'General'],
    ]);
  });

  it.each<[string, readonly CellValue[], Rows, unknown, number]>([
    [
      'pass over a 占比 among the districts',
      ['序号', '部门/区县', '市级', '甲区', '占比', '乙区', '占比', '合计'],
      [[1, '公安局', 7, 20, 0.5, 300, 0.9, null]],
      [[3, '=SUM(C3:D3,F3:F3)', 327]],
      7,
    ],
    [
      'pass over a 合计 among them',
      ['序号', '部门/区县', '甲区', '合计', '市级', '乙区'],
      [[1, '公安局', 20, null, 7, 300]],
      [[3, '=SUM(B3:C3,E3:F3)', 327]],
      3,
    ],
    [
      'stand at the left',
      ['序号', '部门/区县', '合计', '市级', '甲区', '乙区'],
      [[1, '公安局', null, 7, 20, 300]],
      [[3, '=SUM(D3:F3)', 327]],
      2,
    ],
    [
      'take blanks and dashes for nothing',
      HEADER,
      [
        [1, '公安局', 7, null, 300, null],
        [2, '人社局', 7, '-', 3, null],
      ],
      [
        [3, '=SUM(C3:E3)', 307],
        [4, '=SUM(C4:E4)', 10],
      ],
      5,
    ],
    [
      'leave a unit without counts blank, and its 备注 alone',
      HEADER,
      [
        [1, '公安局', 7, 20, 300, null],
        [2, '人社局', '未归集', null, null, null],
        [null, '汇总'],
      ],
      [
        [3, '=SUM(C3:E3)', 327],
        [5, '=SUM(F3:F4)', 327],
      ],
      5,
    ],
    [
      'are added up by a total on top',
      HEADER,
      [
        [null, '汇总'],
        [1, '公安局', 7, 20, 300, null],
      ],
      [
        [3, '=SUM(F4:F4)', 327],
        [4, '=SUM(C4:E4)', 327],
      ],
      5,
    ],
    // A block of one row takes the heading above it in, as in every total; below a subtotal it takes that in, which its
    // name leaves out.
    [
      'have subtotals',
      HEADER,
      [
        [1, '公安局', 7, 20, 300, null],
        [null, '小计'],
        [2, '人社局', 1, 2, 3, null],
        [null, '合计'],
      ],
      [
        [3, '=SUM(C3:E3)', 327],
        [4, '=SUM(F2:F3)', 327],
        [5, '=SUM(C5:E5)', 6],
        [6, '=SUMIF($B3:$B5,"<>小计",F3:F5)', 333],
      ],
      5,
    ],
  ])('%s', (_, header, body, expected, column) => {
    const result = volumes(body, {}, header);
    expect([...(filled(result, column) as unknown[][])].sort((a, b) => Number(a[0]) - Number(b[0]))).toEqual(expected);
  });

  it('of a row that cannot be read stay blank, with their total, and the cell is named', () => {
    const result = volumes([
      [1, '公安局', 7, '约20', 300, null],
      ...rows().slice(1, 2),
      [null, '汇总', null, null, null, null],
    ]);
    expect(filled(result)).toEqual([[4, '=SUM(C4:E4)', 6]]);
    expect(
      result.plan.problems
        .filter(({ code }) => code === 'total-not-filled')
        .map(({ cell, parameters }) => [cell, parameters['cell']]),
    ).toEqual([
      ['F3', 'D3'],
      ['D5', 'D3'],
      ['F5', 'D3'],
    ]);
  });
});

it('computes the sheet that is shown where the same attachment stands on a hidden one too', () => {
  const sheet = districtsSheet([plain(1, '甲区', 500)]);
  const { tables } = compute(
    {
      sheets: [gridOf(sheet, { sheet: '备份', visibility: 'hidden' }), gridOf(sheet, { sheet: '正式' })],
      calculation: { fullPrecision: true, mode: 'automatic', iterates: false },
      parts: {},
    },
    DEFAULTS,
  );
  expect(tables.map(({ attachment }) => attachment.sheet)).toEqual(['正式']);
});
