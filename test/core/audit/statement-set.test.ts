import fc from 'fast-check';
import { StatementSet } from '../../../src/core/audit/diagnosis/statement-set.js';

const MANY = 100;
const indexes = fc.uniqueArray(fc.nat({ max: MANY - 1 }));
const setOf = (members: readonly number[]): StatementSet =>
  StatementSet.where(MANY, (index) => members.includes(index));
const membersOf = (set: StatementSet): number[] => {
  const members: number[] = [];
  set.forEach((index) => members.push(index));
  return members;
};
const ascending = (members: readonly number[]): number[] => [...members].sort((a, b) => a - b);

it('holds what was put in, and nothing else', () => {
  fc.assert(
    fc.property(indexes, fc.integer({ min: -1, max: MANY + 50 }), (members, index) => {
      const set = setOf(members);
      expect(membersOf(set)).toEqual(ascending(members));
      expect(set.size).toBe(members.length);
      expect(set.isEmpty).toBe(members.length === 0);
      expect(set.has(index)).toBe(members.includes(index));
      expect(set.isOnly(index)).toBe(members.length === 1 && members[0] === index);
    }),
  );
});

it('unites, intersects and compares as sets do', () => {
  fc.assert(
    fc.property(indexes, indexes, (a, b) => {
      const common = a.filter((index) => b.includes(index));
      const onlyInA = a.filter((index) => !b.includes(index));
      const [first, second] = [setOf(a), setOf(b)];
      expect(membersOf(first.union(second))).toEqual(ascending([...new Set([...a, ...b])]));
      expect(membersOf(first.intersect(second))).toEqual(ascending(common));
      expect(membersOf(first.without(second))).toEqual(ascending(onlyInA));
      expect(first.meets(second)).toBe(common.length > 0);
      expect(first.isWithin(second)).toBe(onlyInA.length === 0);
      expect(first.equals(second)).toBe(onlyInA.length === 0 && a.length === b.length);
      expect(first.without(second).union(first.intersect(second)).equals(first)).toBe(true);
    }),
  );
});

it.each([0, 29, 30, 31, 32, 60, 99])('a set of statement %i alone holds it alone', (index) => {
  expect(membersOf(StatementSet.of(index))).toEqual([index]);
});
