import type { Change } from '../core/changes/plan.js';
import type { Area } from '../core/grid/grid.js';

/**
 * What can be changed in a workbook file: everything that a plan changes in any workbook (contents, number formats,
 * fills, notes, sheets, tables, custom XML parts), and what only a file has, as below. Each says what it `becomes`.
 * Where it says what it `was`, that is compared first: a file in which it is something else is not changed, and the
 * place is named. An edit of `file.edit(edits)`, for which the module's index has an example.
 */
export type Edit =
  Change | FontEdit | WrapEdit | RowEdit | ColumnEdit | MergeEdit | PageEdit | NameEdit | PropertyEdit | RemovalEdit;

interface CellPlace {
  readonly sheet: string;
  /** Row and column of the sheet, from 0. */
  readonly row: number;
  readonly column: number;
}

/** Name and size of a cell's font; bold, colour and the like stay. */
export interface FontEdit extends CellPlace {
  readonly kind: 'font';
  readonly was?: { readonly name: string; readonly size: number };
  /** `name: null` keeps the name; the size is in points. */
  readonly becomes: { readonly name: string | null; readonly size: number };
}

/** Whether a cell's text is broken within its column. */
export interface WrapEdit extends CellPlace {
  readonly kind: 'wrap';
  readonly was?: boolean;
  readonly becomes: boolean;
}

/** The height of a row in points; `null` leaves it to the program. */
export interface RowEdit {
  readonly kind: 'row';
  readonly sheet: string;
  readonly row: number;
  readonly was?: number | null;
  readonly becomes: number | null;
}

/** The width of a column in figures of the workbook's usual font; `null` is the sheet's usual width. */
export interface ColumnEdit {
  readonly kind: 'column';
  readonly sheet: string;
  readonly column: number;
  readonly was?: number | null;
  readonly becomes: number | null;
}

/**
 * A merged area: made (`was` null), given other bounds, or split (`becomes` null). Refused where it would overlap
 * another or a table, and where it would hide a filled cell: hidden values still count in formulas, and nobody sees
 * them.
 */
export interface MergeEdit {
  readonly kind: 'merge';
  readonly sheet: string;
  readonly was: Area | null;
  readonly becomes: Area | null;
}

/**
 * How a sheet is printed; the printed area and the rows repeated on each page are names (`_xlnm.Print_Area`,
 * `_xlnm.Print_Titles`).
 */
export interface PageEdit {
  readonly kind: 'page';
  readonly sheet: string;
  readonly was?: PageSetup;
  readonly becomes: PageSetup;
}

/** A sheet's set-up for print as the file has it; `null` is what it does not say. */
export interface PageSetup {
  /** The format's number of the paper: 9 is A4, 8 is A3. */
  readonly paper: number | null;
  readonly orientation: 'portrait' | 'landscape' | null;
  /** Per cent; of no account where the sheet is fitted. */
  readonly scale: number | null;
  /** Fitted to so many pages across and down; 0 is as many as it takes. `null`: it is not fitted. */
  readonly fit: { readonly across: number; readonly down: number } | null;
  readonly centred: { readonly across: boolean; readonly down: boolean };
  /** In inches. */
  readonly margins: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
    readonly header: number;
    readonly footer: number;
  } | null;
  /** In the format's own codes: `&L附件1`, `&C第 &P 页`. `even` and `first` stand only on such pages as differ. */
  readonly header: PageLine;
  readonly footer: PageLine;
  /** Rows, from 0, that begin a page by hand. */
  readonly rowBreaks: readonly number[];
}

export interface PageLine {
  readonly odd: string | null;
  readonly even: string | null;
  readonly first: string | null;
}

/**
 * A defined name and what it refers to, as in a formula but without `=`; `null` is no such name. `sheet` is the sheet
 * it is local to, or `null`.
 */
export interface NameEdit {
  readonly kind: 'name';
  readonly name: string;
  readonly sheet: string | null;
  readonly was?: string | null;
  readonly becomes: string | null;
}

/** Properties of the document that have a place of their own, by the element that holds them. */
export type DocumentProperty =
  | 'title'
  | 'subject'
  | 'creator'
  | 'keywords'
  | 'description'
  | 'lastModifiedBy'
  | 'category'
  | 'contentStatus'
  | 'Company'
  | 'Manager'
  | 'HyperlinkBase'
  | 'Template';

/** A property of the document; `null` is no such property. `{ custom }` is one that somebody has named. */
export interface PropertyEdit {
  readonly kind: 'property';
  readonly property: DocumentProperty | { readonly custom: string };
  readonly was?: string | null;
  readonly becomes: string | null;
}

/**
 * A sheet of any kind taken away with everything that belongs to it, whatever it holds; refused where formulas of other
 * sheets refer to it.
 */
export interface RemovalEdit {
  readonly kind: 'removal';
  readonly sheet: string;
}

/** A place that is not as an edit says it was. */
export interface EditConflict {
  /** Empty where the workbook as a whole is meant. */
  readonly sheet: string;
  /** Empty where the sheet, a table, a name or a part is meant. */
  readonly cell: string;
}

/** What came of edits: where there are conflicts, nothing. */
export interface EditOutcome {
  readonly conflicts: readonly EditConflict[];
  /** How many cells were edited. */
  readonly cells: number;
}
