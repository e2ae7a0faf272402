import type { Apart } from '../../../src/core/audit/checks/apart.js';
import { misplacedAmong } from '../../../src/core/audit/checks/misplaced.js';

/** A unit whose count is `here` in one attachment and `there` in the other. */
function apart(unit: string, here: number, there: number): Apart {
  return { unit, here, there, size: Math.abs(here - there) / there, cells: [] };
}

/** What three departments differ by that were counted a few days apart: 1 % or so. */
const COUNTED_APART = [apart('人社局', 3955, 3914), apart('医保局', 1818, 1800), apart('住建局', 1943, 1962)];

function exchanged(...differences: readonly Apart[]): readonly (readonly string[])[] {
  return misplacedAmong(differences).misplaced.map(({ of }) => of.map(({ unit }) => unit));
}

describe('two counts that are each other’s', () => {
  it.each<[string, readonly Apart[], readonly (readonly string[])[]]>([
    [
      'were exchanged where nothing else differs',
      [apart('民政局', 41, 40), apart('教育局', 40, 41)],
      [['民政局', '教育局']],
    ],
    [
      'were exchanged where they are far apart, whatever else differs a little',
      [apart('民政局', 412, 96), apart('教育局', 96, 412), ...COUNTED_APART],
      [['民政局', '教育局']],
    ],
    [
      'are chance where everything was counted apart and they differ by one',
      [apart('民政局', 41, 40), apart('教育局', 40, 41), ...COUNTED_APART],
      [],
    ],
    [
      'are chance where they differ by no more than the others do',
      [apart('民政局', 2020, 2000), apart('教育局', 2000, 2020), ...COUNTED_APART],
      [],
    ],
    ['are no evidence below ten', [apart('民政局', 2, 9), apart('教育局', 9, 2)], []],
  ])('%s', (_, differences, expected) => {
    expect(exchanged(...differences)).toEqual(expected);
  });
});
