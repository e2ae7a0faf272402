import { compute, type ComputeRequest, type ComputeResult } from '../../src/app/compute.js';
import { recordComputed } from '../../src/app/since-last.js';
import type { CellValue, Grid } from '../../src/core/grid/grid.js';
import { message, type MessageKey } from '../../src/messages/index.js';
import { rankingTable } from '../../src/pane/scores/ranking-table.js';
import type { Ranking } from '../../src/pane/session/state.js';
import { viewOf } from '../../src/pane/session/view.js';
import type { WorkbookSnapshot } from '../../src/ports/workbook.js';
import { districtsSheet, gridOf, unitRow } from '../support/sheets.js';

const OPTIONS: ComputeRequest = { sheets: [], rules: null, write: 'formulas', keepExisting: false, fixNumbers: false };

/** All rates 100 %; by the active rate 甲区 has 10 points, 乙区 9.5, 丙区 9: with 10 more 100.00, 99.50, 99.00. */
const sheetWith = (adjustments: readonly number[]): Grid =>
  gridOf(
    districtsSheet([
      unitRow(1, '甲区', [100, 100, 50, 50, 0, 0, 0, 0, 0, 0], adjustments[0] ?? 10),
      unitRow(2, '乙区', [100, 100, 40, 40, 0, 0, 0, 0, 0, 0], adjustments[1] ?? 10),
      unitRow(3, '丙区', [100, 100, 30, 30, 0, 0, 0, 0, 0, 0], adjustments[2] ?? 10),
    ]),
    { sheet: '附件1' },
  );
/** A record of what was published, with these scores. */
const recordWith = (scores: readonly string[]): Grid => {
  const figures = scores.map((score, index) => ['附件1', ['甲区', '乙区', '丙区'][index] ?? '', '综合得分', score]);
  const rows = [
    ['时间', '文件名', '指纹（SHA-256）', '定稿人', '说明', null, '附件', '单位', '项目', '定稿值'],
    ...figures.map((line) => [null, null, null, null, null, null, ...line]),
  ];
  return gridOf(rows, { sheet: '定稿记录' });
};
const snapshotOf = (...sheets: readonly Grid[]): WorkbookSnapshot => ({
  sheets,
  calculation: { fullPrecision: true, mode: 'automatic', iterates: false },
  parts: {},
});
const computed = (snapshot: WorkbookSnapshot): ComputeResult => compute(snapshot, OPTIONS);

interface Earlier {
  readonly last?: readonly number[];
  readonly record?: readonly string[];
  readonly before?: readonly CellValue[];
}

function rankingOf(adjustments: readonly number[], { last, record, before = [] }: Earlier): Ranking {
  const sheets = [sheetWith(adjustments), ...(record === undefined ? [] : [recordWith(record)])];
  const snapshot = snapshotOf(...sheets);
  const lastComputed = last === undefined ? null : recordComputed(computed(snapshotOf(sheetWith(last))), '2021-07-05');
  const previousScores = new Map(before.map((score, index) => [`附件1!U${index + 4}`, score]));
  const view = viewOf({ snapshot, result: computed(snapshot), previousScores, lastComputed, wasComputed: true });
  return view.rankings[0] as Ranking;
}

const changes = ({ rows }: Ranking): readonly unknown[] =>
  rows.map(({ unit, change }) => [unit, change && [change.ranks, change.points]]);

it.each<[string, readonly number[], Earlier, Ranking['since'], readonly unknown[]]>([
  [
    'the last computation, when an adjustment has moved units since',
    [8, 10, 10],
    { last: [10, 10, 10] },
    'computed',
    [
      ['乙区', [1, null]],
      ['丙区', [1, null]],
      ['甲区', [-2, '−2.00']],
    ],
  ],
  [
    'what stood there, right after a computation',
    [10, 10, 10],
    { last: [10, 10, 10], before: [100, 98.5, 99] },
    'before',
    [
      ['甲区', null],
      ['乙区', [1, '+1.00']],
      ['丙区', [-1, null]],
    ],
  ],
  [
    'what was published, whatever was computed since',
    [10, 10, 10],
    { last: [8, 10, 10], record: ['100.00', '99.50', '99.75'] },
    'final',
    [
      ['甲区', null],
      ['乙区', [1, null]],
      ['丙区', [-1, '−0.75']],
    ],
  ],
  [
    'what was published, also where nothing has moved',
    [10, 10, 10],
    { record: ['100.00', '99.50', '99.00'], before: [90, 91, 92] },
    'final',
    [
      ['甲区', null],
      ['乙区', null],
      ['丙区', null],
    ],
  ],
  [
    'nothing, where there were no scores',
    [10, 10, 10],
    { before: [null, null, null] },
    'before',
    [
      ['甲区', null],
      ['乙区', null],
      ['丙区', null],
    ],
  ],
])('a ranking is compared with %s', (_, adjustments, earlier, since, expected) => {
  const ranking = rankingOf(adjustments, earlier);
  expect(ranking.since).toBe(since);
  expect(changes(ranking)).toEqual(expected);
});

describe('a copied ranking', () => {
  const t = (key: MessageKey, parameters = {}): string => message('zh-CN', key, parameters);

  it('has a cell for each figure, and the changes in words', () => {
    const { text } = rankingTable(rankingOf([8, 10, 10], { last: [10, 10, 10] }), t);
    expect(text.split('\r\n')).toEqual([
      '名次\t单位\t综合得分\t变化',
      '1\t乙区\t99.50\t升 1 名',
      '2\t丙区\t99.00\t升 1 名',
      '3\t甲区\t98.00\t降 2 名，−2.00 分',
    ]);
  });

  it('leaves out columns without a text, and takes no sign of a name for HTML', () => {
    const ranking = rankingOf([10, 10, 10], {});
    const [first, ...others] = ranking.rows;
    const rows = [{ ...(first as Ranking['rows'][number]), unit: '甲<区>&' }, ...others];
    const { html, text } = rankingTable({ rows }, t);
    expect(text.split('\r\n')[0]).toBe('名次\t单位\t综合得分');
    expect(html.match(/<tr>/g)).toHaveLength(4);
    expect(html.match(/<td/g)).toHaveLength(12);
    expect(html).toContain('甲&lt;区&gt;&amp;');
  });

  it('says what is computed where another score stands', () => {
    const [first, ...others] = rankingOf([10, 10, 10], {}).rows;
    const kept = { ...(first as Ranking['rows'][number]), score: '97.00', computed: '100.00' };
    expect(rankingTable({ rows: [kept, ...others] }, t).text.split('\r\n')[1]).toBe('1\t甲区\t97.00\t计算为 100.00');
  });
});
