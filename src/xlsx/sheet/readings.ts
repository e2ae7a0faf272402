/** What was read of a part, and the rows of the sheet that have been written since. */
export interface Known<T> {
  readonly value: T;
  readonly written: ReadonlySet<number>;
}

/** By the bytes of a part, which nobody changes: what was read of them holds as long as they are there. */
const KNOWN = new WeakMap<Uint8Array, Map<object, Known<unknown>>>();

/**
 * Remembers one kind of thing that is read of the parts of sheets. Where only some rows of a part are written, it comes along
 * with their numbers: a large sheet in which one cell is corrected need not be read again as a whole.
 */
export class Reading<T> {
  of(bytes: Uint8Array): Known<T> | undefined {
    // What is kept under this reading has its type.
    return KNOWN.get(bytes)?.get(this) as Known<T> | undefined;
  }

  keep(bytes: Uint8Array, value: T): T {
    const readings = KNOWN.get(bytes) ?? new Map<object, Known<unknown>>();
    KNOWN.set(bytes, readings.set(this, { value, written: new Set() }));
    return value;
  }
}

/** Tells that a part is as it was but for these rows, none of which is new or gone. */
export function rowsWritten(before: Uint8Array, after: Uint8Array, rows: ReadonlySet<number>): void {
  const readings = [...(KNOWN.get(before) ?? [])].map(
    ([reading, { value, written }]) => [reading, { value, written: new Set([...written, ...rows]) }] as const,
  );
  KNOWN.set(after, new Map([...readings, ...(KNOWN.get(after) ?? [])]));
}
