import type { Rational } from '../exact/rational.js';
import type { RowContext } from '../expression/evaluate.js';

/** Numbers the columns a method reads, so that a unit's figures are an array and not a map of its own. */
export class Slots {
  readonly ids: string[] = [];
  private readonly numbers = new Map<string, number>();

  /** Returns the number of a column, the next one where it has none yet. */
  readonly of = (id: string): number => {
    const numbered = this.numbers.get(id);
    if (numbered !== undefined) return numbered;
    this.numbers.set(id, this.ids.length);
    return this.ids.push(id) - 1;
  };

  ofAll(ids: readonly string[]): readonly number[] {
    return ids.map(this.of);
  }
}

/** The row that expressions read; one object for all units, one after the other. */
export class SlotRow implements RowContext<number> {
  readonly values: (Rational | undefined)[];
  ownRank: number | undefined;

  constructor(slots: number) {
    this.values = new Array<Rational | undefined>(slots).fill(undefined);
  }

  value(slot: number): Rational | undefined {
    return this.values[slot];
  }

  rank(): number | undefined {
    return this.ownRank;
  }
}
