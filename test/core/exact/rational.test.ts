import fc from 'fast-check';
import {
  add,
  compare,
  denominatorOf,
  divide,
  fromDecimal,
  fromNumber,
  integer,
  multiply,
  numeratorOf,
  print,
  printShortest,
  roundHalfAway,
  signOf,
  subtract,
  toNumber,
  type Rational,
} from '../../../src/core/exact/rational.js';

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
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        fc.integer({ min: 0, max: 6 }),
        (numerator, denominator, places) => {
          const value = { numerator, denominator };
          const difference = subtract(roundHalfAway(value, places), value);
          const half = { numerator: 1n, denominator: 2n * 10n ** BigInt(places) };
          expect(compare(difference, half)).toBeLessThanOrEqual(0);
          expect(compare(difference, { numerator: -1n, denominator: denominatorOf(half) })).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe('reading numbers', () => {
  it('takes a double for the decimal that was typed', () => {
    expect([numeratorOf(fromNumber(0.1)), denominatorOf(fromNumber(0.1))]).toEqual([1n, 10n]);
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
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 1, max: 9_999_999 }), (a, b) => {
      expect(toNumber({ numerator: BigInt(a), denominator: BigInt(b) })).toBe(a / b);
    }),
  );
});

describe('figures held as doubles', () => {
  const MAX = Number.MAX_SAFE_INTEGER;
  /** Parts near the edges of the safe integers as well as ordinary counts. */
  const part = fc.oneof(
    fc.integer({ min: 0, max: 200_000 }),
    fc.integer({ min: 94_906_260, max: 94_906_270 }),
    fc.integer({ min: MAX - 3, max: MAX }),
  );
  const pair = fc
    .tuple(
      part,
      fc.boolean(),
      part.filter((value) => value > 0),
    )
    .map(([top, negative, bottom]) => {
      const exact: Rational = { numerator: BigInt(negative ? -top : top), denominator: BigInt(bottom) };
      // The quotient of two integers is held as doubles; the literal has only its BigInts.
      return { held: divide(integer(numeratorOf(exact)), integer(denominatorOf(exact))) as Rational, exact };
    });
  const same = (a: Rational | undefined, b: Rational | undefined): boolean =>
    a === b ||
    (a !== undefined && b !== undefined && numeratorOf(a) * denominatorOf(b) === numeratorOf(b) * denominatorOf(a));

  it.each(Object.entries({ add, subtract, multiply, divide }))('%s the same as BigInts do', (_, operation) => {
    fc.assert(
      fc.property(pair, pair, (a, b) => {
        const expected = operation(a.exact, b.exact);
        expect(same(operation(a.held, b.held), expected)).toBe(true);
        expect(same(operation(a.held, b.exact), expected)).toBe(true);
        expect(same(operation(a.exact, b.held), expected)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('compare, round and print the same as BigInts do', () => {
    fc.assert(
      fc.property(pair, pair, fc.integer({ min: 0, max: 15 }), (a, b, places) => {
        expect(compare(a.held, b.held)).toBe(compare(a.exact, b.exact));
        expect(signOf(a.held)).toBe(signOf(a.exact));
        expect(same(roundHalfAway(a.held, places), roundHalfAway(a.exact, places))).toBe(true);
        expect(print(a.held, places)).toBe(print(a.exact, places));
        expect(toNumber(a.held)).toBe(toNumber(a.exact));
      }),
      { numRuns: 2000 },
    );
  });

  it('stay exact through a chain of additions that leaves the safe integers', () => {
    // 1/99991 + 1/99989 + 1/99971 has the denominator 99991·99989·99971 ≈ 10^15; with 1/99961 it is beyond 2^53.
    const bottoms = [99_991, 99_989, 99_971, 99_961];
    const sum = bottoms.map((bottom) => divide(integer(1), integer(bottom)) as Rational).reduce(add);
    const product = bottoms.reduce((all, bottom) => all * BigInt(bottom), 1n);
    expect(denominatorOf(sum)).toBe(product);
    expect(numeratorOf(sum)).toBe(bottoms.reduce((all, bottom) => all + product / BigInt(bottom), 0n));
  });

  it('print 0 without a sign, whatever it came from', () => {
    expect(
      [
        subtract(integer(5), integer(5)),
        multiply(integer(-5), integer(0)),
        subtract(integer(0), integer(0)),
        divide(integer(0), integer(-3)) as Rational,
      ].map((zero) => print(zero, 2)),
    ).toEqual(['0.00', '0.00', '0.00', '0.00']);
  });
});

it('is the same number after structured cloning, small or large', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
      fc.integer({ min: 1, max: 1_000_000 }),
      (top, bottom) => {
        const number = divide(integer(top), integer(bottom)) as Rational;
        const cloned = structuredClone(number);
        expect([compare(cloned, number), print(add(cloned, number), 6)]).toEqual([0, print(add(number, number), 6)]);
      },
    ),
  );
});
