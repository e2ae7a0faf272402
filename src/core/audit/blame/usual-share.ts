import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';

/** Tells how likely a count is for a cell of attachment 3, as a decimal logarithm up to a constant. */
export type Likelihood = (row: AttachmentRow, column: AttachmentColumn, count: number) => number;

/** With fewer other districts than these a department has no usual share. */
const FEWEST = 4;
/** Departments differ between districts by a factor of two or so at the least. */
const LEAST_SPREAD = 0.7;

/**
 * Judges a cell of attachment 3 by what its department has in the other columns: shares of the columns' totals, on logs,
 * as a normal distribution around their median; noughts by how many there are.
 */
export function usualShares(columns: readonly AttachmentColumn[], rows: readonly AttachmentRow[], countIn: (row: AttachmentRow, id: string) => number | null): Likelihood {
  const totals = new Map(columns.map(({ id }) => [id, rows.reduce((sum, row) => sum + (countIn(row, id) ?? 0), 0)]));
  return (row, column, count) => {
    const others = columns.filter(({ id }) => id !== column.id).flatMap(({ id }) => {
      const [value, total] = [countIn(row, id), totals.get(id) ?? 0];
      return value === null || total === 0 ? [] : [{ value, total }];
    });
    if (others.length < FEWEST) return 0;
    const shares = others.filter(({ value }) => value > 0).map(({ value, total }) => Math.log(value / total)).sort((a, b) => a - b);
    const noughts = others.length - shares.length;
    if (count === 0) return Math.log10((noughts + 0.5) / (others.length + 1));
    const present = Math.log10((shares.length + 0.5) / (others.length + 1));
    if (shares.length < FEWEST) return present;
    const middle = shares[Math.floor(shares.length / 2)] ?? 0;
    const deviations = shares.map((share) => Math.abs(share - middle)).sort((a, b) => a - b);
    const spread = Math.max(LEAST_SPREAD, 1.4826 * (deviations[Math.floor(deviations.length / 2)] ?? 0));
    const z = (Math.log(count / Math.max(1, totals.get(column.id) ?? 1)) - middle) / spread;
    return present - (z * z) / 2 / Math.LN10;
  };
}
