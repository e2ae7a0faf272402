import fc from 'fast-check';
import { RationalColumn } from '../../../src/core/exact/rational-column.js';
import { compare, fromDecimal, type Rational } from '../../../src/core/exact/rational.js';

const { MAX_SAFE_INTEGER } = Number;

it('has no number where none was put, nor outside', () => {
  const column = new RationalColumn(2);
  column.set(1, undefined);
  expect([column.at(0), column.at(1), column.at(2), column.at(-1)]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

it.each([
  '0',
  '1',
  '-1',
  '0.125',
  '-12.5',
  String(MAX_SAFE_INTEGER),
  '9007199254740993',
  '-123456789012345678901234567890.5',
  '1e-30',
])('keeps %s to the last digit', (text) => {
  const column = new RationalColumn(3);
  column.set(1, fromDecimal(text));
  expect(compare(column.at(1) as Rational, fromDecimal(text))).toBe(0);
  expect([column.at(0), column.at(2)]).toEqual([undefined, undefined]);
});

it('keeps every rational, each in its place', () => {
  const rational = fc.record({
    numerator: fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
    denominator: fc.oneof(fc.constant(1n), fc.bigInt({ min: 1n, max: 2n ** 70n })),
  });
  const safe = fc.record({ top: fc.maxSafeInteger(), bottom: fc.integer({ min: 1, max: MAX_SAFE_INTEGER }) });
  fc.assert(
    fc.property(fc.array(fc.option(fc.oneof(rational, safe), { nil: undefined })), (values) => {
      const column = new RationalColumn(values.length);
      values.forEach((value, index) => column.set(index, value));
      values.forEach((value, index) => {
        const kept = column.at(index);
        if (value === undefined || kept === undefined) expect(kept).toBe(value);
        else expect(compare(kept, value)).toBe(0);
      });
    }),
  );
});
