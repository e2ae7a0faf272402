/** More bits in a word would not stay small integers in every browser. */
const BITS = 30;

/**
 * A set of a row's statements, each by its index in the model; any number of them. Most rows have fewer statements than
 * one word has bits.
 */
export class StatementSet {
  static readonly EMPTY = new StatementSet([]);

  /** The last word is not 0: equal sets have equal words. */
  private constructor(private readonly words: readonly number[]) {}

  /** The set that holds one statement only. */
  static of(index: number): StatementSet {
    return StatementSet.where(index + 1, (other) => other === index);
  }

  /** Those of the first `count` statements for which `matches` holds. */
  static where(count: number, matches: (index: number) => boolean): StatementSet {
    const words: number[] = [];
    for (let start = 0; start < count; start += BITS) {
      const end = Math.min(BITS, count - start);
      let word = 0;
      for (let bit = 0; bit < end; bit += 1) {
        if (matches(start + bit)) word |= 1 << bit;
      }
      words.push(word);
    }
    return StatementSet.from(words);
  }

  private static from(words: number[]): StatementSet {
    while (words.at(-1) === 0) words.pop();
    if (words.length === 0) return StatementSet.EMPTY;
    return new StatementSet(words);
  }

  get isEmpty(): boolean {
    return this.words.length === 0;
  }

  get size(): number {
    let size = 0;
    this.forEach(() => {
      size += 1;
    });
    return size;
  }

  has(index: number): boolean {
    const word = this.words[Math.floor(index / BITS)] ?? 0;
    return (word & (1 << (index % BITS))) !== 0;
  }

  /** Tells whether the set holds this statement and no other. */
  isOnly(index: number): boolean {
    return this.has(index) && this.size === 1;
  }

  union({ words }: StatementSet): StatementSet {
    const length = Math.max(this.words.length, words.length);
    return StatementSet.from(Array.from({ length }, (_, at) => (this.words[at] ?? 0) | (words[at] ?? 0)));
  }

  intersect({ words }: StatementSet): StatementSet {
    return StatementSet.from(this.words.map((word, at) => word & (words[at] ?? 0)));
  }

  without({ words }: StatementSet): StatementSet {
    return StatementSet.from(this.words.map((word, at) => word & ~(words[at] ?? 0)));
  }

  meets({ words }: StatementSet): boolean {
    return this.words.some((word, at) => (word & (words[at] ?? 0)) !== 0);
  }

  isWithin({ words }: StatementSet): boolean {
    return this.words.every((word, at) => (word & ~(words[at] ?? 0)) === 0);
  }

  equals({ words }: StatementSet): boolean {
    return this.words.length === words.length && this.words.every((word, at) => word === words[at]);
  }

  /** Calls `act` with each index in the set, in ascending order. */
  forEach(act: (index: number) => void): void {
    this.words.forEach((word, at) => {
      for (let bit = 0; word >>> bit !== 0; bit += 1) {
        if ((word & (1 << bit)) !== 0) act(at * BITS + bit);
      }
    });
  }
}
