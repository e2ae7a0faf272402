import type { AuditedTable } from '../audited-table.js';
import type { Finding } from '../finding.js';
import { report } from '../report.js';
import type { Apart } from './apart.js';

/** Differences that one slip explains: two figures in each other's place, or a run of figures a place too far. */
export interface Misplaced<T extends Apart> {
  readonly kind: 'exchanged' | 'moved';
  readonly of: readonly T[];
}

/** So many neighbours have to fit for a run to be no coincidence. */
const FEWEST = 3;
/** Small counts fit by chance. */
const LEAST = 10;
/** So do counts that differ by a handful, or by no more than a few times what the other places differ by, */
const HANDFUL = 3;
const USUALLY = 3;
/** where at least so many others differ: then the two were counted apart. */
const COUNTED_APART = 3;

/** Finds differences whose figures are right and stand in the wrong place: `here` in one row is `there` in another. */
export function misplacedAmong<T extends Apart>(
  apart: readonly T[],
): { readonly misplaced: readonly Misplaced<T>[]; readonly rest: readonly T[] } {
  const run = longestRun(apart);
  if (run.length >= FEWEST)
    return { misplaced: [{ kind: 'moved', of: run }], rest: apart.filter((one) => !run.includes(one)) };
  const misplaced: Misplaced<T>[] = [];
  const taken = new Set<T>();
  for (const one of apart) {
    if (taken.has(one)) continue;
    const others = apart.filter(
      (other) =>
        other !== one &&
        !taken.has(other) &&
        one.here === other.there &&
        one.there === other.here &&
        Math.min(one.here, one.there) >= LEAST,
    );
    const [other] = others;
    if (
      other === undefined ||
      others.length > 1 ||
      isChance(
        one,
        apart.filter((third) => third !== one && third !== other),
      )
    )
      continue;
    misplaced.push({ kind: 'exchanged', of: [one, other] });
    taken.add(one).add(other);
  }
  return { misplaced, rest: apart.filter((one) => !taken.has(one)) };
}

/** Tells whether two counts could be each other's because places that were counted apart happen to differ so. */
function isChance({ here, there }: Apart, others: readonly Apart[]): boolean {
  if (others.length < COUNTED_APART) return false;
  const sizes = others.map(({ size }) => size).sort((a, b) => a - b);
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 0;
  return Math.abs(here - there) <= Math.max(HANDFUL, USUALLY * usual * Math.max(here, there));
}

/** One finding for figures that only stand in the wrong place; `other` names the attachment they are compared with. */
export function misplacedFinding<T extends Apart>(
  check: string,
  table: AuditedTable,
  { kind, of }: Misplaced<T>,
  other: string,
): Finding {
  const parameters = {
    units: of.map(({ unit }) => unit).join('、'),
    count: of.length,
    first: of[0]?.unit ?? '',
    last: of.at(-1)?.unit ?? '',
    other,
  };
  return report({
    check,
    severity: 'warning',
    table,
    cells: [...new Set(of.flatMap(({ cells }) => cells))],
    found: of.map(({ here }) => here).join('、'),
    expected: of.map(({ there }) => there).join('、'),
    advice: 'advice-which-place',
    says: { code: `finding-places-${kind}`, parameters },
    size: Math.max(...of.map(({ size }) => size)),
  });
}

/** The longest run in which each figure here is that of the next one there, or of the one before; with the one at its end. */
function longestRun<T extends Apart>(apart: readonly T[]): readonly T[] {
  const runs = [1, -1].flatMap((step) => {
    const list = step === 1 ? apart : [...apart].reverse();
    const found: T[][] = [];
    let run: T[] = [];
    list.forEach((one, index) => {
      const next = list[index + 1];
      if (run.length === 0) run = [one];
      if (next !== undefined && one.there === next.here) {
        run.push(next);
        return;
      }
      found.push(run);
      run = [];
    });
    return found;
  });
  const longest = runs.reduce<readonly T[]>((best, run) => (run.length > best.length ? run : best), []);
  const inOrder = apart.filter((one) => longest.includes(one));
  return inOrder.filter(({ there }) => there >= LEAST).length < FEWEST ? [] : inOrder;
}
