import { columnName } from '../grid/address.js';
import { valueAt, type Grid } from '../grid/grid.js';
import type { AttachmentColumn } from '../recognition/attachment.js';
import type { Scorecard } from '../scoring/scorecard.js';
import { isWithin, rangesOf } from './row-blocks.js';

/** Above this many units a RANK formula in each row, each reading all rows, makes a spreadsheet crawl (docs/benchmarks.md). */
export const MAX_LIVE_RANKS = 2000;

/** The rows RANK reads, absolute: as few blocks as leave out numbers that take no part (totals, units without anything due). */
export function rankRange(grid: Grid, { attachment, units }: Scorecard, { column, id }: AttachmentColumn): string {
  const holdsNumber = (row: number): boolean => typeof valueAt(grid, row, column) === 'number';
  // A unit that is not scored may have a rate all the same: written, or typed by somebody and left as it is.
  const outside = new Set(units.filter(({ rank, rates, row: { row } }) => rank === null && (rates[id] !== undefined || holdsNumber(row))).map((unit) => unit.row.row));
  for (const { kind, row } of attachment.rows) {
    if (kind === 'total' || kind === 'foreign' || (kind !== 'unit' && holdsNumber(row))) outside.add(row);
  }
  const inside = units.filter((unit) => !outside.has(unit.row.row)).map((unit) => unit.row.row);
  const isFree = (row: number): boolean => isWithin(attachment, row) && !outside.has(row) && !holdsNumber(row);
  const blocks = rangesOf(inside, [...outside].sort((a, b) => a - b), isFree).map(({ from, to }) => `${columnName(column)}$${from + 1}:${columnName(column)}$${to + 1}`);
  return blocks.length === 1 ? (blocks[0] as string) : `(${blocks.join(',')})`;
}
