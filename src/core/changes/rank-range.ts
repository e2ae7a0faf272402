import { ROW_MARK } from '../expression/formula.js';
import { columnName } from '../grid/address.js';
import { valueAt, type Grid } from '../grid/grid.js';
import type { AttachmentColumn } from '../recognition/attachment.js';
import type { Scorecard } from '../scoring/scorecard.js';
import { isWithin, labelledBlocks, labelsOf, rangeName, type LabelledBlock } from './row-blocks.js';

/** Above so many units a RANK formula in each row, each reading all rows, makes a sheet crawl (docs/benchmarks.md). */
export const MAX_LIVE_RANKS = 2000;

/** How a formula finds a row's rank. */
export interface LiveRank {
  /** `range`: by RANK over this range; `counting`: where RANK has no range that lasts, by counting the rates above. */
  readonly kind: 'range' | 'counting';
  readonly text: string;
  /** Rows of units that hold a number and take no part: the range leaves them out where they stand now. */
  readonly unrankedRows: readonly number[];
}

/**
 * Returns how ranks by a rate are written, in absolute rows: RANK over as few blocks as leave out numbers that take no
 * part (totals, units without anything due). A unit alone between two totals would be a block of its own, and deleting
 * it would make #REF! of every score: there the greater rates are counted over the whole, rows named like a total left
 * out.
 */
export function liveRank(grid: Grid, { attachment, units }: Scorecard, { column, id }: AttachmentColumn): LiveRank {
  const holdsNumber = (row: number): boolean => typeof valueAt(grid, row, column) === 'number';
  const unranked = units.filter(({ rank }) => rank === null);
  const unrankedRows = unranked.map(({ row }) => row.row).filter(holdsNumber);
  // A unit that is not scored may have a rate all the same: written, or typed by somebody and left as it is.
  const outside = new Set(unrankedRows);
  for (const { row, rates } of unranked) if (rates[id] !== undefined) outside.add(row.row);
  for (const { kind, row } of attachment.rows) {
    const isStrayNumber = kind !== 'unit' && holdsNumber(row);
    if (kind === 'total' || kind === 'foreign' || isStrayNumber) outside.add(row);
  }
  const rows = units.map(({ row }) => row.row).filter((row) => !outside.has(row));
  const excluded = [...outside].sort((a, b) => a - b);
  const isFree = (row: number): boolean => isWithin(attachment, row) && !outside.has(row) && !holdsNumber(row);
  // An error times nothing is an error: such a row cannot be counted over.
  const countable = excluded.filter((row) => !isError(valueAt(grid, row, column)));
  const blocks = labelledBlocks({ rows, excluded, isFree }, () =>
    labelsOf(grid, attachment, { rows, excluded: countable }),
  );
  if (blocks.some(({ without }) => without.length > 0)) {
    const greater = blocks.map((block) => greaterIn(block, column));
    return { kind: 'counting', text: `(1+${greater.join('+')})`, unrankedRows };
  }
  const ranges = blocks.map((block) => rangeName(column, block, '$')).join(',');
  return { kind: 'range', text: blocks.length === 1 ? ranges : `(${ranges})`, unrankedRows };
}

function isError(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** "-" counts as greater than every number: it has to be left out. */
function greaterIn(block: LabelledBlock, column: number): string {
  const range = rangeName(column, block, '$');
  const unlike = block.without.map((label) => `(${rangeName(label.column, block, '$')}<>"${label.text}")*`).join('');
  return `SUMPRODUCT(${unlike}ISNUMBER(${range})*(${range}>${columnName(column)}${ROW_MARK}))`;
}
