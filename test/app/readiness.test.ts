import { readiness, type Audit, type ReadinessItem } from '../../src/app/readiness.js';
import { keepBeforeImage } from '../../src/app/restore.js';
import { cellName } from '../../src/core/grid/address.js';
import type { CellValue, Grid } from '../../src/core/grid/grid.js';
import { message } from '../../src/messages/index.js';
import type { WorkbookSnapshot } from '../../src/ports/workbook.js';
import { ledgerSheet, plainUnit } from '../support/ledgers.js';
import { districtsSheet, gridOf } from '../support/sheets.js';

/** Units whose rates and score are filled: everything received and good, the ladder gives 10 and 9.5 points. */
function scored(
  serial: number,
  name: string,
  active: number,
  activeRate: number,
  score: number,
  adjustment: CellValue = 10,
): CellValue[] {
  const row = plainUnit(serial, name, active, adjustment);
  return [...row.slice(0, 12), 1, activeRate, 1, 1, '-', '-', '-', adjustment, score];
}

const READY = [scored(1, '甲区', 500, 0.5, 100), scored(2, '乙区', 400, 0.4, 99.5)];

function snapshotOf(
  rows: readonly (readonly CellValue[])[],
  options: Partial<Grid> = {},
  others: readonly Grid[] = [],
): WorkbookSnapshot {
  return {
    sheets: [gridOf(rows, options), ...others],
    calculation: { fullPrecision: true, mode: 'automatic', iterates: false },
    parts: {},
  };
}

const itemsOf = (snapshot: WorkbookSnapshot, audit: Audit | null = null): readonly ReadinessItem[] =>
  readiness(snapshot, { rules: null, audit }).items;
const wordsOf = ({ problem: { code, parameters } }: ReadinessItem): string => message('zh-CN', code, parameters);

it('has nothing to say of a sheet that is complete and right', () => {
  expect(readiness(snapshotOf(districtsSheet(READY)), { rules: null, audit: null })).toEqual({ items: [], errors: 0 });
});

it('counts what an audit holds against it, once where computing finds the same', () => {
  const unreadable = scored(2, '乙区', 400, 0.4, 99.5);
  unreadable[2] = '约300';
  const found: Audit = ({ plan }) => [
    ...plan.problems,
    { severity: 'error', code: 'cell-unreadable', sheet: '附件1', cell: 'D4', parameters: { text: 'x' } },
    { severity: 'warning', code: 'rows-hidden', sheet: '附件1', cell: '', parameters: {} },
  ];
  const { items, errors } = readiness(snapshotOf(districtsSheet([READY[0] ?? [], unreadable])), {
    rules: null,
    audit: found,
  });
  expect(errors).toBe(2);
  expect(items.filter(({ topic }) => topic === 'error').map(({ problem }) => problem.cell)).toEqual(['C5', 'D4']);
});

it('lists differences kept by hand with both values as they are printed', () => {
  const formats = districtsSheet(READY).map((row) => row.map((_, column) => (column === 20 ? '0.00' : 'General')));
  const [item] = itemsOf(snapshotOf(districtsSheet([READY[0] ?? [], scored(2, '乙区', 400, 0.4, 98.5)]), { formats }));
  expect(item).toMatchObject({ topic: 'difference-kept', problem: { sheet: '附件1', cell: 'U5' } });
  expect(item && wordsOf(item)).toBe('乙区的综合得分为 98.50，计算值是 99.50，保留原值。');
});

it('lists a value typed over a formula only where others of its column have one', () => {
  const formulas = districtsSheet(READY).map((row, index) =>
    row.map((_, column) => (index === 3 && column === 12 ? '=D4/C4' : null)),
  );
  const items = itemsOf(snapshotOf(districtsSheet(READY), { formulas }));
  expect(items.map(({ topic, problem }) => [topic, problem.cell])).toEqual([['formula-overwritten', 'M5']]);
});

