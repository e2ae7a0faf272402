import type { RefusalCode } from './refusal-code.js';
import type { Plan } from '../core/changes/plan.js';
import type { SheetArea } from '../core/changes/precedents.js';
import type { DefinedName } from '../core/grid/defined-name.js';
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
  /** Names that people defined in the workbook, for all of it or for one sheet; left out where there are none. */
  readonly definedNames?: readonly DefinedName[];
  /**
   * What was written since a spreadsheet last calculated the workbook: formulas that read it still show what they
   * showed before. Left out where the host calculates, and where nothing was written.
   */
  readonly uncalculated?: readonly SheetArea[];
  /**
   * The file carries a digital signature, which the first change takes away, as it would no longer hold. Left out where
   * it carries none or nobody can tell.
   */
  readonly signed?: true;
  /** How somebody has locked the file as a whole. Left out where it is not or the host sees to it itself. */
  readonly locks?: readonly WorkbookLock[];
}

/**
 * `structure`: no sheets are to be added or removed; `read-only`: to be opened for reading; `final`: marked as final.
 */
export type WorkbookLock = 'structure' | 'read-only' | 'final';

/** A cell that no longer holds what the plan was made from. */
export interface Conflict {
  readonly sheet: string;
  /** Empty where the sheet, a table or a part is meant. */
  readonly cell: string;
}

/** All of the plan was applied, to so many cells, or nothing was. */
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

/**
 * What a workbook must be able to do, whoever holds it: a file, Excel, a page. What cannot be done is refused: the
 * promise rejects with a `WorkbookRefusal`, whose code says why.
 */
export interface Workbook {
  /** Resolves with the whole workbook as it is now. */
  read(): Promise<WorkbookSnapshot>;
  /** Resolves with fills and notes of cells, in their order: what a plan that marks cells is made from. */
  readMarks(cells: readonly CellPlace[]): Promise<readonly CellMarks[]>;
  /**
   * Compare-and-set: applies the plan where every cell still holds its `was`; else changes nothing and resolves with
   * the conflicts. A refusal may leave a part of the plan applied where its code says so.
   */
  apply(plan: Plan): Promise<ApplyOutcome>;
}

/** Why a workbook cannot be used. `code` is the key of a message, which is worded with the parameters. */
export class WorkbookRefusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly parameters: Readonly<Record<string, string | number>> = {},
  ) {
    super(code);
    this.name = 'WorkbookRefusal';
  }
}
