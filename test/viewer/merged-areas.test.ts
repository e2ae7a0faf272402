import fc from 'fast-check';
import { MergedAreas } from '../../src/viewer/merged-areas.js';

it.each([
  ['its first cell', 2, 1, true],
  ['its last cell', 3, 4, true],
  ['a cell above', 1, 1, false],
  ['a cell below', 4, 4, false],
  ['a cell to the left', 2, 0, false],
  ['a cell to the right', 3, 5, false],
])('an area B3:E4 covers %s: %#', (_, row, column, covers) => {
  expect(new MergedAreas([{ top: 2, left: 1, bottom: 3, right: 4 }]).at(row, column) !== undefined).toBe(covers);
});

it('an area over a million rows is found in each of them, and small ones beside it are too', () => {
  const [tall, small] = [
    { top: 0, left: 0, bottom: 1_048_575, right: 19 },
    { top: 700_000, left: 20, bottom: 700_001, right: 21 },
  ];
  const merged = new MergedAreas([tall, small]);
  expect([
    merged.at(0, 0),
    merged.at(1_048_575, 19),
    merged.at(700_001, 5),
    merged.at(700_001, 20),
    merged.at(700_002, 20),
  ]).toEqual([tall, tall, tall, small, undefined]);
});

it('finds of any areas that do not overlap the one that covers a cell', () => {
  // One below the other, so that none overlaps; some over many blocks of rows.
  const areas = fc
    .array(
      fc.record({
        height: fc.integer({ min: 1, max: 3000 }),
        left: fc.integer({ min: 0, max: 5 }),
        width: fc.integer({ min: 1, max: 5 }),
      }),
      { maxLength: 12 },
    )
    .map((parts) => {
      let top = 0;
      return parts.map(({ height, left, width }) => {
        const area = { top, left, bottom: top + height - 1, right: left + width - 1 };
        top += height;
        return area;
      });
    });
  fc.assert(
    fc.property(areas, fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 11 }), (all, row, column) => {
      expect(new MergedAreas(all).at(row, column)).toBe(
        all.find(({ top, left, bottom, right }) => row >= top && row <= bottom && column >= left && column <= right),
      );
    }),
  );
});
