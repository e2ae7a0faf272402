import { constantResult } from '../../../src/core/grid/constant-formula.js';

it.each([
  ['=90438+62', 90500],
  ['=12*3-6/2', 33],
  ['=(3+4)*2', 14],
  ['=-5+8', 3],
  ['=0.1+0.2', 0.3],
  ['＝１２＋３', 15],
  ['=10-2-3', 5],
])('%s comes to %p', (formula, result) => {
  expect(constantResult(formula)).toBe(result);
});

it.each(['=A1+1', '=SUM(1,2)', '=1/0', '=(1+2', '=1+', '=2)', '=', '=1 2+3', '=1.2.3', '=IF(1,2,3)'])(
  '%s is no formula of numbers that comes to one',
  (formula) => {
    expect(constantResult(formula)).toBeNull();
  },
);
