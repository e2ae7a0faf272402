import type { Area, CellValue } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';

/** How many signs a cell's text may have in Excel. */
export const LONGEST_TEXT = 32_767;

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

/** A change of a cell's number format code. A blank cell may lie outside of what was read: whatever its format was, it is no conflict. */
export interface FormatChange extends CellChange {
  readonly kind: 'format';
  readonly was: string;
  readonly becomes: string;
}

/** A change of a cell's solid fill, as RRGGBB; `null` is no fill. */
export interface FillChange extends CellChange {
  readonly kind: 'fill';
  readonly was: string | null;
  readonly becomes: string | null;
}

/** A change of a cell's note (the yellow one without replies); `null` is no note. */
export interface NoteChange extends CellChange {
  readonly kind: 'note';
  readonly was: string | null;
  readonly becomes: string | null;
}

/** How a sheet stands in its workbook. Its cells are changes of their own. */
export interface SheetSettings {
  /** Place among the sheets, from 0. */
  readonly position: number;
  readonly visibility: 'visible' | 'hidden' | 'veryHidden';
  /** RRGGBB, or `null` for none. */
  readonly tabColour: string | null;
  /** Widths of the first columns in characters. */
  readonly columnWidths: readonly number[];
}

/** A sheet added (`was` null) or removed (`becomes` null). An added sheet is empty: changes of its cells follow it in the plan. */
export interface SheetChange {
  readonly kind: 'sheet';
  readonly sheet: string;
  readonly was: SheetSettings | null;
  readonly becomes: SheetSettings | null;
}

/** An Excel table (ListObject) added, resized or removed; its header cells are text cells of the sheet with exactly these names. */
export interface TableSpecification {
  readonly area: Area;
  readonly columns: readonly string[];
}

export interface TableChange {
  readonly kind: 'table';
  readonly sheet: string;
  readonly name: string;
  readonly was: TableSpecification | null;
  readonly becomes: TableSpecification | null;
}

/** A custom XML part, known by the namespace of its root element; `null` is no such part. */
export interface PartChange {
  readonly kind: 'part';
  readonly namespace: string;
  readonly was: string | null;
  readonly becomes: string | null;
}

export type CellEdit = ContentChange | FormatChange | FillChange | NoteChange;
export type Change = CellEdit | SheetChange | TableChange | PartChange;

/** Planned edits of a workbook: plain data that can be previewed, counted, applied and inverted. */
export interface Plan {
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
}

/** Returns the plan that undoes `plan`: every change turned round, the last one first. */
export function invert(plan: Plan): Plan {
  return { changes: plan.changes.map(turnRound).reverse(), problems: [] };
}

/** Returns the change that undoes a change. */
export function turnRound<C extends { readonly was?: unknown; readonly becomes: unknown }>(change: C): C {
  // TypeScript cannot see that both fields of one member of the union have one type.
  return { ...change, was: change.becomes, becomes: change.was } as C;
}

/** Two contents are equal where their formulas are, and else where their values are. */
export function sameContent(a: CellContent, b: CellContent): boolean {
  if (a.formula !== null || b.formula !== null) return a.formula === b.formula;
  return sameValue(a.value, b.value);
}

/** Tells whether a cell holds nothing. */
export function isBlank(content: CellContent | undefined): boolean {
  return content === undefined || (content.formula === null && (content.value === null || content.value === ''));
}

function sameValue(a: CellValue, b: CellValue): boolean {
  if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) return a.error === b.error;
  return a === b;
}
