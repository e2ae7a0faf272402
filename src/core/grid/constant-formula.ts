import { folded } from './folded.js';

/**
 * Returns what a formula of numbers alone comes to: `=90438+62`, `=(3+4)*2`; `null` for a formula that reads cells,
 * calls functions or comes to no number.
 */
export function constantResult(formula: string): number | null {
  const text = folded(formula);
  if (/[\d.]\s+[\d.]/.test(text)) return null;
  const plain = text.replace(/\s+/g, '');
  if (!/^[=+-][\d.+\-*/()]+$/.test(plain)) return null;
  const reader = new Reader(plain.replace(/^=/, ''));
  const result = reader.sum();
  if (result === null || !reader.isAtEnd || !Number.isFinite(result)) return null;
  // A spreadsheet takes 15 digits: 0.1+0.2 is 0.3.
  return Number(result.toPrecision(15));
}

/** Reads sums of products of numbers, from left to right; `null` where something else stands. */
class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  get isAtEnd(): boolean {
    return this.at === this.text.length;
  }

  sum(): number | null {
    let result = this.product();
    for (let sign = this.take('+-'); sign !== null; sign = this.take('+-')) {
      const next = this.product();
      if (result === null || next === null) return null;
      result = sign === '+' ? result + next : result - next;
    }
    return result;
  }

  private product(): number | null {
    let result = this.factor();
    for (let sign = this.take('*/'); sign !== null; sign = this.take('*/')) {
      const next = this.factor();
      if (result === null || next === null) return null;
      result = sign === '*' ? result * next : result / next;
    }
    return result;
  }

  private factor(): number | null {
    const sign = this.take('+-');
    if (sign !== null) {
      const negated = this.factor();
      return negated === null || sign === '+' ? negated : -negated;
    }
    if (this.take('(') !== null) {
      const inner = this.sum();
      return this.take(')') === null ? null : inner;
    }
    const [digits = ''] = /^(?:\d+\.?\d*|\.\d+)/.exec(this.text.slice(this.at)) ?? [];
    this.at += digits.length;
    return digits === '' ? null : Number(digits);
  }

  private take(signs: string): string | null {
    const next = this.text.charAt(this.at);
    if (next === '' || !signs.includes(next)) return null;
    this.at += 1;
    return next;
  }
}
