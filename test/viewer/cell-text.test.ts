import { shownText } from '../../src/core/grid/shown.js';
import { formatColour } from '../../src/viewer/cell-text.js';

// 44534 is 2021-12-04, 44479 is 2021-10-10.
it.each([
  ['[DBNum1][$-804]yyyy"年"m"月"d"日"', 44534, '二〇二一年十二月四日'],
  ['[DBNum1][$-804]yyyy"年"m"月"d"日"', 44479, '二〇二一年十月十日'],
  ['[DBNum2][$-804]yyyy"年"m"月"d"日"', 44479, '贰零贰壹年壹拾月壹拾日'],
  ['[DBNum1]General', 1234, '一千二百三十四'],
  ['[DBNum1]General', 10, '一十'],
  ['[DBNum1]General', 10005, '一万〇五'],
  ['[DBNum1]General', 101000, '一十万一千'],
  ['[DBNum1]General', 0, '〇'],
  ['[DBNum2][$-804]General', 1203.5, '壹仟贰佰零叁.伍'],
  ['[DBNum1]0', 2021, '二〇二一'],
  ['[DBNum3]0', 123, '１２３'],
  ['0.00', 95.5, '95.50'],
])('the format %s shows %d as %s', (code, value, shown) => {
  expect(shownText(value, code)).toBe(shown);
});

it.each([
  ['[Color10]0', '#008000'],
  ['[Color 3]0', '#FF0000'],
  ['[Color56]0', '#333333'],
  ['[Red]0', 'red'],
  ['0', null],
])('the format %s colours its figure %s', (code, colour) => {
  expect(formatColour(1, code)).toBe(colour);
});

it('takes the colour of the part of a format that a figure falls into', () => {
  const code = '[>=60]0;[Color3]0';
  expect([formatColour(75, code), formatColour(50, code)]).toEqual([null, '#FF0000']);
});
