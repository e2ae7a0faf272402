import type { ContentChange } from '../core/changes/plan.js';
import { cellName } from '../core/grid/address.js';
import { contextsIn } from './cell-context.js';
import type { ComputeResult } from './compute.js';

/** Why a computed workbook has to be computed again. */
export interface RecomputeCause {
  /**
   * `unit-added`: a unit below or between has no score yet; `overwritten`: somebody typed over a formula; `values`:
   * figures were written as values and the inputs have changed; `formula-outdated`: a formula reads another range of
   * ranks or follows another method.
   */
  readonly cause: 'unit-added' | 'overwritten' | 'values' | 'formula-outdated';
  readonly sheet: string;
  readonly cells: readonly string[];
  readonly units: readonly string[];
}

/** A cause whose cells are still being gathered. */
interface GatheredCause extends Pick<RecomputeCause, 'cause' | 'sheet'> {
  readonly cells: string[];
  readonly units: Set<string>;
}

/**
 * Lists why a workbook that was computed before has to be computed again; live formulas that follow by themselves are
 * no cause.
 */
export function recomputeCauses({ plan, tables }: Pick<ComputeResult, 'plan' | 'tables'>): readonly RecomputeCause[] {
  const causes = new Map<string, GatheredCause>();
  const contextOf = contextsIn(tables);
  for (const change of plan.changes) {
    if (change.kind !== 'content') continue;
    const { sheet, row, column } = change;
    const cause = causeOf(change);
    const key = `${cause} ${sheet}`;
    const gathered = causes.get(key) ?? { cause, sheet, cells: [], units: new Set<string>() };
    causes.set(key, gathered);
    gathered.cells.push(cellName(row, column));
    const unit = contextOf(change)?.row;
    if (unit?.kind === 'unit') gathered.units.add(unit.name);
  }
  return [...causes.values()].map((gathered) => ({ ...gathered, units: [...gathered.units] }));
}

function causeOf({ was, becomes }: ContentChange): RecomputeCause['cause'] {
  if (was.formula !== null) return 'formula-outdated';
  if (was.value === null || was.value === '') return 'unit-added';
  if (becomes.formula === null) return 'values';
  return 'overwritten';
}
