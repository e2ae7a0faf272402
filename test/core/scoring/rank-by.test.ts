import { openXlsx } from '../../../src/adapters/xlsx/workbook.js';
import { compute, type ComputeResult } from '../../../src/app/compute.js';
import { methodEffect } from '../../../src/app/method-effect.js';
import { fromDecimal, print, roundHalfAway } from '../../../src/core/exact/rational.js';
import { builtInForms } from '../../../src/core/form/index.js';
import { choicesOf, ruleFields, withField } from '../../../src/core/method/edit-rules.js';
import { builtInMethod } from '../../../src/core/method/index.js';
import { methodSheetLines, methodSheetOf } from '../../../src/core/method/method-sheet.js';
import type { Method, RankBy } from '../../../src/core/method/method.js';
import { readMethod, RulesError, type Rules } from '../../../src/core/method/read-rules.js';
import type { Scorecard } from '../../../src/core/scoring/scorecard.js';
import { decidingScores, standings } from '../../../src/core/scoring/standing.js';
import { viewOf } from '../../../src/pane/session/view.js';
import type { WorkbookSnapshot } from '../../../src/ports/workbook.js';
import { bytesOf, PUBLISHED } from '../../support/published.js';
import { gridOf } from '../../support/sheets.js';

const DEPARTMENTS: Rules = {
  form: builtInForms.departments,
  method: builtInMethod('departments', '2021Q2'),
};
const PATH = 'method.rank.by';
const EXACT = '舍入前的得分';
const PRINTED = '印出来的得分（相同的并列）';

/** A scorecard of units with these sums of points, of which the cap is 100. */
function cardOf(sums: readonly string[], by: RankBy | null): Scorecard {
  const units = sums.map((sum, row) => {
    const score = Number(sum) > 100 ? '100' : sum;
    return { row: { row }, uncapped: fromDecimal(sum), score: roundHalfAway(fromDecimal(score), 2) };
  });
  const method = { cap: '100', rounding: { places: 2 }, ...(by !== null && { rank: { by } }) };
  return { attachment: {}, method, units, keptScores: new Map() } as unknown as Scorecard;
}

it.each<[string, readonly string[], readonly number[], readonly number[]]>([
  ['alike as printed', ['99.991', '99.985', '98'], [1, 1, 3], [1, 2, 3]],
  ['alike to the last digit', ['95', '95.000', '94.9999'], [1, 1, 1], [1, 1, 3]],
  ['above the cap, of which nothing is left', ['103', '101', '99.996'], [1, 1, 1], [1, 1, 3]],
  ['apart as printed by one hundredth', ['97.005', '97.0049', '97.015'], [2, 3, 1], [2, 3, 1]],
])('scores %s are ranked as the method says', (_, sums, printed, exact) => {
  expect(standings(cardOf(sums, null))).toEqual(printed);
  expect(standings(cardOf(sums, 'printed'))).toEqual(printed);
  expect(standings(cardOf(sums, 'exact'))).toEqual(exact);
});

it('names the unrounded scores where they decided, and only there', () => {
  const decided = (sums: readonly string[], by: RankBy): readonly unknown[] =>
    decidingScores(cardOf(sums, by)).map((score) => score && print(score, 3));
  expect(decided(['99.991', '99.985', '98'], 'exact')).toEqual(['99.991', '99.985', null]);
  expect(decided(['99.991', '99.985', '98'], 'printed')).toEqual([null, null, null]);
  expect(decided(['95', '95', '94.99'], 'exact')).toEqual([null, null, null]);
});

describe('the departments of 2021 Q2, of which two print 99.99', () => {
  const snapshot = (): Promise<WorkbookSnapshot> => openXlsx(bytesOf(PUBLISHED)).read();
  const computed = async (by: RankBy | null): Promise<ComputeResult> => {
    const method = { ...(DEPARTMENTS.method as Method), ...(by !== null && { rank: { by } }) };
    return compute(await snapshot(), {
      write: 'formulas',
      keepExisting: false,
      fixNumbers: false,
      sheets: [],
      rules: { ...DEPARTMENTS, method },
    });
  };
  const firstRows = async (by: RankBy | null): Promise<readonly unknown[]> => {
    const view = viewOf({
      snapshot: await snapshot(),
      result: await computed(by),
      previousScores: new Map(),
      wasComputed: true,
    });
    const rows = view.rankings.find(({ kind }) => kind === 'departments')?.rows ?? [];
    return rows.slice(0, 3).map(({ unit, rank, score, unrounded }) => [unit, rank, score, unrounded]);
  };

  it('share the first rank, as the bulletin prints no order between them', async () => {
    const expected = [
      ['市医疗保障局', 1, '99.99', undefined],
      ['市行政审批服务局', 1, '99.99', undefined],
      ['市人社局', 3, '99.95', undefined],
    ];
    expect(await firstRows(null)).toEqual(expected);
    expect(await firstRows('printed')).toEqual(expected);
  });

  it('are first and second by the score before rounding, and their rows say so', async () => {
    // By Python's fractions, from the counts of the bulletin: 99.99094612… and 99.98545101…
    expect(await firstRows('exact')).toEqual([
      ['市行政审批服务局', 1, '99.99', '99.990946'],
      ['市医疗保障局', 2, '99.99', '99.985451'],
      ['市人社局', 3, '99.95', undefined],
    ]);
  });

  it('show in the method editor whose rank moves by the other choice', async () => {
    const { moves, differences } = methodEffect(await snapshot(), withField(DEPARTMENTS, PATH, EXACT));
    expect(differences).toEqual([{ path: PATH, label: '名次按', from: null, to: EXACT }]);
    expect(moves.map(({ unit, rank }) => [unit, rank.from, rank.to])).toEqual([['市医疗保障局', 1, 2]]);
  });
});

describe('the choice in a method', () => {
  it('can be chosen in the editor, where it stands by what holds', () => {
    expect(ruleFields(DEPARTMENTS).find(({ path }) => path === PATH)).toMatchObject({
      label: '名次按',
      value: PRINTED,
    });
    expect(choicesOf(PATH)?.map(({ words }) => words)).toEqual([PRINTED, EXACT]);
    expect(withField(DEPARTMENTS, PATH, EXACT).method?.rank).toEqual({ by: 'exact' });
    expect(withField(withField(DEPARTMENTS, PATH, EXACT), PATH, PRINTED).method?.rank).toEqual({ by: 'printed' });
    expect(withField(DEPARTMENTS, 'method.cap', '99').method?.rank).toBeUndefined();
  });

  it('comes back from the sheet 计分办法, where it stands in words', () => {
    const { method } = withField(DEPARTMENTS, PATH, EXACT);
    const lines = methodSheetLines([{ kind: 'departments', form: null, method }]);
    expect(lines).toContainEqual(['名次按', EXACT, 'departments.method.rank.by']);
    const read = methodSheetOf([gridOf(lines, { sheet: '计分办法' })]);
    expect(read?.rules).toMatchObject([{ kind: 'departments', edited: false, method: { rank: { by: 'exact' } } }]);
  });

  it.each([{ by: '随便' }, { by: 1 }, {}, 'exact', { by: 'exact', order: 'down' }])('%j is refused', (rank) => {
    expect(() => readMethod({ ...DEPARTMENTS.method, rank })).toThrow(RulesError);
  });
});