it('lists blanks unit by unit and leaves units with a remark alone', () => {
  const blank = scored(2, '乙区', 400, 0.4, 99.5);
  blank[6] = null;
  blank[7] = null;
  const remark: CellValue[] = [
    3,
    '丙区',
    ...new Array<null>(14).fill(null),
    '本季度未归集到办件评价信息',
    null,
    null,
    null,
    null,
  ];
  const items = itemsOf(snapshotOf(districtsSheet([READY[0] ?? [], blank, remark])));
  expect(items.filter(({ topic }) => topic === 'blank').map(wordsOf)).toEqual([
    '乙区有 2 格空白：差评总数、有效差评数。',
  ]);
});

it('says once that an attachment was not computed yet', () => {
  const items = itemsOf(snapshotOf(districtsSheet([plainUnit(1, '甲区', 500), plainUnit(2, '乙区', 400)])));
  expect(items.map(({ topic, problem }) => [topic, problem.cell, problem.parameters['units']])).toEqual([
    ['blank', 'M4', 2],
  ]);
});

it('counts the reasons that are still owed', () => {
  const items = itemsOf(snapshotOf(districtsSheet([READY[0] ?? [], scored(2, '乙区', 400, 0.4, 100, 13)])));
  expect(items.map(({ topic }) => topic)).toEqual(['reason-owed']);
  expect(items.map(wordsOf)).toEqual(['附件1：1 个单位待补事由']);
});

it('compares the notes with the method', () => {
  const items = itemsOf(
    snapshotOf([
      ...districtsSheet(READY),
      [
        '一、评价率占 35 分，该项得分为评价率×40。' +
          '二、好评率占 20 分，该项得分为好评率×20。' +
          '三、主动评价率占 10 分，按排名得分，第一名得 10 分，后续名次依次减 0.5 分，主动评价率低于 1%的不得分。' +
          '四、主动评价好评率占 20 分，该项得分为主动评价好评率×20。' +
          '五、差评回访率、整改率、整改满意率为扣分项，扣分为（300%-差评回访率-整改率-整改满意率）÷3×100。' +
          '六、加减分。' +
          '基础分 10 分。',
      ],
    ]),
  );
  expect(
    items.map(({ topic, problem }) => [topic, problem.parameters['found'], problem.parameters['expected']]),
  ).toEqual([['note-contradicts', '35', '40']]);
});

it('finds a writing that broke off', () => {
  const snapshot = snapshotOf(districtsSheet(READY));
  const { plan } = keepBeforeImage(
    {
      changes: [
        {
          kind: 'content',
          sheet: '附件1',
          row: 3,
          column: 20,
          was: { value: 90, formula: null },
          becomes: { value: 100, formula: null },
        },
      ],
      problems: [],
    },
    snapshot,
    { id: 'a', at: '2021-07-05 09:00' },
  );
  const image = plan.changes.find((change) => change.kind === 'part');
  const parts = image?.kind === 'part' ? { [image.namespace]: image.becomes ?? '' } : {};
  expect(itemsOf({ ...snapshot, parts }).map(({ topic, problem }) => [topic, problem.parameters['cells']])).toEqual([
    ['write-unfinished', 1],
  ]);
});

it('points out what stands beside the table and what is hidden in it', () => {
  const beside = [...(READY[1] ?? []), null, '待核对'];
  const items = itemsOf(snapshotOf(districtsSheet([READY[0] ?? [], beside]), { hiddenColumns: [6] }));
  expect(items.map(({ topic, problem }) => [topic, problem.cell])).toEqual([
    ['beside-table', 'W5'],
    ['hidden', ''],
  ]);
});

it('puts the ledger’s errors where they need a decision', () => {
  const ledger = gridOf(ledgerSheet([['附件1', '丁区', '5', 1, 5, '事由', '依据', '', '']]), { sheet: '加减分台账' });
  const { errors, items } = readiness(snapshotOf(districtsSheet(READY), {}, [ledger]), { rules: null, audit: null });
  expect(errors).toBe(1);
  expect(items[0] && wordsOf(items[0])).toContain('丁区');
});

