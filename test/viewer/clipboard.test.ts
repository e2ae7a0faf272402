import fc from 'fast-check';
import { blockOfText, htmlOfCells, textOfBlock } from '../../src/viewer/clipboard.js';

it.each([
  ['a text of one line stays as it is', [['甲区']], '甲区'],
  ['quotes in one line stay as they are', [['“甲”"区"']], '“甲”"区"'],
  ['lines stand in quotes', [['甲区\n64.6 万']], '"甲区\n64.6 万"'],
  ['quotes between lines are doubled', [['"甲"\n区']], '"""甲""\n区"'],
  [
    'cells are set apart by tabs, rows by line breaks',
    [
      ['甲', '1'],
      ['乙', ''],
    ],
    '甲\t1\r\n乙\t',
  ],
])('copied, %s', (_, block, copied) => {
  expect(textOfBlock(block)).toBe(copied);
});

it.each([
  ['one cell ends with a line break', '12\r\n', [['12']]],
  ['lines in quotes are one cell', '"甲\r\n区"\r\n', [['甲\n区']]],
  ['a quoted word is what it is', '"甲"', [['"甲"']]],
  ['cells beside each other stay apart', '1\t2', [['1', '2']]],
  ['cells below each other stay apart', '1\r\n2', [['1'], ['2']]],
  ['two quoted cells are two', '"甲\n"\t"乙\n"', [['甲\n', '乙\n']]],
  ['blank cells stay where they are', '\t1\n\n2\t\n', [['', '1'], [''], ['2', '']]],
  ['a quote that nobody closes is a sign', '"甲\t乙', [['"甲', '乙']]],
])('pasted, %s', (_, copied, block) => {
  expect(blockOfText(copied)).toEqual(block);
});

it('what was copied is pasted as it was', () => {
  // Spreadsheets end lines in a cell with a line feed; one at the end is lost on every clipboard. Whether a quote at
  // the beginning is a sign or sets a cell off, the cells after it decide: Excel writes both alike.
  const text = fc
    .string({ unit: fc.constantFrom('甲', '1', '"', '\n', '\t', ' ') })
    .filter((cell) => !cell.startsWith('"') && (!cell.endsWith('\n') || cell.length > 1));
  const block = fc.array(fc.tuple(text, text, text), { minLength: 1 });
  fc.assert(
    fc.property(block, (cells) => {
      expect(blockOfText(`${textOfBlock(cells)}\r\n`)).toEqual(cells);
    }),
  );
});

it('a table of HTML has merged cells as one, numbers to the right, and no sign of a text as markup', () => {
  const cell = { isNumber: false, rowSpan: 1, columnSpan: 1 };
  const rows = [
    [{ ...cell, text: '<题>&\n一', columnSpan: 2 }],
    [
      { ...cell, text: '甲', rowSpan: 2 },
      { ...cell, text: '12.50', isNumber: true },
    ],
  ];
  expect(htmlOfCells(rows)).toBe(
    '<table border="1"><tr><td colspan="2">&lt;题&gt;&amp;<br>一</td></tr>' +
      '<tr><td rowspan="2">甲</td><td align="right">12.50</td></tr></table>',
  );
});
