import { toNumber } from '../exact/rational.js';
import { areaName, cellName } from '../grid/address.js';
import { formatAt, formulaAt, usedArea, type Area, type CellValue, type Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import type { AttachmentColumn, AttachmentRow } from '../recognition/attachment.js';
import { holds, stateOf, type CellState, type PresentCell, type Wanted } from './computed-cell.js';
import { decisionOn, keeps, type ComputeOptions, type Difference, type FillPlan } from './fill-plan.js';
import { contentAt, type CellContent, type CellPlace, type Change, type SheetCell } from './plan.js';
import type { SheetArea } from './precedents.js';
import { columnRuns } from './written-cells.js';

/** What is written into a computed cell. */
export interface CellFill {
  readonly wanted: Wanted;
  /** `null` where only a value can stand there. */
  readonly formula: string | null;
  readonly formatFor: (format: string) => string;
  /** The format counts as much as the value, in cells that are right already too. */
  readonly alwaysFormat?: boolean;
}

/**
 * Why somebody's content stays in a cell: it differs and is kept, or it shows the same without being it to the last
 * digit; `null` where the cell holds what was wanted.
 */
export type KeptBecause = 'differs' | 'rounded' | null;

/** What is known of a figure that should not be there. */
interface UnwantedFigure {
  /** Tells whether a formula is one of this product's. */
  readonly isOurs: (formula: string) => boolean;
  /** Tells whether such a formula comes to a blank by itself, once it is calculated anew. */
  readonly isBlankByItself: (formula: string) => boolean;
  /** What somebody entered stays unless they decide otherwise. */
  readonly staysUndecided: boolean;
}

/** A cell of the sheet as it stands before it is filled. */
interface StandingCell extends CellPlace, PresentCell {
  /** The array formula that the cell belongs to. */
  readonly array: Area | undefined;
}

/** What is written into a computed cell: a number or "-", with the formula that makes it. */
interface WrittenContent extends CellContent {
  readonly value: number | '-';
}

/** A cell whose formula would come back to itself by way of another. */
interface CellInCircle extends CellPlace {
  readonly code: 'circle-kept' | 'circle-as-value';
  readonly other: SheetCell;
}

const BLANK: CellContent = { value: null, formula: null };

/** Plans cells one after the other by their six states, and collects differences and problems. */
export class CellWriter {
  private readonly changes: Change[] = [];
  private readonly differences: Difference[] = [];
  private readonly problems: Problem[] = [];
  private readonly circles: CellInCircle[] = [];
  private readonly reportedArrays = new Set<Area>();
  private readonly arrays: ReadonlyMap<number, readonly Area[]>;
  private filled = 0;

  constructor(
    readonly grid: Grid,
    readonly options: ComputeOptions,
  ) {
    this.arrays = arraysByRow(grid);
  }

  /** Makes a cell show what is wanted; returns why somebody's content stays in it instead. */
  fill(place: CellPlace, filling: CellFill): KeptBecause {
    const other = this.options.circles?.get(`${this.grid.sheet}!${cellName(place.row, place.column)}`);
    if (other === undefined) return this.fillCell(place, filling);
    return this.fillInCircle(place, filling, other);
  }

  /** What somebody typed stays, as another formula reads it; else a value is written, which comes back to nothing. */
  private fillInCircle(place: CellPlace, filling: CellFill, other: SheetCell): KeptBecause {
    const cell = this.cellAt(place);
    const { value, formula } = cell.content;
    const isTyped = formula === null && value !== null && value !== '';
    const code = isTyped ? 'circle-kept' : 'circle-as-value';
    this.circles.push({ ...place, code, other });
    if (!isTyped) return this.fillCell(place, { ...filling, formula: null });
    const { wanted } = filling;
    const state = stateOf(cell, { wanted, formula: null, format: filling.formatFor(cell.format) });
    if (state === 'typed-differs') {
      this.addDifference(cell, { to: wanted === '-' ? wanted : toNumber(wanted), formula: null, kept: true });
      return 'differs';
    }
    return holds(value, wanted) ? null : 'rounded';
  }

  private fillCell(place: CellPlace, { wanted, formula, formatFor, alwaysFormat = false }: CellFill): KeptBecause {
    const cell = this.cellAt(place);
    const format = formatFor(cell.format);
    const state = stateOf({ content: this.comparedContent(cell), format: cell.format }, { wanted, formula, format });
    const becomes = this.writtenContent(wanted, formula);
    // Our own formula with a stale cached value is refreshed without being called a difference: the cell computes it.
    const isStale = state === 'formula-differs' && cell.array === undefined && cell.content.formula === formula;
    const differs = state === 'typed-differs' || state === 'formula-differs';
    if (differs && !isStale && this.addComputedDifference(cell, becomes)) return 'differs';
    const isExact = holds(cell.content.value, wanted);
    if (!this.isAlready(state, isExact, becomes)) {
      this.setFormat(cell, format);
      this.setContent(cell, becomes);
      return null;
    }
    if (state === 'ours' || (alwaysFormat && isExact)) this.setFormat(cell, format);
    // Somebody's ROUND shows the same and stays; what is computed from it would not be the same.
    const isRounded = state === 'formula-same' && !isExact;
    if (isRounded) return 'rounded';
    return null;
  }

  /**
   * Clears a figure where there should be none: our formula always, unless it comes to a blank by itself; what somebody
   * entered like any cell that differs. Texts and dashes stay. Returns a figure that is left.
   */
  clear(place: CellPlace, { isOurs, isBlankByItself, staysUndecided }: UnwantedFigure): CellValue {
    const writesFormulas = this.options.write === 'formulas';
    const cell = this.cellAt(place);
    const { value, formula } = cell.content;
    const ownFormula = formula !== null && cell.array === undefined && isOurs(formula) ? formula : null;
    const isError = typeof value === 'object' && value !== null;
    const showsFigure = typeof value === 'number' || (isError && ownFormula !== null);
    if (!showsFigure) {
      if (ownFormula !== null && !writesFormulas) this.setContent(cell, BLANK);
      return null;
    }
    if (ownFormula !== null && writesFormulas && isBlankByItself(ownFormula)) {
      this.addDifference(cell, { to: '', formula: ownFormula, kept: false });
      this.setContent(cell, { value: '', formula: ownFormula });
      return null;
    }
    const kept = this.keepsFigure(cell, { isOwn: ownFormula !== null, staysUndecided });
    this.addDifference(cell, { to: '', formula: null, kept });
    if (kept) return value;
    this.setContent(cell, BLANK);
    return null;
  }

  /**
   * Turns a number typed as text into the number; returns `false` where an array formula makes the text, which stays.
   */
  convertText(row: AttachmentRow, { id, column }: AttachmentColumn): boolean {
    const reading = row.readings[id];
    const cell = this.cellAt({ row: row.row, column });
    if (reading?.kind !== 'number' || cell.array !== undefined) return false;
    this.setFormat(cell, cell.format === '@' ? 'General' : cell.format);
    this.changes.push(this.contentChange(cell, { value: reading.value, formula: null }));
    this.filled += 1;
    return true;
  }

  /** Adds a problem of a cell. */
  report({ row, column }: CellPlace, problem: Pick<Problem, 'severity' | 'code' | 'parameters'>): void {
    this.problems.push({ ...problem, sheet: this.grid.sheet, cell: cellName(row, column) });
  }

  /** Returns all that was planned so far. */
  plan(): FillPlan {
    const problems = [...this.problems, ...circleProblems(this.grid.sheet, this.circles)];
    return { changes: this.changes, differences: this.differences, problems, filled: this.filled };
  }

  private cellAt({ row, column }: CellPlace): StandingCell {
    return {
      row,
      column,
      content: contentAt(this.grid, { row, column }),
      format: formatAt(this.grid, row, column),
      array: this.arrays.get(row)?.find(({ left, right }) => left <= column && column <= right),
    };
  }

  /** Only the first cell of an array has its formula, and all of them are somebody's formula. */
  private comparedContent({ content, array }: StandingCell): CellContent {
    if (array === undefined) return content;
    return { value: content.value, formula: formulaAt(this.grid, array.top, array.left) ?? '=' };
  }

  private writtenContent(wanted: Wanted, formula: string | null): WrittenContent {
    const value = wanted === '-' ? wanted : toNumber(wanted);
    return { value, formula: this.options.write === 'formulas' ? formula : null };
  }

  /** Tells whether nothing need be written: what stands in the cell is as good as what it would become. */
  private isAlready(state: CellState, isExact: boolean, becomes: CellContent): boolean {
    const writesFormulas = this.options.write === 'formulas';
    if (state === 'formula-same') return true;
    if (state === 'ours') return writesFormulas;
    // Beside a formula over it, a value must be the exact one: the score would be made of the rounded rate.
    return state === 'typed-same' && becomes.formula === null && (isExact || !writesFormulas);
  }

  /** Lists a difference; returns whether the cell keeps what it shows. */
  private addComputedDifference(cell: StandingCell, { value, formula }: WrittenContent): boolean {
    const kept = cell.array !== undefined || keeps(this.options, { ...cell, sheet: this.grid.sheet });
    this.addDifference(cell, { to: value, formula, kept });
    if (cell.array !== undefined) this.reportArray(cell.array);
    return kept;
  }

  private keepsFigure(
    cell: StandingCell,
    { isOwn, staysUndecided }: { readonly isOwn: boolean; readonly staysUndecided: boolean },
  ): boolean {
    if (cell.array !== undefined) return true;
    const decision = decisionOn(this.options, { ...cell, sheet: this.grid.sheet });
    if (decision !== undefined) return decision === 'keep';
    if (isOwn) return false;
    return staysUndecided || this.options.keepExisting;
  }

  private addDifference(cell: StandingCell, difference: Pick<Difference, 'to' | 'formula' | 'kept'>): void {
    this.differences.push({
      sheet: this.grid.sheet,
      cell: cellName(cell.row, cell.column),
      from: cell.content.value,
      ...difference,
    });
  }

  private setFormat({ row, column, format }: StandingCell, becomes: string): void {
    if (format === becomes) return;
    this.changes.push({ kind: 'format', sheet: this.grid.sheet, row, column, was: format, becomes });
  }

  private setContent(cell: StandingCell, becomes: CellContent): void {
    this.changes.push(this.contentChange(cell, becomes));
    this.filled += 1;
  }

  private contentChange({ row, column, content }: StandingCell, becomes: CellContent): Change {
    return { kind: 'content', sheet: this.grid.sheet, row, column, was: content, becomes };
  }

  /** Once for the whole array: it is one formula. */
  private reportArray(array: Area): void {
    if (this.reportedArrays.has(array)) return;
    this.reportedArrays.add(array);
    this.report(
      { row: array.top, column: array.left },
      { severity: 'warning', code: 'array-formula-kept', parameters: { cells: areaName(array) } },
    );
  }
}

/** Cells of a column that stand alike are named together, with all formulas that lead there. */
function circleProblems(sheet: string, circles: readonly CellInCircle[]): readonly Problem[] {
  const groups = new Map<string, CellInCircle[]>();
  for (const circle of circles) {
    const key = `${circle.code} ${circle.column}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [circle]);
    else group.push(circle);
  }
  return [...groups.values()].flatMap((group): readonly Problem[] => {
    const [first] = group;
    if (first === undefined) return [];
    const cells = columnRuns(group.map((cell) => cellArea({ sheet, ...cell }))).map(areaName);
    const others = columnRuns(group.map(({ other }) => cellArea(other)));
    const other = others.map((run) => `${run.sheet}!${areaName(run)}`).join('、');
    const parameters = { cells: cells.join('、'), count: group.length, other };
    return [{ severity: 'warning', code: first.code, sheet, cell: cellName(first.row, first.column), parameters }];
  });
}

function cellArea({ sheet, row, column }: SheetCell): SheetArea {
  return { sheet, top: row, left: column, bottom: row, right: column };
}

/** A sheet may have an array formula in every row: each cell looks only at those of its own row. */
function arraysByRow(grid: Grid): ReadonlyMap<number, readonly Area[]> {
  const rows = new Map<number, Area[]>();
  const { bottom } = usedArea(grid);
  for (const area of grid.arrays ?? []) {
    for (let row = area.top; row <= Math.min(area.bottom, bottom); row += 1) {
      const present = rows.get(row);
      if (present === undefined) rows.set(row, [area]);
      else present.push(area);
    }
  }
  return rows;
}
