import { typedValue } from '../../../src/core/grid/typed.js';

it.each<[string, string, unknown]>([
  ['12', 'General', { value: 12, format: null }],
  ['1,234', 'General', { value: 1234, format: null }],
  ['-0.5', 'General', { value: -0.5, format: null }],
  ['15.12%', 'General', { value: 0.1512, format: '0.00%' }],
  ['100%', 'General', { value: 1, format: '0%' }],
  ['12件', 'General', { value: '12件', format: null }],
  ['1,23', 'General', { value: '1,23', format: null }],
  ['true', 'General', { value: true, format: null }],
  ["'001", 'General', { value: '001', format: '@' }],
  ['001', '@', { value: '001', format: null }],
  ['', 'General', { value: null, format: null }],
  ['=1+1', 'General', undefined],
  ['@SUM(A1)', 'General', undefined],
  ['+A1', 'General', undefined],
  ['=1+1', '@', { value: '=1+1', format: null }],
])('makes of %j typed into a cell of format %s: %j', (text, format, expected) => {
  expect(typedValue(text, format)).toEqual(expected);
});
