import { ofSafe, safeParts, type Rational } from './rational.js';

/**
 * As many rationals as there are rows, `undefined` where a row has none. They lie in two arrays of doubles and become
 * objects only when one is asked: those of a hundred thousand rows would take longer to clean up than to compute.
 */
export class RationalColumn {
  private readonly tops: Float64Array;
  /** 0 where there is no number. */
  private readonly bottoms: Float64Array;
  /** The few that no safe integers hold. */
  private readonly large = new Map<number, Rational>();

  constructor(readonly length: number) {
    this.tops = new Float64Array(length);
    this.bottoms = new Float64Array(length);
  }

  at(index: number): Rational | undefined {
    const bottom = this.bottoms[index];
    if (bottom === undefined || bottom === 0) return this.large.get(index);
    return ofSafe(this.tops[index] as number, bottom);
  }

  /** Puts a number where none was put before. */
  set(index: number, value: Rational | undefined): void {
    if (value === undefined) return;
    const parts = safeParts(value);
    if (parts === undefined) {
      this.large.set(index, value);
      return;
    }
    this.tops[index] = parts.top;
    this.bottoms[index] = parts.bottom;
  }
}
