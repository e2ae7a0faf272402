import type { Problem } from '../grid/problem.js';
import type { Reading } from '../grid/reading.js';
import type { AttachmentKind, ColumnRole, Form } from '../form/form.js';
import type { Area } from '../grid/grid.js';

/** A column of an attachment: which of the form's columns it is, where it stands, and why we think so. */
export interface AttachmentColumn {
  /**
   * The form's column id; for one that only its header explains (`P/A`), the expression itself; for a district or a row
   * sum in attachment 3, its name.
   */
  readonly id: string;
  readonly role: ColumnRole;
  /** Column of the sheet, from 0. */
  readonly column: number;
  readonly header: string;
  /**
   * `name`: by a name the form knows; `names`: by the names above each other that make one; `symbol`: by its symbol;
   * `expression`: computed from what the header spells; `position`: a district's name among the headers of attachment
   * 3.
   */
  readonly because: 'name' | 'names' | 'symbol' | 'expression' | 'position';
  /** For computed columns: the expression in the header language. */
  readonly expression?: string;
  /** For computed columns: its cells hold percentage points, 100 for a ratio of 1. */
  readonly isInPoints?: boolean;
  /** For a row sum: the ids of the columns whose counts it adds up, from left to right. */
  readonly adds?: readonly string[];
}

/**
 * `foreign`: figures that belong to no unit; passed over, and reported. `continuation`: the second row of a unit that
 * is written over two, without its figures.
 */
export type RowKind = 'unit' | 'header' | 'section' | 'total' | 'blank' | 'foreign' | 'continuation';

/** What told the kind and the quarter; `null` where nothing told the quarter. */
export interface Evidence {
  readonly kind: 'title' | 'sheet' | 'units' | 'columns';
  readonly period: 'title' | 'header' | 'sheet' | null;
}

/** A row between an attachment's first header row and its last row. */
export interface AttachmentRow {
  /** Row of the sheet, from 0. */
  readonly row: number;
  readonly kind: RowKind;
  /** For a unit: its name without population, scope and stray spaces; for a section or total: its text. */
  readonly name: string;
  /** Scope in brackets: 含公证. */
  readonly scope: string | null;
  /** Population in units of 10,000, where the sheet gives it. */
  readonly population: number | null;
  /** Text that stands where figures should: 本季度未归集到办件评价信息. */
  readonly remark: string | null;
  /** By column id: inputs, adjustment and what stands in computed columns. */
  readonly readings: Readonly<Record<string, Reading>>;
}

/** A sheet's table, recognised. */
export interface Attachment {
  readonly sheet: string;
  readonly kind: AttachmentKind;
  /** `2021Q2`, or `null` where nothing tells. */
  readonly period: string | null;
  readonly evidence: Evidence;
  readonly form: Form;
  /** From the first header row to the last row of the table. */
  readonly area: Area;
  readonly columns: readonly AttachmentColumn[];
  /** Headed columns among them that are none of the form's: 备注, 联系人. */
  readonly foreign: readonly { readonly column: number; readonly header: string }[];
  readonly rows: readonly AttachmentRow[];
  readonly problems: readonly Problem[];
}
