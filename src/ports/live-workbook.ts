import type { Plan } from '../core/changes/plan.js';
import type { Area, CellValue } from '../core/grid/grid.js';
import type { Workbook } from './workbook.js';

/** Ends a watch; to be called once. */
export type StopWatching = () => Promise<void>;

/** What is selected in the workbook. */
export interface SheetSelection {
  readonly sheet: string;
  /** The first area of the selection; `null` where whole rows or columns are selected. */
  readonly area: Area | null;
}

/** Cells that somebody has changed. */
export interface SheetChanged {
  readonly sheet: string;
  /** The cells; `null` where whole rows or columns were changed, or nobody can tell. */
  readonly area: Area | null;
  /** Whether the change is a plan that we applied. */
  readonly ours: boolean;
}

/** A cell whose formula comes to something else in the workbook than in the engine. */
export interface Deviation {
  readonly sheet: string;
  readonly cell: string;
  readonly expected: CellValue;
  readonly shown: CellValue;
  readonly cause: 'calculation-manual' | 'precision-as-displayed' | 'formula-is-text' | 'formula-error' | 'unknown';
}

/**
 * A workbook that people look at and edit while the pane is open: in Excel, or on the page. What the host refuses
 * rejects with a `WorkbookRefusal`, as in `Workbook`.
 */
export interface LiveWorkbook extends Workbook {
  /**
   * After `plan` was applied: resolves with the cells where the workbook's own results differ from those the engine
   * expects. Empty where the workbook has no engine of its own.
   */
  verify(plan: Plan): Promise<readonly Deviation[]>;
  /** Shows a cell, by its name such as `C5`, and selects it. A hidden sheet is refused. */
  select(sheet: string, cell: string): Promise<void>;
  /** Calls `listener` with what is selected, each time that changes. */
  watchSelection(listener: (selection: SheetSelection) => void): Promise<StopWatching>;
  /**
   * Calls `listener` when cells have changed. A call may come late or not at all: it is a hint to read again, never the
   * change itself.
   */
  watchChanges(listener: (change: SheetChanged) => void): Promise<StopWatching>;
  /**
   * Does some work while the protection of sheets is taken off, and resolves with its result. Afterwards, also when the
   * work fails, they are protected again with the same options and password.
   *
   * @param password - undefined for sheets that are protected without one. A wrong one is refused.
   */
  unprotectedWhile<T>(sheets: readonly string[], password: string | undefined, work: () => Promise<T>): Promise<T>;
}

/** What is kept with a workbook from one session to the next, by keys. */
export interface WorkbookMemory {
  /** Returns the value of a key as it was written, or something empty (`null`, `undefined`). */
  read(key: string): unknown;
  /** Writes a value of plain data; `null` removes it. Rejects with a `WorkbookRefusal` where it cannot be kept. */
  write(key: string, value: unknown): Promise<void>;
}
