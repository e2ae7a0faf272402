import { restore, restorePoints } from '../../src/app/restore.js';
import { unreadableRecords } from '../../src/app/unreadable-records.js';
import {
  BEFORE_IMAGE,
  hasUnreadableImages,
  storeBeforeImages,
  storedImages,
} from '../../src/core/changes/before-image-parts.js';
import { writePart } from '../../src/core/changes/custom-part.js';
import { deflated } from '../../src/core/changes/deflated.js';

const partsWith = (data: unknown): Record<string, string> => ({
  [BEFORE_IMAGE]: writePart('before-image', BEFORE_IMAGE, data),
});
const imageWith = (column: object): object => ({
  id: '1',
  at: '2021-07-05',
  sheets: [{ sheet: '附件1', rows: [], columns: [{ column: 'M', mark: '', contents: [], formats: [], ...column }] }],
});
const imagesIn = (parts: Record<string, string>): ReturnType<typeof storedImages>['images'] =>
  storedImages(parts).images;
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

describe('images as they are stored today', () => {
  const cells = (column: object = {}): unknown => [
    {
      sheet: '附件1',
      columns: [
        {
          column: 'M',
          mark: '得分',
          contents: {
            rows: [[5, 4]],
            was: { formulas: [[4, null]], values: [[0, [1, 2, 3, 4]]] },
            wrote: { formulas: [[4, 'A⟨0⟩+1']], values: [[4, null]] },
          },
          formats: { rows: [], was: [], wrote: [] },
          ...column,
        },
      ],
    },
  ];
  const marks = [{ rows: [[5, 4]], marks: [[0, ['甲', '乙', '丙', '丁']]] }];
  const contents = (rows: unknown, formulas: unknown): object => ({
    contents: {
      rows,
      was: { formulas, values: [[4, null]] },
      wrote: { formulas: [[4, null]], values: [[4, null]] },
    },
  });
  const stored = (packed: unknown, rows: unknown = marks): Record<string, string> => {
    const data = [
      [deflated(JSON.stringify(rows))],
      [{ id: '1', at: '9:00', rows: 0, cells: deflated(JSON.stringify(packed)) }],
    ];
    return { [BEFORE_IMAGE]: writePart('before-image', BEFORE_IMAGE, data, 2) };
  };
  const pointsIn = (parts: Record<string, string>): readonly unknown[] =>
    restorePoints({ ...snapshotWith([]), parts }).map(({ id, cells: count }) => [id, count]);

  it('are read where they are whole', () => {
    expect(pointsIn(stored(cells()))).toEqual([['1', 4]]);
    expect(hasUnreadableImages(stored(cells()))).toBe(false);
  });

  it.each([
    ['a number', 1],
    ['nothing', null],
    ['a sheet that is nothing', [null]],
    ['a column of no name', cells({ column: '1' })],
    ['a range of too many rows', cells(contents([[5, 2_000_000_000]], [[4, null]]))],
    ['a range of half a row', cells(contents([[5, 0.5]], [[4, null]]))],
    ['fewer formulas than rows', cells(contents([[5, 4]], [[3, null]]))],
    ['more formulas than rows', cells(contents([[5, 4]], [[0, [null, null, null, null, null]]]))],
    ['a block of no times', cells(contents([[5, 4]], [[-4, null]]))],
    ['a formula that is a number', cells(contents([[5, 4]], [[4, 7]]))],
    ['many ranges of the same rows', cells(contents(Array(9).fill([5, 1_000_000]), [[9_000_000, null]]))],
    ['formats that are figures', cells({ formats: { rows: [[5, 1]], was: [[1, 5]], wrote: [[1, 6]] } })],
  ])('are ignored with %s in the place of cells, and it is known', (_, packed) => {
    expect(pointsIn(stored(packed))).toEqual([]);
    expect(hasUnreadableImages(stored(packed))).toBe(true);
  });

  it.each([
    ['none', []],
    ['fewer than rows', [{ rows: [[5, 4]], marks: [[3, '甲']] }]],
    ['figures', [{ rows: [[5, 4]], marks: [[4, 1]] }]],
  ])('are ignored with %s in the place of marks, and it is known', (_, rows) => {
    expect(pointsIn(stored(cells(), rows))).toEqual([]);
    expect(hasUnreadableImages(stored(cells(), rows))).toBe(true);
  });

  it.each([
    ['a cut part', (xml: string) => `${xml.slice(0, 90)}</before-image>`],
    ['cut cells', (xml: string) => xml.replace(/"cells":"[^"]{20}/, '"cells":"')],
    ['rows that are not there', (xml: string) => xml.replace('"rows":0', '"rows":1')],
    ['a version to come', (xml: string) => xml.replace('version="2"', 'version="3"')],
  ])('are ignored after %s, and it is known', (_, damage) => {
    const xml = damage(stored(cells())[BEFORE_IMAGE] ?? '');
    expect(pointsIn({ [BEFORE_IMAGE]: xml })).toEqual([]);
    expect(hasUnreadableImages({ [BEFORE_IMAGE]: xml })).toBe(true);
  });

  it('take over what an earlier version stored', () => {
    const old = partsWith([imageWith({ mark: '得分', contents: [[5, 2, ['SUM(A⟨0⟩)', 7], ['B⟨1⟩', null]]] })]);
    const [point] = imagesIn(old);
    expect(point?.unpacked().sheets[0]?.cells).toEqual([
      {
        row: 5,
        column: 12,
        content: { was: { formula: '=SUM(A5)', value: 7 }, wrote: { formula: '=B6', value: null } },
      },
      {
        row: 6,
        column: 12,
        content: { was: { formula: '=SUM(A6)', value: 7 }, wrote: { formula: '=B7', value: null } },
      },
    ]);
    const { change } = storeBeforeImages(point === undefined ? [] : [point], old);
    const [again] = imagesIn({ [BEFORE_IMAGE]: change.becomes ?? '' });
    expect(again?.unpacked()).toEqual(point?.unpacked());
  });
});

it.each([['[1]'], ['{}'], ['["1",null]'], ['no JSON']])(
  'knows that %s is no list of completed computations',
  (text) => {
    const namespace = `${BEFORE_IMAGE}-done`;
    const parts = { [namespace]: `<before-image-done xmlns="${namespace}" version="1">${text}</before-image-done>` };
    expect(hasUnreadableImages(parts)).toBe(true);
  },
);

describe('what the audit has coloured', () => {
  const namespace = 'urn:bulletin-scores:audit-marks';
  const marksOf = (data: unknown): Parameters<typeof unreadableRecords>[0] => ({
    parts: { [namespace]: writePart('audit-marks', namespace, data) },
  });

  it.each([
    ['a number', [1]],
    ['nothing', [null]],
    ['a sheet without cell', [['附件1']]],
    ['a cell of no name', [['附件1', 'D', 'FFE699']]],
    ['a colour that is none', [['附件1', 'D5', 'red']]],
    ['no list', { sheet: '附件1' }],
  ])('is said to be unreadable with %s in its place', (_, data) => {
    expect(unreadableRecords(marksOf(data)).map(({ code }) => code)).toEqual(['marks-unreadable']);
  });

  it('is read where it is whole', () => {
    expect(unreadableRecords(marksOf([['附件1', 'D5', 'FFE699']]))).toEqual([]);
  });
});
