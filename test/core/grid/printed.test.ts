import { printingOf } from '../../../src/core/grid/printed.js';

it.each<[string, number | string, boolean, number]>([
  ['0.00', 95.5, false, 2],
  ['0.00%', 0, true, 2],
  ['0.00%;-0.00%;"-"', 0, true, 2],
  ['0.0##', 12.5, false, 3],
  ['#,##0', 1234567, false, 0],
  ['[=0]"-";0.00%', 0.1512, true, 2],
  ['[=1]0%;0.00%', 0.9995, true, 2],
  ['[=1]0%;0.00%', 1, true, 2],
  ['[红色]0.0', 97.55, false, 1],
  ['0"分"', 97, false, 0],
  ['G/通用格式', 97.55, false, 2],
  ['General', 97.5, false, 1],
  ['General', '15.12%', true, 2],
  // Thousands of the number are not the number: its digits say how finely it was typed.
  ['0!.0,"万"', 90438.25, false, 2],
  ['0.0,', 90438, false, 0],
])('a cell of the format %s prints %p as a percentage: %p, with %d places', (format, typed, percent, places) => {
  expect(printingOf(format, typed)).toEqual({ percent, places });
});
