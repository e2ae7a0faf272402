import type { CellValue } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';

/** What a cell holds: its value and, where a formula makes it, the formula with its `=` (the value is then the cached one). */
export interface CellContent {
  readonly value: CellValue;
  readonly formula: string | null;
}

interface CellChange {
  readonly sheet: string;
  /** Row and column of the sheet, from 0. */
  readonly row: number;
  readonly column: number;
}

/** A change of a cell's content; `was` is compared before it is set. */
export interface ContentChange extends CellChange {
  readonly kind: 'content';
  readonly was: CellContent;
  readonly becomes: CellContent;
}

/** A change of a cell's number format code. */
export interface FormatChange extends CellChange {
  readonly kind: 'format';
  readonly was: string;
  readonly becomes: string;
}

export type Change = ContentChange | FormatChange;

/** Planned edits of a workbook: plain data that can be previewed, counted, applied and inverted. */
export interface Plan {
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
}

/** Returns the plan that undoes `plan`: every change turned round, the last one first. */
export function invert(plan: Plan): Plan {
  return { changes: plan.changes.map(turnRound).reverse(), problems: [] };
}

function turnRound(change: Change): Change {
  return change.kind === 'content'
    ? { ...change, was: change.becomes, becomes: change.was }
    : { ...change, was: change.becomes, becomes: change.was };
}

/** Two contents are equal where their formulas are, and else where their values are. */
export function sameContent(a: CellContent, b: CellContent): boolean {
  if (a.formula !== null || b.formula !== null) return a.formula === b.formula;
  return sameValue(a.value, b.value);
}

function sameValue(a: CellValue, b: CellValue): boolean {
  if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) return a.error === b.error;
  return a === b;
}
