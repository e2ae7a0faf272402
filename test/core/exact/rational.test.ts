import fc from 'fast-check';
import { add, compare, divide, fromDecimal, fromNumber, integer, print, printShortest, roundHalfAway, subtract, toNumber } from '../../../src/core/exact/rational.js';

describe('rounding', () => {
  it.each([
    ['94.925', 2, '94.93'],
    ['-94.925', 2, '-94.93'],
    ['0.005', 2, '0.01'],
    ['0.00499999999999999999', 2, '0.00'],
    ['2.5', 0, '3'],
    ['-0.001', 2, '0.00'],
    ['99.995', 2, '100.00'],
  ])('prints %s with %i places as %s, halves away from zero', (value, places, printed) => {
    expect(print(fromDecimal(value), places)).toBe(printed);
  });

  it('rounds 40+20+19.925+15 to 94.93 although doubles make it 94.92499…', () => {
    const sum = ['40', '20', '19.925', '15'].map(fromDecimal).reduce(add);
    expect(print(sum, 2)).toBe('94.93');
  });

  it('never moves a value by more than half a unit of the last place', () => {
    fc.assert(fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 9n }), fc.integer({ min: 0, max: 6 }), (numerator, denominator, places) => {
      const value = { numerator, denominator };
      const difference = subtract(roundHalfAway(value, places), value);
      const half = { numerator: 1n, denominator: 2n * 10n ** BigInt(places) };
      expect(compare(difference, half)).toBeLessThanOrEqual(0);
      expect(compare(difference, { numerator: -1n, denominator: half.denominator })).toBeGreaterThanOrEqual(0);
    }));
  });
});

describe('reading numbers', () => {
  it('takes a double for the decimal that was typed', () => {
    expect(fromNumber(0.1)).toMatchObject({ numerator: 1n, denominator: 10n });
    expect(compare(fromNumber(1e-7), fromDecimal('0.0000001'))).toBe(0);
  });

  it('refuses what is no decimal', () => {
    for (const text of ['', '.', '1.2.3', 'abc', '１']) expect(() => fromDecimal(text)).toThrow(RangeError);
  });

  it('prints whole hundreds with their zeros', () => {
    expect(printShortest(integer(100))).toBe('100');
  });
});

it('divides by zero to nothing', () => {
  expect(divide(integer(1), integer(0))).toBeUndefined();
});

it('gives the same double as division for any two counts below ten million', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 1, max: 9_999_999 }), (a, b) => {
    expect(toNumber({ numerator: BigInt(a), denominator: BigInt(b) })).toBe(a / b);
  }));
});
