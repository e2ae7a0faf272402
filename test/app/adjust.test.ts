import fc from 'fast-check';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { adjust, applyAdjustments, type AdjustmentEdit, type Adjusted } from '../../src/app/adjust.js';
import { adjustmentOverview } from '../../src/app/adjustments.js';
import { compute, type ComputeRequest } from '../../src/app/compute.js';
import { invert } from '../../src/core/changes/plan.js';
import { readLedger } from '../../src/core/adjustments/ledger.js';
import { unclassifiedEntry, unitsOwingReasons, type Adjustments } from '../../src/core/adjustments/reconcile.js';
import { print, printShortest } from '../../src/core/exact/rational.js';
import { valueAt, type CellValue, type Grid } from '../../src/core/grid/grid.js';
import { draft, ledgerSheet, plainUnit } from '../support/ledgers.js';
import { memoryWorkbook } from '../support/memory-workbook.js';
import { INPUTS, PUBLISHED, bytesOf } from '../support/published.js';
import { districtsSheet, gridOf } from '../support/sheets.js';

const DEFAULTS: ComputeRequest = { write: 'formulas', keepExisting: false, fixNumbers: false, sheets: [], rules: null };
const ADJUSTMENT = 19;
const SCORE = 20;

const attachment = (units: readonly (readonly CellValue[])[]): Grid =>
  gridOf(districtsSheet(units), { sheet: '附件1' });
const THREE = [plainUnit(1, '甲区', 500), plainUnit(2, '乙区', 400), plainUnit(3, '丙区', 300)];
const withLedger = (...lines: readonly CellValue[][]): Grid[] => [
  attachment(THREE),
  gridOf(ledgerSheet(lines), { sheet: '台账' }),
];
const book = (sheets: readonly Grid[] = [attachment(THREE)]): ReturnType<typeof memoryWorkbook> =>
  memoryWorkbook(sheets);
const preview = (workbook: ReturnType<typeof memoryWorkbook>, ...edits: readonly AdjustmentEdit[]): Adjusted =>
  adjust(workbook.snapshot(), { edits, write: 'formulas', rules: null });
const run = async (
  workbook: ReturnType<typeof memoryWorkbook>,
  ...edits: readonly AdjustmentEdit[]
): Promise<Adjusted> => (await applyAdjustments(workbook, { edits, write: 'formulas', rules: null })).adjusted;
const cell = (workbook: ReturnType<typeof memoryWorkbook>, row: number, column: number, sheet = '附件1'): CellValue =>
  valueAt(workbook.snapshot().sheets.find((grid) => grid.sheet === sheet) as Grid, row, column);
const entries = (workbook: ReturnType<typeof memoryWorkbook>): unknown[] =>
  workbook
    .snapshot()
    .sheets.flatMap((grid) => readLedger(grid)?.entries ?? [])
    .map(({ unit, clause, times, points, reason }) => [unit, clause, times, points, reason]);
const published = async (): Promise<ReturnType<typeof memoryWorkbook>> =>
  memoryWorkbook((await openXlsx(bytesOf(PUBLISHED)).read()).sheets);
const adjustmentsOf = (workbook: ReturnType<typeof memoryWorkbook>): readonly (Adjustments | null)[] =>
  compute(workbook.snapshot(), DEFAULTS).tables.map((table) => table.adjustments);

describe('the bulletin of 2021 Q2', () => {
  it('owes reasons for three districts and 21 departments', async () => {
    expect(adjustmentsOf(await published()).map((one) => one && unitsOwingReasons(one))).toEqual([3, 21, null]);
  });

  it('previews 高青县 7→4 when 13 is typed where 10 was', async () => {
    const workbook = memoryWorkbook((await openXlsx(bytesOf(INPUTS)).read()).sheets);
    await run(workbook, { kind: 'set', attachment: 'districts', unit: '高青县', value: 10 });
    const { moves } = preview(workbook, { kind: 'set', attachment: 'districts', unit: '高青县', value: 13 });
    expect(moves.map(({ unit, rank }) => `${unit} ${rank.from}→${rank.to}`)).toEqual([
      '张店区 4→5',
      '淄川区 6→7',
      '桓台县 5→6',
      '高青县 7→4',
    ]);
    const { from, to } = moves.find(({ unit }) => unit === '高青县')?.score ?? {};
    expect([from, to].map((score) => (score == null ? null : print(score, 2)))).toEqual(['96.49', '99.49']);
  });

  it('one click makes entries 待分类 of all bare numbers; no score moves and the reasons are still owed', async () => {
    const workbook = await published();
    const edits = adjustmentsOf(workbook).flatMap((one) =>
      one === null
        ? []
        : one.units
            .filter(({ hasNoReason }) => hasNoReason)
            .map((unit): AdjustmentEdit => ({ kind: 'add', entry: unclassifiedEntry(one, unit) })),
    );
    const { moves, refused } = await run(workbook, ...edits);
    expect([edits.length, moves, refused]).toEqual([24, [], []]);
    expect(entries(workbook)).toContainEqual(['市住房公积金', '待分类', 1, 8, '']);
    expect(
      adjustmentsOf(workbook).map(
        (one) => one && [unitsOwingReasons(one), one.units.filter(({ hasNoReason }) => hasNoReason).length],
      ),
    ).toEqual([[3, 0], [21, 0], null]);
  });
});

