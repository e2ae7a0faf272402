import { cellName } from '../grid/address.js';
import { folded } from '../grid/folded.js';
import { formatAt, valueAt, type Grid } from '../grid/grid.js';
import { isPercentFormat } from '../grid/printed.js';
import { readCell } from '../grid/reading.js';
import type { Problem } from '../grid/problem.js';
import type { AttachmentColumn } from './attachment.js';
import type { FoundTable, ProblemMaker } from './found-table.js';
import type { HeaderLexicon } from './lexicon.js';

/** 总评价率（%）, 总评价率%, （单位：%）, a row of units with % alone. The sign of M/A×100% and (1-T/M)% is another. */
const UNIT = /(?:^|[\s(:]|\p{Script=Han})%(?:[\s)]|$)|百分点/u;

/** What the cells of a column hold: how many show percentages, are points above 1, are ratios. */
interface HeldFigures {
  readonly percentages: number;
  readonly points: number;
  readonly ratios: number;
}

/** What a column's figures are; zeros and dashes tell nothing. */
type Holding = 'points' | 'ratios' | 'nothing';

/**
 * Marks the computed columns whose cells hold percentage points, 100 for a ratio of 1: the header has %, and the
 * figures below are no ratios. Where nothing below tells, the header has to give % as the unit or spell ×100, and the
 * columns beside must not all hold ratios.
 */
export function withPoints(grid: Grid, table: FoundTable): FoundTable {
  const [first] = table.headers;
  const held = new Map<AttachmentColumn, Holding>();
  for (const column of table.columns) {
    if (!mayBeInPoints(column)) continue;
    held.set(column, holdingOf(figuresBelow(grid, column.column, { from: first.bottom + 1, to: table.end })));
  }
  const holdings = new Set(held.values());
  const areRatiosBeside = holdings.has('ratios') && !holdings.has('points');
  const columns = table.columns.map((column) => {
    const holding = held.get(column);
    const isGiven = holding === 'nothing' && !areRatiosBeside && givesPoints(column, table.lexicon);
    const isInPoints = holding === 'points' || isGiven;
    return isInPoints ? { ...column, isInPoints } : column;
  });
  return { ...table, columns };
}

/** Says which columns are in points. */
export function columnsInPoints({ columns, headers: [first] }: FoundTable, problem: ProblemMaker): readonly Problem[] {
  return columns
    .filter(({ isInPoints }) => isInPoints)
    .map(({ column, header }) => {
      const cell = cellName(first.top, column);
      return problem({ severity: 'notice', code: 'rate-in-points', parameters: { header }, cell });
    });
}

function mayBeInPoints({ role, header, expression }: AttachmentColumn): boolean {
  return role === 'computed' && expression !== undefined && /%|百分|100/.test(folded(header));
}

function givesPoints({ header, expression }: AttachmentColumn, lexicon: HeaderLexicon): boolean {
  const isTimesHundred = expression !== undefined && lexicon.isTimesHundred(expression);
  return isTimesHundred || UNIT.test(folded(header));
}

function holdingOf({ percentages, points, ratios }: HeldFigures): Holding {
  if (points > percentages + ratios) return 'points';
  return points + percentages + ratios > 0 ? 'ratios' : 'nothing';
}

function figuresBelow(
  grid: Grid,
  column: number,
  { from, to }: { readonly from: number; readonly to: number },
): HeldFigures {
  let percentages = 0;
  let points = 0;
  let ratios = 0;
  for (let row = from; row <= to; row += 1) {
    const value = valueAt(grid, row, column);
    const format = formatAt(grid, row, column);
    const isPercentage = isPercentFormat(format) || (typeof value === 'string' && folded(value).includes('%'));
    const reading = readCell(value, format);
    if (isPercentage) percentages += 1;
    else if (reading.kind !== 'number' || reading.value === 0) continue;
    else if (Math.abs(reading.value) > 1) points += 1;
    else ratios += 1;
  }
  return { percentages, points, ratios };
}
