import type { ContentChange } from '../core/changes/plan.js';
import { cellName } from '../core/grid/address.js';
import type { ComputeResult } from './compute.js';

/**
 * Why a computed workbook has to be computed again: `unit-added`: a unit below or between has no score yet; `overwritten`: somebody
 * typed over a formula; `values`: figures were written as values and the inputs have changed; `formula-outdated`: a formula
 * reads another range of ranks or follows another method.
 */
export interface RecomputeCause {
  readonly cause: 'unit-added' | 'overwritten' | 'values' | 'formula-outdated';
  readonly sheet: string;
  readonly cells: readonly string[];
  readonly units: readonly string[];
}

/** Lists why a workbook that was computed before has to be computed again; live formulas that follow by themselves are no cause. */
export function recomputeCauses({ plan, tables }: Pick<ComputeResult, 'plan' | 'tables'>): readonly RecomputeCause[] {
  const causes = new Map<
    string,
    { cause: RecomputeCause['cause']; sheet: string; cells: string[]; units: Set<string> }
  >();
  for (const change of plan.changes) {
    if (change.kind !== 'content') continue;
    const cause = causeOf(change);
    const key = `${cause} ${change.sheet}`;
    const known = causes.get(key) ?? { cause, sheet: change.sheet, cells: [], units: new Set<string>() };
    causes.set(key, known);
    known.cells.push(cellName(change.row, change.column));
    const unit = tables
      .find(({ attachment }) => attachment.sheet === change.sheet)
      ?.attachment.rows.find(({ row, kind }) => row === change.row && kind === 'unit')?.name;
    if (unit !== undefined) known.units.add(unit);
  }
  return [...causes.values()].map((one) => ({ ...one, units: [...one.units] }));
}

function causeOf({ was, becomes }: ContentChange): RecomputeCause['cause'] {
  if (was.formula !== null) return 'formula-outdated';
  if (was.value === null || was.value === '') return 'unit-added';
  return becomes.formula === null ? 'values' : 'overwritten';
}