describe('adding an entry', () => {
  it.each<[string, readonly string[], readonly string[], string]>([
    ['nothing', [], [], '加减分台账'],
    ['a defined name', ['加减分台账'], [], '加减分台账2'],
    ['a defined name and a table', ['加减分台账'], ['加减分台账2'], '加减分台账3'],
    ['two defined names', ['加减分台账2', '加减分台账'], [], '加减分台账3'],
    ['a table of another sheet', [], ['加减分台账'], '加减分台账2'],
    ['defined names that only contain it', ['台账', '加减分台账_旧'], [], '加减分台账'],
  ])('calls the ledger’s table like nothing else, where %s is called so', (_, definedNames, tables, expected) => {
    const area = { top: 30, left: 0, bottom: 31, right: 0 };
    const sheet = {
      ...attachment(THREE),
      tables: tables.map((name) => ({ name, area, headerRows: 1, totalsRows: 0 })),
    };
    const names = definedNames.map((name) => ({ name, sheet: null, refersTo: '附件1!$A$1' }));
    const snapshot = { ...book([sheet]).snapshot(), definedNames: names };
    const edits = [{ kind: 'add', entry: draft({}) }] as const;
    const { plan } = adjust(snapshot, { edits, write: 'formulas', rules: null });
    const tablesAdded = plan.changes.flatMap((change) => (change.kind === 'table' ? [change.name] : []));
    expect(tablesAdded).toEqual([expected]);
  });

  it('makes the ledger on first use: last, red, headed as internal, and says so', async () => {
    const { plan, problems } = preview(book(), { kind: 'add', entry: draft({}) });
    expect(plan.changes[0]).toEqual({
      kind: 'sheet',
      sheet: '加减分台账',
      was: null,
      becomes: expect.objectContaining({ position: 1, visibility: 'visible', tabColour: 'C00000' }),
    });
    expect(plan.changes).toContainEqual({
      kind: 'table',
      sheet: '加减分台账',
      name: '加减分台账',
      was: null,
      becomes: {
        area: { top: 2, left: 0, bottom: 3, right: 8 },
        columns: ['附件', '单位', '条款', '次数', '分值', '事由', '依据', '日期', '登记人'],
      },
    });
    expect(problems).toMatchObject([{ severity: 'notice', code: 'ledger-created' }]);
    const workbook = book();
    await run(workbook, { kind: 'add', entry: draft({}) });
    expect(workbook.snapshot().sheets[1]?.values.map((row) => row.filter((value) => value !== null))).toEqual([
      ['内部资料 不随通报下发'],
      ['2021年第二季度加减分台账'],
      ['附件', '单位', '条款', '次数', '分值', '事由', '依据', '日期', '登记人'],
      ['附件1', '甲区', '5、重大创新突破', 1, 5, '推动基层办件评价', '简报第3期', 44378, '张三'],
    ]);
  });

  it('writes the plain number 15 and the score that follows', async () => {
    const workbook = book([attachment([plainUnit(1, '甲区', 5), plainUnit(2, '乙区', 400)])]);
    const { moves } = await run(workbook, { kind: 'add', entry: draft({}) });
    // 甲区 lies below 1 % of active evaluations: 40 + 20 + 0 + 20 + 10 = 90, with 15 it is 95.
    expect([cell(workbook, 3, ADJUSTMENT), cell(workbook, 3, SCORE)]).toEqual([15, 95]);
    expect(
      moves.map(({ unit, adjustment, score }) => [
        unit,
        ...[adjustment, score].flatMap(({ from, to }) => [from && printShortest(from), to && print(to, 2)]),
      ]),
    ).toEqual([['甲区', '10', '15.00', '90', '95.00']]);
  });

  it('adds below what is there and lets the table grow', async () => {
    const sheets = withLedger(['附件1', '乙区', '2', 1, -2, '现场未邀请']);
    const table = { name: '台账', area: { top: 2, left: 0, bottom: 3, right: 8 }, headerRows: 1, totalsRows: 0 };
    const workbook = book([sheets[0] as Grid, { ...(sheets[1] as Grid), tables: [table] }]);
    const { plan } = await run(workbook, { kind: 'add', entry: draft({}) });
    expect(plan.changes).toContainEqual(
      expect.objectContaining({
        kind: 'table',
        becomes: expect.objectContaining({ area: { top: 2, left: 0, bottom: 4, right: 8 } }),
      }),
    );
    expect(entries(workbook)).toEqual([
      ['乙区', '2', 1, -2, '现场未邀请'],
      ['甲区', '5、重大创新突破', 1, 5, '推动基层办件评价'],
    ]);
  });

  it('copies to several units in one go', async () => {
    const workbook = book();
    await run(workbook, ...['甲区', '乙区'].map((unit): AdjustmentEdit => ({ kind: 'add', entry: draft({ unit }) })));
    expect([3, 4, 5].map((row) => cell(workbook, row, ADJUSTMENT))).toEqual([15, 15, 10]);
  });

  it('keeps text that looks like a formula as text', async () => {
    const { plan } = preview(book(), {
      kind: 'add',
      entry: draft({ reason: '=HYPERLINK("http://x")', evidence: '-2', by: '@李四' }),
    });
    const at = (column: number): unknown[] =>
      plan.changes
        .filter(
          (change) => 'row' in change && change.sheet === '加减分台账' && change.row === 3 && change.column === column,
        )
        .map((change) => [change.kind, change.becomes]);
    expect([at(5), at(6), at(8)]).toEqual([
      [
        ['format', '@'],
        ['content', { value: '=HYPERLINK("http://x")', formula: null }],
      ],
      [
        ['format', '@'],
        ['content', { value: '-2', formula: null }],
      ],
      [
        ['format', '@'],
        ['content', { value: '@李四', formula: null }],
      ],
    ]);
  });

  it('is undone by the inverse', async () => {
    const workbook = book();
    const before = JSON.stringify(workbook.snapshot().sheets.map(({ values, formulas }) => [values, formulas]));
    const { plan } = await run(workbook, { kind: 'add', entry: draft({}) });
    expect(await workbook.apply(invert(plan))).toMatchObject({ applied: true });
    expect(JSON.stringify(workbook.snapshot().sheets.map(({ values, formulas }) => [values, formulas]))).toBe(before);
  });

  it.each<[string, Partial<ReturnType<typeof draft>>, string]>([
    ['points outside the range', { points: 11 }, 'entry-points-outside'],
    ['an unknown clause', { clause: '9' }, 'entry-clause-unknown'],
    ['an unknown unit', { unit: '丁区' }, 'entry-unit-unknown'],
    ['half a time', { times: 0.5 }, 'entry-times-unreadable'],
    ['an attachment that is not there', { attachment: 'departments' }, 'attachment-not-found'],
  ])('refuses %s and plans nothing', (_, given, code) => {
    expect(preview(book(), { kind: 'add', entry: draft(given) })).toMatchObject({
      plan: { changes: [] },
      refused: [{ code }],
    });
  });

  it('refuses a unit that is not scored: words stand over its cells', async () => {
    expect(
      preview(await published(), {
        kind: 'add',
        entry: draft({ attachment: 'departments', unit: '市税务局', clause: '2' }),
      }).refused,
    ).toMatchObject([
      { code: 'entry-unit-not-scored', parameters: { unit: '市税务局', remark: '办件评价数据由省归集' } },
    ]);
  });

  it('names the unit that was probably meant', () =>
    expect(preview(book(), { kind: 'add', entry: draft({ unit: '甲' }) }).refused[0]?.parameters['likely']).toBe(
      '甲区',
    ));

  it('refuses to write over what stands below a ledger', () => {
    const sheets = withLedger(['附件1', '乙区', '2', 1, -2], ['合计', null, null, 1, -2]);
    expect(preview(book(sheets), { kind: 'add', entry: draft({}) })).toMatchObject({
      plan: { changes: [] },
      refused: [{ code: 'ledger-no-room', cell: 'A5' }],
    });
  });

  it('says when a bare number gives way to the entries', async () => {
    expect(
      preview(await published(), {
        kind: 'add',
        entry: draft({ attachment: 'departments', unit: '市住建局', clause: '2' }),
      }).problems,
    ).toContainEqual(
      expect.objectContaining({ code: 'bare-number-replaced', parameters: { unit: '市住建局', typed: 18, sum: '15' } }),
    );
  });

  it('does not start a second ledger beside one that has lost its headers', () => {
    const sheets = [
      attachment(THREE),
      gridOf(
        [
          ['单位', '分数线'],
          ['甲区', 5],
        ],
        { sheet: '加减分台账' },
      ),
    ];
    expect(preview(book(sheets), { kind: 'add', entry: draft({}) }).refused).toMatchObject([
      { code: 'ledger-unreadable' },
    ]);
    expect(compute(book(sheets).snapshot(), DEFAULTS).plan.problems).toContainEqual(
      expect.objectContaining({ severity: 'error', code: 'ledger-unreadable' }),
    );
  });

  it('leaves the differing cells of other units alone', async () => {
    const { plan } = preview(await published(), { kind: 'add', entry: draft({ unit: '博山区', points: 5 }) });
    const touched = plan.changes.flatMap((change) =>
      change.kind === 'content' && change.column === SCORE ? [change.row] : [],
    );
    expect(touched).toContain(6);
    expect(touched).not.toContain(11);
  });
});

