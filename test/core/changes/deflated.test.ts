import fc from 'fast-check';
import { Buffer } from 'node:buffer';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { deflated, inflated } from '../../../src/core/changes/deflated.js';

it('reads back whatever it wrote, and zlib reads the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const base64 = deflated(text);
      expect(inflated(base64)).toBe(text);
      expect(inflateRawSync(Buffer.from(base64, 'base64')).toString()).toBe(text);
    }),
  );
});

it('reads what comes in many steps', () => {
  const text = Array.from({ length: 20_000 }, (_, index) => String((index * 7919) % 9973)).join();
  expect(inflated(deflated(text))).toBe(text);
});

it('reads as many bytes as are allowed, and not one more', () => {
  const base64 = deflated('x'.repeat(1_000));
  expect(inflated(base64, 1_000)).toBe('x'.repeat(1_000));
  expect(inflated(base64, 999)).toBeNull();
});

it('refuses a bomb', () => {
  const bomb = deflateRawSync(Buffer.alloc(40 * 1024 * 1024)).toString('base64');
  expect(bomb.length).toBeLessThan(60_000);
  expect(inflated(bomb)).toBeNull();
});

it.each([
  ['nothing', ''],
  ['something cut off', deflated('甲区、乙区、丙区').slice(0, 8)],
  ['a sign too few', deflated('甲区、乙区、丙区').slice(0, -1)],
  ['signs that are none of base64', '!!!!'],
  ['what was never deflated', Buffer.from('甲区、乙区、丙区').toString('base64')],
])('reads nothing in %s', (_, base64) => {
  expect(inflated(base64)).toBeNull();
});
