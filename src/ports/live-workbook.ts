import type { Plan } from '../core/changes/plan.js';
import type { Area, CellValue } from '../core/grid/grid.js';
import type { Workbook } from './workbook.js';

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
  readonly area: Area | null;
  /** The change is our own writing. */
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

/** A workbook that people look at and edit while the pane is open: in Excel, or on the page. */
export interface LiveWorkbook extends Workbook {
  /** After a plan was applied: where the workbook's own results differ from those the engine expects. */
  verify(plan: Plan): Promise<readonly Deviation[]>;
  /** Shows a cell to the user and selects it. */
  select(sheet: string, cell: string): Promise<void>;
  watchSelection(listener: (selection: SheetSelection) => void): Promise<StopWatching>;
  watchChanges(listener: (change: SheetChanged) => void): Promise<StopWatching>;
  /** Does some work while sheets are not protected, and protects them again with the same options, whatever happens. */
  unprotectedWhile<T>(sheets: readonly string[], password: string | undefined, work: () => Promise<T>): Promise<T>;
}

/** What is remembered with a workbook. */
export interface WorkbookMemory {
  read(key: string): unknown;
  /** Writes one value through; `null` removes it. */
  write(key: string, value: unknown): Promise<void>;
}