describe('changing and deleting entries', () => {
  const LINES = [
    ['附件1', '甲区', '5', 1, 5, '创新', '简报'],
    ['附件1', '乙区', '2', 2, -2, '未邀请', '录像'],
    ['附件1', '甲区', '1', 1, -1, '不实', '抽查'],
  ];
  it('brings the sum up to date: 10 + 7 − 1 = 16', async () => {
    const workbook = book(withLedger(...LINES));
    await run(workbook, { kind: 'change', sheet: '台账', row: 3, entry: draft({ points: 7 }) });
    expect([cell(workbook, 3, ADJUSTMENT), entries(workbook)[0]]).toEqual([
      16,
      ['甲区', '5、重大创新突破', 1, 7, '推动基层办件评价'],
    ]);
  });
  it('moves the points when the unit is corrected', async () => {
    const workbook = book(withLedger(...LINES));
    await run(workbook, {
      kind: 'change',
      sheet: '台账',
      row: 4,
      entry: draft({ unit: '丙区', clause: '2', times: 2, points: -2 }),
    });
    expect([3, 4, 5].map((row) => cell(workbook, row, ADJUSTMENT))).toEqual([10, 10, 6]);
  });
  it('closes the gap and goes back to the base when the last entry goes', async () => {
    const workbook = book(withLedger(...LINES));
    await run(workbook, { kind: 'add', entry: draft({ unit: '丙区' }) });
    await run(workbook, { kind: 'remove', sheet: '台账', row: 4 });
    expect(entries(workbook).map((entry) => (entry as unknown[])[0])).toEqual(['甲区', '甲区', '丙区']);
    expect([4, 5].map((row) => cell(workbook, row, ADJUSTMENT))).toEqual([10, 15]);
  });
  it('leaves a blank line instead where somebody’s formulas stand below', async () => {
    const grid = gridOf(ledgerSheet(LINES), { sheet: '台账' });
    const formulas = grid.formulas.map((row, index) =>
      row.map((_, column) => (index === 5 && column === 4 ? '=-1' : null)),
    );
    const workbook = book([attachment(THREE), { ...grid, formulas }]);
    await run(workbook, { kind: 'remove', sheet: '台账', row: 4 });
    expect(cell(workbook, 4, 1, '台账')).toBeNull();
    expect(entries(workbook)).toHaveLength(2);
  });
  it('refuses a row that holds no entry any more', () =>
    expect(preview(book(withLedger(...LINES)), { kind: 'remove', sheet: '台账', row: 9 }).refused).toMatchObject([
      { code: 'entry-not-found' },
    ]));
  it('a number typed for a unit with entries becomes an unclassified entry for the rest', async () => {
    const workbook = book(withLedger(...LINES));
    await run(workbook, { kind: 'set', attachment: 'districts', unit: '甲区', value: 17 });
    expect([entries(workbook)[3], cell(workbook, 3, ADJUSTMENT)]).toEqual([['甲区', '待分类', 1, 3, ''], 17]);
  });
});

