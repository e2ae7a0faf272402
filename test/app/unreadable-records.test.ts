import { restore, restorePoints } from '../../src/app/restore.js';
import { BEFORE_IMAGE, hasUnreadableImages } from '../../src/core/changes/before-image-parts.js';
import { writePart } from '../../src/core/changes/custom-part.js';

const partsWith = (data: unknown): Record<string, string> => ({
  [BEFORE_IMAGE]: writePart('before-image', BEFORE_IMAGE, data),
});
const imageWith = (column: object): object => ({
  id: '1',
  at: '2021-07-05',
  sheets: [{ sheet: '附件1', rows: [], columns: [{ column: 'M', mark: '', contents: [], formats: [], ...column }] }],
});
const snapshotWith = (data: unknown): Parameters<typeof restorePoints>[0] => ({
  sheets: [],
  calculation: { fullPrecision: true, mode: 'automatic', iterates: false },
  parts: partsWith(data),
});

it.each([
  ['a number', [1]],
  ['nothing', [null]],
  ['no list', { id: '1' }],
  ['an image without sheets', [{ id: '1', at: '' }]],
  ['a sheet that is nothing', [{ id: '1', at: '', sheets: [null] }]],
  ['a column of no name', [imageWith({ column: '1' })]],
  ['a run of too many rows', [imageWith({ contents: [[5, 2_000_000_000, null, 1]] })]],
  ['a run of half a row', [imageWith({ contents: [[5, 0.5, null, 1]] })]],
  ['a run before the first row', [imageWith({ formats: [[-5, 1, '@', 'General']] })]],
  ['a run of two figures', [imageWith({ contents: [[5, 1]] })]],
  ['a content that is none', [imageWith({ contents: [[5, 1, {}, 1]] })]],
  ['many runs over the same rows', [imageWith({ contents: Array(9).fill([5, 1_000_000, null, 1]) })]],
])('ignores %s in the place of an image, and knows that it did', (_, data) => {
  const snapshot = snapshotWith(data);
  expect(restorePoints(snapshot)).toEqual([]);
  expect(restore(snapshot).plan.changes).toEqual([]);
  expect(hasUnreadableImages(snapshot.parts)).toBe(true);
});

it('keeps the images before one that cannot be read', () => {
  const snapshot = snapshotWith([imageWith({ contents: [[5, 2, null, ['SUM(A⟨0⟩)', null]]] }), { id: '2' }]);
  expect(restorePoints(snapshot).map(({ id, cells }) => [id, cells])).toEqual([['1', 2]]);
  expect(hasUnreadableImages(snapshot.parts)).toBe(true);
});

it('misses nothing in a workbook without images', () => {
  expect(hasUnreadableImages({})).toBe(false);
});
