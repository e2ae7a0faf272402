import { formulaAt, valueAt, type Area, type CellValue, type Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';

/** How many signs a cell's text may have in Excel. */
export const LONGEST_TEXT = 32_767;

/** What a cell holds. Where a formula makes its value, the value is the cached one; the formula has its `=`. */
export interface CellContent {
  readonly value: CellValue;
  readonly formula: string | null;
}

/** Row and column of a cell on its sheet, from 0. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** A cell of a workbook. */
export interface SheetCell extends CellPlace {
  readonly sheet: string;
}

/** A change of a cell's content; `was` is compared before it is set. */
export interface ContentChange extends SheetCell {
  readonly kind: 'content';
  readonly was: CellContent;
  readonly becomes: CellContent;
}

/**
 * A change of a cell's number format code. A blank cell may lie outside of what was read: whatever its format was, it
 * is no conflict.
 */
export interface FormatChange extends SheetCell {
  readonly kind: 'format';
  readonly was: string;
  readonly becomes: string;
}

/** A change of a cell's solid fill, as RRGGBB; `null` is no fill. */
export interface FillChange extends SheetCell {
  readonly kind: 'fill';
  readonly was: string | null;
  readonly becomes: string | null;
}

/** A change of a cell's note (the yellow one without replies); `null` is no note. */
export interface NoteChange extends SheetCell {
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
  /** How an added sheet looks; what people change of it afterwards stays. Absent: plain. */
  readonly look?: AddedLook;
}

/** How a sheet looks and is printed: one page wide, on A4 across. Rows and columns count from 0. */
export interface AddedLook {
  /** In larger, bold letters. */
  readonly titleRows: readonly number[];
  /** Column names: bold on a light ground, broken within their columns. */
  readonly headers: readonly Area[];
  /** Columns with a width whose texts are broken within them. */
  readonly wrappedColumns: readonly number[];
  /** So many rows and columns stay in sight; the rows are printed on each page. */
  readonly frozen: { readonly rows: number; readonly columns: number };
}

/** Size in points of what stands in the title rows of a sheet's look. */
export const TITLE_SIZE = 14;
/** The ground of a look's column names, as RRGGBB. */
export const HEADER_FILL = 'E7E6E6';
/** What a look has at the foot of each printed page, in Excel's own codes. */
export const LOOK_FOOTER = '第 &P 页，共 &N 页';

/**
 * A sheet added (`was` null) or removed (`becomes` null). An added sheet is empty: changes of its cells follow it in
 * the plan.
 */
export interface SheetChange {
  readonly kind: 'sheet';
  readonly sheet: string;
  readonly was: SheetSettings | null;
  readonly becomes: SheetSettings | null;
}

/** Where an Excel table (ListObject) stands; its header cells are text cells of the sheet with exactly these names. */
export interface TableSpecification {
  readonly area: Area;
  readonly columns: readonly string[];
}

/** An Excel table added (`was` null), resized or removed (`becomes` null). */
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

/** A plan that changes nothing. */
export const EMPTY_PLAN: Plan = { changes: [], problems: [] };

/** Returns what a cell of a sheet holds. */
export function contentAt(grid: Grid, { row, column }: CellPlace): CellContent {
  return { value: valueAt(grid, row, column), formula: formulaAt(grid, row, column) };
}

/** Returns the plan that undoes `plan`: every change inverted, the last one first. */
export function invert(plan: Plan): Plan {
  return { changes: plan.changes.map(invertChange).reverse(), problems: [] };
}

/** Returns the change that undoes a change. */
export function invertChange<C extends { readonly was?: unknown; readonly becomes: unknown }>(change: C): C {
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
  if (content === undefined) return true;
  return content.formula === null && (content.value === null || content.value === '');
}

function sameValue(a: CellValue, b: CellValue): boolean {
  if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) return a.error === b.error;
  return a === b;
}

/** Identifies what a change is made to: changes of the same cell, format, sheet, table or part have the same. */
export function targetOf(change: Change): string {
  switch (change.kind) {
    case 'part':
      return `part ${change.namespace}`;
    case 'sheet':
      return `sheet ${change.sheet}`;
    case 'table':
      return `table ${change.name}`;
    default:
      return `${change.kind} ${change.sheet} ${change.row},${change.column}`;
  }
}
