import * as fc from 'fast-check';
import { typedText, typedValue } from '../../../src/core/grid/typed.js';

// Serials counted by hand: 2021-07-05 is 44382, as 2021-01-01 is 44197 and 185 days follow.
it.each<[string, string, unknown]>([
  ['12', 'General', { value: 12, format: null }],
  ['1,234', 'General', { value: 1234, format: '#,##0' }],
  ['1,234.50', 'General', { value: 1234.5, format: '#,##0.00' }],
  ['-0.5', 'General', { value: -0.5, format: null }],
  ['+5', 'General', { value: 5, format: null }],
  ['(5)', 'General', { value: -5, format: null }],
  ['¥3', 'General', { value: 3, format: '¥#,##0' }],
  ['1e3', 'General', { value: 1000, format: '0.00E+00' }],
  ['１，２３４', 'General', { value: 1234, format: '#,##0' }],
  ['－７', 'General', { value: -7, format: null }],
  [' 12 ', 'General', { value: 12, format: null }],
  ['15.12%', 'General', { value: 0.1512, format: '0.00%' }],
  ['１５％', 'General', { value: 0.15, format: '0%' }],
  ['100%', 'General', { value: 1, format: '0%' }],
  ['89.49', '0.00%', { value: 0.8949, format: null }],
  ['0.1', '0.00%', { value: 0.1, format: null }],
  ['7%', '0.00%', { value: 0.07, format: '0%' }],
  ['2021-7-5', 'General', { value: 44382, format: 'yyyy/m/d' }],
  ['2021/07/05', 'General', { value: 44382, format: 'yyyy/m/d' }],
  ['2021年7月5日', 'General', { value: 44382, format: 'yyyy"年"m"月"d"日"' }],
  ['7月5日', 'General', { value: 44382, format: 'm"月"d"日"' }],
  ['7-5', 'General', { value: 44382, format: 'm"月"d"日"' }],
  ['1900-1-1', 'General', { value: 1, format: 'yyyy/m/d' }],
  ['2021-2-30', 'General', { value: '2021-2-30', format: null }],
  ['6:00', 'General', { value: 0.25, format: 'h:mm' }],
  ['25:00', 'General', { value: '25:00', format: null }],
  ['12件', 'General', { value: '12件', format: null }],
  ['1,23', 'General', { value: '1,23', format: null }],
  ['-', 'General', { value: '-', format: null }],
  ['--', 'General', { value: '--', format: null }],
  ['', 'General', { value: null, format: null }],
  ['true', 'General', { value: true, format: null }],
  ["'001", 'General', { value: '001', format: null }],
  ["'=A1", 'General', { value: '=A1', format: null }],
  ['50 %', 'General', { value: 0.5, format: '0%' }],
  ['15.1２　％', 'General', { value: 0.1512, format: '0.00%' }],
  ['%', 'General', { value: '%', format: null }],
  ['2021-7', 'General', { value: 44378, format: 'yyyy"年"m"月"' }],
  ['2021/13', 'General', { value: '2021/13', format: null }],
  ['21/7/5', 'General', { value: 44382, format: 'yyyy/m/d' }],
  ['21-7-5', 'General', { value: 44382, format: 'yyyy/m/d' }],
  ['99/12/31', 'General', { value: 36525, format: 'yyyy/m/d' }],
  ['21/7/32', 'General', { value: '21/7/32', format: null }],
  ['2021/7/5 6:00', 'General', { value: 44382.25, format: 'yyyy/m/d h:mm' }],
  ['2021年7月5日 18:00:00', 'General', { value: 44382.75, format: 'yyyy/m/d h:mm' }],
  ['2021/7/5 24:00', 'General', { value: '2021/7/5 24:00', format: null }],
  ['0 1/2', 'General', { value: 0.5, format: '# ?/?' }],
  ['-1 3/4', 'General', { value: -1.75, format: '# ?/?' }],
  ['2 1/16', 'General', { value: 2.0625, format: '# ??/??' }],
  ['1 1/0', 'General', { value: '1 1/0', format: null }],
  ['1/2', 'General', { value: 44198, format: 'm"月"d"日"' }],
  ['001', '@', { value: '001', format: null }],
  ['=A1+1', 'General', undefined],
  ['=1+1', 'General', { value: 2, format: null }],
  ['＝A1', 'General', undefined],
  ['@SUM(A1)', 'General', undefined],
  ['+A1', 'General', undefined],
  ['=1+1', '@', { value: '=1+1', format: null }],
])('makes of %j typed into a cell of format %s: %j', (text, format, expected) => {
  expect(typedValue(text, format, 2021)).toEqual(expected);
});

it.each<[unknown, string, string]>([
  [0.1512, '0.00%', '15.12%'],
  [44382, 'yyyy-mm-dd', '2021/7/5'],
  [44382.25, 'yyyy-mm-dd', '2021/7/5 6:00:00'],
  [0.25, 'h:mm', '6:00:00'],
  ['001', 'General', "'001"],
  ['001', '@', '001'],
  ['张店区', 'General', '张店区'],
  [true, 'General', 'TRUE'],
])('offers for %j in a cell of format %s the text %s', (value, format, text) => {
  expect(typedText(value as never, format)).toBe(text);
});

it('leaves a text as it was when the text it offers is typed again', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.constantFrom('General', '@', '0.00%', 'yyyy-mm-dd'),
      (value, format) => {
        expect(typedValue(typedText(value, format), format, 2021)?.value).toBe(value);
      },
    ),
  );
});

it('leaves a number of six digits as it was when the text it offers is typed again', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -999_999, max: 999_999 }),
      fc.integer({ min: 0, max: 4 }),
      fc.constantFrom('General', '0.00', '#,##0'),
      (digits, places, format) => {
        const value = Number(`${digits}e-${places}`);
        expect(typedValue(typedText(value, format), format, 2021)?.value).toBe(value);
      },
    ),
  );
});

it('leaves any number, date, time or percentage as it was when the text it offers is typed again', () => {
  const second = fc.integer({ min: 0, max: 86_399 }).map((seconds) => seconds / 86_400);
  const value = fc
    .oneof(
      fc
        .double({ noNaN: true, noDefaultInfinity: true })
        .filter((number) => number === 0 || (Math.abs(number) > 1e-9 && Math.abs(number) < 1e12)),
      fc.integer({ min: -3_000_000, max: 3_000_000 }),
      second,
      fc.tuple(fc.integer({ min: 1, max: 2_958_465 }), second).map(([day, time]) => day + time),
    )
    .map((number) => number + 0);
  const format = fc.constantFrom(
    'General',
    '0.00',
    '#,##0',
    '0.00E+00',
    '# ?/?',
    '0%',
    '0.00%',
    'yyyy/m/d',
    'yyyy"年"m"月"',
    'm"月"d"日"',
    'yyyy/m/d h:mm',
    'h:mm',
    'h:mm:ss',
    '[h]:mm',
  );
  fc.assert(
    fc.property(value, format, (number, code) => {
      expect(typedValue(typedText(number, code), code, 2021)?.value).toBe(number);
    }),
    { numRuns: 2000 },
  );
});

it.each([true, false])('leaves %s as it was when the text it offers is typed again', (value) => {
  expect(typedValue(typedText(value, 'General'), 'General', 2021)?.value).toBe(value);
});
