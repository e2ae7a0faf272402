import { adjust } from '../../src/app/adjust.js';
import { adjustmentOverview } from '../../src/app/adjustments.js';
import { compute, type ComputeRequest, type ComputeResult } from '../../src/app/compute.js';
import { recordComputed } from '../../src/app/since-last.js';
import { print } from '../../src/core/exact/rational.js';
import type { CellValue, Grid } from '../../src/core/grid/grid.js';
import { computeDocument } from '../../src/entries/cli/json.js';
import { scoreTable } from '../../src/entries/cli/table.js';
import { textsIn } from '../../src/entries/cli/texts.js';
import { explanationOf } from '../../src/pane/session/explanation.js';
import { viewOf } from '../../src/pane/session/view.js';
import type { WorkbookSnapshot } from '../../src/ports/workbook.js';
import { draft } from '../support/ledgers.js';
import { districtsSheet, gridOf, unitRow } from '../support/sheets.js';

const KEEPING: ComputeRequest = { sheets: [], rules: null, write: 'formulas', keepExisting: true, fixNumbers: false };
const WRITING: ComputeRequest = { ...KEEPING, keepExisting: false };
const SCORE = 20;

/**
 * 甲区 and 乙区 have every rate at 100 %; 甲区 is first by its active rate, 50 % before 40 % and 30 %. All have 40 + 20 + 20
 * for their rates and 10 for the adjustment, then 10, 9.5 and 9: 100.00, 99.50, 99.00.
 */
function sheetWith(scores: readonly CellValue[], adjustment = 10): Grid {
  const units = [
    unitRow(1, '甲区', [100, 100, 50, 50, 0, 0, 0, 0, 0, 0], adjustment),
    unitRow(2, '乙区', [100, 100, 40, 40, 0, 0, 0, 0, 0, 0], 10),
    unitRow(3, '丙区', [100, 100, 30, 30, 0, 0, 0, 0, 0, 0], 10),
  ];
  const rows = units.map((row, index) => {
    const written = [...row];
    written[SCORE] = scores[index] ?? null;
    return written;
  });
  return gridOf(districtsSheet(rows), { sheet: '附件1' });
}

const snapshotOf = (...sheets: readonly Grid[]): WorkbookSnapshot => ({
  sheets,
  calculation: { fullPrecision: true, mode: 'automatic', iterates: false },
  parts: {},
});
const computed = (scores: readonly CellValue[], request: ComputeRequest): ComputeResult =>
  compute(snapshotOf(sheetWith(scores)), request);

/** Unit, rank, score and the computed score where that is another, as the pane's ranking lists them. */
function ranking(scores: readonly CellValue[], request: ComputeRequest): readonly unknown[] {
  const snapshot = snapshotOf(sheetWith(scores));
  const view = viewOf({ snapshot, result: compute(snapshot, request), previousScores: new Map(), wasComputed: true });
  return view.rankings[0]?.rows.map(({ unit, rank, score, computed: other }) => [unit, rank, score, other]) ?? [];
}

describe('a score that somebody keeps', () => {
  it.each<[string, readonly CellValue[], readonly unknown[]]>([
    [
      'lower moves its unit down',
      [97, 99.5, 99],
      [
        ['乙区', 1, '99.50', undefined],
        ['丙区', 2, '99.00', undefined],
        ['甲区', 3, '97.00', '100.00'],
      ],
    ],
    [
      'higher moves its unit up',
      [100, 99.5, 99.75],
      [
        ['甲区', 1, '100.00', undefined],
        ['丙区', 2, '99.75', '99.00'],
        ['乙区', 3, '99.50', undefined],
      ],
    ],
    [
      'typed as text counts as its number',
      [100, '98.00', 99],
      [
        ['甲区', 1, '100.00', undefined],
        ['丙区', 2, '99.00', undefined],
        ['乙区', 3, '98.00', '99.50'],
      ],
    ],
    [
      'that is an error has no rank',
      [100, { error: '#REF!' }, 99],
      [
        ['甲区', 1, '100.00', undefined],
        ['丙区', 2, '99.00', undefined],
        ['乙区', null, null, '99.50'],
      ],
    ],
  ])('%s', (_, scores, expected) => {
    expect(ranking(scores, KEEPING)).toEqual(expected);
  });

  it('stands while nobody has decided, and no longer once the computed one is chosen', () => {
    const first = (request: ComputeRequest): unknown => ranking([97, 99.5, 99], request)[0];
    expect(first({ ...WRITING, undecidedStands: true })).toEqual(['乙区', 1, '99.50', undefined]);
    const decided = { ...WRITING, undecidedStands: true, decisions: { '附件1!U4': 'computed' } } as const;
    expect(first(decided)).toEqual(['甲区', 1, '100.00', undefined]);
    expect(first(WRITING)).toEqual(['甲区', 1, '100.00', undefined]);
  });

  it('is what the explanation, 加减分, the record of the computation and the command line say', () => {
    const result = computed([97, 99.5, 99], KEEPING);
    expect(explanationOf(result, '附件1!3')).toMatchObject({ rank: 3, score: '97.00', computed: '100.00' });
    const [line] = adjustmentOverview(result).tables[0]?.units ?? [];
    expect(line?.score && print(line.score, 2)).toBe('97.00');
    expect(line?.computed && print(line.computed, 2)).toBe('100.00');
    expect(line?.rank).toBe(3);
    expect(recordComputed(result, '')?.tables[0]?.units['甲区']?.slice(-2)).toEqual(['97.00', 3]);
    expect(computeDocument({ result, stale: [] }, textsIn('zh-CN'))).toMatchObject({
      tables: [{ units: [{ score: 100, standing: { score: 97, rank: 3 } }, {}, {}] }],
    });
    expect(result.tables.map((table) => scoreTable(table, 'zh-CN')).join()).toContain('97.00（计算为 100.00）');
  });

  it('stays when a reason is given for the adjustment as it is, and follows another adjustment', () => {
    const grid = sheetWith([95, 99.5, 99], 8);
    const scoreAfter = (clause: string, points: number): unknown => {
      const edit = { kind: 'add', entry: draft({ unit: '甲区', clause, points }) } as const;
      const { plan, refused } = adjust(snapshotOf(grid), { edits: [edit], write: 'values', rules: null });
      expect(refused).toEqual([]);
      return plan.changes.find(
        (change) =>
          change.kind === 'content' && change.sheet === '附件1' && change.row === 3 && change.column === SCORE,
      );
    };
    // The 8 that stands there is 10 − 2.
    expect(scoreAfter('2', -2)).toBeUndefined();
    // 10 − 3 instead: 97 in all.
    expect(scoreAfter('1', -3)).toMatchObject({ becomes: { value: 97 } });
  });
});
