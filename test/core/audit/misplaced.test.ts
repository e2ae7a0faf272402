import type { Discrepancy } from '../../../src/core/audit/checks/discrepancies.js';
import { misplacedAmong } from '../../../src/core/audit/checks/misplaced.js';

/** A unit whose count is `here` in one attachment and `there` in the other. */
function discrepancy(unit: string, here: number, there: number): Discrepancy {
  return { unit, here, there, size: Math.abs(here - there) / there, cells: [] };
}

/** What three departments differ by that were counted a few days later: 1 % or so. */
const COUNTED_SEPARATELY = [
  discrepancy('人社局', 3955, 3914),
  discrepancy('医保局', 1818, 1800),
  discrepancy('住建局', 1943, 1962),
];

function exchanged(...differences: readonly Discrepancy[]): readonly (readonly string[])[] {
  return misplacedAmong(differences).misplaced.map(({ discrepancies }) => discrepancies.map(({ unit }) => unit));
}

describe('two counts that are each other’s', () => {
  it.each<[string, readonly Discrepancy[], readonly (readonly string[])[]]>([
    [
      'were exchanged where nothing else differs',
      [discrepancy('民政局', 41, 40), discrepancy('教育局', 40, 41)],
      [['民政局', '教育局']],
    ],
    [
      'were exchanged where they are far apart, whatever else differs a little',
      [discrepancy('民政局', 412, 96), discrepancy('教育局', 96, 412), ...COUNTED_SEPARATELY],
      [['民政局', '教育局']],
    ],
    [
      'are chance where everything was counted apart and they differ by one',
      [discrepancy('民政局', 41, 40), discrepancy('教育局', 40, 41), ...COUNTED_SEPARATELY],
      [],
    ],
    [
      'are chance where they differ by no more than the others do',
      [discrepancy('民政局', 2020, 2000), discrepancy('教育局', 2000, 2020), ...COUNTED_SEPARATELY],
      [],
    ],
    ['are no evidence below ten', [discrepancy('民政局', 2, 9), discrepancy('教育局', 9, 2)], []],
  ])('%s', (_, differences, expected) => {
    expect(exchanged(...differences)).toEqual(expected);
  });
});
