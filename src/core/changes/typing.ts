import { formatAt, formulaAt, type Area, type CellValue, type Grid } from '../grid/grid.js';
import { typedValue } from '../grid/typed.js';
import { contentAt, EMPTY_PLAN, LONGEST_TEXT, type CellPlace, type Change, type Plan } from './plan.js';

/** What a cell becomes when somebody types into it. */
export interface TypedCell {
  readonly value: CellValue;
  readonly format: string;
}

/** A text as somebody typed it; dates without a year are of `year`. */
export interface TypedText {
  readonly text: string;
  readonly year: number;
}

/**
 * Reads a text typed into a cell; `null` where the cell holds a formula or a formula was typed: neither is taken.
 */
export function typedCell(grid: Grid, { row, column }: CellPlace, { text, year }: TypedText): TypedCell | null {
  if (formulaAt(grid, row, column) !== null) return null;
  const present = formatAt(grid, row, column);
  const typed = typedValue(text, present, year);
  if (typed === undefined) return null;
  // A format that somebody chose stays.
  const format = present === 'General' ? (typed.format ?? present) : present;
  return { value: typed.value, format };
}

/** Plans that a cell becomes what was typed; nothing where it is that already. */
export function planTyping(grid: Grid, { row, column }: CellPlace, { value, format }: TypedCell): Plan {
  const { sheet } = grid;
  const was = contentAt(grid, { row, column });
  const wasFormat = formatAt(grid, row, column);
  if (was.value === value && was.formula === null) return EMPTY_PLAN;
  const changes: Change[] = [];
  if (format !== wasFormat) changes.push({ kind: 'format', sheet, row, column, was: wasFormat, becomes: format });
  changes.push({ kind: 'content', sheet, row, column, was, becomes: { value, formula: null } });
  return { changes, problems: [] };
}

/** A text for a cell of a sheet. */
export interface CellText extends CellPlace {
  readonly text: string;
}

/**
 * Why a cell is left as it is: it holds a formula, or a part of one; the text is a formula; a merged area covers the
 * cell; a sheet has no such row or column; the text is longer than a cell holds.
 */
export type LeftBecause = 'formula' | 'formula-text' | 'merged' | 'outside' | 'too-long';

/** A cell that was left as it is. */
export interface LeftCell extends CellPlace {
  readonly because: LeftBecause;
}

/** How texts come into cells. */
export type EntryKind = 'typed' | 'pasted' | 'cut' | 'emptied' | 'filled';

/** What came of entering texts: all cells but those left have theirs, or none, as they were changed meanwhile. */
export interface EntryOutcome {
  readonly isTaken: boolean;
  /** Cells that hold something else now. */
  readonly changed: number;
  readonly left: readonly LeftCell[];
}

/** What entering several texts comes to. */
export interface TextsPlan {
  readonly plan: Plan;
  readonly left: readonly LeftCell[];
}

const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;

/** Plans that cells become what was typed or pasted, each as if it were typed by itself; names those that are left. */
export function planTexts(grid: Grid, texts: readonly CellText[], year: number): TextsPlan {
  const changes: Change[] = [];
  const left: LeftCell[] = [];
  for (const { row, column, text } of texts) {
    const because = leftBecause(grid, { row, column, text });
    if (because === 'covered') continue;
    const typed = because === null ? typedCell(grid, { row, column }, { text, year }) : null;
    if (typed === null) left.push({ row, column, because: because ?? 'formula-text' });
    else for (const change of planTyping(grid, { row, column }, typed).changes) changes.push(change);
  }
  return { plan: { changes, problems: [] }, left };
}

/** Returns why a cell cannot take a text; `covered` where there is nothing to put under a merged area. */
function leftBecause(grid: Grid, { row, column, text }: CellText): LeftBecause | 'covered' | null {
  if (row >= MOST_ROWS || column >= MOST_COLUMNS) return text === '' ? 'covered' : 'outside';
  const merge = areaWith(grid.merges, { row, column });
  const isCovered = merge !== undefined && (merge.top !== row || merge.left !== column);
  if (isCovered) return text === '' ? 'covered' : 'merged';
  const isArray = areaWith(grid.arrays ?? [], { row, column }) !== undefined;
  if (isArray || formulaAt(grid, row, column) !== null) return 'formula';
  return text.length > LONGEST_TEXT ? 'too-long' : null;
}

function areaWith(areas: readonly Area[], { row, column }: CellPlace): Area | undefined {
  return areas.find(({ top, left, bottom, right }) => row >= top && row <= bottom && column >= left && column <= right);
}
