import { toNumber } from '../exact/rational.js';
import { isEarlierFace } from '../expression/formula.js';
import { cellName } from '../grid/address.js';
import { formatAt, formulaAt, valueAt, type Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import type { AttachmentColumn, AttachmentRow } from '../recognition/attachment.js';
import { holds, stateOf, type Wanted } from './computed-cell.js';
import { keeps, type ComputeOptions, type Difference, type Filling } from './filling.js';
import type { Change, CellContent } from './plan.js';

/** Plans cells one after the other by their six states, and collects what differs and what must be said. */
export class CellWriter {
  private readonly changes: Change[] = [];
  private readonly differences: Difference[] = [];
  private readonly problems: Problem[] = [];
  private filled = 0;

  constructor(
    readonly grid: Grid,
    readonly options: ComputeOptions,
  ) {}

  /** Returns whether the cell keeps a value that is not the computed one to its last digit. `formula` is `null` where only a value can stand there. */
  fill(row: number, column: number, wanted: Wanted, formula: string | null, formatFor: (format: string) => string): boolean {
    const { grid, options } = this;
    const was: CellContent = { value: valueAt(grid, row, column), formula: formulaAt(grid, row, column) };
    const format = formatAt(grid, row, column);
    const wantedFormula = options.write === 'formulas' ? formula : null;
    const becomesFormat = formatFor(format);
    const state = stateOf(was, { format, becomes: becomesFormat }, wanted, formula);
    const value = wanted === '-' ? wanted : toNumber(wanted);
    const differs = state === 'typed-differs' || state === 'formula-differs';
    // As an earlier version wrote it: brought up to date. Where it shows another number it rounded a half wrong, and people see that.
    const outdated = formula !== null && was.formula !== null && isEarlierFace(was.formula, formula);
    // Our own formula with a stale cached value is refreshed without being called a difference: the cell computes it anyway.
    const stale = state === 'formula-differs' && (was.formula === formula || (outdated && typeof was.value !== 'number'));
    const kept = differs && !stale && keeps(options, grid.sheet, row, column);
    if (differs && !stale) this.differences.push({ sheet: grid.sheet, cell: cellName(row, column), from: was.value, to: value, formula: wantedFormula, kept });
    const exact = holds(was.value, wanted);
    // Somebody's ROUND shows the same and stays; what is computed from it would not be the same.
    if ((state === 'formula-same' && !outdated) || kept) return !exact;
    if (state === 'ours' && options.write === 'formulas') return false;
    // Beside a formula over it, a value must be the exact one: the score would be made of the rounded rate.
    if (state === 'typed-same' && wantedFormula === null && (exact || options.write === 'values')) return false;
    if (becomesFormat !== format) this.changes.push({ kind: 'format', sheet: grid.sheet, row, column, was: format, becomes: becomesFormat });
    this.changes.push({ kind: 'content', sheet: grid.sheet, row, column, was, becomes: { value, formula: wantedFormula } });
    this.filled += 1;
    return false;
  }

  /** Turns a number typed as text into the number. */
  mend(row: AttachmentRow, { id, column }: AttachmentColumn): void {
    const reading = row.readings[id];
    if (reading?.kind !== 'number') return;
    const place = { sheet: this.grid.sheet, row: row.row, column };
    if (formatAt(this.grid, row.row, column) === '@') this.changes.push({ kind: 'format', ...place, was: '@', becomes: 'General' });
    this.changes.push({ kind: 'content', ...place, was: { value: valueAt(this.grid, row.row, column), formula: formulaAt(this.grid, row.row, column) }, becomes: { value: reading.value, formula: null } });
  }

  say(severity: Problem['severity'], code: string, row: number, column: number, parameters: Problem['parameters']): void {
    this.problems.push({ severity, code, sheet: this.grid.sheet, cell: cellName(row, column), parameters });
  }

  filling(): Filling {
    return { changes: this.changes, differences: this.differences, problems: this.problems, filled: this.filled };
  }
}
