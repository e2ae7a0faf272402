import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';
import { countIn, sumOfCounts } from '../counts.js';

/**
 * Tells how likely it is that a cell of attachment 3 holds just this count, as a decimal logarithm up to a constant of
 * the cell.
 */
export type Likelihood = (row: AttachmentRow, column: AttachmentColumn, count: number) => number;

/** What a cell held in the quarter before; `null` where nobody knows. */
export type PreviousCount = (row: AttachmentRow, column: AttachmentColumn) => number | null;

/** With fewer other districts than these a department has no usual share of its own: then it is like any other. */
const FEWEST = 4;
/** Departments differ between districts by a factor of two or so at the least, and from one quarter to the next. */
const LEAST_SPREAD = 0.7;

/**
 * Judges a cell of attachment 3 by what it held in the quarter before, else by what its department has in the other
 * columns: shares of the columns' totals, log-normal around their median; noughts by how many there are.
 */
export function usualShares(
  columns: readonly AttachmentColumn[],
  rows: readonly AttachmentRow[],
  previousCount: PreviousCount,
): Likelihood {
  const totals = new Map(columns.map(({ id }) => [id, sumOfCounts(rows, id)]));
  const sharesOf = (row: AttachmentRow, except?: AttachmentColumn): readonly number[] => {
    const shares: number[] = [];
    for (const column of columns) {
      const value = countIn(row, column.id);
      const total = totals.get(column.id) ?? 0;
      if (column !== except && value !== null && total !== 0) shares.push(value / total);
    }
    return shares;
  };
  const overall = logNormal(rows.flatMap((row) => sharesOf(row)));
  return (row, column, count) => {
    const previous = previousCount(row, column);
    if (previous !== null && previous > 0) return likelihoodAfter(previous, count);
    const shares = sharesOf(row, column);
    const noughts = (shares.filter((share) => share === 0).length + 0.5) / (shares.length + 1);
    if (count === 0) return Math.log10(noughts);
    const hasUsualShare = shares.filter((share) => share > 0).length >= FEWEST;
    const usual = hasUsualShare ? logNormal(shares) : overall;
    const total = Math.max(1, totals.get(column.id) ?? 1);
    return Math.log10(1 - noughts) + density({ ...usual, middle: usual.middle + Math.log(total) }, count);
  };
}

function likelihoodAfter(previous: number, count: number): number {
  if (count === 0) return Math.log10(SELDOM);
  return density({ middle: Math.log(previous), spread: LEAST_SPREAD }, count);
}

/** A department that recorded last quarter seldom stops. */
const SELDOM = 0.02;

interface LogNormal {
  readonly middle: number;
  readonly spread: number;
}

/** Around the median, as wide as the median deviation tells. */
function logNormal(shares: readonly number[]): LogNormal {
  const logs = shares
    .filter((share) => share > 0)
    .map(Math.log)
    .sort((a, b) => a - b);
  const middle = logs[Math.floor(logs.length / 2)] ?? 0;
  const deviations = logs.map((log) => Math.abs(log - middle)).sort((a, b) => a - b);
  return { middle, spread: Math.max(LEAST_SPREAD, 1.4826 * (deviations[Math.floor(deviations.length / 2)] ?? 0)) };
}

/** The decimal logarithm of the chance of just this count: the larger counts are, the more of them share a chance. */
function density({ middle, spread }: LogNormal, count: number): number {
  const z = (Math.log(count) - middle) / spread;
  return -(z * z) / 2 / Math.LN10 - Math.log10(count * spread);
}
