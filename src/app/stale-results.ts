import type { ContentChange, Plan, SheetCell } from '../core/changes/plan.js';
import type { SheetArea } from '../core/changes/precedents.js';
import { afterChanges } from '../core/changes/simulate.js';
import { staleFormulas } from '../core/changes/stale-formulas.js';
import { columnRuns, writtenCells } from '../core/changes/written-cells.js';
import { formulaAt, valueAt, type Area, type CellValue, type Grid } from '../core/grid/grid.js';
import { computedCells } from '../core/publish/figures.js';
import type { Attachment } from '../core/recognition/attachment.js';
import type { WorkbookSnapshot } from '../ports/workbook.js';

/** The attachments of a workbook, whose own cells are held against what is computed. */
type Tables = readonly { readonly attachment: Attachment }[];

/**
 * Returns the formulas of somebody's own whose results are older than what they read, as runs of cells within a column:
 * none in a workbook whose host calculates.
 */
export function staleResults(snapshot: WorkbookSnapshot, tables: Tables): readonly SheetArea[] {
  const { uncalculated } = snapshot;
  if (uncalculated === undefined) return [];
  return staleFormulas(snapshot, { written: uncalculated, computed: ownCells(tables) });
}

/** Returns those that a file will have once a plan is written into it. */
export function staleResultsAfter(snapshot: WorkbookSnapshot, { changes }: Plan, tables: Tables): readonly SheetArea[] {
  const uncalculated = writtenCells(snapshot.uncalculated ?? [], changes);
  return staleResults({ ...snapshot, sheets: afterChanges(snapshot.sheets, changes), uncalculated }, tables);
}

/** Returns the formulas of somebody's own that were written with an error for their result. */
export function failedResults({ sheets, uncalculated = [] }: WorkbookSnapshot, tables: Tables): readonly SheetArea[] {
  const own = ownCells(tables);
  const failed = [...cellsOf(uncalculated)].filter((cell) => {
    const { value, formula } = contentOf(sheets, cell);
    return formula !== null && isError(value) && !own.some((area) => area.sheet === cell.sheet && liesIn(cell, area));
  });
  return columnRuns(
    failed.map(({ sheet, row, column }) => ({ sheet, top: row, left: column, bottom: row, right: column })),
  );
}

/**
 * Plans to take the results of formulas that are older than what they read from the same workbook as another program
 * has calculated it. What it has no formula for stays as it is, and so do cells of array formulas, which cannot be
 * written alone.
 */
export function planFreshResults(snapshot: WorkbookSnapshot, calculated: readonly Grid[], tables: Tables): Plan {
  const changes: ContentChange[] = [];
  for (const cell of cellsOf(staleResults(snapshot, tables))) {
    const was = contentOf(snapshot.sheets, cell);
    const fresh = contentOf(calculated, cell);
    if (fresh.formula === null || isInArray(snapshot.sheets, cell)) continue;
    changes.push({ kind: 'content', ...cell, was, becomes: { ...was, value: fresh.value } });
  }
  return { changes, problems: [] };
}

function ownCells(tables: Tables): readonly SheetArea[] {
  return tables.flatMap(({ attachment }) => computedCells(attachment));
}

function* cellsOf(areas: readonly SheetArea[]): Generator<SheetCell> {
  for (const { sheet, top, left, bottom, right } of areas) {
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) yield { sheet, row, column };
    }
  }
}

function contentOf(sheets: readonly Grid[], { sheet, row, column }: SheetCell): ContentChange['was'] {
  const grid = sheets.find((one) => one.sheet === sheet);
  if (grid === undefined) return { value: null, formula: null };
  return { value: valueAt(grid, row, column), formula: formulaAt(grid, row, column) };
}

function isInArray(sheets: readonly Grid[], cell: SheetCell): boolean {
  const arrays = sheets.find(({ sheet }) => sheet === cell.sheet)?.arrays ?? [];
  return arrays.some((area) => liesIn(cell, area));
}

function liesIn({ row, column }: SheetCell, { top, left, bottom, right }: Area): boolean {
  return top <= row && row <= bottom && left <= column && column <= right;
}

function isError(value: CellValue): boolean {
  return typeof value === 'object' && value !== null;
}
