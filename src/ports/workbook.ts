import type { Plan } from '../core/changes/plan.js';
import type { Grid } from '../core/grid/grid.js';

/** Calculation settings that change or freeze what formulas show. */
export interface CalculationSettings {
  /** `false` where the workbook calculates with values as displayed ("precision as displayed"). */
  readonly fullPrecision: boolean;
  readonly mode: 'automatic' | 'manual' | 'automaticExceptTables';
  readonly iterates: boolean;
}

/** A workbook as it was read: plain data. */
export interface WorkbookSnapshot {
  readonly sheets: readonly Grid[];
  readonly calculation: CalculationSettings;
  /** The workbook's custom XML parts by the namespace of their root element; only those of this product. */
  readonly parts: Readonly<Record<string, string>>;
  /** The file carries a digital signature, which the first change takes away as it would no longer hold; left out where it carries none or nobody can tell. */
  readonly signed?: true;
}

/** A cell that no longer holds what the plan was made from. */
export interface Conflict {
  readonly sheet: string;
  /** Empty where the sheet, a table or a part is meant. */
  readonly cell: string;
}

/** All of the plan was carried out, or nothing was. */
export type ApplyOutcome =
  | { readonly applied: true; readonly cells: number }
  | { readonly applied: false; readonly conflicts: readonly Conflict[] };

/** A cell of a sheet, rows and columns from 0. */
export interface CellPlace {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

/** What lies on a cell beside its content. */
export interface CellMarks {
  /** Solid fill as RRGGBB, `pattern` for a fill of another kind, or `null`. */
  readonly fill: string | null;
  readonly note: string | null;
}

/** What a workbook must be able to do, whoever holds it: a file, Excel, a page. */
export interface Workbook {
  read(): Promise<WorkbookSnapshot>;
  /** Fills and notes of some cells, in their order: what a plan that marks cells is made from. */
  readMarks(cells: readonly CellPlace[]): Promise<readonly CellMarks[]>;
  /** Compare-and-set: carries out the plan where every cell still holds its `was`; else changes nothing and lists the conflicts. */
  apply(plan: Plan): Promise<ApplyOutcome>;
}

/** Why a workbook cannot be used; the code is worded by the messages. */
export class WorkbookRefusal extends Error {
  constructor(
    readonly code: string,
    readonly parameters: Readonly<Record<string, string | number>> = {},
  ) {
    super(code);
    this.name = 'WorkbookRefusal';
  }
}
