import { emptyWorkbook, XlsxFile, XlsxRefusal } from '../../src/xlsx/index.js';

const BLANK = { value: null, formula: null };

it('begins a file with one empty sheet that can be filled', () => {
  const file = XlsxFile.open(emptyWorkbook('台账'));
  expect(file.sheets.map(({ name, visibility }) => [name, visibility])).toEqual([['台账', 'visible']]);
  expect(file.settings('台账').position).toBe(0);
  expect(file.grids()[0]?.values).toEqual([]);
  const becomes = { value: '甲区', formula: null };
  const { outcome, file: edited } = file.edit([
    { kind: 'content', sheet: '台账', row: 0, column: 0, was: BLANK, becomes },
  ]);
  expect(outcome).toEqual({ conflicts: [], cells: 1 });
  expect(XlsxFile.open(edited.bytes()).grids()[0]?.values).toEqual([['甲区']]);
});

it.each(['', 'a/b', '一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二'])(
  'refuses %j as the name of a sheet',
  (name) => {
    expect(() => emptyWorkbook(name)).toThrow(XlsxRefusal);
  },
);
