import type { AuditedTable } from '../audited-table.js';
import type { Finding } from '../finding.js';
import { report } from '../report.js';
import { largestSize, type Discrepancy } from './discrepancies.js';

/** Differences that one slip explains: two figures in each other's place, or a run of figures a place too far. */
export interface Misplaced<T extends Discrepancy> {
  readonly kind: 'exchanged' | 'moved';
  readonly discrepancies: readonly T[];
}

/** So many neighbours have to fit for a run to be no coincidence. */
const FEWEST = 3;
/** Small counts fit by chance. */
const LEAST = 10;
/** So do counts that differ by a handful, or by no more than a few times what the other places differ by, */
const HANDFUL = 3;
const USUALLY = 3;
/** where at least so many others differ: then the two were counted separately. */
const COUNTED_SEPARATELY = 3;

/** Finds differences whose figures are right and stand in the wrong place: `here` in one row is `there` in another. */
export function misplacedAmong<T extends Discrepancy>(
  discrepancies: readonly T[],
): { readonly misplaced: readonly Misplaced<T>[]; readonly rest: readonly T[] } {
  const run = longestRun(discrepancies);
  if (run.length >= FEWEST) {
    const rest = discrepancies.filter((discrepancy) => !run.includes(discrepancy));
    return { misplaced: [{ kind: 'moved', discrepancies: run }], rest };
  }
  const misplaced: Misplaced<T>[] = [];
  const explained = new Set<T>();
  for (const discrepancy of discrepancies) {
    if (explained.has(discrepancy)) continue;
    const candidates = discrepancies.filter((other) => !explained.has(other) && areExchanged(discrepancy, other));
    const [partner] = candidates;
    if (partner === undefined || candidates.length > 1) continue;
    const others = discrepancies.filter((other) => other !== discrepancy && other !== partner);
    if (isChance(discrepancy, others)) continue;
    misplaced.push({ kind: 'exchanged', discrepancies: [discrepancy, partner] });
    explained.add(discrepancy).add(partner);
  }
  return { misplaced, rest: discrepancies.filter((discrepancy) => !explained.has(discrepancy)) };
}

function areExchanged(a: Discrepancy, b: Discrepancy): boolean {
  return a !== b && a.here === b.there && a.there === b.here && Math.min(a.here, a.there) >= LEAST;
}

/** Tells whether two counts could be each other's because places that were counted separately happen to differ so. */
function isChance({ here, there }: Discrepancy, others: readonly Discrepancy[]): boolean {
  if (others.length < COUNTED_SEPARATELY) return false;
  const sizes = others.map(({ size }) => size).sort((a, b) => a - b);
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 0;
  return Math.abs(here - there) <= Math.max(HANDFUL, USUALLY * usual * Math.max(here, there));
}

/** The tables that are compared: attachment 3, and the name of the attachment it is compared with. */
export interface Comparison {
  readonly check: string;
  readonly table: AuditedTable;
  readonly other: string;
}

/** One finding for figures that only stand in the wrong place. */
export function misplacedFinding(
  { check, table, other }: Comparison,
  { kind, discrepancies }: Misplaced<Discrepancy>,
): Finding {
  const units = discrepancies.map(({ unit }) => unit);
  const parameters = {
    units: units.join('、'),
    count: units.length,
    first: units[0] ?? '',
    last: units.at(-1) ?? '',
    other,
  };
  return report({
    check,
    severity: 'warning',
    table,
    cells: [...new Set(discrepancies.flatMap(({ cells }) => cells))],
    found: discrepancies.map(({ here }) => here).join('、'),
    expected: discrepancies.map(({ there }) => there).join('、'),
    advice: 'advice-which-place',
    message: { code: `finding-places-${kind}`, parameters },
    size: largestSize(discrepancies),
  });
}

/**
 * The longest run in which each figure here is that of the next one there, or of the one before; with the one at its
 * end.
 */
function longestRun<T extends Discrepancy>(discrepancies: readonly T[]): readonly T[] {
  const runs = [...runsIn(discrepancies), ...runsIn([...discrepancies].reverse())];
  let longest: readonly T[] = [];
  for (const run of runs) if (run.length > longest.length) longest = run;
  const inOrder = discrepancies.filter((discrepancy) => longest.includes(discrepancy));
  const isTelling = inOrder.filter(({ there }) => there >= LEAST).length >= FEWEST;
  if (!isTelling) return [];
  return inOrder;
}

/** Parts the differences where the figure there is not that of the next one here. */
function runsIn<T extends Discrepancy>(discrepancies: readonly T[]): readonly (readonly T[])[] {
  const runs: T[][] = [];
  let run: T[] = [];
  discrepancies.forEach((discrepancy, index) => {
    run.push(discrepancy);
    const goesOn = discrepancy.there === discrepancies[index + 1]?.here;
    if (goesOn) return;
    runs.push(run);
    run = [];
  });
  return runs;
}
