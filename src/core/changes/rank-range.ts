import { ROW_MARK } from '../expression/formula.js';
import { columnName } from '../grid/address.js';
import { valueAt, type Grid } from '../grid/grid.js';
import type { AttachmentColumn } from '../recognition/attachment.js';
import type { Scorecard } from '../scoring/scorecard.js';
import { isWithin, labelledBlocks, labelsOf, rangeName, type LabelledBlock } from './row-blocks.js';

/** Above this many units a RANK formula in each row, each reading all rows, makes a spreadsheet crawl (docs/benchmarks.md). */
export const MAX_LIVE_RANKS = 2000;

/** How a formula finds a row's rank: by RANK over this range, or where RANK has no range that lasts, by counting those above. */
export type LiveRank = ({ readonly range: string } | { readonly counting: string }) & {
  /** Rows of units that hold a number and take no part: the range goes around them where they stand now, wherever they are sorted to. */
  readonly around: readonly number[];
};

/**
 * Returns how ranks by a rate are written, in absolute rows: RANK over as few blocks as leave out numbers that take no part
 * (totals, units without anything due). A unit alone between two totals would be a block of its own, and deleting it would
 * make #REF! of every score: there the greater rates are counted over the whole, rows named like a total left out.
 */
export function liveRank(grid: Grid, { attachment, units }: Scorecard, { column, id }: AttachmentColumn): LiveRank {
  const valueIn = (row: number): unknown => valueAt(grid, row, column);
  const holdsNumber = (row: number): boolean => typeof valueIn(row) === 'number';
  const around = units
    .filter(({ rank, row: { row } }) => rank === null && holdsNumber(row))
    .map((unit) => unit.row.row);
  // A unit that is not scored may have a rate all the same: written, or typed by somebody and left as it is.
  const outside = new Set(
    units
      .filter(({ rank, rates, row: { row } }) => rank === null && (rates[id] !== undefined || holdsNumber(row)))
      .map((unit) => unit.row.row),
  );
  for (const { kind, row } of attachment.rows) {
    if (kind === 'total' || kind === 'foreign' || (kind !== 'unit' && holdsNumber(row))) outside.add(row);
  }
  const inside = units.filter((unit) => !outside.has(unit.row.row)).map((unit) => unit.row.row);
  const isFree = (row: number): boolean => isWithin(attachment, row) && !outside.has(row) && !holdsNumber(row);
  const excluded = [...outside].sort((a, b) => a - b);
  // An error times nothing is an error: such a row cannot be counted over.
  const passable = excluded.filter((row) => typeof valueIn(row) !== 'object' || valueIn(row) === null);
  const blocks = labelledBlocks(inside, excluded, isFree, () => labelsOf(grid, attachment, inside, passable));
  if (blocks.every(({ without }) => without.length === 0)) {
    const ranges = blocks.map((block) => rangeName(column, block, '$'));
    return { range: ranges.length === 1 ? (ranges[0] as string) : `(${ranges.join(',')})`, around };
  }
  return { counting: `(1+${blocks.map((block) => greaterIn(block, column)).join('+')})`, around };
}

/** "-" counts as greater than every number: it has to be left out. */
function greaterIn(block: LabelledBlock, column: number): string {
  const range = rangeName(column, block, '$');
  const unlike = block.without.map((label) => `(${rangeName(label.column, block, '$')}<>"${label.text}")*`).join('');
  return `SUMPRODUCT(${unlike}ISNUMBER(${range})*(${range}>${columnName(column)}${ROW_MARK}))`;
}
