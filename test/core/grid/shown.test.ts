import fc from 'fast-check';
import { format } from 'numfmt';
import type { CellValue } from '../../../src/core/grid/grid.js';
import { shownText } from '../../../src/core/grid/shown.js';

it.each<[CellValue, string, string]>([
  [90438, 'General', '90438'],
  [0.1, 'General', '0.1'],
  [1 / 3, 'General', '0.333333333'],
  [100 / 3, 'General', '33.33333333'],
  [-0.0001, 'General', '-0.0001'],
  [0.1 + 0.2, 'General', '0.3'],
  [123456789012, 'General', '1.23457E+11'],
  [0.15115, '0.00%', '15.12%'],
  [1, '0%', '100%'],
  [98.985, '0.00', '98.99'],
  [98.98499999999999, '0.00', '98.99'],
  [1.005, '0.00', '1.01'],
  [-2, '0.00', '-2.00'],
  [-0.001, '0.00', '0.00'],
  [1234567.5, '#,##0', '1,234,568'],
  [0.5, '#.00', '.50'],
  [7, '000', '007'],
  [12.5, '0.00##', '12.50'],
  [12.5678, '0.00##', '12.5678'],
  [1234567, '0.0,"千"', '1234.6千'],
  [5, '0"件"', '5件'],
  [-5, '0;(0)', '(5)'],
  [0, '0;-0;"-"', '-'],
  [5, '0;;', '5'],
  [0, '0;;', ''],
  [12, '[Red]0.0', '12.0'],
  [12, '[$¥-804]0.00', '¥12.00'],
  [0.00012345, '0.00E+00', '1.23E-04'],
  [44382, 'yyyy"年"m"月"d"日"', '2021年7月5日'],
  [44382.75, 'yyyy-mm-dd hh:mm', '2021-07-05 18:00'],
  [44382.75, 'h:mm AM/PM', '6:00 PM'],
  ['-', '0.00%', '-'],
  ['某局', '@', '某局'],
  ['某局', '0;0;0;"“"@"”"', '“某局”'],
  [15, '@', '15'],
  [true, 'General', 'TRUE'],
  [{ error: '#DIV/0!' }, '0.00', '#DIV/0!'],
  [null, '0.00', ''],
  [618.185, '0.00', '618.19'],
])('shows %p under %p as %p', (value, format, shown) => {
  expect(shownText(value, format)).toBe(shown);
});

it('shows numbers as an implementation of spreadsheets’ formats does that is not ours', () => {
  const formats = [
    'General',
    '0',
    '0.0',
    '0.00',
    '0%',
    '0.00%',
    '#,##0',
    '#,##0.00',
    '0.00##',
    '0;(0)',
    '0;-0;"-"',
    '0"件"',
    '[Red]0.0',
    '@',
    'yyyy-mm-dd',
    'yyyy"年"m"月"d"日"',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...formats),
      fc.oneof(
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        fc.integer({ min: -10_000_000, max: 10_000_000 }).map((n) => n / 10_000),
      ),
      (code, value) => {
        const isDate = code.startsWith('yyyy');
        // Halves are decided by what people see (618.185 is 618.19, as in Excel);
        // the other decides by the double, which lies below.
        fc.pre(!/\.\d*5$/.test(String(value)));
        fc.pre(!isDate || (value > 20_000 && value < 80_000));
        expect(shownText(value, code)).toBe(format(code, value));
      },
    ),
    { numRuns: 2000 },
  );
});
