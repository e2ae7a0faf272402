import { compare, integer, type Rational } from '../exact/rational.js';
import { compile } from './evaluate.js';
import { columnsOf, type Expression } from './expression.js';

/** Rows of counts that have nothing to do with one another: expressions that agree in all of them agree everywhere. */
const ROWS: readonly (readonly number[])[] = [
  [10_007, 20_011, 30_011, 40_009, 50_021, 60_013],
  [7919, 104_729, 15_485, 1299, 611_953, 32_452],
  [13, 9_973, 611, 85_009, 1_009, 499_979],
];

/** Tells whether two expressions over counts are the same spelled otherwise, as `(1-T/M)%` and `(M-T)/M` are. */
export function areSame(one: Expression, other: Expression): boolean {
  const columns = [...new Set([...columnsOf(one), ...columnsOf(other)])];
  const first = compile(one);
  const second = compile(other);
  return ROWS.every((counts, row) => {
    const value = (id: string): Rational => {
      const place = columns.indexOf(id);
      const count = counts[place % counts.length] as number;
      return integer(count + Math.floor(place / counts.length) * (17 + row));
    };
    return isEqual(first({ value, rank: noRank }), second({ value, rank: noRank }));
  });
}

function noRank(): undefined {
  return undefined;
}

function isEqual(a: Rational | undefined, b: Rational | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return compare(a, b) === 0;
}