describe('row sums of 附件3', () => {
  const volumes = (...sums: readonly CellValue[]): WorkbookSnapshot =>
    snapshotOf(
      [
        ['2021年第二季度部门“好差评”评价量统计表'],
        ['序号', '部门/区县', '市级', '甲区', '乙区', '合计'],
        [1, '公安局', 7, 20, 300, sums[0] ?? null],
        [2, '人社局', 1, 2, 3, sums[1] ?? null],
        [null, '汇总', 8, 22, 303, sums[2] ?? null],
      ],
      { sheet: '附件3' },
    );

  it('that agree are nothing to know about', () => {
    expect(itemsOf(volumes(327, 6, 333))).toEqual([]);
  });

  it('that were kept with another figure are listed', () => {
    expect(itemsOf(volumes(327, 9, 336)).map((item) => [item.topic, wordsOf(item)])).toEqual([
      ['difference-kept', '人社局的合计为 9，计算值是 6，保留原值。'],
      ['difference-kept', '汇总的合计为 336，计算值是 333，保留原值。'],
    ]);
  });

  it('that were not computed yet are said once', () => {
    expect(
      itemsOf(volumes(null, null, 333))
        .filter(({ topic }) => topic === 'blank')
        .map(wordsOf),
    ).toHaveLength(1);
  });
});

describe('formulas that no spreadsheet has calculated since what they read was written', () => {
  /** Two units with a rank of somebody's own in V; the scores U4:U5 were written. */
  function withOwnRank(formulas: Readonly<Record<string, string>>, others: readonly Grid[] = []): WorkbookSnapshot {
    const rows = districtsSheet(READY);
    rows[2] = [...(rows[2] ?? []), '名次'];
    const grid = gridOf(rows);
    const own = grid.values.map((row, r) => row.map((_, c) => formulas[cellName(r, c)] ?? null));
    const snapshot = snapshotOf(rows, { formulas: own }, others);
    return {
      ...snapshot,
      definedNames: [{ name: '最高分', sheet: null, refersTo: 'MAX(附件1!$U$4:$U$5)' }],
      uncalculated: [{ sheet: '附件1', top: 3, left: 20, bottom: 4, right: 20 }],
    };
  }
  const helper = gridOf([[1]], { sheet: '底稿', formulas: [['=MAX(附件1!U4:U5)']] });

  const staleIn = (snapshot: WorkbookSnapshot): readonly string[] =>
    itemsOf(snapshot)
      .filter(({ problem: { code } }) => code === 'formulas-stale')
      .map(({ topic, problem: { sheet, cell } }) => `${topic} ${sheet}!${cell}`);

  it.each<[string, Readonly<Record<string, string>>, readonly Grid[], readonly string[]]>([
    ['a rank', { V4: '=RANK(U4,$U$4:$U$5)', V5: '=RANK(U5,$U$4:$U$5)' }, [], ['error 附件1!V4']],
    ['a title', { A1: '="最高 "&TEXT(MAX(U4:U5),"0.00")' }, [], ['error 附件1!A1']],
    ['what reads a helper sheet that reads the scores', { V5: '=底稿!A1-U5' }, [helper], ['error 附件1!V5']],
    ['a grade by another formula', { V4: '=RANK(U4,U:U)', V5: '=IF(V4<2,"优","")' }, [], ['error 附件1!V4']],
    ['a name', { V4: '=最高分' }, [], ['error 附件1!V4']],
  ])('need a decision: %s', (_, formulas, others, expected) => {
    const snapshot = withOwnRank(formulas, others);
    expect(staleIn(snapshot)).toEqual(expected);
    expect(readiness(snapshot, { rules: null, audit: null }).errors).toBe(1);
  });

  it.each<[string, Readonly<Record<string, string>>, readonly Grid[]]>([
    ['what reads counts alone', { V4: '=D4-C4' }, []],
    ['a helper sheet, which is not published', {}, [helper]],
    ['a name that nobody defined', { V4: '=最低分' }, []],
    ['a score that is as computed', { U4: '=T4+90+U5*0' }, []],
  ])('need none: %s', (_, formulas, others) => {
    expect(staleIn(withOwnRank(formulas, others))).toEqual([]);
  });

  it('are none in a workbook whose host calculates', () => {
    const { sheets, calculation, parts } = withOwnRank({ V4: '=RANK(U4,$U$4:$U$5)' });
    expect(staleIn({ sheets, calculation, parts })).toEqual([]);
  });
});
