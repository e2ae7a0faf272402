import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';

/** Tells how likely it is that a cell of attachment 3 holds just this count, as a decimal logarithm up to a constant of the cell. */
export type Likelihood = (row: AttachmentRow, column: AttachmentColumn, count: number) => number;

/** What a cell held in the quarter before; `null` where nobody knows. */
export type Before = (row: AttachmentRow, column: AttachmentColumn) => number | null;

/** With fewer other districts than these a department has no usual share of its own: then it is like any other. */
const FEWEST = 4;
/** Departments differ between districts by a factor of two or so at the least, and from one quarter to the next. */
const LEAST_SPREAD = 0.7;

/**
 * Judges a cell of attachment 3 by what it held in the quarter before, else by what its department has in the other columns:
 * shares of the columns' totals, log-normal around their median; noughts by how many there are.
 */
export function usualShares(
  columns: readonly AttachmentColumn[],
  rows: readonly AttachmentRow[],
  countIn: (row: AttachmentRow, id: string) => number | null,
  before: Before = () => null,
): Likelihood {
  const totals = new Map(columns.map(({ id }) => [id, rows.reduce((sum, row) => sum + (countIn(row, id) ?? 0), 0)]));
  const sharesOf = (row: AttachmentRow, except?: AttachmentColumn): readonly number[] =>
    columns
      .filter((column) => column !== except)
      .flatMap(({ id }) => {
        const [value, total] = [countIn(row, id), totals.get(id) ?? 0];
        return value === null || total === 0 ? [] : [value / total];
      });
  const anywhere = logNormal(rows.flatMap((row) => sharesOf(row)));
  return (row, column, count) => {
    const earlier = before(row, column);
    if (earlier !== null && earlier > 0)
      return count === 0 ? Math.log10(SELDOM) : density({ middle: Math.log(earlier), spread: LEAST_SPREAD }, count);
    const shares = sharesOf(row, column);
    const noughts = (shares.filter((share) => share === 0).length + 0.5) / (shares.length + 1);
    if (count === 0) return Math.log10(noughts);
    const usual = shares.filter((share) => share > 0).length < FEWEST ? anywhere : logNormal(shares);
    const total = Math.max(1, totals.get(column.id) ?? 1);
    return Math.log10(1 - noughts) + density({ ...usual, middle: usual.middle + Math.log(total) }, count);
  };
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

/** The decimal logarithm of the chance of just this count: the larger counts are, the more of them share the same chance. */
function density({ middle, spread }: LogNormal, count: number): number {
  const z = (Math.log(count) - middle) / spread;
  return -(z * z) / 2 / Math.LN10 - Math.log10(count * spread);
}
