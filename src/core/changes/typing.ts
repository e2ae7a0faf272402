import { formatAt, formulaAt, type Area, type CellValue, type Grid } from '../grid/grid.js';
import { constantResult } from '../grid/constant-formula.js';
import { readCell } from '../grid/reading.js';
import { isTypedDate, typedValue } from '../grid/typed.js';
import { contentAt, LONGEST_TEXT, type CellPlace, type Change, type Plan } from './plan.js';

/** What a cell becomes when somebody types into it. */
export interface TypedCell {
  readonly value: CellValue;
  readonly format: string;
}

/** What texts are read by. */
export interface EntryContext {
  /** Dates without a year are of this one. */
  readonly year: number;
  /** Where counts and points are typed: no date can be meant there. */
  readonly inputs: readonly Area[];
}

/** Reads a text typed into a cell; `null` for a formula, which is not taken. */
function typedCell(grid: Grid, { row, column, text }: CellText, { year, inputs }: EntryContext): TypedCell | null {
  const present = formatAt(grid, row, column);
  const typed = typedValue(text, present, year);
  if (typed === undefined) return null;
  const { value } = typed;
  const isInput = areaWith(inputs, { row, column }) !== undefined;
  // A count typed over a date would be shown as a day.
  if (isInput && typeof value === 'number' && isDateShown(value, present)) return { value, format: 'General' };
  // A format that somebody chose stays.
  const format = present === 'General' ? (typed.format ?? present) : present;
  return { value, format };
}

function isDateShown(value: number, format: string): boolean {
  const reading = readCell(value, format);
  return reading.kind === 'unreadable' && reading.isDate === true;
}

/** What makes a cell what was typed; nothing where it is that already. */
function changesTyping(grid: Grid, { row, column }: CellPlace, { value, format }: TypedCell): readonly Change[] {
  const { sheet } = grid;
  const was = contentAt(grid, { row, column });
  const wasFormat = formatAt(grid, row, column);
  if (was.value === value && was.formula === null) return [];
  const changes: Change[] = [];
  if (format !== wasFormat) changes.push({ kind: 'format', sheet, row, column, was: wasFormat, becomes: format });
  changes.push({ kind: 'content', sheet, row, column, was, becomes: { value, formula: null } });
  return changes;
}

/** A text for a cell of a sheet. */
export interface CellText extends CellPlace {
  readonly text: string;
}

/**
 * Why a cell is left as it is: it holds a formula, or a part of one; the text is a formula; a merged area covers the
 * cell; a sheet has no such row or column; the text is longer than a cell holds; it is a date where a count belongs.
 */
export type LeftBecause = 'formula' | 'formula-text' | 'merged' | 'outside' | 'too-long' | 'date';

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
export function planTexts(grid: Grid, texts: readonly CellText[], context: EntryContext): TextsPlan {
  const changes: Change[] = [];
  const left: LeftCell[] = [];
  for (const entry of texts) {
    const { row, column } = entry;
    const because = leftBecause(grid, entry, context);
    if (because === 'covered') continue;
    const typed = because === null ? typedCell(grid, entry, context) : null;
    if (typed === null) left.push({ row, column, because: because ?? 'formula-text' });
    else for (const change of changesTyping(grid, { row, column }, typed)) changes.push(change);
  }
  return { plan: { changes, problems: [] }, left };
}

/** Tells whether a text is a date that is typed where counts and points belong. */
export function isDateInInput({ row, column, text }: CellText, { year, inputs }: EntryContext): boolean {
  return isTypedDate(text, year) && areaWith(inputs, { row, column }) !== undefined;
}

/** Tells whether a formula reads other cells: one of numbers alone is typed over like a number. */
export function readsCells(formula: string | null): boolean {
  return formula !== null && constantResult(formula) === null;
}

/** Returns why a cell cannot take a text; `covered` where there is nothing to put under a merged area. */
function leftBecause(grid: Grid, entry: CellText, context: EntryContext): LeftBecause | 'covered' | null {
  const { row, column, text } = entry;
  if (row >= MOST_ROWS || column >= MOST_COLUMNS) return text === '' ? 'covered' : 'outside';
  const merge = areaWith(grid.merges, { row, column });
  const isCovered = merge !== undefined && (merge.top !== row || merge.left !== column);
  if (isCovered) return text === '' ? 'covered' : 'merged';
  const isArray = areaWith(grid.arrays ?? [], { row, column }) !== undefined;
  if (isArray || readsCells(formulaAt(grid, row, column))) return 'formula';
  if (isDateInInput(entry, context)) return 'date';
  return text.length > LONGEST_TEXT ? 'too-long' : null;
}

function areaWith(areas: readonly Area[], { row, column }: CellPlace): Area | undefined {
  return areas.find(({ top, left, bottom, right }) => row >= top && row <= bottom && column >= left && column <= right);
}
