import { formatAt, formulaAt, type CellValue, type Grid } from '../grid/grid.js';
import { typedValue } from '../grid/typed.js';
import { contentAt, EMPTY_PLAN, type CellPlace, type Change, type Plan } from './plan.js';

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
