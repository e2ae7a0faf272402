import { toNumber } from '../exact/rational.js';
import { areaName, cellName } from '../grid/address.js';
import { formatAt, formulaAt, usedArea, valueAt, type Area, type CellValue, type Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import type { AttachmentColumn, AttachmentRow } from '../recognition/attachment.js';
import { holds, stateOf, type Wanted } from './computed-cell.js';
import { decisionOn, keeps, type ComputeOptions, type Difference, type Filling } from './filling.js';
import { isEarlierScore } from './own-score.js';
import type { Change, CellContent } from './plan.js';

/** How a computed cell is written. */
export interface CellFace {
  /** `null` where only a value can stand there. */
  readonly formula: string | null;
  readonly formatFor: (format: string) => string;
  /** The format counts as much as the value, in cells that are right already too. */
  readonly alwaysFormat?: boolean;
}

/** Whether somebody's content stays in a cell that differs, or in one that shows the same and is not it to the last digit. */
export type Stay = 'differs' | 'rounded' | null;

/** What is known of a figure that should not be there. */
interface Unwanted {
  /** Tells whether a formula is one of this product's. */
  readonly isOurs: (formula: string) => boolean;
  /** Tells whether such a formula comes to a blank by itself, once it is calculated anew. */
  readonly isBlankByItself: (formula: string) => boolean;
  /** What somebody entered stays unless they decide otherwise. */
  readonly staysUndecided: boolean;
}

/** Plans cells one after the other by their six states, and collects what differs and what must be said. */
export class CellWriter {
  private readonly changes: Change[] = [];
  private readonly differences: Difference[] = [];
  private readonly problems: Problem[] = [];
  private readonly arraysSaid = new Set<Area>();
  private readonly arrays: ReadonlyMap<number, readonly Area[]>;
  private filled = 0;

  constructor(
    readonly grid: Grid,
    readonly options: ComputeOptions,
  ) {
    this.arrays = arraysByRow(grid);
  }

  /** Makes a cell show what is wanted; returns what stays in it instead. */
  fill(row: number, column: number, wanted: Wanted, { formula, formatFor, alwaysFormat = false }: CellFace): Stay {
    const { grid, options } = this;
    const was = this.contentAt(row, column);
    const array = this.arrayAt(row, column);
    const format = formatAt(grid, row, column);
    const wantedFormula = options.write === 'formulas' ? formula : null;
    const becomesFormat = formatFor(format);
    // Only the first cell of an array has its formula, and all of them are somebody's formula.
    const present =
      array === undefined ? was : { value: was.value, formula: formulaAt(grid, array.top, array.left) ?? '=' };
    const state = stateOf(present, { format, becomes: becomesFormat }, wanted, formula);
    const value = wanted === '-' ? wanted : toNumber(wanted);
    const differs = state === 'typed-differs' || state === 'formula-differs';
    // As an earlier version wrote it: brought up to date. Where it shows another number it rounded a half wrong, and people see that.
    const outdated =
      formula !== null && array === undefined && was.formula !== null && isEarlierScore(was.formula, formula);
    // Our own formula with a stale cached value is refreshed without being called a difference: the cell computes it anyway.
    const stale =
      state === 'formula-differs' &&
      array === undefined &&
      (was.formula === formula || (outdated && typeof was.value !== 'number'));
    const kept = differs && !stale && (array !== undefined || keeps(options, grid.sheet, row, column));
    if (differs && !stale)
      this.differences.push({
        sheet: grid.sheet,
        cell: cellName(row, column),
        from: was.value,
        to: value,
        formula: wantedFormula,
        kept,
      });
    if (kept && array !== undefined) this.sayArray(array);
    if (kept) return 'differs';
    const exact = holds(was.value, wanted);
    const isOursAlready = state === 'ours' && options.write === 'formulas';
    const isSomebodys = state === 'formula-same' && !outdated;
    // Beside a formula over it, a value must be the exact one: the score would be made of the rounded rate.
    const isTypedAlready = state === 'typed-same' && wantedFormula === null && (exact || options.write === 'values');
    if (isSomebodys || isOursAlready || isTypedAlready) {
      if (isOursAlready || (alwaysFormat && exact)) this.setFormat(row, column, format, becomesFormat);
      // Somebody's ROUND shows the same and stays; what is computed from it would not be the same.
      return isSomebodys && !exact ? 'rounded' : null;
    }
    this.setFormat(row, column, format, becomesFormat);
    this.setContent(row, column, was, { value, formula: wantedFormula });
    return null;
  }

  /**
   * Takes a figure away where there is none: our formula always, unless it comes to a blank by itself; what somebody
   * entered like any cell that differs. Texts and dashes stay. Returns a figure that is left.
   */
  withdraw(row: number, column: number, { isOurs, isBlankByItself, staysUndecided }: Unwanted): CellValue {
    const { grid, options } = this;
    const was = this.contentAt(row, column);
    const own = was.formula !== null && this.arrayAt(row, column) === undefined && isOurs(was.formula);
    const shows = typeof was.value === 'number' || (own && typeof was.value === 'object' && was.value !== null);
    const live = own && options.write === 'formulas' && isBlankByItself(was.formula);
    if (!shows) {
      if (own && options.write === 'values') this.setContent(row, column, was, { value: null, formula: null });
      return null;
    }
    const decision = decisionOn(options, grid.sheet, row, column);
    const kept =
      !live &&
      (this.arrayAt(row, column) !== undefined ||
        (own
          ? decision === 'keep'
          : staysUndecided
            ? decision !== 'computed'
            : keeps(options, grid.sheet, row, column)));
    this.differences.push({
      sheet: grid.sheet,
      cell: cellName(row, column),
      from: was.value,
      to: '',
      formula: live ? was.formula : null,
      kept,
    });
    if (kept) return was.value;
    this.setContent(row, column, was, live ? { value: '', formula: was.formula } : { value: null, formula: null });
    return null;
  }

  /** Turns a number typed as text into the number; a text that an array formula makes stays, which is told by `false`. */
  mend(row: AttachmentRow, { id, column }: AttachmentColumn): boolean {
    const reading = row.readings[id];
    if (reading?.kind !== 'number' || this.arrayAt(row.row, column) !== undefined) return false;
    const format = formatAt(this.grid, row.row, column);
    this.setFormat(row.row, column, format, format === '@' ? 'General' : format);
    this.changes.push({
      kind: 'content',
      sheet: this.grid.sheet,
      row: row.row,
      column,
      was: this.contentAt(row.row, column),
      becomes: { value: reading.value, formula: null },
    });
    return true;
  }

  say(
    severity: Problem['severity'],
    code: string,
    row: number,
    column: number,
    parameters: Problem['parameters'],
  ): void {
    this.problems.push({ severity, code, sheet: this.grid.sheet, cell: cellName(row, column), parameters });
  }

  filling(): Filling {
    return { changes: this.changes, differences: this.differences, problems: this.problems, filled: this.filled };
  }

  private arrayAt(row: number, column: number): Area | undefined {
    return this.arrays.get(row)?.find(({ left, right }) => left <= column && column <= right);
  }

  private contentAt(row: number, column: number): CellContent {
    return { value: valueAt(this.grid, row, column), formula: formulaAt(this.grid, row, column) };
  }

  private setFormat(row: number, column: number, was: string, becomes: string): void {
    if (was !== becomes) this.changes.push({ kind: 'format', sheet: this.grid.sheet, row, column, was, becomes });
  }

  private setContent(row: number, column: number, was: CellContent, becomes: CellContent): void {
    this.changes.push({ kind: 'content', sheet: this.grid.sheet, row, column, was, becomes });
    this.filled += 1;
  }

  /** Once for the whole array: it is one formula. */
  private sayArray(array: Area): void {
    if (this.arraysSaid.has(array)) return;
    this.arraysSaid.add(array);
    this.say('warning', 'array-formula-kept', array.top, array.left, { cells: areaName(array) });
  }
}

/** A sheet may have an array formula in every row: each cell looks at those of its own. */
function arraysByRow(grid: Grid): ReadonlyMap<number, readonly Area[]> {
  const rows = new Map<number, Area[]>();
  const { bottom } = usedArea(grid);
  for (const area of grid.arrays ?? []) {
    for (let row = area.top; row <= Math.min(area.bottom, bottom); row += 1) {
      const known = rows.get(row);
      if (known === undefined) rows.set(row, [area]);
      else known.push(area);
    }
  }
  return rows;
}
