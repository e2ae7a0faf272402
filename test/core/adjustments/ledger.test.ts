import { readLedger, reasonsGiven, type Ledger } from '../../../src/core/adjustments/ledger.js';
import type { CellValue, Grid } from '../../../src/core/grid/grid.js';
import { LEDGER_NAMES, ledgerSheet } from '../../support/ledgers.js';
import { gridOf } from '../../support/sheets.js';

const read = (rows: readonly (readonly CellValue[])[], options: Partial<Grid> = {}): ReturnType<typeof readLedger> =>
  readLedger(gridOf(rows, { sheet: '台账', ...options }));
const LINE = ['附件1', '博山区', '5、重大创新突破', 1, 5, '基层办件评价', '简报', '2021-07-01', '张三'];

it('reads unit, clause, times, points, reason, evidence, date and who', () => {
  expect(read(ledgerSheet([LINE]))?.entries).toEqual([
    {
      sheet: '台账',
      row: 3,
      attachment: 'districts',
      unit: '博山区',
      clause: '5、重大创新突破',
      times: 1,
      points: 5,
      reason: '基层办件评价',
      evidence: '简报',
      date: '2021-07-01',
      by: '张三',
    },
  ]);
});

it('reads the quarter from its heading', () => {
  expect(read(ledgerSheet([LINE]))?.period).toBe('2021Q2');
  expect(read(ledgerSheet([LINE], '加减分台账'))?.period).toBeNull();
});

it('is recognised wherever it stands, with its columns in another order and columns of somebody’s own', () => {
  const moved = [[], [], [null, null, '备注', '分值', '条款', '单位'], [null, null, '电话核实', -2, '2', '甲区']];
  expect(read(moved, { sheet: 'Sheet7' })?.entries).toMatchObject([
    { row: 3, unit: '甲区', clause: '2', times: 1, points: -2, attachment: null },
  ]);
});

it('passes over blank lines, remarks and a totals line, and reads on below them', () => {
  const { entries } = read(ledgerSheet([LINE, [], ['以下为第二批'], LINE, ['合计', null, null, 2, 10]])) ?? {
    entries: [],
  };
  expect(entries.map(({ row }) => row)).toEqual([3, 6]);
});

it('reads numbers as people type them: +5, －2, "１", and a real date', () => {
  const rows = ledgerSheet([
    ['附件1', '甲区', 5, '１', '+5', '', '', 44378, ''],
    ['附件 １', '甲区', '2', 1, '－2'],
  ]);
  expect(read(rows)?.entries).toMatchObject([
    { clause: '5', times: 1, points: 5, date: '2021-07-01' },
    { attachment: 'districts', points: -2 },
  ]);
});

it.each<[string, CellValue[], string, string]>([
  ['points that are no number', ['附件1', '甲区', '5', 1, '加五分'], 'entry-points-unreadable', 'E4'],
  ['points left blank', ['附件1', '甲区', '5', 1, null], 'entry-points-unreadable', 'E4'],
  ['half a time', ['附件1', '甲区', '5', 0.5, 5], 'entry-times-unreadable', 'D4'],
  ['minus one time', ['附件1', '甲区', '5', -1, 5], 'entry-times-unreadable', 'D4'],
])('names the cell of %s', (_, line, code, cell) => {
  expect(read(ledgerSheet([line]))?.problems).toMatchObject([{ severity: 'error', code, cell }]);
});

it('a table says where it ends; its totals row is not an entry', () => {
  const table = { name: '加减分台账', area: { top: 2, left: 0, bottom: 5, right: 8 }, headerRows: 1, totalsRows: 1 };
  expect(
    read(ledgerSheet([LINE, LINE, ['汇总', null, null, null, 10], ['附件1', '别的', '5', 1, 5]]), { tables: [table] }),
  ).toMatchObject({ lastRow: 4, entries: [{ row: 3 }, { row: 4 }] });
});

it.each<[string, CellValue[][]]>([
  [
    'an attachment',
    [
      ['序号', '部门', '季度应评价数'],
      [1, '甲区', 5],
    ],
  ],
  [
    'a list that merely has units',
    [
      ['单位', '电话'],
      ['甲区', '0533'],
    ],
  ],
  ['a blank sheet', [[null]]],
])('%s is no ledger', (_, rows) => expect(read(rows)).toBeNull());

it('待补 is a blank reason, and reasons already given are offered again, those of the same clause first', () => {
  const ledger = read(
    ledgerSheet([
      ['附件1', '甲区', '5', 1, 5, '推动基层办件'],
      ['附件1', '乙区', '1', 1, -1, '抽查不实'],
      ['附件1', '丙区', '5', 1, 5, '待补', '待补'],
      ['附件1', '丁区', '5', 1, 5, '系统对接'],
    ]),
  ) as Ledger;
  expect(ledger.entries[2]).toMatchObject({ reason: '', evidence: '' });
  expect(reasonsGiven([ledger], '5')).toEqual(['系统对接', '推动基层办件', '抽查不实']);
});

it('a ledger without any entry is still the ledger', () => {
  expect(read([[...LEDGER_NAMES]])).toMatchObject({ headerRow: 0, lastRow: 0, entries: [] });
});
