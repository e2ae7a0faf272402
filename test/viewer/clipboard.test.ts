import fc from 'fast-check';
import { copiedText, pastedText } from '../../src/viewer/clipboard.js';

it.each([
  ['a text of one line stays as it is', '甲区', '甲区'],
  ['quotes in one line stay as they are', '“甲”"区"', '“甲”"区"'],
  ['lines stand in quotes', '甲区\n64.6 万', '"甲区\n64.6 万"'],
  ['quotes between lines are doubled', '"甲"\n区', '"""甲""\n区"'],
])('copied, %s', (_, text, copied) => {
  expect(copiedText(text)).toBe(copied);
});

it.each([
  ['one cell ends with a line break', '12\r\n', '12'],
  ['lines in quotes are one cell', '"甲\r\n区"\r\n', '甲\n区'],
  ['a quoted word is what it is', '"甲"', '"甲"'],
  ['cells beside each other are several', '1\t2', null],
  ['cells below each other are several', '1\r\n2', null],
  ['two quoted cells are several', '"甲\n"\t"乙\n"', null],
])('pasted, %s', (_, copied, text) => {
  expect(pastedText(copied)).toBe(text);
});

it('what was copied from one cell is pasted into another as it was', () => {
  // Spreadsheets end lines in a cell with a line feed; one at the end is lost on every clipboard.
  fc.assert(
    fc.property(
      fc
        .string({ unit: fc.constantFrom('甲', '1', '"', '\n', '\t', ' ') })
        .filter((text) => !text.endsWith('\n') || text.length > 1),
      (text) => {
        expect(pastedText(`${copiedText(text)}\r\n`)).toBe(text);
      },
    ),
  );
});
