/** What was read from a part, and which rows of the sheet were written since. */
export interface CachedReading<T> {
  readonly value: T;
  /** Row numbers, from 0. */
  readonly writtenRows: ReadonlySet<number>;
}

/** By the bytes of a part, which are never changed in place: what was read from them stays true. */
const READINGS = new WeakMap<Uint8Array, Map<object, CachedReading<unknown>>>();

/**
 * A cache of one kind of thing that is read from parts of a file, by the bytes of the part. Where only some rows of a
 * sheet are written, its reading is carried over to the new bytes with the numbers of these rows: a large sheet in
 * which one cell is corrected need not be read again as a whole.
 *
 * @example
 *   import { PartCache } from './part-cache.js';
 *   const lengths = new PartCache();
 *   const bytes = new Uint8Array(3);
 *   lengths.set(bytes, bytes.length) // => 3
 *   lengths.get(bytes)?.value // => 3
 *   lengths.get(new Uint8Array(3)) // => undefined
 */
export class PartCache<T> {
  /** Returns what was read from these very bytes, or from others that have become these since. */
  get(bytes: Uint8Array): CachedReading<T> | undefined {
    // The readings under this cache were put there by `set`, so they have its type.
    return READINGS.get(bytes)?.get(this) as CachedReading<T> | undefined;
  }

  /** Keeps what was read from bytes for as long as they are in use, and returns it. */
  set(bytes: Uint8Array, value: T): T {
    const readings = READINGS.get(bytes) ?? new Map<object, CachedReading<unknown>>();
    READINGS.set(bytes, readings.set(this, { value, writtenRows: new Set() }));
    return value;
  }
}

/** Carries readings over to new bytes of a part that differ only in these rows, none of which was added or removed. */
export function carryOverReadings(before: Uint8Array, after: Uint8Array, rows: ReadonlySet<number>): void {
  const carriedOver = new Map<object, CachedReading<unknown>>();
  for (const [cache, { value, writtenRows }] of READINGS.get(before) ?? []) {
    carriedOver.set(cache, { value, writtenRows: new Set([...writtenRows, ...rows]) });
  }
  for (const [cache, reading] of READINGS.get(after) ?? []) carriedOver.set(cache, reading);
  READINGS.set(after, carriedOver);
}
