import { cellName } from '../grid/address.js';
import { folded } from '../grid/folded.js';
import { formatAt, valueAt, type Grid } from '../grid/grid.js';
import { isPercentFormat } from '../grid/printed.js';
import { readCell } from '../grid/reading.js';
import type { Problem } from '../grid/problem.js';
import type { AttachmentColumn } from './attachment.js';
import type { FoundTable, ProblemMaker } from './found-table.js';
import type { HeaderLexicon } from './lexicon.js';

/** What a header in points has somewhere. */
const SIGN = /%|百分|100/;
/** 总评价率（%）, 总评价率%, （单位：%）, a row of units with % alone. The sign of M/A×100% and (1-T/M)% is another. */
const UNIT = /(?:^|[\s(:]|\p{Script=Han})%(?:[\s)]|$)|百分点/u;

/** 单位：%, 单位：件、% above a table. */
const UNIT_ABOVE = /单位:.{0,10}(?:%|百分[点比])/;

/** What the cells of a column hold: how many show percentages, are texts with the sign, points above 1, ratios. */
interface HeldFigures {
  readonly percentages: number;
  readonly texts: number;
  readonly points: number;
  readonly ratios: number;
}

/** What a column's figures are; zeros and dashes tell nothing. */
type Holding = 'points' | 'ratios' | 'nothing';

/**
 * Marks the computed columns whose cells hold percentage points, 100 for a ratio of 1: the header has %, the line above
 * the table gives it as the unit, or the cells show it behind their figures (0.00"%"), and the figures below are no
 * ratios. Where nothing below tells, the header has to give % as the unit or spell ×100, or the line above the table
 * has to, and the columns beside must not all hold ratios.
 */
export function withPoints(grid: Grid, table: FoundTable): FoundTable {
  const [first] = table.headers;
  const below = { from: first.bottom + 1, to: table.end };
  const isUnitAbove = table.title.some((line) => UNIT_ABOVE.test(folded(line)));
  const held = new Map<AttachmentColumn, Holding>();
  for (const column of table.columns) {
    if (column.role !== 'computed' || column.expression === undefined) continue;
    const isSaid = isUnitAbove || SIGN.test(folded(column.header)) || showsSign(grid, column.column, below);
    if (isSaid) held.set(column, holdingOf(figuresBelow(grid, column.column, below)));
  }
  const holdings = new Set(held.values());
  const areRatiosBeside = holdings.has('ratios') && !holdings.has('points');
  const columns = table.columns.map((column) => {
    const holding = held.get(column);
    const isGiven =
      holding === 'nothing' &&
      !areRatiosBeside &&
      (isUnitAbove || givesPoints(column, table.lexicon) || showsSign(grid, column.column, below));
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

/** Tells whether a cell of a column shows % as a word behind its figure, which is none of a percent format. */
function showsSign(grid: Grid, column: number, { from, to }: Below): boolean {
  for (let row = from; row <= to; row += 1) if (isSignWritten(formatAt(grid, row, column))) return true;
  return false;
}

/** 0.00"%", 0.0\%: the figure is in points. */
function isSignWritten(format: string): boolean {
  return format.includes('%') && !isPercentFormat(format);
}

function givesPoints({ header, expression }: AttachmentColumn, lexicon: HeaderLexicon): boolean {
  const isTimesHundred = expression !== undefined && lexicon.isTimesHundred(expression);
  return isTimesHundred || UNIT.test(folded(header));
}

/** A text with the sign, 15.12%, says the same in either kind of column. */
function holdingOf({ percentages, texts, points, ratios }: HeldFigures): Holding {
  if (points > percentages + ratios) return 'points';
  return points + percentages + ratios + texts > 0 ? 'ratios' : 'nothing';
}

/** The rows below a header. */
interface Below {
  readonly from: number;
  readonly to: number;
}

function figuresBelow(grid: Grid, column: number, { from, to }: Below): HeldFigures {
  let percentages = 0;
  let texts = 0;
  let points = 0;
  let ratios = 0;
  for (let row = from; row <= to; row += 1) {
    const value = valueAt(grid, row, column);
    const format = formatAt(grid, row, column);
    const reading = readCell(value, format);
    if (isPercentFormat(format)) percentages += 1;
    else if (typeof value === 'string' && folded(value).includes('%')) texts += 1;
    else if (reading.kind !== 'number' || reading.value === 0) continue;
    else if (isSignWritten(format) || Math.abs(reading.value) > 1) points += 1;
    else ratios += 1;
  }
  return { percentages, texts, points, ratios };
}