describe('any edits', () => {
  const unit = fc.constantFrom('甲区', '乙区', '丙区');
  const entry = fc.record({
    unit,
    points: fc.integer({ min: 1, max: 10 }),
    times: fc.integer({ min: 1, max: 3 }),
    reason: fc.constantFrom('', '=1', '创新'),
  });
  const step = fc.oneof(
    entry.map((given) => ({ kind: 'add' as const, given })),
    fc.tuple(entry, fc.nat()).map(([given, at]) => ({ kind: 'change' as const, given, at })),
    fc.nat().map((at) => ({ kind: 'remove' as const, at })),
  );
  it('leave the entries somebody would expect, and every cell equal to base and entries', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const workbook = book();
        let expected: { unit: string; points: number; times: number; reason: string }[] = [];
        for (const one of steps) {
          const ledger = workbook
            .snapshot()
            .sheets.map(readLedger)
            .find((found) => found !== null);
          const index = 'at' in one ? one.at % Math.max(1, expected.length) : expected.length;
          const place = { sheet: ledger?.sheet ?? '', row: ledger?.entries[index]?.row ?? -1 };
          if (one.kind !== 'add' && expected.length === 0) continue;
          let edit: AdjustmentEdit = { kind: 'remove', ...place };
          if (one.kind === 'add') edit = { kind: 'add', entry: draft(one.given) };
          if (one.kind === 'change') edit = { kind: 'change', ...place, entry: draft(one.given) };
          const adjusted = await run(workbook, edit);
          expect(adjusted.refused).toEqual([]);
          if (one.kind === 'remove') expected = expected.filter((_, at) => at !== index);
          else expected = [...expected.slice(0, index), one.given, ...expected.slice(index + 1)];
        }
        const entriesNow = workbook.snapshot().sheets.flatMap((grid) => readLedger(grid)?.entries ?? []);
        expect(
          entriesNow.map(({ unit: name, points, times, reason }) => ({ unit: name, points, times, reason })),
        ).toEqual(expected.map(({ unit: name, points, times, reason }) => ({ unit: name, points, times, reason })));
        ['甲区', '乙区', '丙区'].forEach((name, index) => {
          expect(cell(workbook, 3 + index, ADJUSTMENT)).toBe(
            expected.filter((one) => one.unit === name).reduce((sum, { times, points }) => sum + times * points, 10),
          );
        });
        expect(compute(workbook.snapshot(), DEFAULTS).differences).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

it('the overview shows each unit with its adjustment, score and rank', () => {
  const {
    tables: [table],
    entries: lines,
    problems,
  } = adjustmentOverview(
    compute(book(withLedger(['附件1', '乙区', '2', 2, -2, '未邀请', '录像'])).snapshot(), {
      ...DEFAULTS,
      keepExisting: true,
    }),
  );
  expect(
    table?.units.map(({ unit, typed, total, state, rank }) => [
      unit,
      typed,
      total && printShortest(total),
      state,
      rank,
    ]),
  ).toEqual([
    ['甲区', 10, null, 'input', 1],
    ['乙区', 10, '6', 'disagrees', 2],
    ['丙区', 10, null, 'input', 3],
  ]);
  expect([lines.length, problems]).toEqual([
    1,
    [
      expect.objectContaining({
        code: 'adjustment-disagrees',
        cell: 'T5',
        parameters: { unit: '乙区', typed: 10, sum: '6' },
      }),
    ],
  ]);
});

describe('computing a workbook with a ledger', () => {
  const computed = (sheets: Grid[], request: Partial<ComputeRequest> = {}): ReturnType<typeof compute> =>
    compute(book(sheets).snapshot(), { ...DEFAULTS, ...request });
  const scoreOf = (result: ReturnType<typeof compute>, index: number): string | null => {
    const score = result.tables[0]?.scorecard?.units[index]?.score;
    return score ? print(score, 2) : null;
  };
  const DISAGREEING = withLedger(['附件1', '乙区', '2', 2, -2, '未邀请', '录像']);

  it('shows a typed number that disagrees with both numbers and takes the entries', () => {
    const result = computed(DISAGREEING);
    expect(result.differences).toContainEqual({
      sheet: '附件1',
      cell: 'T5',
      from: 10,
      to: 6,
      formula: null,
      kept: false,
      because: 'ledger',
    });
    expect(scoreOf(result, 1)).toBe('95.50');
  });
  it('keeps the typed number on request, for all cells or for this one', () => {
    for (const request of [{ keepExisting: true }, { decisions: { '附件1!T5': 'keep' as const } }]) {
      const result = computed(DISAGREEING, request);
      expect(result.differences).toMatchObject([{ cell: 'T5', kept: true }]);
      expect(scoreOf(result, 1)).toBe('99.50');
    }
  });
  it('fills a blank cell from the entries without a question', () => {
    const [, ledger] = DISAGREEING;
    const result = computed([attachment([plainUnit(1, '甲区', 500), plainUnit(2, '乙区', 400, null)]), ledger as Grid]);
    expect([result.differences, scoreOf(result, 1)]).toEqual([[], '95.50']);
  });
  it('takes a formula over another sheet out, though its number is right', () => {
    const grid = attachment([plainUnit(1, '甲区', 500), plainUnit(2, '乙区', 400, 6)]);
    const formulas = grid.formulas.map((row, index) =>
      row.map((_, column) => (index === 4 && column === ADJUSTMENT ? '=10+台账!E4*2' : null)),
    );
    const result = computed([{ ...grid, formulas }, DISAGREEING[1] as Grid]);
    expect(result.plan.changes).toContainEqual({
      kind: 'content',
      sheet: '附件1',
      row: 4,
      column: ADJUSTMENT,
      was: { value: 6, formula: '=10+台账!E4*2' },
      becomes: { value: 6, formula: null },
    });
  });
  it('checks what somebody edited by hand: clause, range, unit', () => {
    const result = computed(
      withLedger(['附件1', '甲区', '9', 1, 5], ['附件1', '甲区', '5', 1, 15], ['附件1', '丁区', '5', 1, 5]),
    );
    expect(
      result.plan.problems
        .filter(({ sheet }) => sheet === '台账')
        .map(({ severity, code, cell: at }) => [severity, code, at]),
    ).toEqual([
      ['error', 'entry-clause-unknown', 'C4'],
      ['error', 'entry-points-outside', 'E5'],
      ['error', 'entry-unit-unknown', 'B6'],
    ]);
  });
  it('leaves a unit alone whose entry cannot be read', () => {
    const result = computed(withLedger(['附件1', '甲区', '5', 1, '五']));
    expect(result.tables[0]?.adjustments?.units[0]).toMatchObject({ state: 'unknown', total: null });
    expect(result.plan.problems).toContainEqual(
      expect.objectContaining({ code: 'entry-points-unreadable', cell: 'E4' }),
    );
  });
  it('says when a sum is cut at the method’s bound', () => {
    const sheets = [
      gridOf(
        [
          ['2021年第二季度市级单位“好差评”评估通报表'],
          ...districtsSheet([plainUnit(1, '市水利局', 500, null)]).slice(1),
        ],
        { sheet: '附件2' },
      ),
      gridOf(ledgerSheet([['附件2', '市水利局', '2', 3, 5, '创新', '简报']]), { sheet: '台账' }),
    ];
    const result = computed(sheets);
    expect(result.plan.problems).toContainEqual(
      expect.objectContaining({
        code: 'adjustment-bounded',
        parameters: { unit: '市水利局', sum: '25', bounded: '20' },
      }),
    );
    expect(scoreOf(result, 0)).toBe('100.00');
  });
  it('does not use last quarter’s ledger, and says so', () => {
    const result = computed([
      attachment(THREE),
      gridOf(ledgerSheet([['附件1', '甲区', '5', 1, 5]], '2021年第一季度加减分台账'), { sheet: '台账' }),
    ]);
    expect(result.differences).toEqual([]);
    expect(result.plan.problems).toContainEqual(expect.objectContaining({ code: 'ledger-other-period' }));
  });
  it('an entry that names no attachment belongs where its unit stands', () => {
    expect(computed(withLedger([null, '乙区', '2', 2, -2])).differences).toMatchObject([{ cell: 'T5', to: 6 }]);
  });
  it('is settled after one computation', async () => {
    const workbook = book(DISAGREEING);
    await workbook.apply(compute(workbook.snapshot(), DEFAULTS).plan);
    expect(compute(workbook.snapshot(), DEFAULTS)).toMatchObject({ plan: { changes: [] }, differences: [] });
  });
});
