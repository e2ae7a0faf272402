import { cellName } from '../grid/address.js';
import type { CellValue } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import type { Change, SheetCell } from './plan.js';

/** What somebody decided for a cell that shows something else than what is computed. */
export type Decision = 'computed' | 'keep';

/** How computed cells are filled. */
export interface ComputeOptions {
  readonly write: 'formulas' | 'values';
  /** Leave computed cells that show something else as they are. */
  readonly keepExisting: boolean;
  /** Turn counts typed as text into numbers. */
  readonly fixNumbers: boolean;
  /** What somebody decided for single cells, by `附件1!U9`; goes before `keepExisting`. */
  readonly decisions?: Readonly<Record<string, Decision>>;
  /** Cells whose formula would come back to itself, by `附件1!M5`, each with the formula that leads there. */
  readonly circles?: ReadonlyMap<string, SheetCell>;
  /** What differs and is not decided yet stands as it is: nothing is written before somebody decides. */
  readonly undecidedStands?: boolean;
}

/** Tells whether a cell that shows something else keeps it. */
export function keeps(options: ComputeOptions, cell: SheetCell): boolean {
  const decision = decisionOn(options, cell);
  if (decision === undefined) return options.keepExisting;
  return decision === 'keep';
}

/** What somebody decided for this one cell. */
export function decisionOn({ decisions }: ComputeOptions, { sheet, row, column }: SheetCell): Decision | undefined {
  return decisions?.[`${sheet}!${cellName(row, column)}`];
}

/** A computed cell whose shown value differs from what is computed. */
export interface Difference {
  readonly sheet: string;
  readonly cell: string;
  readonly from: CellValue;
  /** The empty text where nothing should stand: a score beside a unit that is not scored. */
  readonly to: number | string;
  /** The formula that would stand there, or `null` where a value would. */
  readonly formula: string | null;
  readonly kept: boolean;
  /** `ledger`: the ledger's entries add up to `to`; absent: it is computed. */
  readonly because?: 'ledger';
}

/** The edits that fill one attachment, with the differences and problems that were found. */
export interface FillPlan {
  readonly changes: readonly Change[];
  readonly differences: readonly Difference[];
  readonly problems: readonly Problem[];
  /** Cells whose content changes: computed ones, and texts that become numbers. */
  readonly filled: number;
}
