import type { SheetArea } from '../../core/changes/precedents.js';
import { areaName, cellName } from '../../core/grid/address.js';
import type { TextOf } from './texts.js';

/** Names runs of cells with their sheets. */
export function areaNames(runs: readonly SheetArea[]): string {
  return runs.map((run) => `${run.sheet}!${areaName(run)}`).join('、');
}

/** How many cells there are in runs of cells within a column. */
export function cellCount(runs: readonly SheetArea[]): number {
  return runs.reduce((sum, { top, bottom }) => sum + bottom - top + 1, 0);
}

/** Runs of cells as JSON has them: each with its first cell, its area, and how many cells it has. */
export function runDocuments(runs: readonly SheetArea[]): readonly unknown[] {
  return runs.map((run) => ({
    sheet: run.sheet,
    cell: cellName(run.top, run.left),
    cells: areaName(run),
    count: cellCount([run]),
  }));
}

/** What people are told of formulas whose results are older than what they read; nothing where there are none. */
export function staleLines(stale: readonly SheetArea[], textOf: TextOf): readonly string[] {
  if (stale.length === 0) return [];
  return [textOf('formulas-awaiting', { cells: areaNames(stale), count: cellCount(stale) })];
}
